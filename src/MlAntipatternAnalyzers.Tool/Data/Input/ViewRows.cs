using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Tool.Data.Input;

/// <summary>Rows of a view as text, for people: what a file of text has as a line.</summary>
internal static class ViewRows
{
    private const int MostItems = 8;

    /// <summary>The rows of those numbers, from 1, in order.</summary>
    public static IEnumerable<SourceRow> Find(IDataView view, string path, IEnumerable<long> rows)
    {
        using var wanted = rows.Distinct().Order().GetEnumerator();
        if (!wanted.MoveNext())
            yield break;
        var columns = view.Schema.Where(column => !column.IsHidden).ToList();
        using var cursor = view.GetRowCursor(columns);
        var texts = columns.ConvertAll(column => TextOf(cursor, column));
        for (long row = 1; cursor.MoveNext(); row++)
        {
            if (row != wanted.Current)
                continue;
            yield return new(row, path, null, string.Join(", ", columns.Select((column, i) => $"{column.Name}={texts[i]()}")));
            if (!wanted.MoveNext())
                yield break;
        }
    }

    private static Func<string> TextOf(DataViewRow row, DataViewSchema.Column column)
    {
        var method = new Func<DataViewRow, DataViewSchema.Column, Func<string>>(TextOf<int>).Method.GetGenericMethodDefinition().MakeGenericMethod(column.Type.RawType);
        return (Func<string>)method.Invoke(null, [row, column])!;
    }

    private static Func<string> TextOf<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return value switch
            {
                VBuffer<float> numbers => Items(numbers),
                VBuffer<double> numbers => Items(numbers),
                VBuffer<ReadOnlyMemory<char>> texts => Items(texts),
                _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
            };
        };
    }

    private static string Items<T>(VBuffer<T> items) => string.Create(
        CultureInfo.InvariantCulture, $"[{string.Join(", ", items.DenseValues().Take(MostItems).Select(item => Convert.ToString(item, CultureInfo.InvariantCulture)))}{(items.Length > MostItems ? ", …" : "")}]");
}
