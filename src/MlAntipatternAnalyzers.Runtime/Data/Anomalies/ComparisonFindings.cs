using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Compares the distributions of columns with those of other data: the previous span (drift), or training and serving (skew).</summary>
internal sealed class ComparisonFindings
{
    private readonly List<DistributionComparison> _all = [];
    private readonly Dictionary<string, List<Finding>> _byColumn = new(StringComparer.Ordinal);

    private ComparisonFindings()
    {
    }

    /// <summary>Every distance that was measured, whether too far or not.</summary>
    public IReadOnlyList<DistributionComparison> All => _all;

    /// <summary>What is too far, or cannot be compared, of one column.</summary>
    public IEnumerable<Finding> Of(ColumnExpectation expected) => _byColumn.GetValueOrDefault(expected.Name) ?? [];

    /// <summary>The names of the columns that are compared.</summary>
    public static IEnumerable<string> Columns(IEnumerable<ColumnExpectation> columns, DataValidationOptions options) =>
        from column in columns where Comparators(column, options).Any() select column.Name;

    /// <param name="columns">The columns that are checked.</param>
    /// <param name="statistics">Of the data.</param>
    /// <param name="options">What it is compared with.</param>
    public static ComparisonFindings Compare(IEnumerable<ColumnExpectation> columns, DataStatistics statistics, DataValidationOptions options)
    {
        var findings = new ComparisonFindings();
        foreach (var column in columns)
        {
            foreach (var side in Comparators(column, options))
                findings._byColumn[column.Name] = [.. findings.Of(column), .. findings.Compare(column, side, statistics.FindColumn(column.Name))];
        }
        return findings;
    }

    private static IEnumerable<Side> Comparators(ColumnExpectation column, DataValidationOptions options)
    {
        if (options.Previous is { } previous && (column.DriftComparator ?? Default(column, options.Profile.DefaultDrift)) is { } drift)
            yield return new("drift", "the previous span", drift, previous, (c, comparator) => c with { DriftComparator = comparator });
        if (column.SkewComparator is not { } skew)
            yield break;
        if (options.Training is { } training)
            yield return new("skew", "the training data", skew, training, (c, comparator) => c with { SkewComparator = comparator });
        if (options.Serving is { } serving)
            yield return new("skew", "the serving data", skew, serving, (c, comparator) => c with { SkewComparator = comparator });
    }

    private static DistributionComparator? Default(ColumnExpectation column, double? limit)
    {
        if (limit is null)
            return null;
        return column.Type.IsReal || column.Type.IsInteger ? new() { JensenShannon = limit }
            : column.Type.IsKey || column.Type.Kind is ColumnKind.Text or ColumnKind.Boolean ? new() { LInfinity = limit }
            : null;
    }

    private IEnumerable<Finding> Compare(ColumnExpectation column, Side side, ColumnStatistics? current)
    {
        var control = side.Control.FindColumn(column.Name);
        if (current is null)
        {
            yield return new(
                DataAnomalyCode.StatsNotAvailable,
                "Statistics not available",
                $"The schema limits the {side.Name} of this column, and no statistics of it were computed. Include it in the columns of the statistics.",
                c => side.Set(c, null));
            yield break;
        }
        if (control is null || (control.Numeric is null, control.Text is null) != (current.Numeric is null, current.Text is null))
        {
            yield return new(
                DataAnomalyCode.ComparatorControlDataMissing,
                "Nothing to compare with",
                control is null ? $"The schema limits the {side.Name} of this column, and {side.With} does not have it." : $"The schema limits the {side.Name} of this column, and in {side.With} it is {control.Type}.",
                c => side.Set(c, null));
            yield break;
        }
        foreach (var (distance, code, threshold, result, relaxed) in Distances(side.Comparator, current, control))
        {
            var comparison = new DistributionComparison(column.Name, side.Name, distance, result.Value, threshold) { OffendingValue = column.PersonalData ? null : result.OffendingValue };
            _all.Add(comparison);
            if (!comparison.IsAlarm)
                continue;
            var message = string.Create(CultureInfo.InvariantCulture, $"The distance {distance} from {side.With} is {result.Value:0.######}, above the limit of {threshold}")
                + (comparison.OffendingValue is { } value ? $"; the value that differs most is {TextFormats.Quote(value)}." : ".");
            // Of a limit by the profile the column's own takes the place.
            yield return new(code, side.Name == "drift" ? "Drift" : "Skew", message, c => side.Set(c, relaxed(side.Get(c) ?? side.Comparator)));
        }
    }

    private static IEnumerable<(string Distance, string Code, double Threshold, DistanceResult Result, Func<DistributionComparator, DistributionComparator> Relaxed)> Distances(
        DistributionComparator comparator, ColumnStatistics current, ColumnStatistics control)
    {
        var counts = current.Text is not null ? ColumnDistances.Counts(current.Text, control.Text!) : default;
        if (comparator.LInfinity is { } lInfinity && current.Text is not null)
        {
            var result = DataDistance.LInfinity(counts.Current, counts.Control);
            yield return ("lInfinity", DataAnomalyCode.ComparatorLInftyHigh, lInfinity, result, c => c with { LInfinity = Above(result.Value) });
        }
        if (comparator.NormalizedAbsoluteDifference is { } difference && current.Text is not null)
        {
            var result = DataDistance.NormalizedAbsoluteDifference(counts.Current, counts.Control);
            yield return ("normalizedAbsoluteDifference", DataAnomalyCode.ComparatorNormalizedAbsoluteDifferenceHigh, difference, result, c => c with { NormalizedAbsoluteDifference = Above(result.Value) });
        }
        if (comparator.JensenShannon is { } divergence)
        {
            var result = ColumnDistances.JensenShannon(current, control, comparator.Histogram);
            yield return ("jensenShannon", DataAnomalyCode.ComparatorJensenShannonDivergenceHigh, divergence, result, c => c with { JensenShannon = Above(result.Value) });
        }
    }

    // Six places are enough for a file that people read.
    private static double Above(double value) => Math.Min(1, Math.Ceiling(value * 1e6) / 1e6);

    private sealed record Side(string Name, string With, DistributionComparator Comparator, DataStatistics Control, Func<ColumnExpectation, DistributionComparator?, ColumnExpectation> Set)
    {
        public DistributionComparator? Get(ColumnExpectation column) => Name == "drift" ? column.DriftComparator : column.SkewComparator;
    }
}
