using System;
using System.Collections.Generic;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Whether the rows that a model is to be judged on can judge it.</summary>
internal static class LabelCheck
{
    /// <summary>The label's column, checked before anything is read; null where none is named.</summary>
    public static DataViewSchema.Column? Find(DataViewSchema schema, string? labelColumnName)
    {
        if (labelColumnName is null)
            return null;
        var column = RowKey.Find(schema, labelColumnName, "as label", nameof(labelColumnName));
        return GroupKey.IsComparable(column.Type)
            ? column
            : throw new ArgumentException($"Column '{labelColumnName}' is a {ColumnType.From(column.Type)}, which cannot be a label.", nameof(labelColumnName));
    }

    /// <summary>Reads until a second label is found: a few rows, as a rule.</summary>
    /// <exception cref="DataSplitException">There is none.</exception>
    public static void Run(IDataView side, string name, long rows, DataViewSchema.Column? label)
    {
        if (label is not { } column)
            return;
        long? only = null;
        using (var cursor = side.GetRowCursor([column]))
        {
            var read = GroupKey.BindHash(cursor, column);
            while (cursor.MoveNext())
            {
                if (!read(out var value))
                    continue;
                if (only is { } first && first != value)
                    return;
                only = value;
            }
        }
        throw new DataSplitException(
            DataSplitProblem.OneClass,
            $"The {name} has {RowCount.Of(rows)}, and {(only is null ? $"none of them has a '{column.Name}'" : $"all of them that have a '{column.Name}' have the same one")}: "
            + "no metric on them tells a good model from a bad one. Choose another cut or a larger share, or look at how the label comes about at that end of the data.");
    }
}
