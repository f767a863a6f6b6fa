using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Numbers the values of one column to slice by, in the order in which they first come.</summary>
internal abstract class SliceColumn(DataViewSchema.Column column)
{
    public DataViewSchema.Column Column { get; } = column;

    public abstract void Bind(DataViewRow row);

    /// <summary>The number of the current row's value.</summary>
    public abstract int Read();

    /// <summary>The value that has a number, as text.</summary>
    public abstract string ValueOf(int number);

    public static SliceColumn Create(DataViewSchema schema, string name, IReadOnlyList<double>? boundaries)
    {
        var column = EvaluationColumns.Find(schema, name, "slices", "Slice by a column that the model's input or output has; model.Transform keeps the columns of its input.");
        var type = column.Type.RawType;
        if (boundaries is not null)
        {
            return EvaluationColumns.IsNumber(column.Type)
                ? new BucketColumn(column, boundaries)
                : throw new EvaluationException($"Column '{name}' is of type {column.Type}: only numbers have buckets. Leave it out of the buckets; each of its values is a slice.");
        }
        return column.Type switch
        {
            TextDataViewType => new TextColumn(column),
            BooleanDataViewType => new ValueColumn<bool>(column, value => value.ToString()),
            KeyDataViewType => type == typeof(byte) ? Key<byte>() : type == typeof(ushort) ? Key<ushort>() : type == typeof(uint) ? Key<uint>() : Key<ulong>(),
            NumberDataViewType when type == typeof(float) || type == typeof(double) => throw new EvaluationException(
                $"Column '{name}' holds real numbers ({column.Type}): each would be a slice of its own. Give the boundaries of buckets: options.Buckets with [\"{name}\"] = [10, 20]."),
            NumberDataViewType => type == typeof(sbyte) ? Integer<sbyte>() : type == typeof(short) ? Integer<short>() : type == typeof(int) ? Integer<int>()
                : type == typeof(long) ? Integer<long>() : type == typeof(byte) ? Integer<byte>() : type == typeof(ushort) ? Integer<ushort>()
                : type == typeof(uint) ? Integer<uint>() : Integer<ulong>(),
            _ => throw new EvaluationException(
                $"Column '{name}' is of type {column.Type}: slices are made by a text, a key, a Boolean, an integer, or a number with buckets. Slice by the column that it was made from, or derive one."),
        };

        ValueColumn<T> Key<T>()
            where T : struct, INumberBase<T>
        {
            // A key without names is shown as what it was loaded from: ML.NET stores 0 as 1.
            var names = EvaluationColumns.KeyNames(column);
            return new(column, value => T.IsZero(value) ? SliceKeyPart.Missing
                : names is not null && ulong.CreateTruncating(value) <= (ulong)names.Length ? Named(names[ulong.CreateTruncating(value) - 1]) : Text(value - T.One));
        }

        ValueColumn<T> Integer<T>()
            where T : struct, INumberBase<T> => new(column, Text);
    }

    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private static string Named(string text) => text.Length == 0 ? SliceKeyPart.Missing : text;

    private sealed class ValueColumn<T>(DataViewSchema.Column column, Func<T, string> name) : SliceColumn(column)
        where T : struct
    {
        private readonly Dictionary<T, int> _numbers = [];
        private readonly List<T> _values = [];
        private ValueGetter<T>? _getter;
        private T _value;

        public override void Bind(DataViewRow row) => _getter = row.GetGetter<T>(Column);

        public override int Read()
        {
            _getter!(ref _value);
            if (_numbers.TryGetValue(_value, out var number))
                return number;
            _values.Add(_value);
            return _numbers[_value] = _values.Count - 1;
        }

        public override string ValueOf(int number) => name(_values[number]);
    }

    /// <summary>A hash table that is asked by span: a cursor hands out slices of a line, and a string for each row would cost more than all the rest.</summary>
    private sealed class TextColumn(DataViewSchema.Column column) : SliceColumn(column)
    {
        private readonly List<string> _values = [];
        private int[] _slots = new int[64];
        private ValueGetter<ReadOnlyMemory<char>>? _getter;
        private ReadOnlyMemory<char> _value;

        public override void Bind(DataViewRow row) => _getter = row.GetGetter<ReadOnlyMemory<char>>(Column);

        public override int Read()
        {
            _getter!(ref _value);
            var text = _value.Span;
            var slot = Slot(text);
            if (_slots[slot] > 0)
                return _slots[slot] - 1;
            _values.Add(text.ToString());
            _slots[slot] = _values.Count;
            if (_values.Count * 2 > _slots.Length)
                Grow();
            return _values.Count - 1;
        }

        public override string ValueOf(int number) => Named(_values[number]);

        // The slot that holds the text's number plus one, or the empty one where it belongs.
        private int Slot(ReadOnlySpan<char> text)
        {
            var slot = string.GetHashCode(text) & (_slots.Length - 1);
            while (_slots[slot] > 0 && !text.SequenceEqual(_values[_slots[slot] - 1]))
                slot = (slot + 1) & (_slots.Length - 1);
            return slot;
        }

        private void Grow()
        {
            _slots = new int[_slots.Length * 2];
            for (var number = 0; number < _values.Count; number++)
                _slots[Slot(_values[number])] = number + 1;
        }
    }

    private sealed class BucketColumn(DataViewSchema.Column column, IReadOnlyList<double> boundaries) : SliceColumn(column)
    {
        private readonly double[] _boundaries = [.. boundaries];
        private Func<double>? _number;

        public override void Bind(DataViewRow row) => _number = EvaluationColumns.Number(row, Column);

        // The number of boundaries at or below the value; the last number is for NaN.
        public override int Read()
        {
            var value = _number!();
            if (double.IsNaN(value))
                return _boundaries.Length + 1;
            var at = Array.BinarySearch(_boundaries, value);
            return at < 0 ? ~at : at + 1;
        }

        public override string ValueOf(int number) =>
            number > _boundaries.Length ? SliceKeyPart.Missing
            : string.Create(CultureInfo.InvariantCulture, $"{(number == 0 ? "(-inf" : "[" + Text(_boundaries[number - 1]))}, {(number == _boundaries.Length ? "inf" : Text(_boundaries[number]))})");
    }
}
