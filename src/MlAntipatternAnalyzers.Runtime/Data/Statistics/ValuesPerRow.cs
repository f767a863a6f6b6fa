namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How many items the rows have, of those that have a value.</summary>
public sealed class ValuesPerRow
{
    internal ValuesPerRow(QuantileSketch sketch, long rows, long items)
    {
        Sketch = sketch;
        Rows = rows;
        Items = items;
        Histogram = Histogram.Quantiles(sketch, 10);
    }

    /// <summary>Of scalars each row has one.</summary>
    internal static ValuesPerRow OfScalars(long rows)
    {
        var sketch = new QuantileSketch();
        sketch.Add(1, rows, rows);
        return new(sketch, rows, rows);
    }

    /// <summary>The smallest number.</summary>
    public long Min => (long)Sketch.Min;

    /// <summary>The mean number.</summary>
    public double Mean => (double)Items / Rows;

    /// <summary>The largest number.</summary>
    public long Max => (long)Sketch.Max;

    /// <summary>Ten buckets of equal frequency.</summary>
    public Histogram Histogram { get; }

    /// <summary>For other quantiles.</summary>
    public QuantileSketch Sketch { get; }

    internal long Rows { get; }

    internal long Items { get; }
}
