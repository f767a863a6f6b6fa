using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Data.Input;

namespace MlAntipatternAnalyzers.Tool.Data;

/// <summary>What data is held against, and what came of it.</summary>
/// <param name="Data">The data's name.</param>
/// <param name="SchemaPath">The schema's file.</param>
/// <param name="Anomalies">Those of the report, and those of fields that were never values.</param>
/// <param name="Rows">Rows that offend; empty when they were not asked for.</param>
/// <param name="OffendingRows">How many there are; null when they were not asked for.</param>
internal sealed record Validation(
    string Data, string SchemaPath, DataValidationReport Report, IReadOnlyList<DataAnomaly> Anomalies, IReadOnlyList<OffendingRow> Rows, long? OffendingRows)
{
    public bool HasErrors => Anomalies.Any(anomaly => anomaly.Severity == DataAnomalySeverity.Error);

    /// <summary>Fields that are not what their column is: ML.NET makes NaN of them or throws, so that no view shows them.</summary>
    public static IEnumerable<DataAnomaly> OfUnread(LoadedData data, DataSchema schema)
    {
        foreach (var (column, type, values) in data.Unread.Where(each => schema.FindColumn(each.Column) is not null))
        {
            var code = type.IsReal ? DataAnomalyCode.FloatTypeStringNotFloat
                : type.IsInteger ? DataAnomalyCode.IntTypeNotIntString
                : type.Kind == ColumnKind.Boolean ? DataAnomalyCode.BoolTypeUnexpectedString
                : DataAnomalyCode.UnexpectedDataType;
            var isPersonal = schema.FindColumn(column)!.PersonalData;
            var examples = isPersonal ? "" : $", such as {string.Join(", ", values.Examples.Select(example => $"'{example}'"))}";
            yield return new(
                column,
                code,
                schema.Severities.GetValueOrDefault(code, DataAnomalySeverity.Error),
                string.Create(CultureInfo.InvariantCulture, $"{values.Count} {(values.Count == 1 ? "field is" : "fields are")} no {type}{examples} (row {string.Join(", ", values.FirstRows)}{(values.Count > values.FirstRows.Count() ? " …" : "")}). ML.NET's text loader makes a missing value of them, or throws."))
            {
                Summary = $"Not {type}",
                Count = values.Count,
                Rows = [.. values.FirstRows],
                Values = isPersonal ? [] : values.Examples,
            };
        }
    }
}

/// <summary>A row that offends, and how.</summary>
internal sealed record OffendingRow(SourceRow Source, IReadOnlyList<RowReason> Reasons);

/// <summary>One way in which a row offends.</summary>
internal sealed record RowReason(string Column, string Code, DataAnomalySeverity Severity);
