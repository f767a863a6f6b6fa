using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.MlNet;

/// <summary>What every estimator-returning method of ML.NET is: a table in files by catalog.</summary>
internal static partial class OperatorCatalog
{
    private static readonly Dictionary<string, Operator> TransformsByName = All(
        ColumnOperators, Conversions, Categories, Normalizers, Projections, MissingValues, FeatureSelection, Text, Images, Calibrators, Featurizers, TimeSeries, Plumbing);

    private static readonly Dictionary<string, Operator> TrainersByName = All(LinearTrainers, TreeTrainers, OtherTrainers, DeepTrainers, OldTrainers);

    /// <summary>Every entry, for the tests that compare the table with the real packages.</summary>
    public static IEnumerable<Operator> Entries => TransformsByName.Values.Concat(TrainersByName.Values);

    /// <summary>The entry of a method that returns an estimator, or null where the catalog has none.</summary>
    public static Operator? Find(IMethodSymbol method)
    {
        if (TransformsByName.TryGetValue(method.Name, out var transform))
            return transform;

        if (!TrainersByName.TryGetValue(method.Name, out var trainer))
            return null;

        var task = TaskOf(method);
        return task == LearningTask.None ? trainer : trainer.For(task);
    }

    /// <summary>The task whose catalog a method stands in, or extends: <c>mlContext.Regression</c>, <c>RegressionCatalog.RegressionTrainers</c>.</summary>
    public static LearningTask TaskOf(IMethodSymbol method)
    {
        var definition = method.ReducedFrom ?? method;
        var catalog = definition.IsExtensionMethod && definition.Parameters.Length > 0 ? definition.Parameters[0].Type : method.ContainingType;
        return TaskOf(catalog);
    }

    /// <summary>The task of a catalog type, or of the trainers inside it; of an experiment of AutoML's, or of the metrics that it goes by.</summary>
    public static LearningTask TaskOf(ITypeSymbol? catalog)
    {
        for (var type = catalog; type is not null; type = type.ContainingType)
        {
            switch (type.Name)
            {
                case "ExperimentBase" when type is INamedTypeSymbol { TypeArguments.Length: > 0 } experiment: return TaskOf(experiment.TypeArguments[0]);
                case "BinaryClassificationCatalog" or "BinaryClassificationExperiment" or "BinaryClassificationMetrics": return LearningTask.Binary;
                case "MulticlassClassificationCatalog" or "MulticlassClassificationExperiment" or "MulticlassClassificationMetrics": return LearningTask.Multiclass;
                case "RegressionCatalog" or "RegressionExperiment" or "RegressionMetrics": return LearningTask.Regression;
                case "RankingCatalog" or "RankingExperiment" or "RankingMetrics": return LearningTask.Ranking;
                case "ClusteringCatalog": return LearningTask.Clustering;
                case "AnomalyDetectionCatalog": return LearningTask.AnomalyDetection;
                case "RecommendationCatalog" or "RecommendationExperiment": return LearningTask.Recommendation;
                case "ForecastingCatalog": return LearningTask.Forecasting;
            }
        }

        return LearningTask.None;
    }

    private static Dictionary<string, Operator> All(params Operator[][] tables)
    {
        var all = new Dictionary<string, Operator>();
        foreach (var table in tables)
        {
            foreach (var entry in table)
                all.Add(entry.Name, entry);
        }

        return all;
    }
}
