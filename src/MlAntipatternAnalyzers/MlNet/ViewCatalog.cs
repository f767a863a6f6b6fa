using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using static MlAntipatternAnalyzers.MlNet.LearningTask;
using static MlAntipatternAnalyzers.MlNet.ViewOperator;

namespace MlAntipatternAnalyzers.MlNet;

/// <summary>Which columns of a view the methods read that make no estimator.</summary>
internal static class ViewCatalog
{
    private static readonly Accepted BinaryLabel = new("Boolean, Single, Double or a key of two values", Items.Boolean | Items.Real | Items.Key, unsure: Items.Key);
    private static readonly Accepted Classes = new("a key or Single", Items.Single | Items.Key);
    private static readonly Accepted Number = TrainerColumns.Number;
    private static readonly Accepted Numbers = TrainerColumns.Features;
    private static readonly Accepted Real = new("Single or Double", Items.Real);

    /// <summary>By name and task.</summary>
    private static readonly Dictionary<(string Name, LearningTask Task), ViewOperator> Entries = All(
        new ViewOperator("Evaluate", Binary, Label(BinaryLabel), Score(Number), new Reading("probabilityColumnName", ColumnRole.Probability, Number), Predicted(Accepted.Anything)),
        new ViewOperator("EvaluateWithPRCurve", Binary, Label(BinaryLabel), Score(Number), new Reading("probabilityColumnName", ColumnRole.Probability, Number), Predicted(Accepted.Anything)),
        new ViewOperator("EvaluateNonCalibrated", Binary, Label(BinaryLabel), Score(Number), Predicted(Accepted.Anything)),
        new ViewOperator("Evaluate", Multiclass, Label(Classes), Score(Numbers), Predicted(Accepted.Anything)),
        new ViewOperator("Evaluate", Regression, Label(Number), Score(Number)),
        new ViewOperator("Evaluate", Recommendation, Label(Number), Score(Number)),
        new ViewOperator("Evaluate", Ranking, Label(Classes), new Reading("rowGroupColumnName", ColumnRole.Group, TrainerColumns.Key), Score(Number)),
        new ViewOperator("Evaluate", Clustering, Label(Classes), Score(Numbers), new Reading("featureColumnName", ColumnRole.Feature, Numbers)),
        new ViewOperator("Evaluate", AnomalyDetection, Label(Number), Score(Number), Predicted(Accepted.Anything)),

        // Cross-validation splits the view, and evaluates what the estimator makes of it.
        new ViewOperator("CrossValidate", Binary, SamplingKey, Result(BinaryLabel), Scored(Number), Always("Probability", ColumnRole.Probability, Number), Always("PredictedLabel", ColumnRole.PredictedLabel, Accepted.Anything)),
        new ViewOperator("CrossValidateNonCalibrated", Binary, SamplingKey, Result(BinaryLabel), Scored(Number), Always("PredictedLabel", ColumnRole.PredictedLabel, Accepted.Anything)),
        new ViewOperator("CrossValidate", Multiclass, SamplingKey, Result(Classes), Scored(Numbers), Always("PredictedLabel", ColumnRole.PredictedLabel, Accepted.Anything)),
        new ViewOperator("CrossValidate", Regression, SamplingKey, Result(Number), Scored(Number)),
        new ViewOperator("CrossValidate", Recommendation, SamplingKey, Result(Number), Scored(Number)),
        new ViewOperator("CrossValidate", Clustering, SamplingKey, Result(Classes), Scored(Numbers), new Reading("featuresColumnName", ColumnRole.Feature, Numbers, isOfResult: true)),
        new ViewOperator("CrossValidate", Ranking, Result(Classes), Scored(Number), new Reading("rowGroupColumnName", ColumnRole.Group, TrainerColumns.Key)),

        new ViewOperator("TrainTestSplit", None, SamplingKey),
        new ViewOperator("CrossValidationSplit", None, SamplingKey),
        new ViewOperator("FilterRowsByColumn", None, new Reading("columnName", ColumnRole.Input, Real)),
        new ViewOperator("FilterRowsByKeyColumnFraction", None, new Reading("columnName", ColumnRole.Input, TrainerColumns.Key)),
        new ViewOperator("FilterRowsByMissingValues", None, new Reading("columns", ColumnRole.Input, Types.RealOrKey)),
        new ViewOperator("get_Item", None, new Reading("name", ColumnRole.Input, Accepted.Anything)),
        new ViewOperator("GetColumn", None, new Reading("columnName", ColumnRole.Input, Accepted.Anything)));

    private static Reading SamplingKey => new("samplingKeyColumnName", ColumnRole.SamplingKey, Types.Primitive);

    /// <summary>The entry of a method, or null: it reads no columns by name.</summary>
    public static ViewOperator? Find(IMethodSymbol method) => Entries.TryGetValue((method.Name, OperatorCatalog.TaskOf(method)), out var entry) ? entry : null;

    private static Reading Label(Accepted types) => new("labelColumnName", ColumnRole.Label, types);

    private static Reading Score(Accepted types) => new("scoreColumnName", ColumnRole.Score, types);

    private static Reading Predicted(Accepted types) => new("predictedLabelColumnName", ColumnRole.PredictedLabel, types);

    private static Reading Scored(Accepted types) => Always("Score", ColumnRole.Score, types);

    private static Reading Always(string column, ColumnRole role, Accepted types) => Reading.Always(column, role, types);

    private static Reading Result(Accepted types) => new("labelColumnName", ColumnRole.Label, types, isOfResult: true);

    private static Dictionary<(string Name, LearningTask Task), ViewOperator> All(params ViewOperator[] entries)
    {
        var all = new Dictionary<(string Name, LearningTask Task), ViewOperator>();
        foreach (var entry in entries)
            all.Add((entry.Name, entry.Task), entry);
        return all;
    }
}
