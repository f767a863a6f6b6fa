using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.TimeSeries;
using Microsoft.ML.Transforms.TimeSeries;

namespace Microsoft.ML
{
    public static class TimeSeriesCatalog
    {
        public static IidChangePointEstimator DetectIidChangePoint(this TransformsCatalog catalog, string outputColumnName, string inputColumnName, int confidence, int changeHistoryLength, MartingaleType martingale = MartingaleType.Power, double eps = 0.1) => throw null!;
        public static IidChangePointEstimator DetectIidChangePoint(this TransformsCatalog catalog, string outputColumnName, string inputColumnName, double confidence, int changeHistoryLength, MartingaleType martingale = MartingaleType.Power, double eps = 0.1) => throw null!;
        public static IidSpikeEstimator DetectIidSpike(this TransformsCatalog catalog, string outputColumnName, string inputColumnName, int confidence, int pvalueHistoryLength, AnomalySide side = AnomalySide.TwoSided) => throw null!;
        public static IidSpikeEstimator DetectIidSpike(this TransformsCatalog catalog, string outputColumnName, string inputColumnName, double confidence, int pvalueHistoryLength, AnomalySide side = AnomalySide.TwoSided) => throw null!;
        public static SsaChangePointEstimator DetectChangePointBySsa(this TransformsCatalog catalog, string outputColumnName, string inputColumnName, int confidence, int changeHistoryLength, int trainingWindowSize, int seasonalityWindowSize, ErrorFunction errorFunction = ErrorFunction.SignedDifference, MartingaleType martingale = MartingaleType.Power, double eps = 0.1) => throw null!;
        public static SsaChangePointEstimator DetectChangePointBySsa(this TransformsCatalog catalog, string outputColumnName, string inputColumnName, double confidence, int changeHistoryLength, int trainingWindowSize, int seasonalityWindowSize, ErrorFunction errorFunction = ErrorFunction.SignedDifference, MartingaleType martingale = MartingaleType.Power, double eps = 0.1) => throw null!;
        public static SsaSpikeEstimator DetectSpikeBySsa(this TransformsCatalog catalog, string outputColumnName, string inputColumnName, int confidence, int pvalueHistoryLength, int trainingWindowSize, int seasonalityWindowSize, AnomalySide side = AnomalySide.TwoSided, ErrorFunction errorFunction = ErrorFunction.SignedDifference) => throw null!;
        public static SsaSpikeEstimator DetectSpikeBySsa(this TransformsCatalog catalog, string outputColumnName, string inputColumnName, double confidence, int pvalueHistoryLength, int trainingWindowSize, int seasonalityWindowSize, AnomalySide side = AnomalySide.TwoSided, ErrorFunction errorFunction = ErrorFunction.SignedDifference) => throw null!;
        public static SrCnnAnomalyEstimator DetectAnomalyBySrCnn(this TransformsCatalog catalog, string outputColumnName, string inputColumnName, int windowSize = 64, int backAddWindowSize = 5, int lookaheadWindowSize = 5, int averagingWindowSize = 3, int judgementWindowSize = 21, double threshold = 0.3) => throw null!;
        public static IDataView DetectEntireAnomalyBySrCnn(this AnomalyDetectionCatalog catalog, IDataView input, string outputColumnName, string inputColumnName, double threshold = 0.3, int batchSize = 1024, double sensitivity = 99, SrCnnDetectMode detectMode = SrCnnDetectMode.AnomalyOnly) => throw null!;
        public static IDataView DetectEntireAnomalyBySrCnn(this AnomalyDetectionCatalog catalog, IDataView input, string outputColumnName, string inputColumnName, SrCnnEntireAnomalyDetectorOptions options) => throw null!;
        public static RootCause LocalizeRootCause(this AnomalyDetectionCatalog catalog, RootCauseLocalizationInput src, double beta = 0.3, double rootCauseThreshold = 0.95) => throw null!;
        public static List<RootCause> LocalizeRootCauses(this AnomalyDetectionCatalog catalog, RootCauseLocalizationInput src, double beta = 0.5, double rootCauseThreshold = 0.95) => throw null!;
        public static int DetectSeasonality(this AnomalyDetectionCatalog catalog, IDataView input, string inputColumnName, int seasonalityWindowSize = -1, double randomnessThreshold = 0.95) => throw null!;
        public static SsaForecastingEstimator ForecastBySsa(this ForecastingCatalog catalog, string outputColumnName, string inputColumnName, int windowSize, int seriesLength, int trainSize, int horizon, bool isAdaptive = false, float discountFactor = 1, RankSelectionMethod rankSelectionMethod = RankSelectionMethod.Exact, int? rank = null, int? maxRank = null, bool shouldStabilize = true, bool shouldMaintainInfo = false, GrowthRatio? maxGrowth = null, string confidenceLowerBoundColumn = null, string confidenceUpperBoundColumn = null, float confidenceLevel = 0.95f, bool variableHorizon = false) => throw null!;
    }
}

