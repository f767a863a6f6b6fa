using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Holds a view against a schema.</summary>
internal static class DataValidator
{
    public static IReadOnlyList<DataAnomaly> Run(DataSchema schema, IDataView data)
    {
        var byColumn = new Dictionary<string, DataAnomaly>(StringComparer.Ordinal);
        var validators = new Dictionary<string, ColumnValidator>(StringComparer.Ordinal);
        var pass = new List<(DataViewSchema.Column, ColumnType, ColumnVisitor)>();
        foreach (var expected in schema.Columns)
        {
            if (data.Schema.GetColumnOrNull(expected.Name) is not { } column)
            {
                if (expected.Required)
                    byColumn.Add(expected.Name, Missing(schema, data, expected));
                continue;
            }
            var type = ColumnType.From(column.Type);
            if (Contradiction(expected.Type, type) is { } code)
            {
                var message = $"The column is {type}, and the schema expects {expected.Type}.";
                byColumn.Add(expected.Name, new(expected.Name, code, schema.SeverityOf(code), message));
                continue;
            }
            var validator = new ColumnValidator(expected);
            validators.Add(expected.Name, validator);
            pass.Add((column, type, validator));
        }

        var rows = DataPass.Run(data, pass);
        // An empty view would otherwise be reported once for every column.
        var presenceMatters = rows > 0 || schema.MinRows == 0;

        var anomalies = new List<DataAnomaly>();
        foreach (var expected in schema.Columns)
        {
            if (byColumn.TryGetValue(expected.Name, out var anomaly))
                anomalies.Add(anomaly);
            else if (validators.TryGetValue(expected.Name, out var validator))
                anomalies.AddRange(validator.Findings(presenceMatters).Select(f => Anomaly(schema, expected.Name, f)));
        }
        if (!schema.AllowNewColumns)
            anomalies.AddRange(NewColumns(schema, data));
        if (RowCount(schema, rows) is { } count)
            anomalies.Add(count);
        return anomalies;
    }

    private static DataAnomaly Anomaly(DataSchema schema, string column, (string Code, string Message, Tally Tally, long Total) finding) =>
        new(column, finding.Code, schema.SeverityOf(finding.Code), finding.Message)
        {
            Count = finding.Tally.Count,
            Share = finding.Tally.Share(finding.Total),
            Rows = finding.Tally.Rows,
        };

    private static DataAnomaly Missing(DataSchema schema, IDataView data, ColumnExpectation expected)
    {
        // Names differ by case more often than by anything else.
        var similar = data.Schema.FirstOrDefault(c => string.Equals(c.Name, expected.Name, StringComparison.OrdinalIgnoreCase)).Name;
        var message = $"The data has no such column ({expected.Type})" + (similar is null ? "." : $"; it has '{similar}'.");
        return new(expected.Name, DataAnomalyCode.SchemaMissingColumn, schema.SeverityOf(DataAnomalyCode.SchemaMissingColumn), message);
    }

    private static IEnumerable<DataAnomaly> NewColumns(DataSchema schema, IDataView data) =>
        from column in data.Schema
        where !column.IsHidden && schema.FindColumn(column.Name) is null
        select new DataAnomaly(
            column.Name,
            DataAnomalyCode.SchemaNewColumn,
            schema.SeverityOf(DataAnomalyCode.SchemaNewColumn),
            $"The schema does not know this column ({ColumnType.From(column.Type)}).");

    private static DataAnomaly? RowCount(DataSchema schema, long rows)
    {
        var (code, limit) = rows < schema.MinRows ? (DataAnomalyCode.DatasetLowNumExamples, string.Create(CultureInfo.InvariantCulture, $"at least {schema.MinRows}"))
            : rows > schema.MaxRows ? (DataAnomalyCode.DatasetHighNumExamples, string.Create(CultureInfo.InvariantCulture, $"at most {schema.MaxRows}"))
            : ("", "");
        return code.Length == 0
            ? null
            : new DataAnomaly("", code, schema.SeverityOf(code), string.Create(CultureInfo.InvariantCulture, $"The data has {rows} row(s), and the schema expects {limit}."));
    }

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
