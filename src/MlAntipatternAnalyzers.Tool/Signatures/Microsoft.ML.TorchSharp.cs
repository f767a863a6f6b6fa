using System;
using System.Collections.Generic;
using Microsoft.ML.Data;
using Microsoft.ML.TorchSharp.AutoFormerV2;
using Microsoft.ML.TorchSharp.NasBert;
using Microsoft.ML.TorchSharp.Roberta;

namespace Microsoft.ML.TorchSharp
{
    public static class TorchSharpCatalog
    {
        public static TextClassificationTrainer TextClassification(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, string labelColumnName = "Label", string scoreColumnName = "Score", string outputColumnName = "PredictedLabel", string sentence1ColumnName = "Sentence1", string sentence2ColumnName = null, int batchSize = 32, int maxEpochs = 10, BertArchitecture architecture = BertArchitecture.Roberta, IDataView validationSet = null) => throw null!;
        public static TextClassificationTrainer TextClassification(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, TextClassificationTrainer.TextClassificationOptions options) => throw null!;
        public static SentenceSimilarityTrainer SentenceSimilarity(this RegressionCatalog.RegressionTrainers catalog, string labelColumnName = "Label", string scoreColumnName = "Score", string sentence1ColumnName = "Sentence1", string sentence2ColumnName = "Sentence2", int batchSize = 32, int maxEpochs = 10, BertArchitecture architecture = BertArchitecture.Roberta, IDataView validationSet = null) => throw null!;
        public static SentenceSimilarityTrainer SentenceSimilarity(this RegressionCatalog.RegressionTrainers catalog, SentenceSimilarityTrainer.SentenceSimilarityOptions options) => throw null!;
        public static NerTrainer NamedEntityRecognition(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, string labelColumnName = "Label", string outputColumnName = "PredictedLabel", string sentence1ColumnName = "Sentence", int batchSize = 32, int maxEpochs = 10, BertArchitecture architecture = BertArchitecture.Roberta, IDataView validationSet = null) => throw null!;
        public static NerTrainer NamedEntityRecognition(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, NerTrainer.NerOptions options) => throw null!;
        public static NerTrainer NameEntityRecognition(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, string labelColumnName = "Label", string outputColumnName = "PredictedLabel", string sentence1ColumnName = "Sentence", int batchSize = 32, int maxEpochs = 10, BertArchitecture architecture = BertArchitecture.Roberta, IDataView validationSet = null) => throw null!;
        public static NerTrainer NameEntityRecognition(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, NerTrainer.NerOptions options) => throw null!;
        public static QATrainer QuestionAnswer(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, string contextColumnName = "Context", string questionColumnName = "Question", string trainingAnswerColumnName = "TrainingAnswer", string answerIndexColumnName = "AnswerIndex", string predictedAnswerColumnName = "Answer", string scoreColumnName = "Score", int topK = 3, int batchSize = 4, int maxEpochs = 10, BertArchitecture architecture = BertArchitecture.Roberta, IDataView validationSet = null) => throw null!;
        public static QATrainer QuestionAnswer(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, QATrainer.Options options) => throw null!;
        public static ObjectDetectionTrainer ObjectDetection(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, string labelColumnName = "Label", string predictedLabelColumnName = "PredictedLabel", string scoreColumnName = "Score", string boundingBoxColumnName = "BoundingBoxes", string predictedBoundingBoxColumnName = "PredictedBoundingBoxes", string imageColumnName = "Image", int maxEpoch = 10) => throw null!;
        public static ObjectDetectionTrainer ObjectDetection(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, ObjectDetectionTrainer.Options options) => throw null!;
        public static ObjectDetectionMetrics EvaluateObjectDetection(this MulticlassClassificationCatalog catalog, IDataView data, DataViewSchema.Column labelCol, DataViewSchema.Column actualBoundingBoxColumn, DataViewSchema.Column predictedLabelCol, DataViewSchema.Column predictedBoundingBoxColumn, DataViewSchema.Column scoreCol) => throw null!;
    }

    public abstract class TorchSharpBaseTrainer : IEstimator<TorchSharpBaseTransformer>
    {
        internal TorchSharpBaseTrainer() => throw null!;

        public TorchSharpBaseTransformer Fit(IDataView input) => throw null!;
        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw null!;

        public abstract class Options
        {
            public string LabelColumnName = "Label";
            public string ScoreColumnName = "Score";
            public string PredictionColumnName = "PredictedLabel";
            public int BatchSize = 32;
            public double StartLearningRateRatio = .1;
            public double FinalLearningRateRatio = .9;
            public double WeightDecay = 0;
            public int MaxEpoch = 100;
            public IDataView ValidationSet = null;
        }
    }

    public abstract class TorchSharpBaseTrainer<TLabelCol, TTargetsCol> : TorchSharpBaseTrainer
    {
        internal TorchSharpBaseTrainer() => throw null!;
    }

    public abstract class TorchSharpBaseTransformer : ITransformer, IDisposable
    {
        internal TorchSharpBaseTransformer() => throw null!;

