using System;
using System.Collections.Generic;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime.Tests.Features;

/// <summary>Alone: what other tests keep meanwhile would be counted.</summary>
[CollectionDefinition(nameof(FeatureSkewMemoryTests), DisableParallelization = true)]
[Collection(nameof(FeatureSkewMemoryTests))]
public sealed class FeatureSkewMemoryTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_million_rows_are_joined_in_the_memory_of_a_few()
    {
        const int Count = 1_000_000;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long peak = 0;
        var training = _ml.Data.LoadFromEnumerable(Numbers(0));
        var serving = _ml.Data.LoadFromEnumerable(Numbers(1));

        var report = _ml.Data.JoinFeatures(training, serving, ["Id"], new() { MemoryBudget = 4 << 20 });

        Assert.Equal((Count, Count, Count), (report.BaseRows, report.TestRows, report.ComparedPairs));
        Assert.Equal(Count / 1000, report.Find("A")!.MismatchCount);
        Assert.Equal(0, report.Find("B")!.DifferenceCount);
        // Both sides are ten times as much, and a row of objects more than that.
        Assert.True(report.SpilledBytes > 40L << 20, $"only {report.SpilledBytes} bytes are on disk");
        Assert.True(peak < 24L << 20, $"{peak >> 20} MB are live");

        IEnumerable<Numeric> Numbers(int side)
        {
            var row = new Numeric();
            for (var i = 0; i < Count; i++)
            {
                // What is live, not what is left to collect.
                if (i % 250_000 == 249_999)
                    peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
                row.Id = side == 0 ? i : Count - 1 - i;
                row.A = row.Id % 1000 == 0 ? side : row.Id;
                row.B = row.Id * 0.5f;
                yield return row;
            }
        }
    }

    private sealed class Numeric
    {
        public long Id { get; set; }
        public float A { get; set; }
        public float B { get; set; }
    }
}
