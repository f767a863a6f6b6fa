using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Drift and skew as operations of <c>mlContext.Data</c>: of statistics, so that no row is needed.</summary>
public static class DriftCatalog
{
    /// <summary>Says how far the columns of this span are from those of the previous one.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="statistics">Of this span.</param>
    /// <param name="previous">Of the previous span.</param>
    /// <param name="options">What is compared, and how far it may differ; null to measure only.</param>
    /// <returns>All distances of all columns, with or without a limit, and an anomaly for each that is beyond its limit.</returns>
    /// <remarks>
    /// Weighted statistics are compared by their weights where both sides have them. Missing values (NaN, the empty text, the key 0) are in <see cref="DriftMeasure.MissingShare"/> and in
    /// no other distance.
    /// </remarks>
    /// <exception cref="ArgumentException">The options name a column that neither side has.</exception>
    public static DriftReport MeasureDrift(this DataOperationsCatalog catalog, DataStatistics statistics, DataStatistics previous, DriftOptions? options = null) =>
        Measure(catalog, statistics, previous, options ?? new(), DriftKind.Drift);

    /// <inheritdoc cref="MeasureDrift(DataOperationsCatalog, DataStatistics, DataStatistics, DriftOptions?)"/>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="statistics">Of this span.</param>
    /// <param name="previous">Of the previous span.</param>
    /// <param name="thresholds">How far each column may differ.</param>
    public static DriftReport MeasureDrift(this DataOperationsCatalog catalog, DataStatistics statistics, DataStatistics previous, DriftThresholds thresholds) =>
        MeasureDrift(catalog, statistics, previous, new DriftOptions { Thresholds = thresholds });

    /// <summary>Says how far the columns of served data are from those of the training data.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="serving">Of the rows that were served.</param>
    /// <param name="training">Of the rows that the model was trained on.</param>
    /// <param name="options">What is compared, and how far it may differ; null to measure only.</param>
    /// <inheritdoc cref="MeasureDrift(DataOperationsCatalog, DataStatistics, DataStatistics, DriftOptions?)" path="/*[self::returns or self::remarks or self::exception]"/>
    public static DriftReport MeasureSkew(this DataOperationsCatalog catalog, DataStatistics serving, DataStatistics training, DriftOptions? options = null) =>
        Measure(catalog, serving, training, options ?? new(), DriftKind.Skew);

    private static DriftReport Measure(DataOperationsCatalog catalog, DataStatistics current, DataStatistics control, DriftOptions options, DriftKind kind)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(control);
        var names = current.Columns.Concat(control.Columns).Select(column => column.Name).Distinct(StringComparer.Ordinal).ToList();
        foreach (var name in (options.Columns ?? []).Concat(options.ColumnThresholds.Keys))
        {
            if (!names.Contains(name))
                throw new ArgumentException($"The options name column '{name}', which neither side has; there are {string.Join(", ", names.Select(known => $"'{known}'"))}.", nameof(options));
        }
        if (options.Columns is { } chosen)
            names = [.. names.Where(name => chosen.Contains(name, StringComparer.Ordinal))];

        var measured = names.ConvertAll(name => Measure(name, current.FindColumn(name), control.FindColumn(name), options, kind));
        // One test a column, and together they alarm by chance no more often than the level says.
        var tests = measured.Count(column => column.Distances.Any(distance => distance.SmallestPValue is not null));
        var columns = measured.ConvertAll(column => new ColumnDrift(column.Name, column.Current, column.Control, [.. column.Distances.Select(distance => distance with { SmallestPValue = distance.SmallestPValue / tests })]));
        return new(kind, current, control, columns, [.. columns.SelectMany(column => Anomalies(column, options, kind))]);
    }

    private static ColumnDrift Measure(string name, ColumnStatistics? current, ColumnStatistics? control, DriftOptions options, DriftKind kind)
    {
        if (current is null || control is null || !ColumnDistances.AreComparable(current, control))
            return new(name, current, control, []);
        var thresholds = options.For(name, kind);
        var distances = ColumnDistances.Of(current, control, thresholds.Histogram).ToList();
        // Of limits for all columns each takes what it has a use for; one that was given for this column is meant.
        if (options.ColumnThresholds.ContainsKey(name) && Enum.GetValues<DriftMeasure>().Where(measure => thresholds.Of(measure) is not null).Except(distances.Select(distance => distance.Measure)).ToList() is [var useless, ..])
            throw new ArgumentException($"Column '{name}' has a limit for {useless}, which its type, {current.Type}, does not have; it has {string.Join(", ", distances.Select(distance => distance.Measure))}.", nameof(options));
        var isPersonal = options.Schema?.FindColumn(name)?.PersonalData ?? false;
        return new(name, current, control, [.. distances.Select(distance => new DriftDistance(distance.Measure, distance.Result.Value)
        {
            PValue = distance.Result.PValue,
            OffendingValue = isPersonal ? null : distance.Result.OffendingValue,
            Error = distance.Result.Error,
            Threshold = thresholds.Of(distance.Measure),
            SmallestPValue = DriftThresholds.IsTest(distance.Measure) && distance.Result.PValue is not null ? thresholds.SignificanceLevel : null,
        })]);
    }

    private static IEnumerable<DataAnomaly> Anomalies(ColumnDrift column, DriftOptions options, DriftKind kind)
    {
        var (data, other) = kind == DriftKind.Drift ? ("this span", "the previous span") : ("the serving data", "the training data");
        if (options.For(column.Name, kind).IsEmpty)
            yield break;
        if (column.Current is null)
        {
            yield return Anomaly(DataAnomalyCode.SchemaMissingColumn, $"{Capital(other)} has the column ({column.Control!.Type}), and {data} does not.");
        }
        else if (column.Control is null)
        {
            yield return Anomaly(DriftAnomalyCode.ControlDataMissing, $"The column has a limit, and {other} does not have it.");
        }
        else if (column.Distances.Count == 0)
        {
            yield return Anomaly(DataAnomalyCode.UnexpectedDataType, $"The column is {column.Current.Type} in {data} and {column.Control.Type} in {other}: their values cannot be compared.");
        }
        else if (column.Control.Present == 0 && column.Current.Present > 0)
        {
            yield return Anomaly(DriftAnomalyCode.ControlDataMissing, $"The column has a limit, and none of the {column.Control.Missing} row(s) of {other} has a value in it.");
        }
        else
        {
            foreach (var distance in column.Distances.Where(distance => distance.IsAlarm))
                yield return Anomaly(DriftAnomalyCode.Of(distance.Measure), Message(distance, other));
        }

        DataAnomaly Anomaly(string code, string message) =>
            new(column.Name, code, options.Schema?.SeverityOf(code) ?? DataAnomalySeverity.Error, message) { Summary = code == DriftAnomalyCode.ControlDataMissing ? "Nothing to compare with" : kind.ToString() };
    }

    private static string Message(DriftDistance distance, string other)
    {
        var text = distance.Value > distance.Threshold
            ? string.Create(CultureInfo.InvariantCulture, $"The distance {distance.Measure} from {other} is {distance.Value:0.######}, above the limit of {distance.Threshold:0.######}")
            : string.Create(CultureInfo.InvariantCulture, $"The distance {distance.Measure} from {other} is {distance.Value:0.######}; the same data would be as far apart with a probability of {distance.PValue:G3}, below the level of {distance.SmallestPValue:G3}");
        return distance.OffendingValue is { } value ? $"{text}; what differs most is {TextFormats.Quote(value)}." : $"{text}.";
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