namespace Microsoft.ML.Transforms.TimeSeries
{
    public enum MartingaleType : byte
    {
        None,
        Power,
        Mixture,
    }

    public enum AnomalySide : byte
    {
        Positive,
        Negative,
        TwoSided,
    }

    public enum ErrorFunction : byte
    {
        SignedDifference,
        AbsoluteDifference,
        SignedProportion,
        AbsoluteProportion,
        SquaredDifference,
    }

    public enum RankSelectionMethod
    {
        Fixed,
        Exact,
        Fast,
    }

    public struct GrowthRatio
    {
        public int TimeSpan;
        public double Growth;

        public double Ratio => throw null!;
    }

    public class IidAnomalyDetectionBaseWrapper : ITransformer
    {
        internal IidAnomalyDetectionBaseWrapper() => throw null!;

        bool ITransformer.IsRowToRowMapper => throw null!;
        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => throw null!;
        IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => throw null!;
        public IRowToRowMapper GetStatefulRowToRowMapper(DataViewSchema inputSchema) => throw null!;
        public IDataView Transform(IDataView input) => throw null!;
        void ICanSaveModel.Save(ModelSaveContext ctx) => throw null!;
    }

    public class SsaAnomalyDetectionBaseWrapper : ITransformer
    {
        internal SsaAnomalyDetectionBaseWrapper() => throw null!;

        bool ITransformer.IsRowToRowMapper => throw null!;
        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => throw null!;
        IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => throw null!;
        public IRowToRowMapper GetStatefulRowToRowMapper(DataViewSchema inputSchema) => throw null!;
        public IDataView Transform(IDataView input) => throw null!;
        void ICanSaveModel.Save(ModelSaveContext ctx) => throw null!;
    }

    public class SsaForecastingBaseWrapper : ITransformer
    {
        internal SsaForecastingBaseWrapper() => throw null!;

        bool ITransformer.IsRowToRowMapper => throw null!;
        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => throw null!;
        IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => throw null!;
        public IRowToRowMapper GetStatefulRowToRowMapper(DataViewSchema inputSchema) => throw null!;
        public IDataView Transform(IDataView input) => throw null!;
        void ICanSaveModel.Save(ModelSaveContext ctx) => throw null!;
    }

    public class SrCnnAnomalyDetectionBase : ITransformer
    {
        internal SrCnnAnomalyDetectionBase() => throw null!;

        bool ITransformer.IsRowToRowMapper => throw null!;
        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => throw null!;
        IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => throw null!;
        public IRowToRowMapper GetStatefulRowToRowMapper(DataViewSchema inputSchema) => throw null!;
        public IDataView Transform(IDataView input) => throw null!;
        void ICanSaveModel.Save(ModelSaveContext ctx) => throw null!;
    }

