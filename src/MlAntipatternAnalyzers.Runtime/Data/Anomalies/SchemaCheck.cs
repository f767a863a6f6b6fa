using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Holds the columns of a data set against a schema and says which values are still to be looked at; then puts together what was found in them.</summary>
internal sealed class SchemaCheck
{
    private readonly DataSchema _schema;
    private readonly DataValidationOptions _options;
    private readonly List<(string Name, ColumnType Type)> _columns;
    private readonly Dictionary<string, List<DataAnomaly>> _byColumn = new(StringComparer.Ordinal);
    private readonly List<ColumnExpectation> _toCheck = [];

    /// <param name="schema">What is expected.</param>
    /// <param name="columns">The columns of the data, without the hidden ones.</param>
    /// <param name="options">As what it is validated.</param>
    /// <exception cref="ArgumentException">The schema knows no such environment, or both sides of a skew are given.</exception>
    public SchemaCheck(DataSchema schema, IEnumerable<(string Name, ColumnType Type)> columns, DataValidationOptions options)
    {
        schema.CheckEnvironment(options.Environment);
        if (options.Training is not null && options.Serving is not null)
            throw new ArgumentException("Skew is measured against training data or against serving data, not both.", nameof(options));
        _schema = schema;
        _options = options;
        _columns = [.. columns];
        var types = new Dictionary<string, ColumnType>(StringComparer.Ordinal);
        foreach (var (name, type) in _columns)
            types[name] = type;
        foreach (var expected in Expected)
        {
            if (!types.TryGetValue(expected.Name, out var type))
            {
                if (expected.Required)
                    _byColumn.Add(expected.Name, [Missing(expected)]);
            }
            else if (Contradiction(expected.Type, type) is { } code)
            {
                _byColumn.Add(expected.Name, [.. OfOtherType(expected, type, code)]);
            }
            else
            {
                _toCheck.Add(expected);
            }
        }
    }

    /// <summary>The expectations of the columns whose values are to be looked at: they are there, of the right type, in this environment, and in use.</summary>
    public IReadOnlyList<ColumnExpectation> ToCheck => _toCheck;

    private IEnumerable<ColumnExpectation> Expected => _schema.Columns.Where(c => c.IsChecked && _schema.IsInEnvironment(c, _options.Environment));

    /// <summary>All that was found, in the order of the schema's columns, then new columns, then what the data as a whole is.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="evidence">What is known of each column that was to be looked at.</param>
    /// <param name="comparisons">What the comparisons with other data found; null where there were none.</param>
    public DataValidationReport Report(long rows, Func<ColumnExpectation, ColumnEvidence> evidence, ComparisonFindings? comparisons = null)
    {
        // An empty view would otherwise be reported once for every column.
        var presenceMatters = rows > 0 || _schema.MinRows == 0;
        var toCheck = _toCheck.ToHashSet();
        var anomalies = new List<DataAnomaly>();
        foreach (var expected in Expected)
        {
            if (_byColumn.TryGetValue(expected.Name, out var known))
                anomalies.AddRange(known);
            else if (toCheck.Contains(expected))
                anomalies.AddRange(ColumnFindings.Of(evidence(expected), presenceMatters).Concat(comparisons?.Of(expected) ?? []).Select(f => Anomaly(expected.Name, f)));
        }
        if (!_schema.AllowNewColumns)
            anomalies.AddRange(NewColumns());
        anomalies.AddRange(DatasetFindings.Of(_schema, rows, _options.Previous).Select(f => Anomaly("", f.Code, f.Summary, f.Message, f.Change)));
        anomalies.RemoveAll(a => !_options.Profile.Includes(a.Code));
        return new(_schema, _options.Environment, rows, anomalies, comparisons?.All ?? []);
    }

    private DataAnomaly Anomaly(string column, Finding finding)
    {
        var change = finding.SharedDomain is { } shared
            ? (Func<DataSchema, DataSchema>)(schema => schema.WithDomain(shared))
            : schema => schema.FindColumn(column) is { } current ? schema.WithColumn(ExpectationProblem.Settle(finding.Change(current))) : schema;
        return Anomaly(column, finding.Code, finding.Summary, finding.Message, change) with
        {
            Count = finding.Tally?.Count ?? 0,
            Share = finding.Tally?.Share(finding.Total) ?? 0,
            Rows = finding.Tally?.Rows ?? [],
            Values = finding.Tally?.Examples ?? [],
        };
    }

    private DataAnomaly Anomaly(string column, string code, string summary, string message, Func<DataSchema, DataSchema> change) =>
        new(column, code, _schema.SeverityOf(code), message) { Summary = summary, Change = new(_schema, change) };

    private DataAnomaly Missing(ColumnExpectation expected)
    {
        // Names differ by case more often than by anything else.
        var similar = _columns.Find(c => string.Equals(c.Name, expected.Name, StringComparison.OrdinalIgnoreCase)).Name;
        var message = $"The data has no such column ({expected.Type})" + (similar is null ? "." : $"; it has '{similar}'.");
        return Anomaly(expected.Name, DataAnomalyCode.SchemaMissingColumn, "Column missing", message, schema => schema.FindColumn(expected.Name) is not { } current
            ? schema
            : schema.WithColumn(_options.Environment is not { } environment
                ? current with { Required = false }
                : current with
                {
                    Environments = EnvironmentSet.Create(current.Environments.Where(name => name != environment)),
                    NotInEnvironments = EnvironmentSet.Create(current.NotInEnvironments.Append(environment)),
                }));
    }

    private IEnumerable<DataAnomaly> OfOtherType(ColumnExpectation expected, ColumnType type, string code)
    {
        // Of a vector of varying size any is accepted; else it is the type of the data.
        var accepted = code == DataAnomalyCode.InvalidFeatureShape && expected.Type.IsVector && type.IsVector ? expected.Type.Item.Vector() : type.WithoutKeyCount();
        yield return Anomaly(expected.Name, code, code == DataAnomalyCode.InvalidFeatureShape ? "Another size" : "Another type", $"The column is {type}, and the schema expects {expected.Type}.", Retype);
        if (ExpectationProblem.Of(expected with { Type = accepted }) is { Code: DataAnomalyCode.DomainInvalidForType } problem)
        {
            yield return Anomaly(expected.Name, DataAnomalyCode.DomainInvalidForType, "Expectation of another type", $"'{problem.Property}' says nothing of the values that are there: {problem.Message}.", Retype);
        }

        DataSchema Retype(DataSchema schema) =>
            schema.FindColumn(expected.Name) is { } current ? schema.WithColumn(ExpectationProblem.Settle(current with { Type = accepted })) : schema;
    }

    private IEnumerable<DataAnomaly> NewColumns() =>
        from column in _columns
        where _schema.FindColumn(column.Name) is null
        select Anomaly(
            column.Name,
            DataAnomalyCode.SchemaNewColumn,
            "Unknown column",
            $"The schema does not know this column ({column.Type}).",
            schema => schema.FindColumn(column.Name) is null ? schema.WithColumn(new(column.Name, column.Type.WithoutKeyCount())) : schema);

    /// <summary>The code of the contradiction; null when the actual type will do.</summary>
    private static string? Contradiction(ColumnType expected, ColumnType actual)
    {
        var item = actual.Item;
        if (expected.Item.KeyCount is null)
            item = item.WithoutKeyCount();
        if (expected.Item != item)
            return DataAnomalyCode.UnexpectedDataType;
        return expected.IsVector != actual.IsVector || (expected.VectorSize is not null && expected.VectorSize != actual.VectorSize)
            ? DataAnomalyCode.InvalidFeatureShape
            : null;
    }
}
