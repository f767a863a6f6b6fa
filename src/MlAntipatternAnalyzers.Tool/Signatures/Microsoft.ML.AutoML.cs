using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.ML.Data;

namespace Microsoft.ML.AutoML
{
    public abstract class ExperimentSettings
    {
        public uint MaxExperimentTimeInSeconds { get; set; }
        public CancellationToken CancellationToken { get; set; }
        public string CacheDirectoryName { get; set; }
        public CacheBeforeTrainer CacheBeforeTrainer { get; set; }
        public double? MaximumMemoryUsageInMegaByte { get; set; }
        public int MaxModels;
    }

    public enum CacheBeforeTrainer
    {
        Auto,
        On,
        Off,
    }

    public sealed class BinaryExperimentSettings : ExperimentSettings
    {
        public BinaryClassificationMetric OptimizingMetric { get; set; }
        public ICollection<BinaryClassificationTrainer> Trainers => throw null!;
        public bool UseAutoZeroTuner { get; set; }
    }

    public sealed class MulticlassExperimentSettings : ExperimentSettings
    {
        public MulticlassClassificationMetric OptimizingMetric { get; set; }
        public ICollection<MulticlassClassificationTrainer> Trainers => throw null!;
    }

    public sealed class RegressionExperimentSettings : ExperimentSettings
    {
        public RegressionMetric OptimizingMetric { get; set; }
        public ICollection<RegressionTrainer> Trainers => throw null!;
    }

    public sealed class RecommendationExperimentSettings : ExperimentSettings
    {
        public RegressionMetric OptimizingMetric { get; set; }
        public ICollection<RecommendationTrainer> Trainers => throw null!;
    }

    public sealed class RankingExperimentSettings : ExperimentSettings
    {
        public RankingMetric OptimizingMetric { get; set; }
        public ICollection<RankingTrainer> Trainers => throw null!;
        public uint OptimizationMetricTruncationLevel { get; set; }
    }

    public enum BinaryClassificationMetric
    {
        Accuracy,
        AreaUnderRocCurve,
        AreaUnderPrecisionRecallCurve,
        F1Score,
        PositivePrecision,
        PositiveRecall,
        NegativePrecision,
        NegativeRecall,
    }

    public enum BinaryClassificationTrainer
    {
        FastForest,
        FastTree,
        LightGbm,
        LbfgsLogisticRegression,
        SdcaLogisticRegression,
    }

    public enum MulticlassClassificationMetric
    {
        MicroAccuracy,
        MacroAccuracy,
        LogLoss,
        LogLossReduction,
        TopKAccuracy,
    }

    public enum MulticlassClassificationTrainer
    {
        FastForestOva,
        FastTreeOva,
        LightGbm,
        LbfgsMaximumEntropy,
        LbfgsLogisticRegressionOva,
        SdcaMaximumEntropy,
    }

    public enum RegressionMetric
    {
        MeanAbsoluteError,
        MeanSquaredError,
        RootMeanSquaredError,
        RSquared,
    }

    public enum RegressionTrainer
    {
        FastForest,
        FastTree,
        FastTreeTweedie,
        LightGbm,
        LbfgsPoissonRegression,
        StochasticDualCoordinateAscent,
    }

    public enum RecommendationTrainer
    {
        MatrixFactorization,
    }

    public enum RankingMetric
    {
        Ndcg,
        Dcg,
    }

    public enum RankingTrainer
    {
        LightGbmRanking,
        FastTreeRanking,
    }

