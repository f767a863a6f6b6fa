using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What a pass over the data tells about one column: rows, and in each row its items.</summary>
internal abstract class ColumnVisitor
{
    /// <summary>The row that is being read; the first one is 1.</summary>
    protected long Row { get; private set; }

    /// <summary>How many rows there were. After a pass of which this column was no part, all of them.</summary>
    public long Rows { get; private set; }

    /// <summary>How many rows have a value.</summary>
    public long Present { get; private set; }

    /// <summary>How many items were not missing.</summary>
    public long Items { get; private set; }

    public void BeginRow(long row) => Row = row;

    /// <summary>A number, NaN included, that many times over (a sparse vector's zeros come at once).</summary>
    public abstract void Number(double value, int times);

    /// <summary>Whether there is nothing to be said of numbers between two, one in each row: they are then counted (<see cref="PassRows"/>), and not handed over.</summary>
    public virtual bool Passes(double min, double max) => false;

    /// <summary>A text that is not empty.</summary>
    public abstract void Text(ReadOnlySpan<char> value);

    /// <summary>Whether the values of Boolean columns are wanted, as <see cref="Key"/> 1 for false and 2 for true; else they are not read.</summary>
    public virtual bool ReadsBooleans => false;

    /// <summary>A key that is not missing; the first one is 1.</summary>
    public virtual void Key(ulong value, int times)
    {
    }

    /// <summary>Adds what another visitor of the same column has seen in other rows.</summary>
    public void AddCounts(ColumnVisitor other)
    {
        Rows += other.Rows;
        Present += other.Present;
        Items += other.Items;
    }

    /// <summary>The end of a row.</summary>
    /// <param name="length">How many items it has; 1 for scalars.</param>
    /// <param name="missing">How many of them are missing.</param>
    public void EndRow(int length, int missing)
    {
        Rows++;
        Items += length - missing;
        var present = length > missing;
        if (present)
            Present++;
        RowEnded(length, present);
    }

    /// <summary>For a column whose items cannot be missing and are not looked at: all rows at once.</summary>
    public void SkipRows(long rows)
    {
        Rows = Present = Items = rows;
    }

    /// <summary>Rows of a column of scalars that all have a value, of which there is nothing to be said.</summary>
    public void PassRows(long rows)
    {
        Rows += rows;
        Present += rows;
        Items += rows;
    }

    protected abstract void RowEnded(int length, bool present);
}
