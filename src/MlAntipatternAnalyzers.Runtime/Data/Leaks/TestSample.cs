using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// How many rows chance brings together: test rows that are chosen at random are looked up in the training data, those that differ in exactly one column too. Where all other columns are equal, this one
/// is with the odds of two of its values being equal; so from the pairs that differ in it alone follows how many are equal by chance.
/// </summary>
internal sealed class TestSample(int size, int columns)
{
    private readonly Reservoir _reservoir = new(size);
    private readonly List<(UInt128 Hash, UInt128[] Columns)> _rows = [];
    // How many rows of the training data are equal, and how many are without one column.
    private readonly Dictionary<UInt128, long> _equal = [];
    private readonly Dictionary<(int Column, UInt128 Others), long> _equalBut = [];

    public int Count => _rows.Count;

    public void Offer(RowFingerprints row)
    {
        var place = _reservoir.Next();
        if (place < 0)
            return;
        var kept = (row.Hash, (UInt128[])row.Columns.Clone());
        if (place == _rows.Count)
            _rows.Add(kept);
        else
            _rows[place] = kept;
    }

    /// <summary>No more test rows come.</summary>
    public void Close()
    {
        foreach (var (hash, parts) in _rows)
        {
            _equal[hash] = 0;
            for (var column = 0; column < columns; column++)
                _equalBut[(column, hash - parts[column])] = 0;
        }
    }

    public void LookUp(RowFingerprints row)
    {
        Count(_equal, row.Hash);
        for (var column = 0; column < columns; column++)
            Count(_equalBut, (column, row.Hash - row.Columns[column]));

        static void Count<T>(Dictionary<T, long> counts, T key)
            where T : notnull
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(counts, key);
            if (!Unsafe.IsNullRef(ref count))
                count++;
        }
    }

    /// <summary>How many pairs of a test row of the sample and a training row are equal by chance: the most that one column gives reason for, as others may follow from each other.</summary>
    public double ExpectedPairs() => _rows.Count < 2 ? 0 : Enumerable.Range(0, columns).Max(column =>
    {
        var near = _rows.Sum(row => (double)(_equalBut[(column, row.Hash - row.Columns[column])] - _equal[row.Hash]));
        var odds = Odds(column);
        return near > 0 && odds > 0 ? near * odds : 0;
    });

    // That two different rows have one value in the column, to that they have not.
    private double Odds(int column)
    {
        var equal = _rows.GroupBy(row => row.Columns[column]).Sum(group => (double)group.Count() * (group.Count() - 1));
        var all = (double)_rows.Count * (_rows.Count - 1);
        return equal / (all - equal);
    }
}