    public abstract class ExperimentBase<TMetrics, TExperimentSettings>
        where TMetrics : class where TExperimentSettings : ExperimentSettings
    {
        internal ExperimentBase() => throw null!;

        public virtual ExperimentResult<TMetrics> Execute(IDataView trainData, string labelColumnName = "Label", string samplingKeyColumn = null, IEstimator<ITransformer> preFeaturizer = null, IProgress<RunDetail<TMetrics>> progressHandler = null) => throw null!;
        public virtual ExperimentResult<TMetrics> Execute(IDataView trainData, ColumnInformation columnInformation, IEstimator<ITransformer> preFeaturizer = null, IProgress<RunDetail<TMetrics>> progressHandler = null) => throw null!;
        public virtual ExperimentResult<TMetrics> Execute(IDataView trainData, IDataView validationData, string labelColumnName = "Label", IEstimator<ITransformer> preFeaturizer = null, IProgress<RunDetail<TMetrics>> progressHandler = null) => throw null!;
        public virtual ExperimentResult<TMetrics> Execute(IDataView trainData, IDataView validationData, ColumnInformation columnInformation, IEstimator<ITransformer> preFeaturizer = null, IProgress<RunDetail<TMetrics>> progressHandler = null) => throw null!;
        public virtual CrossValidationExperimentResult<TMetrics> Execute(IDataView trainData, uint numberOfCVFolds, ColumnInformation columnInformation = null, IEstimator<ITransformer> preFeaturizer = null, IProgress<CrossValidationRunDetail<TMetrics>> progressHandler = null) => throw null!;
        public virtual CrossValidationExperimentResult<TMetrics> Execute(IDataView trainData, uint numberOfCVFolds, string labelColumnName = "Label", string samplingKeyColumn = null, IEstimator<ITransformer> preFeaturizer = null, IProgress<CrossValidationRunDetail<TMetrics>> progressHandler = null) => throw null!;
    }

    public sealed class BinaryClassificationExperiment : ExperimentBase<BinaryClassificationMetrics, BinaryExperimentSettings>
    {
        internal BinaryClassificationExperiment() => throw null!;

        public override ExperimentResult<BinaryClassificationMetrics> Execute(IDataView trainData, string labelColumnName = "Label", string samplingKeyColumn = null, IEstimator<ITransformer> preFeaturizer = null, IProgress<RunDetail<BinaryClassificationMetrics>> progressHandler = null) => throw null!;
        public override ExperimentResult<BinaryClassificationMetrics> Execute(IDataView trainData, ColumnInformation columnInformation, IEstimator<ITransformer> preFeaturizer = null, IProgress<RunDetail<BinaryClassificationMetrics>> progressHandler = null) => throw null!;
        public override ExperimentResult<BinaryClassificationMetrics> Execute(IDataView trainData, IDataView validationData, string labelColumnName = "Label", IEstimator<ITransformer> preFeaturizer = null, IProgress<RunDetail<BinaryClassificationMetrics>> progressHandler = null) => throw null!;
        public override ExperimentResult<BinaryClassificationMetrics> Execute(IDataView trainData, IDataView validationData, ColumnInformation columnInformation, IEstimator<ITransformer> preFeaturizer = null, IProgress<RunDetail<BinaryClassificationMetrics>> progressHandler = null) => throw null!;
        public override CrossValidationExperimentResult<BinaryClassificationMetrics> Execute(IDataView trainData, uint numberOfCVFolds, ColumnInformation columnInformation = null, IEstimator<ITransformer> preFeaturizer = null, IProgress<CrossValidationRunDetail<BinaryClassificationMetrics>> progressHandler = null) => throw null!;
        public override CrossValidationExperimentResult<BinaryClassificationMetrics> Execute(IDataView trainData, uint numberOfCVFolds, string labelColumnName = "Label", string samplingKeyColumn = null, IEstimator<ITransformer> preFeaturizer = null, IProgress<CrossValidationRunDetail<BinaryClassificationMetrics>> progressHandler = null) => throw null!;
    }

    public sealed class MulticlassClassificationExperiment : ExperimentBase<MulticlassClassificationMetrics, MulticlassExperimentSettings>
    {
        internal MulticlassClassificationExperiment() => throw null!;

