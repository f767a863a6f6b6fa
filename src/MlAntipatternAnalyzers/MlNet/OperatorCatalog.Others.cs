using System.Collections.Immutable;
using static MlAntipatternAnalyzers.MlNet.Learning;
using static MlAntipatternAnalyzers.MlNet.LearningTask;
using static MlAntipatternAnalyzers.MlNet.Numbers;
using static MlAntipatternAnalyzers.MlNet.OperatorKind;

namespace MlAntipatternAnalyzers.MlNet;

internal static partial class OperatorCatalog
{
    /// <summary>Microsoft.ML.Vision and Microsoft.ML.TorchSharp; the names of their outputs are parameters.</summary>
    private static Operator[] DeepTrainers =>
        new[]
        {
            new Operator("ImageClassification", Trainer, Yes, Replaced, Multiclass)
                .Draws()
                .Takes(ColumnRole.Feature, use => IsPreview(use) ? Accepted.Anything : new Accepted("a vector of Byte of any size (LoadRawImageBytes)", Items.None, Items.None, Items.Byte))
                .Adds(Classified),
            new Operator("TextClassification", Trainer, Yes, Replaced, Multiclass).Ignores(ColumnRole.Feature)
                .Takes(Types.TextOfAnyShape)
                .Takes(ColumnRole.Label, Accepted.AnyShape("a key of UInt32 (MapValueToKey)", Items.UInt32Key | Items.UInt32))
                .Makes(_ => ColumnType.Key(Items.UInt32Key, null, Items.Text))
                .Adds(use => Predicted(use, ColumnType.Key(Items.UInt32Key, null, Items.Text)).Add(Named(use, "scoreColumnName", "Score", ColumnType.Vector(Items.Single)))),
            new Operator("SentenceSimilarity", Trainer, Yes, Replaced, Regression).Ignores(ColumnRole.Feature)
                .Takes(Types.TextOfAnyShape)
                .Takes(ColumnRole.Label, Accepted.AnyShape("Single", Items.Single))
                .Adds(use => ImmutableArray.Create(Named(use, "scoreColumnName", "Score", ColumnType.Single))),
            new Operator("NamedEntityRecognition", Trainer, Yes, Replaced, Multiclass).Ignores(ColumnRole.Feature).Takes(ColumnRole.Label, Accepted.Anything).Makes(_ => Entities).Adds(use => Predicted(use, Entities)),
            new Operator("NameEntityRecognition", Trainer, Yes, Replaced, Multiclass).Ignores(ColumnRole.Feature).Takes(ColumnRole.Label, Accepted.Anything).Makes(_ => Entities).Adds(use => Predicted(use, Entities)),
            new Operator("QuestionAnswer", Trainer, Yes, Replaced, Multiclass).Ignores(ColumnRole.Feature).Takes(ColumnRole.Label, Accepted.Anything).Adds(Something),
            new Operator("ObjectDetection", Trainer, Yes, Replaced, Multiclass).Ignores(ColumnRole.Feature).Takes(ColumnRole.Label, Accepted.Anything).Adds(Something),
        };

    /// <summary>Whether an image classification is the one of the 1.4 previews, which took the paths of images too.</summary>
    private static bool IsPreview(OperatorUse use) => !ReferenceEquals(use.Argument("featuresColumnName"), OperatorUse.NotGiven);

    /// <summary>Spellings of 1.0 previews, which old programs still carry; what they took is not known.</summary>
    private static Operator[] OldTrainers =>
        new[]
        {
            new Operator("StochasticDualCoordinateAscent", Trainer, Yes).Draws().Takes(ColumnRole.Label, Accepted.Anything).Adds(Something),
            new Operator("StochasticDualCoordinateAscentNonCalibrated", Trainer, Yes).Draws().Takes(ColumnRole.Label, Accepted.Anything).Adds(Something),
            new Operator("LogisticRegression", Trainer, Yes).Takes(ColumnRole.Label, Accepted.Anything).Adds(Something),
            new Operator("PoissonRegression", Trainer, Yes, Kept, Regression),
            new Operator("StochasticGradientDescent", Trainer, Yes, Kept, Binary).Draws().Adds(Something),
            new Operator("GeneralizedAdditiveModels", Trainer, Yes).Takes(ColumnRole.Label, Accepted.Anything).Adds(Something),
        };

    /// <summary>Microsoft.ML.TimeSeries: detectors write an alert, a score and a p-value, and more for change points.</summary>
    private static Operator[] TimeSeries =>
        new[]
        {
            new Operator("ForecastBySsa", Trainer, Yes, Kept, Forecasting)
                .Takes(Types.Single)
                .Ignores(ColumnRole.Label)
                .Ignores(ColumnRole.Feature)
                .Makes(use => ColumnType.Vector(Items.Single, use.Int("horizon", 0)))
                .Adds(use => ImmutableArray.Create(
                    Named(use, "confidenceLowerBoundColumn", null, ColumnType.Vector(Items.Single, use.Int("horizon", 0))),
                    Named(use, "confidenceUpperBoundColumn", null, ColumnType.Vector(Items.Single, use.Int("horizon", 0))))),
            new Operator("DetectSpikeBySsa", OperatorKind.TimeSeries, Yes).Takes(Types.Single).Makes(_ => ColumnType.Vector(Items.Double, 3)),
            new Operator("DetectChangePointBySsa", OperatorKind.TimeSeries, Yes).Takes(Types.Single).Makes(_ => ColumnType.Vector(Items.Double, 4)),
            new Operator("DetectIidSpike", OperatorKind.TimeSeries, No).Takes(Types.Single).Makes(_ => ColumnType.Vector(Items.Double, 3)),
            new Operator("DetectIidChangePoint", OperatorKind.TimeSeries, No).Takes(Types.Single).Makes(_ => ColumnType.Vector(Items.Double, 4)),
            new Operator("DetectAnomalyBySrCnn", OperatorKind.TimeSeries, No).Takes(Types.Single).Makes(_ => ColumnType.Vector(Items.Double, 3)),
        };

