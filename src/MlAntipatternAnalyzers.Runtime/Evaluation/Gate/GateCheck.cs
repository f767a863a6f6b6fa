namespace MlAntipatternAnalyzers.Runtime;

/// <summary>One limit of one threshold, checked on one slice.</summary>
/// <param name="Threshold">The threshold.</param>
/// <param name="Slice">The slice's name; the threshold's own spelling when no slice was found for it.</param>
/// <param name="Limit">Which of the threshold's limits.</param>
/// <param name="LimitValue">The limit: a value or a change in the metric's unit, or a share of the baseline's size.</param>
/// <param name="State">What became of it.</param>
/// <param name="Message">A sentence that says what was found and what is asked for.</param>
public sealed record GateCheck(MetricThreshold Threshold, string Slice, GateLimit Limit, double LimitValue, GateCheckState State, string Message)
{
    /// <summary>What was held against the limit: the value, the end of its interval, or the change; null where there is none.</summary>
    public double? Compared { get; init; }

    /// <summary>The candidate's metric; null when it, or its slice, is missing.</summary>
    public MetricValue? Candidate { get; init; }

    /// <summary>The baseline's metric; null when it is missing or was not asked for.</summary>
    public MetricValue? Baseline { get; init; }
}
