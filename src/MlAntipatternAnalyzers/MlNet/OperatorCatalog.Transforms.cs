using static MlAntipatternAnalyzers.MlNet.Learning;
using static MlAntipatternAnalyzers.MlNet.Numbers;
using static MlAntipatternAnalyzers.MlNet.OperatorKind;

namespace MlAntipatternAnalyzers.MlNet;

internal static partial class OperatorCatalog
{
    /// <summary><c>mlContext.Transforms</c> and its Conversion, Categorical and FeatureSelection catalogs.</summary>
    private static Operator[] Transforms =>
        new[]
        {
            // columns
            new Operator("Concatenate", Transform, No),
            new Operator("CopyColumns", Transform, No),
            new Operator("DropColumns", Transform, No),
            new Operator("SelectColumns", Transform, No),
            new Operator("CustomMapping", Transform, No),
            new Operator("StatefulCustomMapping", Transform, No),
            new Operator("Expression", Transform, No),
            new Operator("FeatureMapping", Transform, No),
            new Operator("NeutralizePositions", Transform, No),

            // normalisation
            new Operator("NormalizeMinMax", Transform, Yes),
            new Operator("NormalizeMeanVariance", Transform, Yes),
            new Operator("NormalizeLogMeanVariance", Transform, Yes),
            new Operator("NormalizeRobustScaling", Transform, Yes),
            new Operator("NormalizeBinning", Transform, Yes),
            new Operator("NormalizeSupervisedBinning", Transform, Yes),
            new Operator("NormalizeLpNorm", Transform, No),
            new Operator("NormalizeGlobalContrast", Transform, No),
            new Operator("ApproximatedKernelMap", Transform, Yes),
            new Operator("ProjectToPrincipalComponents", Transform, Yes),
            new Operator("VectorWhiten", Transform, Yes),

            // missing values
            new Operator("ReplaceMissingValues", Transform, Yes),
            new Operator("IndicateMissingValues", Transform, No),

            // types, keys, categories
            new Operator("ConvertType", Transform, No),
            new Operator("MapValueToKey", Transform, Keys, Replaced),
            new Operator("MapKeyToValue", Transform, No),
            new Operator("MapKeyToVector", Transform, No, Replaced),
            new Operator("MapKeyToBinaryVector", Transform, No, Replaced),
            new Operator("MapValue", Transform, No, Replaced),
            new Operator("Hash", Transform, No, Replaced),
            new Operator("OneHotEncoding", Transform, Yes, Replaced),
            new Operator("OneHotHashEncoding", Transform, No, Replaced),
            new Operator("CountTargetEncode", Transform, Yes, Replaced),

            // selection, explanation, calibration
            new Operator("SelectFeaturesBasedOnCount", Transform, Yes),
            new Operator("SelectFeaturesBasedOnMutualInformation", Transform, Yes),
            new Operator("CalculateFeatureContribution", Transform, No),
            new Operator("Platt", Transform, Yes),
            new Operator("Isotonic", Transform, Yes),
            new Operator("Naive", Transform, Yes),

            // scoring of foreign models
            new Operator("ApplyOnnxModel", Transform, No),
            new Operator("ScoreTensorFlowModel", Transform, No),
        };

    /// <summary><c>mlContext.Transforms.Text</c>.</summary>
    private static Operator[] Text =>
        new[]
        {
            new Operator("FeaturizeText", Transform, Yes, Replaced),
            new Operator("TokenizeIntoWords", Transform, No, Replaced),
            new Operator("TokenizeIntoCharactersAsKeys", Transform, No, Replaced),
            new Operator("NormalizeText", Transform, No, Replaced),
            new Operator("RemoveDefaultStopWords", Transform, No, Replaced),
            new Operator("RemoveStopWords", Transform, No, Replaced),
            new Operator("ProduceNgrams", Transform, Yes, Replaced),
            new Operator("ProduceHashedNgrams", Transform, No, Replaced),
            new Operator("ProduceWordBags", Transform, Yes, Replaced),
            new Operator("ProduceHashedWordBags", Transform, No, Replaced),
            new Operator("ApplyWordEmbedding", Transform, No, Replaced),
            new Operator("LatentDirichletAllocation", Transform, Yes, Replaced),
        };

    /// <summary>ImageAnalytics, DnnImageFeaturizer.</summary>
    private static Operator[] Images =>
        new[]
        {
            new Operator("LoadImages", Transform, No, Replaced),
            new Operator("LoadRawImageBytes", Transform, No, Replaced),
            new Operator("ResizeImages", Transform, No, Replaced),
            new Operator("ConvertToGrayscale", Transform, No, Replaced),
            new Operator("ConvertToImage", Transform, No, Replaced),
            new Operator("ExtractPixels", Transform, No, Replaced),
            new Operator("DnnFeaturizeImage", Transform, No, Replaced),
        };

    /// <summary>Trees used to make features.</summary>
    private static Operator[] Featurizers =>
        new[]
        {
            new Operator("FeaturizeByFastForestBinary", Transform, Yes),
            new Operator("FeaturizeByFastForestRegression", Transform, Yes),
            new Operator("FeaturizeByFastTreeBinary", Transform, Yes),
            new Operator("FeaturizeByFastTreeRanking", Transform, Yes),
            new Operator("FeaturizeByFastTreeRegression", Transform, Yes),
            new Operator("FeaturizeByFastTreeTweedie", Transform, Yes),
            new Operator("FeaturizeByPretrainTreeEnsemble", Transform, No),
        };

    /// <summary>Microsoft.ML.TimeSeries.</summary>
    private static Operator[] TimeSeries =>
        new[]
        {
            new Operator("ForecastBySsa", Trainer, Yes, Kept, LearningTask.Forecasting),
            new Operator("DetectSpikeBySsa", OperatorKind.TimeSeries, Yes),
            new Operator("DetectChangePointBySsa", OperatorKind.TimeSeries, Yes),
            new Operator("DetectIidSpike", OperatorKind.TimeSeries, No),
            new Operator("DetectIidChangePoint", OperatorKind.TimeSeries, No),
            new Operator("DetectAnomalyBySrCnn", OperatorKind.TimeSeries, No),
        };

    private static Operator[] Plumbing =>
        new[]
        {
            new Operator("WithOnFitDelegate", OperatorKind.Plumbing, No),
        };
}
