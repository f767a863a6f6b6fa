using System.Globalization;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A metric, and how far the sample that it was measured on leaves it uncertain.</summary>
/// <param name="Value">The value; NaN where the metric is not defined on these rows, see <see cref="WhyUndefined"/>. A loss can be infinite.</param>
/// <param name="Lower">The lower end of the confidence interval; null where none was computed.</param>
/// <param name="Upper">The upper end of the confidence interval; null where none was computed.</param>
public readonly record struct MetricValue(double Value, double? Lower = null, double? Upper = null)
{
    /// <summary>Why <see cref="Value"/> is NaN, in a few words ("all labels are positive"); null where the value is defined.</summary>
    public string? WhyUndefined { get; init; }

    /// <summary>Whether the metric has a value.</summary>
    public bool IsDefined => !double.IsNaN(Value);

    /// <summary>A metric that has no value on these rows.</summary>
    /// <param name="why">The reason, in a few words.</param>
    public static MetricValue Undefined(string why) => new(double.NaN) { WhyUndefined = why };

    /// <summary>The value with four decimals and its interval: <c>0.8125 [0.7901, 0.8349]</c>; <c>undefined (why)</c> for what has none.</summary>
    public override string ToString() => this switch
    {
        { IsDefined: false } => WhyUndefined is null ? "undefined" : $"undefined ({WhyUndefined})",
        { Lower: { } lower, Upper: { } upper } => string.Create(CultureInfo.InvariantCulture, $"{Value:0.0000} [{lower:0.0000}, {upper:0.0000}]"),
        _ => Value.ToString("0.0000", CultureInfo.InvariantCulture),
    };
}
