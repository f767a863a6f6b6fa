using System.Collections.Immutable;

namespace MlAntipatternAnalyzers.MlNet;

/// <summary>What all trainers of a task share: the columns that they take, and those that their models write.</summary>
internal static class TrainerColumns
{
    public static readonly Accepted Features = new("a vector of Single of known size", Items.None, Items.Single);

    public static readonly Accepted Number = new("Single", Items.Single);

    public static readonly Accepted Flag = new("Boolean", Items.Boolean);

    public static readonly Accepted Class = new("a key (MapValueToKey)", Items.UInt32Key);

    public static readonly Accepted Relevance = new("Single or a key", Items.Single | Items.Key);

    public static readonly Accepted Key = new("a key (MapValueToKey)", Items.Key);

    public static Accepted? AcceptedAs(ColumnRole role, LearningTask task) =>
        role switch
        {
            ColumnRole.Feature => Features,
            ColumnRole.Weight => Number,
            ColumnRole.Group => Key,
            ColumnRole.Label => task switch
            {
                LearningTask.Binary => Flag,
                LearningTask.Multiclass => Class,
                LearningTask.Regression or LearningTask.Recommendation => Number,
                LearningTask.Ranking => Relevance,
                _ => null,
            },
            _ => null,
        };

    /// <summary>The columns that a fitted trainer of a task writes.</summary>
    public static ImmutableArray<OutputColumn> Of(Operator trainer, OperatorUse use)
    {
        switch (trainer.Task)
        {
            case LearningTask.Binary:
                var binary = ImmutableArray.Create(PredictedLabel(ColumnType.Boolean), Score(ColumnType.Single));
                return trainer.IsCalibrated ? binary.Add(new OutputColumn("Probability", ColumnType.Single)) : binary;

            case LearningTask.Multiclass:
                var label = use.Column(ColumnRole.Label);
                var count = label.KeyCount is > 0 and <= int.MaxValue ? (int?)label.KeyCount : null;
                return ImmutableArray.Create(
                    PredictedLabel(ColumnType.Key(Items.UInt32Key, label.KeyCount, label.IsKey ? label.Values : Items.Any)),
                    Score(ColumnType.Vector(Items.Single, count)));

            case LearningTask.Regression or LearningTask.Ranking or LearningTask.Recommendation:
                return ImmutableArray.Create(Score(ColumnType.Single));

            case LearningTask.Clustering:
                var clusters = use.Int("numberOfClusters", 5);
                return ImmutableArray.Create(
                    PredictedLabel(ColumnType.Key(Items.UInt32Key, clusters is > 0 ? (ulong)clusters : null, Items.None)),
                    Score(ColumnType.Vector(Items.Single, clusters)));

            case LearningTask.AnomalyDetection:
                return ImmutableArray.Create(PredictedLabel(ColumnType.Boolean), Score(ColumnType.Single));

            default:
                // A trainer of a task that the catalog does not know writes something.
                return ImmutableArray.Create(new OutputColumn(null, ColumnType.Unknown));
        }
    }

    private static OutputColumn PredictedLabel(ColumnType type) => new("PredictedLabel", type);

    private static OutputColumn Score(ColumnType type) => new("Score", type);
}
