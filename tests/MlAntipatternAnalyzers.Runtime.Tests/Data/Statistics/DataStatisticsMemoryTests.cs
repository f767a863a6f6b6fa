using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using MlAntipatternAnalyzers.Runtime.Tests.Features;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data.Statistics;

/// <summary>What statistics keep in memory: measured alone, since other tests allocate too.</summary>
[Collection(nameof(FeatureSkewMemoryTests))]
public sealed class DataStatisticsMemoryTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Memory_does_not_grow_with_the_rows()
    {
        Most(10_000);
        var (few, many) = (Most(60_000), Most(360_000));

        // A sketch has one level more for each doubling: 16 KB for each of the numbers, and for the lengths of the vectors; and each thread that comes to sort keeps 200 KB for it.
        // The 300,000 rows more take ten times the limit.
        Assert.True(many - few < 3 << 20, $"{few} bytes with 60,000 rows, {many} with 360,000");
        Assert.True(many < 16 << 20, $"{many} bytes");
    }

    /// <summary>The most that is alive during the pass, over what is alive before it.</summary>
    private long Most(int count)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        IEnumerable<Row> Stream()
        {
            var random = new Random(1);
            for (var i = 0; i < count; i++)
            {
                if (i % (count / 10) == count / 20)
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
                yield return new Row { X = random.NextDouble(), Id = "id " + random.NextInt64(), City = "city " + random.Next(100), Vector = new float[random.Next(4)], Label = random.Next(2) == 0 };
            }
        }

        _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(Stream()), new() { LabelColumnName = "Label", Slices = [["Label"]] });
        return most;
    }

    private sealed class Row
    {
        public double X { get; set; }

        public string Id { get; set; } = "";

        public string City { get; set; } = "";

        public float[] Vector { get; set; } = [];

        public bool Label { get; set; }
    }
}
