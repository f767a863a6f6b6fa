using System;
using System.Collections.Generic;
using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>One column of rows that were chosen at random: numbers (NaN is missing), or texts (the empty one is missing).</summary>
internal sealed class SampleColumn(string name, ColumnType item)
{
    private readonly List<double> _numbers = [];
    private readonly List<string>? _texts = item.Kind == ColumnKind.Text ? [] : null;

    public string Name { get; } = name;

    /// <summary>The type; of a slot of a vector, that of its items.</summary>
    public ColumnType Type { get; } = item;

    public IReadOnlyList<double> Numbers => _numbers;

    /// <summary>The texts; null of other columns.</summary>
    public IReadOnlyList<string>? Texts => _texts;

    /// <summary>Whether the values have an order that means something; keys have none.</summary>
    public bool IsOrdered => Type.IsReal || Type.IsInteger || Type.Kind is ColumnKind.TimeSpan || IsTime;

    public bool IsTime => Type.Kind is ColumnKind.DateTime or ColumnKind.DateTimeOffset;

    public void Keep(int place, double number) => Keep(_numbers, place, number);

    public void Keep(int place, string text) => Keep(_texts!, place, text);

    private static void Keep<T>(List<T> values, int place, T value)
    {
        if (place == values.Count)
            values.Add(value);
        else
            values[place] = value;
    }
}

/// <summary>Reads the columns of a sample.</summary>
internal static class SampleReaders
{
    // Slots of longer vectors (words of a text, pixels) are no columns that somebody chose.
    private const int MostSlots = 500;

    /// <summary>Whether values of a column can be held against a label: scalars, and numbers in vectors of one size.</summary>
    public static bool CanRead(DataViewSchema.Column column) => ColumnType.From(column.Type) switch
    {
        { IsVector: true } vector => vector is { IsKey: false, VectorSize: <= MostSlots, Kind: ColumnKind.Single or ColumnKind.Double },
        { Kind: ColumnKind.Other or ColumnKind.RowId } => false,
        _ => true,
    };

    /// <summary>Adds what a column holds to the columns of the sample, and makes what keeps the value of the row that the cursor stands on at a place.</summary>
    public static Action<int> Bind(DataViewRow row, DataViewSchema.Column column, List<SampleColumn> sample)
    {
        var type = ColumnType.From(column.Type);
        if (type.IsVector)
            return type.Kind == ColumnKind.Single ? Vector<float>(row, column, type, sample) : Vector<double>(row, column, type, sample);
        var kept = new SampleColumn(column.Name, type);
        sample.Add(kept);
        if (kept.Texts is not null)
        {
            var text = Text(row, column);
            return place => kept.Keep(place, text());
        }
        var number = Number(row, column, type);
        return place => kept.Keep(place, number());
    }

    private static Func<string> Text(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> value = default;
        return () =>
        {
            getter(ref value);
            return TopValues.Shorten(value.Span);
        };
    }

    private static Func<double> Number(DataViewRow row, DataViewSchema.Column column, ColumnType type) => type.Kind switch
    {
        ColumnKind.DateTime => Of<DateTime>(row, column, value => value.Ticks),
        ColumnKind.DateTimeOffset => Of<DateTimeOffset>(row, column, value => value.UtcTicks),
        ColumnKind.TimeSpan => Of<TimeSpan>(row, column, value => value.Ticks),
        _ when type.IsKey => Key(row, column),
        _ => EvaluationColumns.Number(row, column),
    };

    private static Func<double> Key(DataViewRow row, DataViewSchema.Column column)
    {
        var key = EvaluationColumns.KeyValue(row, column);
        return () => key() is var value && value > 0 ? value : double.NaN;
    }

    private static Func<double> Of<T>(DataViewRow row, DataViewSchema.Column column, Func<T, double> number)
    {
        var getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return number(value);
        };
    }

    private static Action<int> Vector<T>(DataViewRow row, DataViewSchema.Column column, ColumnType type, List<SampleColumn> sample)
        where T : struct, INumberBase<T>
    {
        var slots = new SampleColumn[type.VectorSize!.Value];
        for (var slot = 0; slot < slots.Length; slot++)
            slots[slot] = new($"{column.Name}[{slot}]", type.Item);
        sample.AddRange(slots);
        var getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default;
        var dense = new T[slots.Length];
        return place =>
        {
            getter(ref value);
            value.CopyTo(dense);
            for (var slot = 0; slot < slots.Length; slot++)
                slots[slot].Keep(place, double.CreateSaturating(dense[slot]));
        };
    }
}
