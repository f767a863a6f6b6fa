using System;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

// The preview that became Microsoft.ML.Vision.
namespace Microsoft.ML
{
    public static class DnnCatalog
    {
        public static ImageClassificationEstimator ImageClassification(this ModelOperationsCatalog catalog, string featuresColumnName, string labelColumnName, string scoreColumnName = "Score", string predictedLabelColumnName = "PredictedLabel", ImageClassificationEstimator.Architecture arch = ImageClassificationEstimator.Architecture.InceptionV3, int epoch = 100, int batchSize = 10, float learningRate = 0.01f, bool disableEarlyStopping = false, Action<ImageClassificationEstimator.ImageClassificationMetrics> metricsCallback = null, int statisticFrequency = 1, string modelSavePath = null, string finalModelPrefix = "custom_retrained_model_based_on_", IDataView validationSet = null, bool testOnTrainSet = true, bool reuseTrainSetBottleneckCachedValues = false, bool reuseValidationSetBottleneckCachedValues = false, string trainSetBottleneckCachedValuesFilePath = "trainSetBottleneckFile.csv", string validationSetBottleneckCachedValuesFilePath = "validationSetBottleneckFile.csv") => throw null!;
    }
}

namespace Microsoft.ML.Transforms
{
    public sealed class ImageClassificationEstimator : IEstimator<ImageClassificationTransformer>
    {
        internal ImageClassificationEstimator() => throw null!;

        public ImageClassificationTransformer Fit(IDataView input) => throw null!;
        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw null!;

        public enum Architecture
        {
            ResnetV2101,
            InceptionV3,
        }

        public sealed class ImageClassificationMetrics
        {
            internal ImageClassificationMetrics() => throw null!;
        }
    }

    public sealed class ImageClassificationTransformer : ITransformer
    {
        internal ImageClassificationTransformer() => throw null!;

        bool ITransformer.IsRowToRowMapper => throw null!;
        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => throw null!;
        IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => throw null!;
        public IDataView Transform(IDataView input) => throw null!;
        void ICanSaveModel.Save(ModelSaveContext ctx) => throw null!;
    }
}
