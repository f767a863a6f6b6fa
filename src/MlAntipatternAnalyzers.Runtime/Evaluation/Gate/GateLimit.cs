namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Which of a threshold's limits a check is about.</summary>
public enum GateLimit
{
    /// <summary><see cref="MetricThreshold.Lower"/>.</summary>
    Lower,

    /// <summary><see cref="MetricThreshold.Upper"/>.</summary>
    Upper,

    /// <summary><see cref="MetricThreshold.AbsoluteChange"/>.</summary>
    AbsoluteChange,

    /// <summary><see cref="MetricThreshold.RelativeChange"/>.</summary>
    RelativeChange,
}

/// <summary>What became of one check of a gate.</summary>
public enum GateCheckState
{
    /// <summary>The limit is kept.</summary>
    Held,

    /// <summary>The limit is not kept, or what it is about is missing or undefined.</summary>
    Failed,

    /// <summary>A limit of change, and there is no baseline; <see cref="ModelGate.WithoutBaseline"/> says what that means for the gate.</summary>
    NoBaseline,

    /// <summary>One of the slices that <c>Column=*</c> stands for has too few rows to be evaluated.</summary>
    TooSmall,
}