    public sealed class IidChangePointDetector : IidAnomalyDetectionBaseWrapper
    {
        internal IidChangePointDetector() => throw null!;
    }

    public sealed class IidSpikeDetector : IidAnomalyDetectionBaseWrapper
    {
        internal IidSpikeDetector() => throw null!;
    }

    public sealed class SsaChangePointDetector : SsaAnomalyDetectionBaseWrapper
    {
        internal SsaChangePointDetector() => throw null!;
    }

    public sealed class SsaSpikeDetector : SsaAnomalyDetectionBaseWrapper
    {
        internal SsaSpikeDetector() => throw null!;
    }

    public sealed class SsaForecastingTransformer : SsaForecastingBaseWrapper
    {
        internal SsaForecastingTransformer() => throw null!;
    }

    public sealed class SrCnnAnomalyDetector : SrCnnAnomalyDetectionBase
    {
        internal SrCnnAnomalyDetector() => throw null!;
    }

    public sealed class IidChangePointEstimator : IEstimator<IidChangePointDetector>
    {
        internal IidChangePointEstimator() => throw null!;

        public IidChangePointDetector Fit(IDataView input) => throw null!;
        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw null!;
    }

    public sealed class IidSpikeEstimator : IEstimator<IidSpikeDetector>
    {
        internal IidSpikeEstimator() => throw null!;

        public IidSpikeDetector Fit(IDataView input) => throw null!;
        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw null!;
    }

    public sealed class SsaChangePointEstimator : IEstimator<SsaChangePointDetector>
    {
        internal SsaChangePointEstimator() => throw null!;

        public SsaChangePointDetector Fit(IDataView input) => throw null!;
        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw null!;
    }

    public sealed class SsaSpikeEstimator : IEstimator<SsaSpikeDetector>
    {
        internal SsaSpikeEstimator() => throw null!;

        public SsaSpikeDetector Fit(IDataView input) => throw null!;
        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw null!;
    }

    public sealed class SsaForecastingEstimator : IEstimator<SsaForecastingTransformer>
    {
        internal SsaForecastingEstimator() => throw null!;

        public SsaForecastingTransformer Fit(IDataView input) => throw null!;
        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw null!;
    }

    public sealed class SrCnnAnomalyEstimator : IEstimator<SrCnnAnomalyDetector>
    {
        internal SrCnnAnomalyEstimator() => throw null!;

        public SrCnnAnomalyDetector Fit(IDataView input) => throw null!;
        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw null!;
    }

    // The real class derives from PredictionEngineBase, which only ML.NET's own assemblies can do.
    public sealed class TimeSeriesPredictionEngine<TSrc, TDst> : IDisposable
        where TSrc : class where TDst : class, new()
    {
        public TimeSeriesPredictionEngine(IHostEnvironment env, ITransformer transformer, bool ignoreMissingColumns, SchemaDefinition inputSchemaDefinition = null, SchemaDefinition outputSchemaDefinition = null) => throw null!;

        public DataViewSchema OutputSchema => throw null!;
        public void CheckPoint(IHostEnvironment env, string modelPath) => throw null!;
        public void CheckPoint(IHostEnvironment env, Stream stream) => throw null!;
        public TDst Predict(TSrc example) => throw null!;
        public void Predict(TSrc example, ref TDst prediction) => throw null!;
        public void Predict(TSrc example, ref TDst prediction, int? horizon = null, float? confidenceLevel = null) => throw null!;
        public TDst Predict(TSrc example, int? horizon = null, float? confidenceLevel = null) => throw null!;
        public TDst Predict(int? horizon = null, float? confidenceLevel = null) => throw null!;
        public void Dispose() => throw null!;
    }

    public static class PredictionFunctionExtensions
    {
        public static TimeSeriesPredictionEngine<TSrc, TDst> CreateTimeSeriesEngine<TSrc, TDst>(this ITransformer transformer, IHostEnvironment env, bool ignoreMissingColumns = false, SchemaDefinition inputSchemaDefinition = null, SchemaDefinition outputSchemaDefinition = null)
            where TSrc : class where TDst : class, new() => throw null!;

