using System;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Writes the value of one column of the row that a cursor stands on.</summary>
internal abstract class SkewEncoder(DataViewSchema.Column column, SkewKind kind)
{
    public const byte Scalar = 1;
    public const byte Vector = 2;

    public DataViewSchema.Column Column { get; } = column;

    protected SkewKind Kind { get; } = kind;

    public abstract void Bind(DataViewRow row);

    /// <summary>Writes the value: its shape, what it is compared as, and then a scalar's item, or a vector's length and each item that is not the default with the distance from the one before.</summary>
    /// <returns>False, and nothing written, when there is no value.</returns>
    public abstract bool Write(SkewWriter to);

    public static SkewEncoder Create(DataViewSchema.Column column, SkewKind kind, int? roundDigits)
    {
        var type = ColumnType.From(column.Type);
        return type.Kind switch
        {
            ColumnKind.Single => Of<float, SkewReal<float>>(new(kind, roundDigits)),
            ColumnKind.Double => Of<double, SkewReal<double>>(new(kind, roundDigits)),
            ColumnKind.SByte => Number<sbyte>(),
            ColumnKind.Int16 => Number<short>(),
            ColumnKind.Int32 => Number<int>(),
            ColumnKind.Int64 => Number<long>(),
            ColumnKind.Byte => Number<byte>(),
            ColumnKind.UInt16 => Number<ushort>(),
            ColumnKind.UInt32 => Number<uint>(),
            ColumnKind.UInt64 => Number<ulong>(),
            ColumnKind.Text => Of<ReadOnlyMemory<char>, SkewText>(default),
            ColumnKind.Boolean => Of<bool, SkewPlain>(default),
            ColumnKind.DateTime => Of<DateTime, SkewPlain>(default),
            ColumnKind.DateTimeOffset => Of<DateTimeOffset, SkewPlain>(default),
            ColumnKind.TimeSpan => Of<TimeSpan, SkewPlain>(default),
            ColumnKind.RowId => Of<DataViewRowId, SkewPlain>(default),
            _ => throw new ArgumentException($"Values of {type} cannot be compared.", nameof(column)),
        };

        SkewEncoder Of<T, TItem>(TItem item)
            where TItem : struct, ISkewItem<T> => type.IsVector ? new VectorEncoder<T, TItem>(column, kind, item) : new ScalarEncoder<T, TItem>(column, kind, item);

        SkewEncoder Number<T>()
            where T : struct, System.Numerics.IBinaryInteger<T> => kind switch
        {
            SkewKind.Key => Of<T, SkewKey<T>>(default),
            SkewKind.Text => Of<T, SkewName<T>>(new(EvaluationColumns.KeyNames(column)!)),
            SkewKind.Whole => Of<T, SkewWhole<T>>(default),
            _ => Of<T, SkewReal<T>>(new(kind, roundDigits)),
        };
    }

    private sealed class ScalarEncoder<T, TItem>(DataViewSchema.Column column, SkewKind kind, TItem item) : SkewEncoder(column, kind)
        where TItem : struct, ISkewItem<T>
    {
        private ValueGetter<T>? _getter;
        private T _value = default!;

        public override void Bind(DataViewRow row) => _getter = row.GetGetter<T>(Column);

        public override bool Write(SkewWriter to)
        {
            _getter!(ref _value);
            if (item.IsMissing(in _value))
                return false;
            to.Byte(Scalar);
            to.Byte((byte)Kind);
            item.Write(to, in _value);
            return true;
        }
    }

    private sealed class VectorEncoder<T, TItem>(DataViewSchema.Column column, SkewKind kind, TItem item) : SkewEncoder(column, kind)
        where TItem : struct, ISkewItem<T>
    {
        private ValueGetter<VBuffer<T>>? _getter;
        private VBuffer<T> _value;

        public override void Bind(DataViewRow row) => _getter = row.GetGetter<VBuffer<T>>(Column);

        public override bool Write(SkewWriter to)
        {
            _getter!(ref _value);
            if (_value.Length == 0)
                return false;
            to.Byte(Vector);
            to.Byte((byte)Kind);
            to.Count(_value.Length);
            var values = _value.GetValues();
            var indices = _value.IsDense ? default : _value.GetIndices();
            var before = -1;
            for (var i = 0; i < values.Length; i++)
            {
                ref readonly var value = ref values[i];
                if (item.IsDefault(in value))
                    continue;
                var index = _value.IsDense ? i : indices[i];
                to.Count(index - before);
                item.Write(to, in value);
                before = index;
            }
            return true;
        }
    }
}
