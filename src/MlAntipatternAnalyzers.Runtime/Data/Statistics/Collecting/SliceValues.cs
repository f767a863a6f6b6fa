using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Numbers the values of a column that is sliced by, in the order in which they first come.</summary>
internal abstract class SliceValues
{
    /// <summary>The number of a row's value; −1 when there are more values than there may be.</summary>
    public abstract int NumberOf(RowBlock block, int row);

    /// <summary>The value that has a number, as text.</summary>
    public abstract string NameOf(int number);

    /// <param name="column">A column of scalars.</param>
    /// <param name="index">Its index in a block.</param>
    /// <param name="boundaries">Between the buckets of its numbers; null for none.</param>
    /// <param name="limit">How many values there may be.</param>
    /// <exception cref="DataStatisticsException">The column's type will not do.</exception>
    public static SliceValues Create(DataViewSchema.Column column, int index, IReadOnlyList<double>? boundaries, int limit)
    {
        var type = ColumnType.From(column.Type);
        var (name, isNumber) = (column.Name, column.Type is NumberDataViewType);
        if (boundaries is not null)
        {
            return isNumber
                ? new Buckets(ScalarSource.Create(index, type)!, [.. boundaries])
                : throw new DataStatisticsException($"Column '{name}' is of type {column.Type}: only numbers have buckets. Leave it out of the buckets; each of its values is a slice.");
        }
        return column.Type switch
        {
            TextDataViewType => new Texts(index, limit),
            BooleanDataViewType => new Codes<bool, BooleanCode>(index, limit, BooleanCode.NameOf),
            KeyDataViewType => type.Kind switch
            {
                ColumnKind.Byte => Key<byte>(),
                ColumnKind.UInt16 => Key<ushort>(),
                ColumnKind.UInt32 => Key<uint>(),
                _ => Key<ulong>(),
            },
            NumberDataViewType => type.Kind switch
            {
                ColumnKind.SByte => Integer<sbyte>(),
                ColumnKind.Byte => Integer<byte>(),
                ColumnKind.Int16 => Integer<short>(),
                ColumnKind.UInt16 => Integer<ushort>(),
                ColumnKind.Int32 => Integer<int>(),
                ColumnKind.UInt32 => Integer<uint>(),
                ColumnKind.Int64 => Integer<long>(),
                ColumnKind.UInt64 => Integer<ulong>(),
                _ => throw new DataStatisticsException(
                    $"Column '{name}' holds real numbers ({column.Type}): each would be a slice of its own. Give the boundaries of buckets: options.Buckets with [\"{name}\"] = [10, 20]."),
            },
            _ => throw new DataStatisticsException(
                $"Column '{name}' is of type {column.Type}: slices are made by a text, a key, a Boolean, an integer, or a number with buckets. Slice by the column that it was made from, or derive one."),
        };

        SliceValues Key<T>()
            where T : struct, INumberBase<T>
        {
            var names = new KeyNames(column);
            return new Codes<T, KeyCode<T>>(index, limit, code => code == 0 ? SliceKeyPart.Missing : Named(names.NameOf(code)));
        }

        // As codes the bits of the integer, whatever its sign.
        SliceValues Integer<T>()
            where T : struct, IBinaryInteger<T> => new Codes<T, IntegerCode<T>>(index, limit, code => T.CreateTruncating(code).ToString(null, CultureInfo.InvariantCulture));
    }

    private static string Named(string text) => text.Length == 0 ? SliceKeyPart.Missing : text;

    private readonly struct IntegerCode<T> : ICode<T>
        where T : struct, IBinaryInteger<T>
    {
        public static ulong Of(T value) => ulong.CreateTruncating(value);
    }

    private sealed class Texts(int index, int limit) : SliceValues
    {
        private readonly TextTable _texts = new(limit);

        public override int NumberOf(RowBlock block, int row) => _texts.NumberOf(((ScalarBlock<ReadOnlyMemory<char>>)block.Columns[index]).Values[row].Span);

        public override string NameOf(int number) => Named(_texts.Texts[number]);
    }

    private sealed class Codes<T, TCode>(int index, int limit, Func<ulong, string> nameOf) : SliceValues
        where TCode : ICode<T>
    {
        private readonly Dictionary<ulong, int> _numbers = [];
        private readonly List<ulong> _codes = [];

        public override int NumberOf(RowBlock block, int row)
        {
            var code = TCode.Of(((ScalarBlock<T>)block.Columns[index]).Values[row]);
            if (_numbers.TryGetValue(code, out var number))
                return number;
            if (_codes.Count == limit)
                return -1;
            _codes.Add(code);
            return _numbers[code] = _codes.Count - 1;
        }

        public override string NameOf(int number) => nameOf(_codes[number]);
    }

    private sealed class Buckets(ScalarSource source, double[] boundaries) : SliceValues
    {
        // The number of boundaries at or below the value; the last number is for NaN.
        public override int NumberOf(RowBlock block, int row)
        {
            var value = BitConverter.UInt64BitsToDouble(source.Code(block, row));
            if (double.IsNaN(value))
                return boundaries.Length + 1;
            var at = Array.BinarySearch(boundaries, value);
            return at < 0 ? ~at : at + 1;
        }

        public override string NameOf(int number) =>
            number > boundaries.Length ? SliceKeyPart.Missing
            : string.Create(CultureInfo.InvariantCulture, $"{(number == 0 ? "(-inf" : "[" + Text(boundaries[number - 1]))}, {(number == boundaries.Length ? "inf" : Text(boundaries[number]))})");

        private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
