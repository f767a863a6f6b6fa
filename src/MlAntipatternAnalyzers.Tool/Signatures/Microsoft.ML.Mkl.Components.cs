using System.Collections.Generic;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms;

namespace Microsoft.ML
{
    public static class MklComponentsCatalog
    {
        public static OlsTrainer Ols(this RegressionCatalog.RegressionTrainers catalog, string labelColumnName = "Label", string featureColumnName = "Features", string exampleWeightColumnName = null) => throw null!;
        public static OlsTrainer Ols(this RegressionCatalog.RegressionTrainers catalog, OlsTrainer.Options options) => throw null!;
        public static SymbolicSgdLogisticRegressionBinaryTrainer SymbolicSgdLogisticRegression(this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, string labelColumnName = "Label", string featureColumnName = "Features", int numberOfIterations = 50) => throw null!;
        public static SymbolicSgdLogisticRegressionBinaryTrainer SymbolicSgdLogisticRegression(this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, SymbolicSgdLogisticRegressionBinaryTrainer.Options options) => throw null!;
        public static VectorWhiteningEstimator VectorWhiten(this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null, WhiteningKind kind = WhiteningKind.ZeroPhaseComponentAnalysis, float epsilon = 1e-5f, int maximumNumberOfRows = 100000, int rank = 0) => throw null!;
    }
}

namespace Microsoft.ML.Trainers
{
    public sealed class OlsTrainer : ITrainerEstimator<RegressionPredictionTransformer<OlsModelParameters>, OlsModelParameters>
    {
        internal OlsTrainer() => throw null!;

        public TrainerInfo Info => throw null!;
        public RegressionPredictionTransformer<OlsModelParameters> Fit(IDataView input) => throw null!;
        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw null!;

        public sealed class Options
        {
            public string FeatureColumnName = "Features";
            public string LabelColumnName = "Label";
            public string ExampleWeightColumnName = null;
            public float L2Regularization = 1e-6f;
            public bool CalculateStatistics = true;
            public int BatchSize = 0;
        }
    }

    public sealed class OlsModelParameters : ICanSaveModel, ICalculateFeatureContribution
    {
        public readonly double RSquared;
        public readonly double RSquaredAdjusted;

        internal OlsModelParameters() => throw null!;

        public IReadOnlyList<float> Weights => throw null!;
        public float Bias => throw null!;
        FeatureContributionCalculator ICalculateFeatureContribution.FeatureContributionCalculator => throw null!;
        public bool HasStatistics => throw null!;
        public IReadOnlyList<double> StandardErrors => throw null!;
        public IReadOnlyList<double> TValues => throw null!;
        public IReadOnlyList<double> PValues => throw null!;
        void ICanSaveModel.Save(ModelSaveContext ctx) => throw null!;
    }

    public sealed class SymbolicSgdLogisticRegressionBinaryTrainer : ITrainerEstimator<BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>, CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>
    {
        internal SymbolicSgdLogisticRegressionBinaryTrainer() => throw null!;

        public TrainerInfo Info => throw null!;
        public BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>> Fit(IDataView input) => throw null!;
        public BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>> Fit(IDataView trainData, LinearModelParameters modelParameters) => throw null!;
        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw null!;

        public sealed class Options
        {
            public string FeatureColumnName = "Features";
            public string LabelColumnName = "Label";
            public int? NumberOfThreads;
            public int NumberOfIterations = 50;
            public float Tolerance = 1e-4f;
            public float? LearningRate;
            public float L2Regularization = 0;
            public int? UpdateFrequency;
            public long MemorySize = 1024;
            public bool Shuffle = true;
            public float PositiveInstanceWeight = 1;
        }
    }
}

namespace Microsoft.ML.Transforms
{
    public enum WhiteningKind
    {
        PrincipalComponentAnalysis,
        ZeroPhaseComponentAnalysis,
    }

    public sealed class VectorWhiteningEstimator : IEstimator<VectorWhiteningTransformer>
    {
        internal VectorWhiteningEstimator() => throw null!;

        public VectorWhiteningTransformer Fit(IDataView input) => throw null!;
        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw null!;
    }

    public sealed class VectorWhiteningTransformer : ITransformer
    {
        internal VectorWhiteningTransformer() => throw null!;

        bool ITransformer.IsRowToRowMapper => throw null!;
        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => throw null!;
        IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => throw null!;
        public IDataView Transform(IDataView input) => throw null!;
        void ICanSaveModel.Save(ModelSaveContext ctx) => throw null!;
    }
}
