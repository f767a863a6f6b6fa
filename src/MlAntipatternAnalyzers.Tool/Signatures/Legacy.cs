using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms;

// Spellings of ML.NET before 1.0, as extensions of today's types: programs of that time then bind to types that the rules know.
namespace Microsoft.ML
{
    public static class LegacyDataExtensions
    {
        public static TextLoader TextReader(this DataOperationsCatalog catalog, Microsoft.ML.Runtime.Data.TextLoader.Arguments args, IMultiStreamSource dataSample = null) => throw null!;
        public static TextLoader CreateTextReader(this DataOperationsCatalog catalog, Microsoft.ML.Runtime.Data.TextLoader.Arguments args, IMultiStreamSource dataSample = null) => throw null!;
        public static TextLoader CreateTextReader(this DataOperationsCatalog catalog, TextLoader.Column[] columns, bool hasHeader = false, char separatorChar = '\t', IMultiStreamSource dataSample = null) => throw null!;
        public static TextLoader CreateTextReader<TInput>(this DataOperationsCatalog catalog, bool hasHeader = false, char separatorChar = '\t', bool allowQuotedStrings = true, bool supportSparse = true, bool trimWhitespace = false) => throw null!;
        public static IDataView ReadFromTextFile(this DataOperationsCatalog catalog, string path, TextLoader.Column[] columns, bool hasHeader = false, char separatorChar = '\t') => throw null!;
        public static IDataView ReadFromTextFile<TInput>(this DataOperationsCatalog catalog, string path, bool hasHeader = false, char separatorChar = '\t', bool allowQuotedStrings = true, bool supportSparse = true, bool trimWhitespace = false) => throw null!;
        public static IDataView ReadFromEnumerable<TRow>(this DataOperationsCatalog catalog, IEnumerable<TRow> data, SchemaDefinition schemaDefinition = null) where TRow : class => throw null!;
        public static IDataView CreateDataView<TRow>(this MLContext context, IList<TRow> data, SchemaDefinition schemaDefinition = null) where TRow : class => throw null!;
        public static IDataView CreateStreamingDataView<TRow>(this MLContext context, IEnumerable<TRow> data, SchemaDefinition schemaDefinition = null) where TRow : class => throw null!;
        public static IDataView Read(this TextLoader reader, params string[] path) => throw null!;
        public static IDataView Read(this TextLoader reader, IMultiStreamSource source) => throw null!;
    }

    public static class LegacyTrainExtensions
    {
        public static DataOperationsCatalog.TrainTestData TrainTestSplit(this TrainCatalogBase catalog, IDataView data, double testFraction = 0.1, string stratificationColumn = null, uint? seed = null) => throw null!;
        public static DataOperationsCatalog.TrainTestData TrainTestSplit(this TrainCatalogBase catalog, IDataView data, double testFraction, string samplingKeyColumn) => throw null!;
        public static DataOperationsCatalog.TrainTestData TrainTestSplit(this RecommendationCatalog catalog, IDataView data, double testFraction = 0.1, string stratificationColumn = null, uint? seed = null) => throw null!;
        public static void Deconstruct(this DataOperationsCatalog.TrainTestData split, out IDataView trainSet, out IDataView testSet) => throw null!;
        public static ClusteringMetrics Evaluate(this ClusteringCatalog catalog, IDataView data, string label = null, string score = "Score", string features = null) => throw null!;
        public static KMeansTrainer KMeans(this ClusteringCatalog.ClusteringTrainers catalog, int clustersCount) => throw null!;
        public static KMeansTrainer KMeans(this ClusteringCatalog.ClusteringTrainers catalog, string featureColumnName, int clustersCount) => throw null!;
        public static LbfgsLogisticRegressionBinaryTrainer LogisticRegression(this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, string labelColumnName = "Label", string featureColumnName = "Features", string exampleWeightColumnName = null) => throw null!;
        public static LbfgsMaximumEntropyMulticlassTrainer LogisticRegression(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, string labelColumnName = "Label", string featureColumnName = "Features", string exampleWeightColumnName = null) => throw null!;
        public static SdcaLogisticRegressionBinaryTrainer StochasticDualCoordinateAscent(this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, string labelColumnName = "Label", string featureColumnName = "Features", string exampleWeightColumnName = null) => throw null!;
        public static SdcaMaximumEntropyMulticlassTrainer StochasticDualCoordinateAscent(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, string labelColumnName = "Label", string featureColumnName = "Features", string exampleWeightColumnName = null) => throw null!;
        public static SdcaRegressionTrainer StochasticDualCoordinateAscent(this RegressionCatalog.RegressionTrainers catalog, string labelColumnName = "Label", string featureColumnName = "Features", string exampleWeightColumnName = null) => throw null!;
    }

