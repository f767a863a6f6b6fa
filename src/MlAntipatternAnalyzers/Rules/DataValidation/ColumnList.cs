using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Rules.DataValidation;

/// <summary>How messages list columns: the first ones by name.</summary>
internal static class ColumnList
{
    private const int NamedColumns = 3;

    /// <summary>One of them: <c>one of 'Age', 'Height', 'Weight' or one more column</c>.</summary>
    public static string Of(IReadOnlyList<string> columns) =>
        (columns.Count - NamedColumns) switch
        {
            > 1 => $"{Names(columns)} or one of {columns.Count - NamedColumns} more columns",
            1 => $"{Names(columns)} or one more column",
            _ => columns.Count > 1 ? $"one of {Names(columns)}" : Names(columns),
        };

    /// <summary>Each of them: <c>each of 'Age', 'Height', 'Weight' and 2 more columns</c>.</summary>
    public static string Each(IReadOnlyList<string> columns) =>
        columns.Count > NamedColumns ? $"each of {Names(columns)} and {columns.Count - NamedColumns} more" : columns.Count > 1 ? $"each of {Names(columns)}" : Names(columns);

    private static string Names(IEnumerable<string> columns) => string.Join(", ", columns.Take(NamedColumns).Select(column => $"'{column}'"));
}