        public static TimeSeriesPredictionEngine<TSrc, TDst> CreateTimeSeriesEngine<TSrc, TDst>(this ITransformer transformer, IHostEnvironment env, PredictionEngineOptions options)
            where TSrc : class where TDst : class, new() => throw null!;
    }
}

namespace Microsoft.ML.TimeSeries
{
    public enum SrCnnDetectMode
    {
        AnomalyOnly = 0,
        AnomalyAndMargin = 1,
        AnomalyAndExpectedValue = 2,
    }

    public enum SrCnnDeseasonalityMode
    {
        Stl = 0,
        Mean = 1,
        Median = 2,
    }

    public enum AggregateType
    {
        Unknown = 0,
        Sum = 1,
        Avg = 2,
        Min = 3,
        Max = 4,
    }

    public enum AnomalyDirection
    {
        Up = 0,
        Down = 1,
        Same = 2,
    }

    public sealed class SrCnnEntireAnomalyDetectorOptions
    {
        public double Threshold = 0.3;
        public int BatchSize = 2000;
        public double Sensitivity = 70;
        public SrCnnDetectMode DetectMode = SrCnnDetectMode.AnomalyOnly;
        public int Period = 0;
        public SrCnnDeseasonalityMode DeseasonalityMode = SrCnnDeseasonalityMode.Stl;
    }

    public sealed class RootCause
    {
        public List<RootCauseItem> Items { get; set; }
        public double Gain { get; set; }
        public double GainRatio { get; set; }
    }

    public sealed class RootCauseItem : IEquatable<RootCauseItem>
    {
        public double Score;
        public List<string> Path;
        public Dictionary<string, object> Dimension;
        public AnomalyDirection Direction;

        public RootCauseItem(Dictionary<string, object> rootCause) => throw null!;
        public RootCauseItem(Dictionary<string, object> rootCause, List<string> path) => throw null!;

        public bool Equals(RootCauseItem other) => throw null!;
    }

    public sealed class RootCauseLocalizationInput
    {
        public RootCauseLocalizationInput() => throw null!;
        public RootCauseLocalizationInput(DateTime anomalyTimestamp, Dictionary<string, object> anomalyDimension, List<MetricSlice> slices, object aggregateSymbol) => throw null!;
        public RootCauseLocalizationInput(DateTime anomalyTimestamp, Dictionary<string, object> anomalyDimension, List<MetricSlice> slices, AggregateType aggregateType, object aggregateSymbol) => throw null!;

        public DateTime AnomalyTimestamp { get; set; }
        public Dictionary<string, object> AnomalyDimension { get; set; }
        public List<MetricSlice> Slices { get; set; }
        public AggregateType AggregateType { get; set; }
        public object AggregateSymbol { get; set; }
    }

    public sealed class MetricSlice
    {
        public MetricSlice() => throw null!;
        public MetricSlice(DateTime timeStamp, List<TimeSeriesPoint> points) => throw null!;

        public DateTime TimeStamp { get; set; }
        public List<TimeSeriesPoint> Points { get; set; }
    }

    public sealed class TimeSeriesPoint : IEquatable<TimeSeriesPoint>
    {
        public TimeSeriesPoint() => throw null!;
        public TimeSeriesPoint(Dictionary<string, object> dimension) => throw null!;
        public TimeSeriesPoint(double value, double expectedValue, bool isAnomaly, Dictionary<string, object> dimension) => throw null!;

        public double Value { get; set; }
        public double ExpectedValue { get; set; }
        public bool IsAnomaly { get; set; }
        public Dictionary<string, object> Dimension { get; set; }
        public double Delta { get; set; }
        public bool Equals(TimeSeriesPoint other) => throw null!;
    }
}
