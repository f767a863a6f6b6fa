namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What a fraction of time-ordered data is a fraction of.</summary>
public enum TimeFraction
{
    /// <summary>The number of rows.</summary>
    Rows,

    /// <summary>The time between the oldest row and the newest.</summary>
    Time,
}
