using static MlAntipatternAnalyzers.MlNet.Learning;
using static MlAntipatternAnalyzers.MlNet.LearningTask;
using static MlAntipatternAnalyzers.MlNet.MissingNumbers;
using static MlAntipatternAnalyzers.MlNet.Numbers;
using static MlAntipatternAnalyzers.MlNet.OperatorKind;

namespace MlAntipatternAnalyzers.MlNet;

internal static partial class OperatorCatalog
{
    /// <summary>
    /// Trainers of Microsoft.ML and Microsoft.ML.Mkl.Components; the task of a name that several share comes from the catalog it is called on.
    /// What all trainers of a task take and write is said once (<see cref="TrainerColumns"/>).
    /// </summary>
    private static Operator[] LinearTrainers =>
        new[]
        {
            new Operator("AveragedPerceptron", Trainer, Yes, Kept, Binary).OnNaN(Lost).Scaled().Draws(Shuffled),
            new Operator("LbfgsLogisticRegression", Trainer, Yes, Kept, Binary).OnNaN(Lost).Scaled().Draws(BegunAtRandom).Calibrated(),
            new Operator("LbfgsMaximumEntropy", Trainer, Yes, Kept, Multiclass).OnNaN(Lost).Scaled().Draws(BegunAtRandom),
            new Operator("LbfgsPoissonRegression", Trainer, Yes, Kept, Regression).OnNaN(Lost).Scaled().Draws(BegunAtRandom),

            // Its weight is never looked at.
            new Operator("LinearSvm", Trainer, Yes, Kept, Binary).OnNaN(Lost).Scaled().Draws(Shuffled).Ignores(ColumnRole.Weight),
            new Operator("LdSvm", Trainer, Yes, Kept, Binary).OnNaN(Lost).Scaled().Draws(),
            new Operator("OnlineGradientDescent", Trainer, Yes, Kept, Regression).OnNaN(Lost).Scaled().Draws(Shuffled),
            new Operator("Ols", Trainer, Yes, Kept, Regression),
            new Operator("Sdca", Trainer, Yes, Kept, Regression).OnNaN(Lost).Scaled().Draws(),
            new Operator("SdcaLogisticRegression", Trainer, Yes, Kept, Binary).OnNaN(Lost).Scaled().Draws().Calibrated(),
            new Operator("SdcaMaximumEntropy", Trainer, Yes, Kept, Multiclass).OnNaN(Lost).Scaled().Draws(),
            new Operator("SdcaNonCalibrated", Trainer, Yes).OnNaN(Lost).Scaled().Draws(),
            new Operator("SgdCalibrated", Trainer, Yes, Kept, Binary).OnNaN(Lost).Scaled().Draws(Shuffled).Calibrated(),
            new Operator("SgdNonCalibrated", Trainer, Yes, Kept, Binary).OnNaN(Lost).Scaled().Draws(Shuffled),
            new Operator("SymbolicSgdLogisticRegression", Trainer, Yes, Kept, Binary).Scaled().Draws(Shuffled).Calibrated(),

            // Takes several feature columns. Alone it also takes labels of other types, two of them; with a weight it never fits.
            new Operator("FieldAwareFactorizationMachine", Trainer, Yes, Kept, Binary).OnNaN(Lost)
                .Takes(ColumnRole.Label, Types.Flag, new Accepted("Boolean, Single or Double", Items.Boolean | Items.Real | Items.Key, unsure: Items.Key))
                .Takes(ColumnRole.Weight, Accepted.Nothing, new Accepted("no column at all", Items.None, Items.Single, unsure: Items.Single))
                .Draws()
                .Calibrated(),
        };

    /// <summary>Trees: Microsoft.ML.FastTree, Microsoft.ML.LightGbm.</summary>
    private static Operator[] TreeTrainers =>
        new[]
        {
            new Operator("FastForest", Trainer, Yes).OnNaN(Guessed),
            new Operator("FastTree", Trainer, Yes).OnNaN(Guessed).Calibrated(),
            new Operator("FastTreeTweedie", Trainer, Yes, Kept, Regression).OnNaN(Guessed),
            new Operator("Gam", Trainer, Yes).OnNaN(Guessed).Calibrated(),
            new Operator("LightGbm", Trainer, Yes).OnNaN(Learned).Takes(ColumnRole.Group, new Accepted("a key or UInt32", Items.UInt32Key | Items.UInt32)).Draws(Unseeded).Calibrated(),
        };

    /// <summary>Trainers of other kinds.</summary>
    private static Operator[] OtherTrainers =>
        new[]
        {
            new Operator("KMeans", Trainer, Yes, Kept, Clustering).OnNaN(Lost).Scaled().Draws().Ignores(ColumnRole.Label),
            new Operator("RandomizedPca", Trainer, Yes, Kept, AnomalyDetection).OnNaN(Lost).Scaled().Draws(Unseeded).Ignores(ColumnRole.Label),
            new Operator("NaiveBayes", Trainer, Yes, Kept, Multiclass).OnNaN(Guessed),
            new Operator("OneVersusAll", Trainer, Yes, Kept, Multiclass).Takes(ColumnRole.Label, TrainerColumns.Class, TrainerColumns.Key),
            new Operator("PairwiseCoupling", Trainer, Yes, Kept, Multiclass).Takes(ColumnRole.Label, TrainerColumns.Class, TrainerColumns.Key),

            // Looks at nothing but the label.
            new Operator("Prior", Trainer, Yes, Kept, Binary).OnNaN(Unread).Takes(ColumnRole.Weight, Accepted.Anything).Ignores(ColumnRole.Feature).Calibrated(),

            // Microsoft.ML.Recommender: its inputs are the indices of the matrix.
            new Operator("MatrixFactorization", Trainer, Yes, Kept, Recommendation).Takes(new Accepted("a key of UInt32 (MapValueToKey)", Items.UInt32Key)).Ignores(ColumnRole.Feature),
        };

    /// <summary>What takes the context's random numbers only where it has no seed of its own.</summary>
    private static bool Unseeded(System.Func<string, object?> argument) => argument("seed") is var seed && (seed is null || ReferenceEquals(seed, OperatorUse.NotGiven));

    /// <summary>What takes the rows in an order of its own, unless it is told not to; it may be told to begin anywhere as well.</summary>
    private static bool Shuffled(System.Func<string, object?> argument) => argument("Shuffle") is var shuffle && (shuffle is true || ReferenceEquals(shuffle, OperatorUse.NotGiven)) || BegunAtRandom(argument);

    /// <summary>What begins with weights of 0, unless it is told otherwise.</summary>
    private static bool BegunAtRandom(System.Func<string, object?> argument) => argument("InitialWeightsDiameter") is float and not 0;
}