        public override ExperimentResult<MulticlassClassificationMetrics> Execute(IDataView trainData, string labelColumnName = "Label", string samplingKeyColumn = null, IEstimator<ITransformer> preFeaturizer = null, IProgress<RunDetail<MulticlassClassificationMetrics>> progressHandler = null) => throw null!;
        public override ExperimentResult<MulticlassClassificationMetrics> Execute(IDataView trainData, ColumnInformation columnInformation, IEstimator<ITransformer> preFeaturizer = null, IProgress<RunDetail<MulticlassClassificationMetrics>> progressHandler = null) => throw null!;
        public override ExperimentResult<MulticlassClassificationMetrics> Execute(IDataView trainData, IDataView validationData, string labelColumnName = "Label", IEstimator<ITransformer> preFeaturizer = null, IProgress<RunDetail<MulticlassClassificationMetrics>> progressHandler = null) => throw null!;
        public override ExperimentResult<MulticlassClassificationMetrics> Execute(IDataView trainData, IDataView validationData, ColumnInformation columnInformation, IEstimator<ITransformer> preFeaturizer = null, IProgress<RunDetail<MulticlassClassificationMetrics>> progressHandler = null) => throw null!;
        public override CrossValidationExperimentResult<MulticlassClassificationMetrics> Execute(IDataView trainData, uint numberOfCVFolds, ColumnInformation columnInformation = null, IEstimator<ITransformer> preFeaturizer = null, IProgress<CrossValidationRunDetail<MulticlassClassificationMetrics>> progressHandler = null) => throw null!;
        public override CrossValidationExperimentResult<MulticlassClassificationMetrics> Execute(IDataView trainData, uint numberOfCVFolds, string labelColumnName = "Label", string samplingKeyColumn = null, IEstimator<ITransformer> preFeaturizer = null, IProgress<CrossValidationRunDetail<MulticlassClassificationMetrics>> progressHandler = null) => throw null!;
    }

    public sealed class RegressionExperiment : ExperimentBase<RegressionMetrics, RegressionExperimentSettings>
    {
        internal RegressionExperiment() => throw null!;

        public override ExperimentResult<RegressionMetrics> Execute(IDataView trainData, string labelColumnName = "Label", string samplingKeyColumn = null, IEstimator<ITransformer> preFeaturizer = null, IProgress<RunDetail<RegressionMetrics>> progressHandler = null) => throw null!;
        public override ExperimentResult<RegressionMetrics> Execute(IDataView trainData, ColumnInformation columnInformation, IEstimator<ITransformer> preFeaturizer = null, IProgress<RunDetail<RegressionMetrics>> progressHandler = null) => throw null!;
        public override ExperimentResult<RegressionMetrics> Execute(IDataView trainData, IDataView validationData, string labelColumnName = "Label", IEstimator<ITransformer> preFeaturizer = null, IProgress<RunDetail<RegressionMetrics>> progressHandler = null) => throw null!;
        public override ExperimentResult<RegressionMetrics> Execute(IDataView trainData, IDataView validationData, ColumnInformation columnInformation, IEstimator<ITransformer> preFeaturizer = null, IProgress<RunDetail<RegressionMetrics>> progressHandler = null) => throw null!;
        public override CrossValidationExperimentResult<RegressionMetrics> Execute(IDataView trainData, uint numberOfCVFolds, ColumnInformation columnInformation = null, IEstimator<ITransformer> preFeaturizer = null, IProgress<CrossValidationRunDetail<RegressionMetrics>> progressHandler = null) => throw null!;
        public override CrossValidationExperimentResult<RegressionMetrics> Execute(IDataView trainData, uint numberOfCVFolds, string labelColumnName = "Label", string samplingKeyColumn = null, IEstimator<ITransformer> preFeaturizer = null, IProgress<CrossValidationRunDetail<RegressionMetrics>> progressHandler = null) => throw null!;
    }

    public sealed class RecommendationExperiment : ExperimentBase<RegressionMetrics, RecommendationExperimentSettings>
    {
        internal RecommendationExperiment() => throw null!;
    }