    public static class LegacyTransformExtensions
    {
        public static ColumnCopyingEstimator CopyColumns(this TransformsCatalog catalog, params (string OutputColumnName, string InputColumnName)[] columns) => throw null!;

        // Input before output, as it was then.
        public static ValueToKeyMappingEstimator MapValueToKey(this TransformsCatalog.CategoricalTransforms catalog, string inputColumnName, string outputColumnName = null) => throw null!;
    }

    public static class LegacyModelExtensions
    {
        public static PredictionEngine<TSrc, TDst> MakePredictionFunction<TSrc, TDst>(this ITransformer transformer, IHostEnvironment env)
            where TSrc : class where TDst : class, new() => throw null!;

        public static PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(this ITransformer transformer, IHostEnvironment env)
            where TSrc : class where TDst : class, new() => throw null!;

        public static void Save(this ModelOperationsCatalog catalog, ITransformer model, Stream stream) => throw null!;
        public static void SaveTo(this ITransformer model, IHostEnvironment env, Stream outputStream) => throw null!;
        public static ITransformer Load(this ModelOperationsCatalog catalog, Stream stream) => throw null!;
    }
}

namespace Microsoft.ML.Trainers
{
    public sealed partial class MatrixFactorizationTrainer
    {
        public MatrixFactorizationTrainer(IHostEnvironment env, string labelColumn, string matrixColumnIndexColumnName, string matrixRowIndexColumnName, Action<Options> advancedSettings) => throw null!;

        public sealed partial class Options
        {
            public int K;
            public int NumIterations;
        }
    }
}

namespace Microsoft.ML.Runtime.Data
{
    public enum DataKind : byte
    {
        I1 = 1,
        U1,
        I2,
        U2,
        I4,
        U4,
        I8,
        U8,
        R4,
        R8,
        Text,
        TX = Text,
        Bool,
        BL = Bool,
        TimeSpan,
        TS = TimeSpan,
        DateTime,
        DT = DateTime,
        DateTimeZone,
        DZ = DateTimeZone,
        UG,
    }

    public sealed class TextLoader
    {
        private TextLoader() => throw null!;

        public sealed class Arguments
        {
            public Column[] Column;
            public string Separator = "tab";
            public bool HasHeader;
            public bool TrimWhitespace;
            public bool AllowQuoting = true;
            public bool AllowSparse = true;
            public bool UseThreads = true;
            public long? MaxRows;
        }

        public sealed class Column
        {
            public Column() => throw null!;
            public Column(string name, DataKind? type, int index) => throw null!;
            public Column(string name, DataKind? type, int minIndex, int maxIndex) => throw null!;

            public string Name;
            public DataKind? Type;
        }
    }
}

namespace Microsoft.ML.Runtime.Api
{
    [AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
    public sealed class ColumnAttribute : Attribute
    {
        public ColumnAttribute(string ordinal, string name = null) => throw null!;
    }

    [AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
    public sealed class ColumnNameAttribute : Attribute
    {
        public ColumnNameAttribute(string name) => throw null!;
    }
}