    /// <summary>Calibrators of a score: <c>mlContext.BinaryClassification.Calibrators</c>. Outside a chain they take more.</summary>
    private static Operator[] Calibrators =>
        new[]
        {
            Calibrator("Platt"),
            Calibrator("Isotonic"),
            Calibrator("Naive"),
        };

    /// <summary>Trees used to make features; the names of the outputs are options, and the columns that they are trained on are those of an inner trainer.</summary>
    private static Operator[] Featurizers =>
        new[]
        {
            Featurizer("FeaturizeByFastForestBinary", Yes).Takes(ColumnRole.Label, Types.Flag).Takes(ColumnRole.Feature, Types.Singles),
            Featurizer("FeaturizeByFastForestRegression", Yes).Takes(ColumnRole.Label, Types.Single).Takes(ColumnRole.Feature, Types.Singles),
            Featurizer("FeaturizeByFastTreeBinary", Yes).Takes(ColumnRole.Label, Types.Flag).Takes(ColumnRole.Feature, Types.Singles),
            Featurizer("FeaturizeByFastTreeRanking", Yes).Takes(ColumnRole.Label, TrainerColumns.Relevance).Takes(ColumnRole.Feature, Types.Singles),
            Featurizer("FeaturizeByFastTreeRegression", Yes).Takes(ColumnRole.Label, Types.Single).Takes(ColumnRole.Feature, Types.Singles),
            Featurizer("FeaturizeByFastTreeTweedie", Yes).Takes(ColumnRole.Label, Types.Single).Takes(ColumnRole.Feature, Types.Singles),
            Featurizer("FeaturizeByPretrainTreeEnsemble", No),
        };

    private static Operator Calibrator(string name) =>
        new Operator(name, Transform, Yes)
            .Takes(ColumnRole.Score, Types.Single, new Accepted("Single", Items.Any, Items.Any & ~Items.Single, Items.Any & ~Items.Single, unsure: Items.Any & ~Items.Single))
            .Takes(ColumnRole.Label, Types.Flag, new Accepted("Boolean, Single or Double", Items.Boolean | Items.Real | Items.Key, unsure: Items.Key))
            .Takes(ColumnRole.Weight, Types.Single, new Accepted("Single", Items.Any, unsure: Items.Any & ~Items.Single))
            .Adds(_ => ImmutableArray.Create(new OutputColumn("Probability", ColumnType.Single)));

    private static Operator Featurizer(string name, Learning learning) =>
        new Operator(name, Transform, learning)
            .Takes(new Accepted("a vector of Single", Items.None, Items.Single, Items.Single))
            .Adds(use => ImmutableArray.Create(
                Named(use, "TreesColumnName", null, ColumnType.Vector(Items.Single)),
                Named(use, "LeavesColumnName", null, ColumnType.Vector(Items.Single)),
                Named(use, "PathsColumnName", null, ColumnType.Vector(Items.Single))));

    private static ImmutableArray<OutputColumn> Classified(OperatorUse use) =>
        ImmutableArray.Create(
            Named(use, "predictedLabelColumnName", "PredictedLabel", ColumnType.Key(Items.UInt32Key, use.Column(ColumnRole.Label).KeyCount, Items.Text)),
            Named(use, "scoreColumnName", "Score", ColumnType.Vector(Items.Single)));

    private static ColumnType Entities => ColumnType.Variable(Items.UInt32).WithKey(Items.UInt32Key, null, Items.Text);

    /// <summary>The predicted label of a trainer whose call names it as its output, and whose options name it as its prediction.</summary>
    private static ImmutableArray<OutputColumn> Predicted(OperatorUse use, ColumnType type) =>
        ReferenceEquals(use.Argument("outputColumnName"), OperatorUse.NotGiven)
            ? ImmutableArray.Create(Named(use, "PredictionColumnName", "PredictedLabel", type))
            : ImmutableArray<OutputColumn>.Empty;

    private static ImmutableArray<OutputColumn> Something(OperatorUse use) => ImmutableArray.Create(new OutputColumn(null, ColumnType.Unknown));

    /// <summary>A column whose name is an argument; one without a name is not written at all.</summary>
    private static OutputColumn Named(OperatorUse use, string parameter, string? byDefault, ColumnType type) =>
        use.Argument(parameter) switch
        {
            string name => new OutputColumn(name, type),
            null => new OutputColumn("", type),
            var absent when ReferenceEquals(absent, OperatorUse.NotGiven) => new OutputColumn(byDefault ?? "", type),
            _ => new OutputColumn(null, ColumnType.Unknown),
        };
}
