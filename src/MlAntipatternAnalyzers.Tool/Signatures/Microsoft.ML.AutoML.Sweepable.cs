using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.ML.AutoML.CodeGen;
using Microsoft.ML.Data;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML
{
    public static class MLContextExtension
    {
        public static AutoCatalog Auto(this MLContext mlContext) => throw null!;
    }

    public sealed class AutoCatalog
    {
        internal AutoCatalog() => throw null!;

        public RegressionExperiment CreateRegressionExperiment(uint maxExperimentTimeInSeconds) => throw null!;
        public RegressionExperiment CreateRegressionExperiment(RegressionExperimentSettings experimentSettings) => throw null!;
        public BinaryClassificationExperiment CreateBinaryClassificationExperiment(uint maxExperimentTimeInSeconds) => throw null!;
        public BinaryClassificationExperiment CreateBinaryClassificationExperiment(BinaryExperimentSettings experimentSettings) => throw null!;
        public MulticlassClassificationExperiment CreateMulticlassClassificationExperiment(uint maxExperimentTimeInSeconds) => throw null!;
        public MulticlassClassificationExperiment CreateMulticlassClassificationExperiment(MulticlassExperimentSettings experimentSettings) => throw null!;
        public RecommendationExperiment CreateRecommendationExperiment(uint maxExperimentTimeInSeconds) => throw null!;
        public RecommendationExperiment CreateRecommendationExperiment(RecommendationExperimentSettings experimentSettings) => throw null!;
        public RankingExperiment CreateRankingExperiment(uint maxExperimentTimeInSeconds) => throw null!;
        public RankingExperiment CreateRankingExperiment(RankingExperimentSettings experimentSettings) => throw null!;
        public ColumnInferenceResults InferColumns(string path, string labelColumnName = "Label", char? separatorChar = null, bool? allowQuoting = null, bool? allowSparse = null, bool trimWhitespace = false, bool groupColumns = true) => throw null!;
        public ColumnInferenceResults InferColumns(string path, ColumnInformation columnInformation, char? separatorChar = null, bool? allowQuoting = null, bool? allowSparse = null, bool trimWhitespace = false, bool groupColumns = true) => throw null!;
        public ColumnInferenceResults InferColumns(string path, uint labelColumnIndex, bool hasHeader = false, char? separatorChar = null, bool? allowQuoting = null, bool? allowSparse = null, bool trimWhitespace = false, bool groupColumns = true) => throw null!;
        public AutoMLExperiment CreateExperiment(AutoMLExperiment.AutoMLExperimentSettings settings = null) => throw null!;
        public SweepableEstimator CreateSweepableEstimator<T>(Func<MLContext, T, IEstimator<ITransformer>> factory, SearchSpace<T> ss = null) where T : class, new() => throw null!;
        public SweepablePipeline Featurizer(IDataView data, string outputColumnName = "Features", string[] catelogicalColumns = null, string[] numericColumns = null, string[] textColumns = null, string[] imagePathColumns = null, string[] excludeColumns = null) => throw null!;
        public SweepablePipeline Featurizer(IDataView data, ColumnInformation columnInformation, string outputColumnName = "Features") => throw null!;
        public SweepablePipeline BinaryClassification(string labelColumnName = "Label", string featureColumnName = "Features", string exampleWeightColumnName = null, bool useFastForest = true, bool useLgbm = true, bool useFastTree = true, bool useLbfgsLogisticRegression = true, bool useSdcaLogisticRegression = true, FastTreeOption fastTreeOption = null, LgbmOption lgbmOption = null, FastForestOption fastForestOption = null, LbfgsOption lbfgsLogisticRegressionOption = null, SdcaOption sdcaLogisticRegressionOption = null, SearchSpace<FastTreeOption> fastTreeSearchSpace = null, SearchSpace<LgbmOption> lgbmSearchSpace = null, SearchSpace<FastForestOption> fastForestSearchSpace = null, SearchSpace<LbfgsOption> lbfgsLogisticRegressionSearchSpace = null, SearchSpace<SdcaOption> sdcaLogisticRegressionSearchSpace = null) => throw null!;
        public SweepablePipeline MultiClassification(string labelColumnName = "Label", string featureColumnName = "Features", string exampleWeightColumnName = null, bool useFastForest = true, bool useLgbm = true, bool useFastTree = true, bool useLbfgsMaximumEntrophy = true, bool useLbfgsLogisticRegression = true, bool useSdcaMaximumEntrophy = true, bool useSdcaLogisticRegression = true, FastTreeOption fastTreeOption = null, LgbmOption lgbmOption = null, FastForestOption fastForestOption = null, LbfgsOption lbfgsMaximumEntrophyOption = null, LbfgsOption lbfgsLogisticRegressionOption = null, SdcaOption sdcaMaximumEntrophyOption = null, SdcaOption sdcaLogisticRegressionOption = null, SearchSpace<FastTreeOption> fastTreeSearchSpace = null, SearchSpace<LgbmOption> lgbmSearchSpace = null, SearchSpace<FastForestOption> fastForestSearchSpace = null, SearchSpace<LbfgsOption> lbfgsMaximumEntrophySearchSpace = null, SearchSpace<LbfgsOption> lbfgsLogisticRegressionSearchSpace = null, SearchSpace<SdcaOption> sdcaMaximumEntorphySearchSpace = null, SearchSpace<SdcaOption> sdcaLogisticRegressionSearchSpace = null) => throw null!;
        public SweepablePipeline Regression(string labelColumnName = "Label", string featureColumnName = "Features", string exampleWeightColumnName = null, bool useFastForest = true, bool useLgbm = true, bool useFastTree = true, bool useLbfgsPoissonRegression = true, bool useSdca = true, FastTreeOption fastTreeOption = null, LgbmOption lgbmOption = null, FastForestOption fastForestOption = null, LbfgsOption lbfgsPoissonRegressionOption = null, SdcaOption sdcaOption = null, SearchSpace<FastTreeOption> fastTreeSearchSpace = null, SearchSpace<LgbmOption> lgbmSearchSpace = null, SearchSpace<FastForestOption> fastForestSearchSpace = null, SearchSpace<LbfgsOption> lbfgsPoissonRegressionSearchSpace = null, SearchSpace<SdcaOption> sdcaSearchSpace = null) => throw null!;
    }

    public class AutoMLExperiment
    {
        public AutoMLExperiment(MLContext context, AutoMLExperimentSettings settings) => throw null!;

        public AutoMLExperiment SetTrainingTimeInSeconds(uint trainingTimeInSeconds) => throw null!;
        public AutoMLExperiment SetMaxModelToExplore(int maxModel) => throw null!;
        public AutoMLExperiment SetMaximumMemoryUsageInMegaByte(double value = double.MaxValue) => throw null!;
        public AutoMLExperiment AddSearchSpace(string key, Microsoft.ML.SearchSpace.SearchSpace searchSpace) => throw null!;
        public AutoMLExperiment SetMonitor<TMonitor>(TMonitor monitor) where TMonitor : class, IMonitor => throw null!;
        public AutoMLExperiment SetMonitor<TMonitor>() where TMonitor : class, IMonitor => throw null!;
        public AutoMLExperiment SetMonitor<TMonitor>(Func<IServiceProvider, TMonitor> factory) where TMonitor : class, IMonitor => throw null!;
        public AutoMLExperiment SetTrialRunner<TTrialRunner>(TTrialRunner runner) where TTrialRunner : class, ITrialRunner => throw null!;
        public AutoMLExperiment SetTrialRunner<TTrialRunner>(Func<IServiceProvider, TTrialRunner> factory) where TTrialRunner : class, ITrialRunner => throw null!;
        public AutoMLExperiment SetTrialRunner<TTrialRunner>() where TTrialRunner : class, ITrialRunner => throw null!;
        public AutoMLExperiment SetTuner<TTuner>(TTuner proposer) where TTuner : class, ITuner => throw null!;
        public AutoMLExperiment SetTuner<TTuner>(Func<IServiceProvider, TTuner> factory) where TTuner : class, ITuner => throw null!;
        public AutoMLExperiment SetTuner<TTuner>() where TTuner : class, ITuner => throw null!;
        public TrialResult Run() => throw null!;
        public Task<TrialResult> RunAsync(CancellationToken ct = default) => throw null!;

        public class AutoMLExperimentSettings : ExperimentSettings
        {
            public int? Seed { get; set; }
            public Microsoft.ML.SearchSpace.SearchSpace SearchSpace { get; set; }
        }
    }

    public static class AutoMLExperimentExtension
    {
        public static AutoMLExperiment SetDataset(this AutoMLExperiment experiment, IDataView train, IDataView validation, bool subSamplingTrainDataset = false) => throw null!;
        public static AutoMLExperiment SetDataset(this AutoMLExperiment experiment, DataOperationsCatalog.TrainTestData trainValidationSplit) => throw null!;
        public static AutoMLExperiment SetDataset(this AutoMLExperiment experiment, IDataView dataset, int fold = 10, string samplingKeyColumnName = null) => throw null!;
        public static AutoMLExperiment SetBinaryClassificationMetric(this AutoMLExperiment experiment, BinaryClassificationMetric metric, string labelColumn = "label", string predictedColumn = "PredictedLabel") => throw null!;
        public static AutoMLExperiment SetMulticlassClassificationMetric(this AutoMLExperiment experiment, MulticlassClassificationMetric metric, string labelColumn = "label", string predictedColumn = "PredictedLabel") => throw null!;
        public static AutoMLExperiment SetRegressionMetric(this AutoMLExperiment experiment, RegressionMetric metric, string labelColumn = "Label", string scoreColumn = "Score") => throw null!;
        public static AutoMLExperiment SetPipeline(this AutoMLExperiment experiment, SweepablePipeline pipeline) => throw null!;
        public static AutoMLExperiment SetPerformanceMonitor(this AutoMLExperiment experiment, int checkIntervalInMilliseconds = 1000) => throw null!;
        public static AutoMLExperiment SetSmacTuner(this AutoMLExperiment experiment, int numberInitialPopulation = 20, int fitModelEveryNTrials = 10, int numberOfTrees = 10, int nMinForSpit = 2, float splitRatio = 0.8f, int localSearchParentCount = 5, int numRandomEISearchConfigurations = 5000, double epsilon = 1e-5, int numNeighboursForNumericalParams = 4) => throw null!;
        public static AutoMLExperiment SetCostFrugalTuner(this AutoMLExperiment experiment) => throw null!;
        public static AutoMLExperiment SetEciCostFrugalTuner(this AutoMLExperiment experiment) => throw null!;
        public static AutoMLExperiment SetRandomSearchTuner(this AutoMLExperiment experiment, int? seed = null) => throw null!;
        public static AutoMLExperiment SetGridSearchTuner(this AutoMLExperiment experiment, int step = 10) => throw null!;
        public static AutoMLExperiment SetCheckpoint(this AutoMLExperiment experiment, string folder) => throw null!;
    }

    public interface IMonitor
    {
        void ReportCompletedTrial(TrialResult result);
        void ReportBestTrial(TrialResult result);
        void ReportFailTrial(TrialSettings settings, Exception exception = null);
        void ReportRunningTrial(TrialSettings settings);
    }

    public interface ITrialRunner : IDisposable
    {
        Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct);
    }

    public interface ITuner
    {
        Parameter Propose(TrialSettings settings);
        void Update(TrialResult result);
    }

    public interface IDatasetManager
    {
    }

    public interface ITrainValidateDatasetManager : IDatasetManager
    {
        IDataView LoadTrainDataset(MLContext context, TrialSettings settings);
        IDataView LoadValidateDataset(MLContext context, TrialSettings settings);
    }

    public interface ICrossValidateDatasetManager : IDatasetManager
    {
        int Fold { get; set; }
        IDataView Dataset { get; set; }
        string SamplingKeyColumnName { get; set; }
    }

    public interface IMetricManager
    {
        bool IsMaximize { get; }
        string MetricName { get; }
    }

    public interface IEvaluateMetricManager : IMetricManager
    {
        double Evaluate(MLContext context, IDataView eval);
    }

    public class TrialResult : IEqualityComparer<TrialResult>
    {
        public TrialSettings TrialSettings { get; set; }
        public ITransformer Model { get; set; }
        public double Loss { get; set; }
        public double Metric { get; set; }
        public double DurationInMilliseconds { get; set; }
        public double? PeakCpu { get; set; }
        public double? PeakMemoryInMegaByte { get; set; }
        public bool Equals(TrialResult x, TrialResult y) => throw null!;
        public int GetHashCode(TrialResult obj) => throw null!;
    }

    public class TrialSettings
    {
        public int TrialId { get; set; }
        public DateTime StartedAtUtc { get; set; }
        public DateTime? EndedAtUtc { get; set; }
        public Parameter Parameter { get; set; }
    }

    public interface ISweepable
    {
        Microsoft.ML.SearchSpace.SearchSpace SearchSpace { get; }
    }

    public interface ISweepable<out T> : ISweepable
        where T : IEstimator<ITransformer>
    {
        T BuildFromOption(MLContext context, Parameter parameter);
    }

    public class SweepableEstimator : ISweepable<IEstimator<ITransformer>>
    {
        public SweepableEstimator(Func<MLContext, Parameter, IEstimator<ITransformer>> factory, Microsoft.ML.SearchSpace.SearchSpace ss) => throw null!;

        public Microsoft.ML.SearchSpace.SearchSpace SearchSpace { get; set; }
        public Parameter Parameter { get; set; }
        public virtual IEstimator<ITransformer> BuildFromOption(MLContext context, Parameter param) => throw null!;
    }

    public class SweepablePipeline : ISweepable<EstimatorChain<ITransformer>>
    {
        internal SweepablePipeline() => throw null!;

        public Microsoft.ML.SearchSpace.SearchSpace SearchSpace => throw null!;
        public Parameter CurrentParameter => throw null!;
        public Dictionary<string, SweepableEstimator> Estimators => throw null!;
        public EstimatorChain<ITransformer> BuildFromOption(MLContext context, Parameter parameter) => throw null!;
        public SweepablePipeline BuildSweepableEstimatorPipeline(string schema) => throw null!;
        public SweepablePipeline Append(params ISweepable<IEstimator<ITransformer>>[] sweepables) => throw null!;
        public string ToString(Parameter parameter) => throw null!;
    }

    public static class SweepableExtension
    {
        public static SweepablePipeline Append(this IEstimator<ITransformer> estimator, SweepableEstimator estimator1) => throw null!;
        public static SweepablePipeline Append(this IEstimator<ITransformer> estimator, SweepablePipeline pipeline) => throw null!;
        public static SweepablePipeline Append(this IEstimator<ITransformer> estimator, params SweepableEstimator[] estimators) => throw null!;
        public static SweepablePipeline Append(this SweepablePipeline pipeline, IEstimator<ITransformer> estimator) => throw null!;
        public static SweepablePipeline Append(this SweepableEstimator estimator, SweepablePipeline estimator1) => throw null!;
        public static SweepablePipeline Append(this SweepableEstimator estimator, IEstimator<ITransformer> estimator1) => throw null!;
        public static SweepablePipeline Append(this SweepableEstimator estimator, params SweepableEstimator[] estimators) => throw null!;
    }
}

