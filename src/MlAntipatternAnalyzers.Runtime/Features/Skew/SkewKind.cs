using System;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>As what a value is compared.</summary>
internal enum SkewKind : byte
{
    Single = 1,
    Double,
    Whole,
    Boolean,
    Text,
    Key,
    DateTime,
    DateTimeOffset,
    TimeSpan,
    RowId,
}

internal static class SkewKinds
{
    /// <summary>As what the values of a column are compared by themselves.</summary>
    /// <returns>Null for images and custom types.</returns>
    public static SkewKind? Of(DataViewSchema.Column column)
    {
        var type = ColumnType.From(column.Type).Item;
        // The number of a key depends on the rows that its dictionary was learned from; the name is what it means.
        if (type.IsKey)
            return EvaluationColumns.KeyNames(column) is null ? SkewKind.Key : SkewKind.Text;
        return type.Kind switch
        {
            ColumnKind.Single => SkewKind.Single,
            ColumnKind.Double => SkewKind.Double,
            ColumnKind.Boolean => SkewKind.Boolean,
            ColumnKind.Text => SkewKind.Text,
            ColumnKind.DateTime => SkewKind.DateTime,
            ColumnKind.DateTimeOffset => SkewKind.DateTimeOffset,
            ColumnKind.TimeSpan => SkewKind.TimeSpan,
            ColumnKind.RowId => SkewKind.RowId,
            ColumnKind.Other => null,
            _ => SkewKind.Whole,
        };
    }

    /// <summary>As what two columns are compared: numbers of different types as the coarser of the two, which is all that both can say.</summary>
    /// <returns>Null where no value of the one equals a value of the other.</returns>
    public static SkewKind? Common(SkewKind left, SkewKind right) =>
        left == right ? left
        : !IsNumber(left) || !IsNumber(right) ? null
        : left == SkewKind.Single || right == SkewKind.Single ? SkewKind.Single
        : SkewKind.Double;

    public static bool IsNumber(SkewKind kind) => kind is SkewKind.Single or SkewKind.Double or SkewKind.Whole;
}
