using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Reads the key of the row that a cursor stands on.</summary>
/// <returns>False where the row has none.</returns>
internal delegate bool RowKeyGetter(out long key);

/// <summary>Gives each row of a view a number that depends on the row alone, so that a part of the view is a range of that number.</summary>
internal abstract class RowKey
{
    /// <summary>The column that it is read from; null where it is the row's identifier.</summary>
    public abstract DataViewSchema.Column? Column { get; }

    public abstract RowKeyGetter Bind(DataViewRow row);

    /// <summary>The column of this name; one value a row.</summary>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name, string purpose, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, parameter);
        if (schema.GetColumnOrNull(name) is not { } column)
        {
            var known = string.Join(", ", schema.Where(c => !c.IsHidden).Select(c => $"'{c.Name}'"));
            throw new ArgumentException($"The data has no column '{name}' {purpose}; it has {known}.", parameter);
        }
        return column.Type is VectorDataViewType
            ? throw new ArgumentException(
                $"Column '{name}' is a {ColumnType.From(column.Type)}; one value a row is needed {purpose}. Name the column that the vector was made from, or select one slot of it.", parameter)
            : column;
    }

    protected delegate bool TryKey<T>(in T value, out long key);

    protected static RowKeyGetter Bind<T>(DataViewRow row, DataViewSchema.Column column, TryKey<T> tryKey)
    {
        var getter = row.GetGetter<T>(column);
        T value = default!;
        return (out long key) =>
        {
            getter(ref value);
            return tryKey(in value, out key);
        };
    }
}
