using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Reads columns of a view into memory.</summary>
internal static class GoldenRowsReading
{
    public static IReadOnlyList<GoldenColumn> Read(IDataView view, IReadOnlyList<DataViewSchema.Column> columns, out int rows, int maxRows = int.MaxValue)
    {
        var values = columns.Select(c => GoldenColumn.Create(c.Name, ColumnType.From(c.Type))).ToList();
        rows = 0;
        using var cursor = view.GetRowCursor(columns);
        var adds = columns.Select((c, i) => values[i].Bind(cursor, c)).ToList();
        while (rows < maxRows && cursor.MoveNext())
        {
            foreach (var add in adds)
                add();
            rows++;
        }
        return values;
    }
}
