using System;
using System.Collections.Generic;
using Microsoft.ML;
using MlAntipatternAnalyzers.Runtime.Tests.Features;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

/// <summary>What validation keeps in memory: measured alone, since other tests allocate too.</summary>
[Collection(nameof(FeatureSkewMemoryTests))]
public sealed class DataSchemaMemoryTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void One_pass_reads_each_row_once_and_keeps_none()
    {
        const int Count = 200_000;
        var read = 0;
        IEnumerable<TextRow> Stream()
        {
            for (var i = 0; i < Count; i++)
            {
                read++;
                yield return new TextRow { T = "offends " + i };
            }
        }

        var view = _ml.Data.LoadFromEnumerable(Stream());
        var schema = new DataSchema([new("T", ColumnType.Text) { Domain = new(["a"]) }]);
        schema.Validate(_ml.Data.LoadFromEnumerable(new[] { new TextRow { T = "warm" } }));

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var anomaly = Assert.Single(schema.Validate(view), a => a.Code == DataAnomalyCode.EnumTypeUnexpectedStringValues);
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.Equal((Count, Count), ((int)anomaly.Count, read));
        Assert.True(kept < 1 << 20, $"{kept} bytes were kept");
        Assert.Equal([1L, 2, 3, 4, 5], anomaly.Rows);
    }

    private sealed class TextRow
    {
        public string? T { get; set; }
    }
}
