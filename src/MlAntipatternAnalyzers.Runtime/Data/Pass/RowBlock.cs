using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Some rows that follow each other in one cursor, column by column: who looks at them works on arrays, not on a row at a time.</summary>
internal sealed class RowBlock(ColumnBlock[] columns)
{
    /// <summary>How many rows there are at most.</summary>
    public const int MostRows = 1024;

    // Vectors can be long: a block ends after the row that exceeds it.
    private const int MostItems = 1 << 16;

    private readonly List<(int Start, long Batch)> _parts = [];
    private readonly List<SlicedRows> _sliced = [];
    private long _items;

    /// <summary>The columns, in the order in which they were asked for.</summary>
    public ColumnBlock[] Columns { get; } = columns;

    /// <summary>How many rows there are.</summary>
    public int Rows { get; private set; }

    /// <summary>The rows' weights, each finite and not negative; null when all weigh alike.</summary>
    public double[]? Weights { get; set; }

    public bool IsFull => Rows == MostRows || _items >= MostItems;

    /// <summary>The parts whose rows follow each other in the view too, by the batches of the cursor.</summary>
    public int Parts => _parts.Count;

    public (int Start, int Count, long Batch) Part(int part) =>
        (_parts[part].Start, (part + 1 < _parts.Count ? _parts[part + 1].Start : Rows) - _parts[part].Start, _parts[part].Batch);

    /// <summary>Says that a row was read.</summary>
    /// <param name="batch">The cursor's batch.</param>
    /// <param name="items">How many items the row has in vectors.</param>
    public void Add(long batch, long items)
    {
        if (_parts.Count == 0 || _parts[^1].Batch != batch)
            _parts.Add((Rows, batch));
        Rows++;
        _items += items;
    }

    /// <summary>The rows by slice, for one of the ways to slice.</summary>
    public SlicedRows Sliced(int way)
    {
        while (_sliced.Count <= way)
            _sliced.Add(new());
        return _sliced[way];
    }

    public void Clear()
    {
        foreach (var sliced in _sliced)
            sliced.Clear();
        Rows = 0;
        _items = 0;
        _parts.Clear();
        foreach (var column in Columns)
            column.Clear();
    }
}
