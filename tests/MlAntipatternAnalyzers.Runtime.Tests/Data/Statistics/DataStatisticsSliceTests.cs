using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data.Statistics;

public sealed class DataStatisticsSliceTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData(null)]
    [InlineData("Weight")]
    public void The_statistics_of_a_slice_are_those_of_its_rows_alone(string? weight)
    {
        var rows = AnyRow.Make(3_000);
        var options = new DataStatisticsOptions { WeightColumnName = weight, LabelColumnName = "Label" };

        var statistics = Compute(rows, new()
        {
            WeightColumnName = weight,
            LabelColumnName = "Label",
            Slices = [["City"], ["Flag", "City"], ["Key"], ["SByte"], ["Double"]],
            Buckets = new Dictionary<string, IReadOnlyList<double>> { ["Double"] = [0, 1.6e9 + 500] },
        });

        Assert.Equal(["City=Rome", "City=Oslo", "City=Zürich", "City=(missing)"], statistics.Slices.Take(4).Select(slice => slice.Name).Order().Reverse().OrderBy(name => name switch { "City=Rome" => 0, "City=Oslo" => 1, "City=Zürich" => 2, _ => 3 }));
        Assert.Equal(4 + 8 + 6 + 5 + 4, statistics.Slices.Count);
        Check("City=Rome", row => row.City == "Rome");
        Check("City=(missing)", row => row.City.Length == 0);
        Check("Flag=True, City=Zürich", row => row.Flag && row.City == "Zürich");
        Check("Key=3", row => row.Key == 3);
        Check("Key=(missing)", row => row.Key == 5);
        Check("SByte=-2", row => row.SByte == -2);
        Check("Double=[0, 1600000500)", row => row.Double is >= 0 and < 1.6e9 + 500);
        Check("Double=(-inf, 0)", row => row.Double < 0);
        Check("Double=(missing)", row => double.IsNaN(row.Double));
        foreach (var way in statistics.Slices.GroupBy(slice => string.Join(",", slice.Key.Select(part => part.Column))))
            Assert.Equal(3_000, way.Sum(slice => slice.Statistics.Rows));

        void Check(string name, System.Func<AnyRow, bool> isIn)
        {
            var slice = statistics.Slices.Single(slice => slice.Name == name).Statistics;
            Assert.Equal(Compute([.. rows.Where(isIn)], options, sampleSize: 1024).ToJson(), slice.ToJson());
        }
    }

    [Fact]
    public void Slices_that_are_too_small_are_left_out_and_the_largest_come_first()
    {
        List<AnyRow> rows = [.. AnyRow.Make(100)];
        foreach (var (row, i) in rows.Select((row, i) => (row, i)))
            row.City = i < 60 ? "many" : i < 97 ? "some" : "few";

        var slices = Compute(rows, new() { Slices = [["City"]], MinSliceRows = 10 }).Slices;

        Assert.Equal(["City=many", "City=some"], slices.Select(slice => slice.Name));
    }

    private DataStatistics Compute(List<AnyRow> rows, DataStatisticsOptions options, int sampleSize = 8192) => _ml.Data.ComputeStatistics(
        _ml.Data.LoadFromEnumerable(rows),
        new() { WeightColumnName = options.WeightColumnName, LabelColumnName = options.LabelColumnName, Slices = options.Slices, Buckets = options.Buckets, MinSliceRows = options.MinSliceRows, SampleSize = sampleSize });
}
