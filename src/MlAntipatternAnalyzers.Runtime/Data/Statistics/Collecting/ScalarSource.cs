using System;
using System.Numerics;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Reads a column of scalars of whatever type as numbers.</summary>
internal abstract class ScalarSource
{
    /// <summary>Whether the values have an order, and <see cref="Code"/> is the bits of a double.</summary>
    public abstract bool IsNumber { get; }

    /// <summary>A code that is the same for the same value; for numbers the bits of the double, else 0 when it is missing.</summary>
    public abstract ulong Code(RowBlock block, int row);

    /// <summary>The values of rows as doubles; for numbers and Booleans.</summary>
    public abstract void Copy(RowBlock block, RowRange rows, Span<double> target);

    /// <inheritdoc cref="Copy(RowBlock, RowRange, Span{double})"/>
    public abstract void Copy(RowBlock block, RowList rows, Span<double> target);

    /// <summary>Reads a column.</summary>
    /// <param name="index">Its index in a block.</param>
    /// <param name="type">Its type.</param>
    /// <returns>Null for vectors, and for row identifiers, which are no values.</returns>
    public static ScalarSource? Create(int index, ColumnType type)
    {
        if (type.IsVector)
            return null;
        return type.Kind switch
        {
            ColumnKind.Boolean => new Of<bool, BooleanRule>(index),
            ColumnKind.Text => new Of<ReadOnlyMemory<char>, TextRule>(index),
            ColumnKind.DateTime => new Of<DateTime, TimeRule<DateTime, DateTimeTicks>>(index),
            ColumnKind.DateTimeOffset => new Of<DateTimeOffset, TimeRule<DateTimeOffset, DateTimeOffsetTicks>>(index),
            ColumnKind.TimeSpan => new Of<TimeSpan, TimeRule<TimeSpan, TimeSpanTicks>>(index),
            ColumnKind.SByte => Number<sbyte>(),
            ColumnKind.Byte => Number<byte>(),
            ColumnKind.Int16 => Number<short>(),
            ColumnKind.UInt16 => Number<ushort>(),
            ColumnKind.Int32 => Number<int>(),
            ColumnKind.UInt32 => Number<uint>(),
            ColumnKind.Int64 => Number<long>(),
            ColumnKind.UInt64 => Number<ulong>(),
            ColumnKind.Single => Number<float>(),
            ColumnKind.Double => Number<double>(),
            _ => null,
        };

        ScalarSource Number<T>()
            where T : struct, INumberBase<T> => type.IsKey ? new Of<T, KeyRule<T>>(index) : new Of<T, NumberRule<T>>(index);
    }

    /// <summary>The bits of a number: one pattern for all NaN, and for 0 and −0.</summary>
    private static ulong Bits(double value) => BitConverter.DoubleToUInt64Bits(double.IsNaN(value) ? double.NaN : value + 0.0);

    private interface IRule<T>
    {
        static abstract bool IsNumber { get; }

        static abstract ulong Code(T value);

        static abstract double Number(T value);
    }

    private readonly struct NumberRule<T> : IRule<T>
        where T : struct, INumberBase<T>
    {
        public static bool IsNumber => true;

        public static ulong Code(T value) => Bits(ItemNumber.Of(value));

        public static double Number(T value) => ItemNumber.Of(value);
    }

    private readonly struct KeyRule<T> : IRule<T>
        where T : struct, INumberBase<T>
    {
        public static bool IsNumber => false;

        public static ulong Code(T value) => ulong.CreateTruncating(value);

        public static double Number(T value) => double.NaN;
    }

    private readonly struct BooleanRule : IRule<bool>
    {
        public static bool IsNumber => false;

        public static ulong Code(bool value) => BooleanCode.Of(value);

        public static double Number(bool value) => value ? 1 : 0;
    }

    private readonly struct TextRule : IRule<ReadOnlyMemory<char>>
    {
        public static bool IsNumber => false;

        public static ulong Code(ReadOnlyMemory<char> value) => value.IsEmpty ? 0 : ValueHash.Of(value.Span);

        public static double Number(ReadOnlyMemory<char> value) => double.NaN;
    }

    private readonly struct TimeRule<T, TTicks> : IRule<T>
        where TTicks : ITicks<T>
    {
        public static bool IsNumber => true;

        public static ulong Code(T value) => Bits(TTicks.Of(value));

        public static double Number(T value) => TTicks.Of(value);
    }

    private sealed class Of<T, TRule>(int index) : ScalarSource
        where TRule : IRule<T>
    {
        public override bool IsNumber => TRule.IsNumber;

        public override ulong Code(RowBlock block, int row) => TRule.Code(Values(block)[row]);

        public override void Copy(RowBlock block, RowRange rows, Span<double> target)
        {
            var values = Values(block).AsSpan(rows[0], rows.Count);
            for (var i = 0; i < values.Length; i++)
                target[i] = TRule.Number(values[i]);
        }

        public override void Copy(RowBlock block, RowList rows, Span<double> target)
        {
            var values = Values(block);
            for (var i = 0; i < rows.Count; i++)
                target[i] = TRule.Number(values[rows[i]]);
        }

        private T[] Values(RowBlock block) => ((ScalarBlock<T>)block.Columns[index]).Values;
    }
}
