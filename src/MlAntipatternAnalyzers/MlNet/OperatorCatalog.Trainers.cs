using static MlAntipatternAnalyzers.MlNet.Learning;
using static MlAntipatternAnalyzers.MlNet.LearningTask;
using static MlAntipatternAnalyzers.MlNet.Numbers;
using static MlAntipatternAnalyzers.MlNet.OperatorKind;

namespace MlAntipatternAnalyzers.MlNet;

internal static partial class OperatorCatalog
{
    /// <summary>Trainers; the task of a name that several share comes from the catalog it is called on.</summary>
    private static Operator[] Trainers =>
        new[]
        {
            // linear
            new Operator("AveragedPerceptron", Trainer, Yes, Kept, Binary),
            new Operator("LbfgsLogisticRegression", Trainer, Yes, Kept, Binary),
            new Operator("LbfgsMaximumEntropy", Trainer, Yes, Kept, Multiclass),
            new Operator("LbfgsPoissonRegression", Trainer, Yes, Kept, Regression),
            new Operator("LinearSvm", Trainer, Yes, Kept, Binary),
            new Operator("LdSvm", Trainer, Yes, Kept, Binary),
            new Operator("OnlineGradientDescent", Trainer, Yes, Kept, Regression),
            new Operator("Ols", Trainer, Yes, Kept, Regression),
            new Operator("Sdca", Trainer, Yes, Kept, Regression),
            new Operator("SdcaLogisticRegression", Trainer, Yes, Kept, Binary),
            new Operator("SdcaMaximumEntropy", Trainer, Yes, Kept, Multiclass),
            new Operator("SdcaNonCalibrated", Trainer, Yes),
            new Operator("SgdCalibrated", Trainer, Yes, Kept, Binary),
            new Operator("SgdNonCalibrated", Trainer, Yes, Kept, Binary),
            new Operator("SymbolicSgdLogisticRegression", Trainer, Yes, Kept, Binary),
            new Operator("FieldAwareFactorizationMachine", Trainer, Yes, Kept, Binary),

            // trees
            new Operator("FastForest", Trainer, Yes),
            new Operator("FastTree", Trainer, Yes),
            new Operator("FastTreeTweedie", Trainer, Yes, Kept, Regression),
            new Operator("Gam", Trainer, Yes),
            new Operator("LightGbm", Trainer, Yes),

            // others
            new Operator("KMeans", Trainer, Yes, Kept, Clustering),
            new Operator("RandomizedPca", Trainer, Yes, Kept, AnomalyDetection),
            new Operator("MatrixFactorization", Trainer, Yes, Kept, Recommendation),
            new Operator("NaiveBayes", Trainer, Yes, Kept, Multiclass),
            new Operator("OneVersusAll", Trainer, Yes, Kept, Multiclass),
            new Operator("PairwiseCoupling", Trainer, Yes, Kept, Multiclass),
            new Operator("Prior", Trainer, Yes, Kept, Binary),

            // deep learning packages
            new Operator("ImageClassification", Trainer, Yes, Replaced, Multiclass),
            new Operator("TextClassification", Trainer, Yes, Replaced, Multiclass),
            new Operator("SentenceSimilarity", Trainer, Yes, Replaced, Regression),
            new Operator("NamedEntityRecognition", Trainer, Yes, Replaced, Multiclass),
            new Operator("NameEntityRecognition", Trainer, Yes, Replaced, Multiclass),
            new Operator("QuestionAnswer", Trainer, Yes, Replaced, Multiclass),
            new Operator("ObjectDetection", Trainer, Yes, Replaced, Multiclass),

            // spellings of 1.0 previews, which old programs still carry
            new Operator("StochasticDualCoordinateAscent", Trainer, Yes),
            new Operator("StochasticDualCoordinateAscentNonCalibrated", Trainer, Yes),
            new Operator("LogisticRegression", Trainer, Yes),
            new Operator("PoissonRegression", Trainer, Yes, Kept, Regression),
            new Operator("StochasticGradientDescent", Trainer, Yes, Kept, Binary),
            new Operator("GeneralizedAdditiveModels", Trainer, Yes),
        };
}
