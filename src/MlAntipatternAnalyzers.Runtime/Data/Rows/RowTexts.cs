using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Writes the rows of a cursor as texts, to be kept or shown.</summary>
internal sealed class RowTexts
{
    private readonly List<(string Name, Func<string> Read)> _columns;

    public RowTexts(DataViewRow cursor) => _columns =
    [
        .. cursor.Schema.Where(c => !c.IsHidden).Select(c => (c.Name, ItemTypes.For(ColumnType.From(c.Type), new Reader(cursor, c)) ?? (static () => ""))),
    ];

    /// <summary>The current row, by column.</summary>
    public IReadOnlyDictionary<string, string> Read() => _columns.ToDictionary(c => c.Name, c => c.Read(), StringComparer.Ordinal);

    private static string Write<T>(in T value) => value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value?.ToString() ?? "";

    private readonly struct Reader(DataViewRow cursor, DataViewSchema.Column column) : IForItemType<Func<string>>
    {
        public Func<string> Scalar<T>()
        {
            var getter = cursor.GetGetter<T>(column);
            T value = default!;
            return () =>
            {
                getter(ref value);
                return Write(in value);
            };
        }

        public Func<string> Vector<T>()
        {
            var getter = cursor.GetGetter<VBuffer<T>>(column);
            VBuffer<T> vector = default;
            return () =>
            {
                getter(ref vector);
                return string.Join(' ', vector.DenseValues().Select(v => Write(in v)));
            };
        }
    }
}
