using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data.Statistics;

public sealed class ColumnRelationTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Correlations_are_Pearsons_over_the_rows_that_have_both_numbers(bool weighted)
    {
        var random = new Random(4);
        List<Row> rows = [.. Enumerable.Range(0, 2_700).Select(i => new Row
        {
            A = random.NextDouble() * 10,
            Whole = i % 17,
            Flag = random.Next(2) == 0,
            Weight = random.Next(5),
        })];
        foreach (var row in rows)
        {
            row.B = random.Next(7) == 0 ? double.NaN : (3 * row.A) + random.NextDouble();
            row.C = random.Next(9) == 0 ? float.PositiveInfinity : (float)(1e6 - row.A);
        }

        var statistics = _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(rows), new() { WeightColumnName = weighted ? "Weight" : null });

        var columns = new Dictionary<string, Func<Row, double>>
        {
            ["A"] = row => row.A,
            ["B"] = row => row.B,
            ["C"] = row => row.C,
            ["Whole"] = row => row.Whole,
            ["Flag"] = row => row.Flag ? 1 : 0,
            ["Constant"] = row => row.Constant,
        };
        var pairs = statistics.Correlations.Where(pair => columns.ContainsKey(pair.First) && columns.ContainsKey(pair.Second)).ToList();
        Assert.Equal(15, pairs.Count);
        foreach (var pair in pairs)
        {
            var both = rows.Select(row => (X: columns[pair.First](row), Y: columns[pair.Second](row), W: weighted ? row.Weight : 1)).Where(row => double.IsFinite(row.X) && double.IsFinite(row.Y)).ToList();
            Assert.Equal(both.Count, pair.Rows);
            Assert.Equal(pair.Second == "Constant" ? double.NaN : Pearson(both), pair.Pearson, 9);
        }
        Assert.True(Of("A", "B") > 0.99 && Of("A", "C") < -0.99 && Math.Abs(Of("A", "Flag")) < 0.1 && double.IsNaN(Of("A", "Constant")));

        double Of(string first, string second) => pairs.Single(pair => (pair.First, pair.Second) == (first, second)).Pearson;
    }

    [Fact]
    public void Only_so_many_columns_are_correlated_as_were_asked_for()
    {
        var view = _ml.Data.LoadFromEnumerable(new[] { new Row { A = 1 }, new Row { A = 2 } });

        Assert.Empty(_ml.Data.ComputeStatistics(view, new() { MaxCorrelationColumns = 0 }).Correlations);
        Assert.Equal([("A", "B"), ("A", "C"), ("B", "C")], _ml.Data.ComputeStatistics(view, new() { MaxCorrelationColumns = 3 }).Correlations.Select(pair => (pair.First, pair.Second)));
    }

    [Fact]
    public void Mutual_information_is_that_of_the_joint_frequencies()
    {
        var random = new Random(9);
        var rows = AnyRow.Make(2_000);
        foreach (var row in rows)
            row.Label = random.Next(10) == 0 ? random.Next(2) == 0 : row.City == "Rome" || row.UInt16 > 7;

        var statistics = _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(rows), new() { LabelColumnName = "Label" });

        Check("City", row => row.City);
        Check("UInt16", row => row.UInt16);
        Check("Flag", row => row.Flag);
        Check("Key", row => Math.Min(row.Key, 5));
        Check("Text", row => row.Text);
        Assert.Null(statistics.FindColumn("Label")!.MutualInformation);
        Assert.Null(statistics.FindColumn("Fixed")!.MutualInformation);
        Assert.Equal(Entropy(rows.Select(row => (object)row.Label)), statistics.FindColumn("Label")!.LabelEntropy!.Value, 9);

        void Check(string name, Func<AnyRow, object> value)
        {
            var expected = Entropy(rows.Select(value)) + Entropy(rows.Select(row => (object)row.Label)) - Entropy(rows.Select(row => (object)(value(row), row.Label)));
            Assert.Equal(expected, statistics.FindColumn(name)!.MutualInformation!.Value, 9);
        }
    }

    [Fact]
    public void A_leak_is_near_the_labels_entropy_and_an_identifier_only_before_chance_is_taken_off()
    {
        var random = new Random(2);
        List<Leak> rows = [.. Enumerable.Range(0, 30_000).Select(i => new Leak { Id = "id" + i, Label = random.Next(2) == 0, Noise = random.NextDouble() })];
        foreach (var row in rows)
            row.Copy = row.Label ? 0.5 + random.NextDouble() : -random.NextDouble();

        var statistics = _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(rows), new() { LabelColumnName = "Label" });

        var (leak, id, noise) = (statistics.FindColumn("Copy")!, statistics.FindColumn("Id")!, statistics.FindColumn("Noise")!);
        Assert.InRange(leak.LabelEntropy!.Value, 0.99, 1);
        Assert.InRange(leak.MutualInformation!.Value, 0.95, 1);
        Assert.InRange(leak.AdjustedMutualInformation!.Value, 0.95, 1);
        Assert.InRange(id.MutualInformation!.Value, 0.99, 1);
        Assert.InRange(id.AdjustedMutualInformation!.Value, 0, 0.01);
        Assert.InRange(noise.MutualInformation!.Value, 0, 0.01);
        Assert.InRange(noise.AdjustedMutualInformation!.Value, 0, 0.005);
    }

    private static double Pearson(List<(double X, double Y, double W)> rows)
    {
        var weight = rows.Sum(row => row.W);
        var (x, y) = (rows.Sum(row => row.W * row.X) / weight, rows.Sum(row => row.W * row.Y) / weight);
        return rows.Sum(row => row.W * (row.X - x) * (row.Y - y)) / Math.Sqrt(rows.Sum(row => row.W * (row.X - x) * (row.X - x)) * rows.Sum(row => row.W * (row.Y - y) * (row.Y - y)));
    }

    private static double Entropy(IEnumerable<object> values)
    {
        var counts = values.GroupBy(value => value).Select(group => (double)group.Count()).ToList();
        return -counts.Sum(count => count / counts.Sum() * Math.Log2(count / counts.Sum()));
    }

    private sealed class Row
    {
        public double A { get; set; }

        public double B { get; set; }

        public float C { get; set; }

        public int Whole { get; set; }

        public bool Flag { get; set; }

        public double Constant { get; set; } = 0.1;

        public double Weight { get; set; }
    }

    private sealed class Leak
    {
        public string Id { get; set; } = "";

        public double Copy { get; set; }

        public double Noise { get; set; }

        public bool Label { get; set; }
    }
}
