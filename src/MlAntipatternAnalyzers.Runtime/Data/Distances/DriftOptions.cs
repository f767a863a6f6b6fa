using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What is compared, and how far it may differ.</summary>
public sealed class DriftOptions
{
    private readonly DriftThresholds _thresholds = new();
    private readonly ImmutableDictionary<string, DriftThresholds> _columns = ImmutableDictionary<string, DriftThresholds>.Empty;

    /// <summary>The limits of the columns for which neither <see cref="ColumnThresholds"/> nor <see cref="Schema"/> has any. By default nothing alarms.</summary>
    /// <exception cref="ArgumentException">A limit is out of its measure's range.</exception>
    public DriftThresholds Thresholds
    {
        get => _thresholds;
        init => _thresholds = Check(value, "all columns");
    }

    /// <summary>The limits of some columns, by name.</summary>
    /// <exception cref="ArgumentException">A limit is out of its measure's range; the message names the column.</exception>
    public IReadOnlyDictionary<string, DriftThresholds> ColumnThresholds
    {
        get => _columns;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach (var (name, thresholds) in value)
                Check(thresholds, $"column '{name}'");
            _columns = value.ToImmutableDictionary(StringComparer.Ordinal);
        }
    }

    /// <summary>
    /// A schema: its drift (or skew) comparators are the limits of their columns unless <see cref="ColumnThresholds"/> has others, its severities those of the anomalies, and of its columns of
    /// personal data no value is shown.
    /// </summary>
    public DataSchema? Schema { get; init; }

    /// <summary>The columns to compare; null (the default) for all that either side has.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    internal DriftThresholds For(string column, DriftKind kind)
    {
        if (_columns.TryGetValue(column, out var own))
            return own;
        var expected = Schema?.FindColumn(column);
        return (kind == DriftKind.Drift ? expected?.DriftComparator : expected?.SkewComparator) is { } comparator ? DriftThresholds.From(comparator) : _thresholds;
    }

    private static DriftThresholds Check(DriftThresholds thresholds, string of)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        return thresholds.Problem() is { } problem ? throw new ArgumentException($"The limits of {of}: {problem}.", nameof(thresholds)) : thresholds;
    }
}

/// <summary>Which data is compared with which.</summary>
public enum DriftKind
{
    /// <summary>This span with the previous one.</summary>
    Drift,

    /// <summary>Serving with training.</summary>
    Skew,
}