    public sealed class RankingExperiment : ExperimentBase<RankingMetrics, RankingExperimentSettings>
    {
        internal RankingExperiment() => throw null!;
    }

    public class ExperimentResult<TMetrics>
    {
        public readonly IEnumerable<RunDetail<TMetrics>> RunDetails;
        public readonly RunDetail<TMetrics> BestRun;

        internal ExperimentResult() => throw null!;
    }

    public class CrossValidationExperimentResult<TMetrics>
    {
        public readonly IEnumerable<CrossValidationRunDetail<TMetrics>> RunDetails;
        public readonly CrossValidationRunDetail<TMetrics> BestRun;

        internal CrossValidationExperimentResult() => throw null!;
    }

    public abstract class RunDetail
    {
        internal RunDetail() => throw null!;

        public string TrainerName => throw null!;
        public double RuntimeInSeconds => throw null!;
        public IEstimator<ITransformer> Estimator => throw null!;
    }

    public sealed class RunDetail<TMetrics> : RunDetail
    {
        internal RunDetail() => throw null!;

        public TMetrics ValidationMetrics => throw null!;
        public ITransformer Model => throw null!;
        public Exception Exception => throw null!;
    }

    public sealed class CrossValidationRunDetail<TMetrics> : RunDetail
    {
        internal CrossValidationRunDetail() => throw null!;

        public IEnumerable<TrainResult<TMetrics>> Results => throw null!;
    }

    public sealed class TrainResult<TMetrics>
    {
        internal TrainResult() => throw null!;

        public TMetrics ValidationMetrics => throw null!;
        public ITransformer Model => throw null!;
        public Exception Exception => throw null!;
    }

    public static class RegressionExperimentResultExtensions
    {
        public static RunDetail<RegressionMetrics> Best(this IEnumerable<RunDetail<RegressionMetrics>> results, RegressionMetric metric = RegressionMetric.RSquared) => throw null!;
        public static CrossValidationRunDetail<RegressionMetrics> Best(this IEnumerable<CrossValidationRunDetail<RegressionMetrics>> results, RegressionMetric metric = RegressionMetric.RSquared) => throw null!;
    }

    public static class RankingExperimentResultExtensions
    {
        public static RunDetail<RankingMetrics> Best(this IEnumerable<RunDetail<RankingMetrics>> results, RankingMetric metric = RankingMetric.Ndcg, uint optimizationMetricTruncationLevel = 10) => throw null!;
        public static CrossValidationRunDetail<RankingMetrics> Best(this IEnumerable<CrossValidationRunDetail<RankingMetrics>> results, RankingMetric metric = RankingMetric.Ndcg, uint optimizationMetricTruncationLevel = 10) => throw null!;
    }

    public sealed class ColumnInferenceResults
    {
        internal ColumnInferenceResults() => throw null!;

        public TextLoader.Options TextLoaderOptions => throw null!;
        public ColumnInformation ColumnInformation => throw null!;
    }

    public sealed class ColumnInformation
    {
        public string LabelColumnName { get; set; }
        public string UserIdColumnName { get; set; }
        public string GroupIdColumnName { get; set; }
        public string ItemIdColumnName { get; set; }
        public string ExampleWeightColumnName { get; set; }
        public string SamplingKeyColumnName { get; set; }
        public ICollection<string> CategoricalColumnNames => throw null!;
        public ICollection<string> NumericColumnNames => throw null!;
        public ICollection<string> TextColumnNames => throw null!;
        public ICollection<string> IgnoredColumnNames => throw null!;
        public ICollection<string> ImagePathColumnNames => throw null!;
    }

    public enum InferenceExceptionType
    {
        ColumnDataType,
        ColumnSplit,
    }

    public sealed class InferenceException : Exception
    {
        public InferenceExceptionType InferenceExceptionType;

        internal InferenceException() => throw null!;
    }
}
