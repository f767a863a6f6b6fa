using System;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>One column of a <see cref="RowBlock"/>.</summary>
internal abstract class ColumnBlock
{
    public virtual void Clear()
    {
    }

    /// <summary>An empty block for a type.</summary>
    /// <returns>Null for types whose values cannot be looked at (an image is expensive to load).</returns>
    public static ColumnBlock? Create(ColumnType type) => ItemTypes.For(type, new Maker());

    private readonly struct Maker : IForItemType<ColumnBlock>
    {
        public ColumnBlock Scalar<T>() => new ScalarBlock<T>();

        public ColumnBlock Vector<T>() => new VectorBlock<T>();
    }
}

/// <summary>One value a row.</summary>
internal sealed class ScalarBlock<T> : ColumnBlock
{
    /// <summary>The values, by row.</summary>
    public T[] Values { get; } = new T[RowBlock.MostRows];
}

/// <summary>Vectors: of each row the items that it holds, one row after the other.</summary>
internal sealed class VectorBlock<T> : ColumnBlock
{
    private readonly int[] _ends = new int[RowBlock.MostRows];
    private readonly int[] _lengths = new int[RowBlock.MostRows];
    private T[] _items = new T[RowBlock.MostRows];
    private int _rows;

    /// <summary>The items that a row's vector holds; of a sparse one the rest are the default.</summary>
    public ReadOnlySpan<T> Held(int row) => _items.AsSpan((row == 0 ? 0 : _ends[row - 1])..(_ends[row]));

    /// <summary>How many items the vector has, those included that it does not hold.</summary>
    public int Length(int row) => _lengths[row];

    /// <summary>Takes in the vector of the next row.</summary>
    public void Add(in VBuffer<T> vector)
    {
        var held = vector.GetValues();
        var start = _rows == 0 ? 0 : _ends[_rows - 1];
        if (held.Length > _items.Length - start)
            Array.Resize(ref _items, Math.Max(_items.Length * 2, start + held.Length));
        held.CopyTo(_items.AsSpan(start));
        _ends[_rows] = start + held.Length;
        _lengths[_rows++] = vector.Length;
    }

    public override void Clear() => _rows = 0;
}
