using System;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Tool.Evaluation;

/// <summary>
/// ML.NET's text loader reads an empty field as false or 0 where the column's type has no missing value. For a label that would be a wrong metric that looks right.
/// </summary>
internal static class EmptyLabels
{
    /// <param name="labels">The label's column, as text.</param>
    /// <param name="column">Its name.</param>
    /// <param name="path">The file, for the message.</param>
    /// <exception cref="CannotEvaluateException">A row has none.</exception>
    public static void Refuse(IDataView labels, string column, string path)
    {
        using var cursor = labels.GetRowCursor([labels.Schema[column]]);
        var getter = cursor.GetGetter<ReadOnlyMemory<char>>(labels.Schema[column]);
        ReadOnlyMemory<char> value = default;
        while (cursor.MoveNext())
        {
            getter(ref value);
            if (value.Span.Trim().IsEmpty)
            {
                throw new CannotEvaluateException(
                    $"The label '{column}' of row {cursor.Position + 1} of '{path}' is empty, and would be read as false or 0. Correct the data, or leave such rows out.");
            }
        }
    }
}
