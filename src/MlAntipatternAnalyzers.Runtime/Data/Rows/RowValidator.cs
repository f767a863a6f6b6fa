using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Holds rows of a class against a schema one by one, as a service does before it predicts: nothing is allocated for a row that fits.</summary>
/// <typeparam name="TRow">The row class, as ML.NET reads it.</typeparam>
/// <remarks>
/// Made once by <see cref="DataSchema.ForRows{TRow}"/> and safe to share between threads. What the schema says of a data set as a whole is left out: numbers of rows and of different values, shares
/// below 1, distributions. A text that is null is missing, as in ML.NET; so is an array that is null.
/// </remarks>
public sealed class RowValidator<TRow>
    where TRow : class
{
    private readonly MemberCheck<TRow>[] _checks;
    private readonly DataSchema _rowSchema;
    private readonly SchemaCheck _check;

    internal RowValidator(DataSchema schema, string? environment)
    {
        var members = RowTypeColumns.WithMembers(typeof(TRow)).ToList();
        var structure = new SchemaCheck(schema, members.Select(m => (m.Column, m.Type)), new() { Environment = environment });
        Warnings = [.. structure.Report(0, e => new(e)).Anomalies.Where(a => DataAnomalyCode.IsOfColumns(a.Code))];
        if (Warnings.Any(a => a.Severity == DataAnomalySeverity.Error))
            throw new DataValidationException(Warnings);
        _rowSchema = RowExpectations.Of(schema, structure.ToCheck);
        _check = new(_rowSchema, members.Select(m => (m.Column, m.Type)), new());
        _checks = [.. _rowSchema.Columns.Select(e => (Expected: e, Member: members.First(m => m.Column == e.Name))).Select(c => MemberChecks.Create<TRow>(c.Member.Member, c.Member.Type, c.Expected))];
        Environment = environment;
    }

    /// <summary>The environment of the rows; null for none in particular.</summary>
    public string? Environment { get; }

    /// <summary>What the class itself has that the schema makes a warning, such as a column that it does not know; no row is held responsible for it.</summary>
    public IReadOnlyList<DataAnomaly> Warnings { get; }

    /// <summary>What in a row does not fit.</summary>
    /// <returns>Every anomaly, with its reason, warnings included; empty for a row that fits.</returns>
    public IReadOnlyList<DataAnomaly> Validate(TRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        foreach (var check in _checks)
        {
            if (!check.Fits(row))
                return Explain(row);
        }
        return [];
    }

    /// <summary>Whether a row fits, warnings aside.</summary>
    public bool IsValid(TRow row) => Validate(row) is var anomalies && (anomalies.Count == 0 || anomalies.All(a => a.Severity != DataAnomalySeverity.Error));

    /// <summary>Lets a row pass only when it fits.</summary>
    /// <exception cref="DataValidationException">At least one anomaly is an error. It lists all of them.</exception>
    public void ThrowIfInvalid(TRow row)
    {
        var anomalies = Validate(row);
        if (anomalies.Count > 0 && anomalies.Any(a => a.Severity == DataAnomalySeverity.Error))
            throw new DataValidationException(anomalies);
    }

    private ImmutableArray<DataAnomaly> Explain(TRow row)
    {
        var evidence = new Dictionary<string, ColumnEvidence>(StringComparer.Ordinal);
        var lengths = new List<DataAnomaly>();
        foreach (var check in _checks)
        {
            if (check.WrongLength(row) is { } length)
            {
                var message = $"The row has {length} items, and the column {check.Expected.Type}.";
                lengths.Add(new(check.Expected.Name, DataAnomalyCode.InvalidFeatureShape, _rowSchema.SeverityOf(DataAnomalyCode.InvalidFeatureShape), message) { Summary = "Another size", Count = 1, Share = 1 });
            }
            var visitor = new ColumnValidator(check.Expected);
            check.Visit(row, visitor);
            evidence.Add(check.Expected.Name, visitor.Evidence());
        }
        return [.. lengths, .. _check.Report(1, e => evidence[e.Name]).Anomalies.Select(a => a with { Change = null })];
    }
}
