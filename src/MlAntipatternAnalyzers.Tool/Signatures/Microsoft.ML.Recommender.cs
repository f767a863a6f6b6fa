using System.Collections.Generic;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.Recommender;

namespace Microsoft.ML
{
    public static class RecommenderCatalog
    {
        public static RecommendationCatalog Recommendation(this MLContext ctx) => throw null!;
    }

    // The real class derives from TrainCatalogBase, which only ML.NET's own assemblies can do.
    public sealed class RecommendationCatalog
    {
        internal RecommendationCatalog() => throw null!;

        public RecommendationTrainers Trainers => throw null!;
        public RegressionMetrics Evaluate(IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score") => throw null!;
        public IReadOnlyList<TrainCatalogBase.CrossValidationResult<RegressionMetrics>> CrossValidate(IDataView data, IEstimator<ITransformer> estimator, int numberOfFolds = 5, string labelColumnName = "Label", string samplingKeyColumnName = null, int? seed = null) => throw null!;

        public sealed class RecommendationTrainers
        {
            internal RecommendationTrainers() => throw null!;

            public MatrixFactorizationTrainer MatrixFactorization(string labelColumnName, string matrixColumnIndexColumnName, string matrixRowIndexColumnName, int approximationRank = 8, double learningRate = 0.1, int numberOfIterations = 20) => throw null!;
            public MatrixFactorizationTrainer MatrixFactorization(MatrixFactorizationTrainer.Options options) => throw null!;
        }
    }
}

namespace Microsoft.ML.Trainers
{
    public sealed partial class MatrixFactorizationTrainer : ITrainerEstimator<MatrixFactorizationPredictionTransformer, MatrixFactorizationModelParameters>
    {
        internal MatrixFactorizationTrainer() => throw null!;

        public TrainerInfo Info => throw null!;
        public MatrixFactorizationPredictionTransformer Fit(IDataView input) => throw null!;
        public MatrixFactorizationPredictionTransformer Fit(IDataView trainData, IDataView validationData) => throw null!;
        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw null!;

        public enum LossFunctionType
        {
            SquareLossRegression = 0,
            SquareLossOneClass = 12,
        }

        public sealed partial class Options
        {
            public string MatrixColumnIndexColumnName;
            public string MatrixRowIndexColumnName;
            public string LabelColumnName;
            public LossFunctionType LossFunction = LossFunctionType.SquareLossRegression;
            public double Lambda = 0.1;
            public int ApproximationRank = 8;
            public int NumberOfIterations = 20;
            public double LearningRate = 0.1;
            public double Alpha = 0.0001f;
            public double C = 0.000001f;
            public int? NumberOfThreads;
            public bool Quiet = false;
            public bool NonNegative = false;
        }
    }
}

namespace Microsoft.ML.Trainers.Recommender
{
    public sealed class MatrixFactorizationModelParameters : ICanSaveModel
    {
        public readonly int NumberOfRows;
        public readonly int NumberOfColumns;
        public readonly int ApproximationRank;

        internal MatrixFactorizationModelParameters() => throw null!;

        public IReadOnlyList<float> LeftFactorMatrix => throw null!;
        public IReadOnlyList<float> RightFactorMatrix => throw null!;
        void ICanSaveModel.Save(ModelSaveContext ctx) => throw null!;
    }

    // The real class derives from PredictionTransformerBase, which only ML.NET's own assemblies can do.
    public sealed class MatrixFactorizationPredictionTransformer : IPredictionTransformer<MatrixFactorizationModelParameters>
    {
        internal MatrixFactorizationPredictionTransformer() => throw null!;

        public MatrixFactorizationModelParameters Model => throw null!;
        bool ITransformer.IsRowToRowMapper => throw null!;
        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => throw null!;
        IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => throw null!;
        public IDataView Transform(IDataView input) => throw null!;
        void ICanSaveModel.Save(ModelSaveContext ctx) => throw null!;
    }
}