namespace Microsoft.ML.AutoML.CodeGen
{
    public class FastForestOption
    {
        public int NumberOfTrees { get; set; }
        public int NumberOfLeaves { get; set; }
        public float FeatureFraction { get; set; }
        public string LabelColumnName { get; set; }
        public string FeatureColumnName { get; set; }
        public string ExampleWeightColumnName { get; set; }
    }

    public class FastTreeOption
    {
        public int NumberOfLeaves { get; set; }
        public int MinimumExampleCountPerLeaf { get; set; }
        public int NumberOfTrees { get; set; }
        public int MaximumBinCountPerFeature { get; set; }
        public double FeatureFraction { get; set; }
        public double LearningRate { get; set; }
        public string LabelColumnName { get; set; }
        public string FeatureColumnName { get; set; }
        public string ExampleWeightColumnName { get; set; }
        public bool DiskTranspose { get; set; }
    }

    public class LbfgsOption
    {
        public float L1Regularization { get; set; }
        public float L2Regularization { get; set; }
        public string LabelColumnName { get; set; }
        public string FeatureColumnName { get; set; }
        public string ExampleWeightColumnName { get; set; }
    }

    public class SdcaOption
    {
        public float L1Regularization { get; set; }
        public float L2Regularization { get; set; }
        public string LabelColumnName { get; set; }
        public string FeatureColumnName { get; set; }
        public string ExampleWeightColumnName { get; set; }
    }

    public class LgbmOption
    {
        public int NumberOfLeaves { get; set; }
        public int MinimumExampleCountPerLeaf { get; set; }
        public double LearningRate { get; set; }
        public int NumberOfTrees { get; set; }
        public double SubsampleFraction { get; set; }
        public int MaximumBinCountPerFeature { get; set; }
        public double FeatureFraction { get; set; }
        public double L1Regularization { get; set; }
        public double L2Regularization { get; set; }
        public string LabelColumnName { get; set; }
        public string FeatureColumnName { get; set; }
        public string ExampleWeightColumnName { get; set; }
    }
}
