using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Some rows of a block. A structure, so that loops over the one kind and the other are compiled apart.</summary>
internal interface IRowSet
{
    int Count { get; }

    /// <summary>The row's index in the block.</summary>
    int this[int index] { get; }
}

/// <summary>Rows that follow each other.</summary>
internal readonly struct RowRange(int start, int count) : IRowSet
{
    public int Count => count;

    public int this[int index] => start + index;
}

/// <summary>Rows that were picked: those of a slice.</summary>
internal readonly struct RowList(int[] rows, int start, int count) : IRowSet
{
    public int Count => count;

    public int this[int index] => rows[start + index];

    public ReadOnlySpan<int> Rows => rows.AsSpan(start, count);

    public RowList Part(int from, int length) => new(rows, start + from, length);
}
