using System;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Vision;

namespace Microsoft.ML
{
    public static class VisionCatalog
    {
        public static ImageClassificationTrainer ImageClassification(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, ImageClassificationTrainer.Options options) => throw null!;
        public static ImageClassificationTrainer ImageClassification(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, string labelColumnName = "Label", string featureColumnName = "Features", string scoreColumnName = "Score", string predictedLabelColumnName = "PredictedLabel", IDataView validationSet = null) => throw null!;
    }
}

namespace Microsoft.ML.Vision
{
    public sealed class ImageClassificationTrainer : ITrainerEstimator<MulticlassPredictionTransformer<ImageClassificationModelParameters>, ImageClassificationModelParameters>
    {
        internal ImageClassificationTrainer() => throw null!;

        public TrainerInfo Info => throw null!;
        public MulticlassPredictionTransformer<ImageClassificationModelParameters> Fit(IDataView input) => throw null!;
        public MulticlassPredictionTransformer<ImageClassificationModelParameters> Fit(IDataView trainData, IDataView validationData) => throw null!;
        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw null!;

        public enum Architecture
        {
            ResnetV2101,
            InceptionV3,
            MobilenetV2,
            ResnetV250,
        }

        public enum EarlyStoppingMetric
        {
            Accuracy,
            Loss,
        }

        public sealed class EarlyStopping
        {
            public EarlyStopping(float minDelta = 0.01f, int patience = 20, EarlyStoppingMetric metric = EarlyStoppingMetric.Accuracy, bool checkIncreasing = true) => throw null!;

            public float MinDelta { get; set; }
            public int Patience { get; set; }
            public bool CheckIncreasing { get; set; }
            public bool ShouldStop(TrainMetrics currentMetrics) => throw null!;
        }

        public sealed class TrainMetrics
        {
            public ImageClassificationMetrics.Dataset DatasetUsed { get; set; }
            public int BatchProcessedCount { get; set; }
            public int Epoch { get; set; }
            public float Accuracy { get; set; }
            public float CrossEntropy { get; set; }
            public float LearningRate { get; set; }
        }

        public sealed class BottleneckMetrics
        {
            public ImageClassificationMetrics.Dataset DatasetUsed { get; set; }
            public int Index { get; set; }
        }

        public sealed class ImageClassificationMetrics
        {
            public TrainMetrics Train { get; set; }
            public BottleneckMetrics Bottleneck { get; set; }

            public enum Dataset
            {
                Train,
                Validation,
            }
        }

        public sealed class Options
        {
            public string FeatureColumnName = "Features";
            public string LabelColumnName = "Label";
            public int BatchSize = 10;
            public int Epoch = 200;
            public float LearningRate = 0.01f;
            public EarlyStopping EarlyStoppingCriteria = new EarlyStopping();
            public Architecture Arch = Architecture.ResnetV250;
            public string ScoreColumnName = "Score";
            public string PredictedLabelColumnName = "PredictedLabel";
            public string FinalModelPrefix = "custom_retrained_model_based_on_";
            public Action<ImageClassificationMetrics> MetricsCallback = null;
            public string WorkspacePath = null;
            public bool TestOnTrainSet = true;
            public bool ReuseTrainSetBottleneckCachedValues = false;
            public bool ReuseValidationSetBottleneckCachedValues = false;
            public IDataView ValidationSet;
            public float? ValidationSetFraction = 0.1f;
            public string TrainSetBottleneckCachedValuesFileName = "trainSetBottleneckFile.csv";
            public string ValidationSetBottleneckCachedValuesFileName = "validationSetBottleneckFile.csv";
            public LearningRateScheduler LearningRateScheduler = new ExponentialLRDecay();
        }
    }

    public sealed class ImageClassificationModelParameters : ICanSaveModel, IDisposable
    {
        internal ImageClassificationModelParameters() => throw null!;

        public void Dispose() => throw null!;
        void ICanSaveModel.Save(ModelSaveContext ctx) => throw null!;
    }
}