        bool ITransformer.IsRowToRowMapper => throw null!;
        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => throw null!;
        IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => throw null!;
        public IDataView Transform(IDataView input) => throw null!;
        void ICanSaveModel.Save(ModelSaveContext ctx) => throw null!;
        public abstract void Dispose();
    }
}

namespace Microsoft.ML.TorchSharp.NasBert
{
    public enum BertArchitecture
    {
        Roberta,
    }

    public enum BertTaskType
    {
        None = 0,
        MaskedLM = 1,
        TextClassification = 2,
        SentenceRegression = 3,
        NamedEntityRecognition = 4,
        NameEntityRecognition = NamedEntityRecognition,
        QuestionAnswering = 5,
    }

    public class NasBertTrainer
    {
        public class NasBertOptions : TorchSharpBaseTrainer.Options
        {
            public string Sentence1ColumnName = "Sentence";
            public string Sentence2ColumnName = null;
            public bool FreezeEncoder = false;
            public bool FreezeTransfer = false;
            public bool LayerNormTraining = false;
            public bool EncoderNormalizeBefore = true;
            public double Dropout = .1;
            public double AttentionDropout = .1;
            public double ActivationDropout = 0;
            public bool DynamicDropout = false;
            public double PoolerDropout = 0;
            public IReadOnlyList<double> AdamBetas;
            public double AdamEps = 1e-8;
            public double ClipNorm = 5.0;
            public double WarmupRatio = .06;
            public List<double> LearningRate;
            public BertTaskType TaskType = BertTaskType.None;
        }
    }

    public abstract class NasBertTrainer<TLabelCol, TTargetsCol> : TorchSharpBaseTrainer<TLabelCol, TTargetsCol>
    {
        internal NasBertTrainer() => throw null!;
    }

    public class TextClassificationTrainer : NasBertTrainer<uint, long>
    {
        internal TextClassificationTrainer() => throw null!;

        public class TextClassificationOptions : NasBertTrainer.NasBertOptions
        {
        }
    }

    public class SentenceSimilarityTrainer : NasBertTrainer<float, float>
    {
        internal SentenceSimilarityTrainer() => throw null!;

        public class SentenceSimilarityOptions : NasBertTrainer.NasBertOptions
        {
        }
    }

    public class NerTrainer : NasBertTrainer<VBuffer<uint>, long>
    {
        internal NerTrainer() => throw null!;

        public class NerOptions : NasBertTrainer.NasBertOptions
        {
        }
    }
}

namespace Microsoft.ML.TorchSharp.Roberta
{
    public class QATrainer : IEstimator<QATransformer>
    {
        internal QATrainer() => throw null!;

        public QATransformer Fit(IDataView input) => throw null!;
        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw null!;

        public sealed class Options : NasBertTrainer.NasBertOptions
        {
            public string ContextColumnName = "Context";
            public string QuestionColumnName = "Question";
            public string TrainingAnswerColumnName = "TrainingAnswer";
            public string PredictedAnswerColumnName = "Answer";
            public string AnswerIndexStartColumnName = "AnswerIndex";
            public int TopKAnswers = 3;
            public int LogEveryNStep = 50;
        }
    }

    public class QATransformer : ITransformer, IDisposable
    {
        internal QATransformer() => throw null!;

        bool ITransformer.IsRowToRowMapper => throw null!;
        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => throw null!;
        IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => throw null!;
        public IDataView Transform(IDataView input) => throw null!;
        void ICanSaveModel.Save(ModelSaveContext ctx) => throw null!;
        public void Dispose() => throw null!;
    }
}

namespace Microsoft.ML.TorchSharp.AutoFormerV2
{
    public class ObjectDetectionTrainer : IEstimator<ObjectDetectionTransformer>
    {
        internal ObjectDetectionTrainer() => throw null!;

        public ObjectDetectionTransformer Fit(IDataView input) => throw null!;
        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw null!;

        public sealed class Options
        {
            public string LabelColumnName = "Label";
            public string PredictedLabelColumnName = "PredictedLabel";
            public string BoundingBoxColumnName = "BoundingBoxes";
            public string PredictedBoundingBoxColumnName = "PredictedBoundingBoxes";
            public string ImageColumnName = "Image";
            public string ScoreColumnName = "Score";
            public double IOUThreshold = 0.5;
            public double ScoreThreshold = 0.5;
            public List<int> Steps;
            public int MaxEpoch = 10;
            public IDataView ValidationSet = null;
            public double InitLearningRate = 1.0;
            public double WeightDecay = 0.0;
        }
    }

    public class ObjectDetectionTransformer : ITransformer, IDisposable
    {
        internal ObjectDetectionTransformer() => throw null!;

        bool ITransformer.IsRowToRowMapper => throw null!;
        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => throw null!;
        IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => throw null!;
        public IDataView Transform(IDataView input) => throw null!;
        void ICanSaveModel.Save(ModelSaveContext ctx) => throw null!;
        public void Dispose() => throw null!;
    }

    public class ObjectDetectionMetrics
    {
        public float MAP50 { get; set; }
        public float MAP50_95 { get; set; }
    }
}
