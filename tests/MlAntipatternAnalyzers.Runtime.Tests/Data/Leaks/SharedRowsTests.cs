using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

public sealed class SharedRowsTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Copies_are_counted_with_their_rows()
    {
        var (train, test) = (LeakRow.Make(2000, 1), LeakRow.Make(500, 2));
        for (var i = 0; i < 40; i++)
            test[(i * 12) + 3] = Copy(train[i * 40], id: -i);
        // One copy has a copy itself.
        test.Add(Copy(train[0], id: -99));

        var report = Check(train, test);
        var shared = report.SharedRows!;
        Assert.Equal((2000, 501, 41, 40, 40), (shared.TrainRows, shared.TestRows, shared.TestRowsInTrain, shared.TrainRowsInTest, shared.DistinctShared));
        Assert.Equal(41 / 501.0, shared.Share, 1e-12);
        Assert.False(shared.IsByChance);
        Assert.Equal([new(4, 1), new(16, 41), new(28, 81), new(40, 121), new(52, 161)], shared.Sample);
        var finding = Assert.Single(report.Findings);
        Assert.Equal(DataLeakKind.SharedRows, finding.Kind);
        Assert.Contains("41 of 501 test rows (8.18%) are in the training data too, where chance explains 0, such as test row 4 (training row 1)", finding.Message, StringComparison.Ordinal);
        Assert.Throws<DataLeakException>(report.ThrowIfLeaks);
        // The rows' own identifiers are all different, and the copies have others.
        Assert.Equal(["Id"], report.IdentifierColumnNames);
        Assert.DoesNotContain("Id", shared.Columns);
        Assert.Contains("Features", shared.Columns);
    }

    [Fact]
    public void Data_without_copies_is_silent()
    {
        var report = Check(LeakRow.Make(2000, 1), LeakRow.Make(500, 2));
        Assert.Equal((0, false), (report.SharedRows!.TestRowsInTrain, report.HasLeaks));
        Assert.Empty(report.SharedRows.Sample);
        report.ThrowIfLeaks();
    }

    [Fact]
    public void One_shared_row_is_found_among_many()
    {
        var (train, test) = (LeakRow.Make(5000, 1), LeakRow.Make(12_000, 2));
        test[11_999] = train[4_999];
        var shared = Check(train, test, new() { SampleSize = 100 }).SharedRows!;
        Assert.Equal((1, false), (shared.TestRowsInTrain, shared.IsByChance));
        Assert.Equal([new(12_000, 5_000)], shared.Sample);
    }

    [Theory]
    // How many different values each of four columns has: few rows, some that come together by chance, most.
    [InlineData(60)]
    [InlineData(30)]
    [InlineData(12)]
    [InlineData(7)]
    [InlineData(2)]
    public void Rows_of_few_different_values_that_come_together_by_chance_are_no_leak(int values)
    {
        var (train, test) = (Few(3000, 1, values), Few(1000, 2, values));
        var report = _ml.Data.CheckLeaks(_ml.Data.LoadFromEnumerable(train), _ml.Data.LoadFromEnumerable(test));
        Assert.InRange(report.SharedRows!.TestRowsInTrain, 1, 1000);
        Assert.True(report.SharedRows.IsByChance, report.ToString());
        // As there are: 3,000 rows among so many different ones.
        if (values >= 30)
            Assert.InRange(report.SharedRows.ExpectedByChance / report.SharedRows.TestRowsInTrain, 0.6, 1.7);
        Assert.False(report.HasLeaks);

        // With copies among them it is one.
        if (values < 30)
            return;
        for (var i = 0; i < 300; i++)
            test[i] = train[i];
        Assert.True(_ml.Data.CheckLeaks(_ml.Data.LoadFromEnumerable(train), _ml.Data.LoadFromEnumerable(test)).HasLeaks);
    }

    [Fact]
    public void Rows_that_differ_in_one_column_are_not_shared()
    {
        var (train, test) = (LeakRow.Make(500, 1), LeakRow.Make(10, 2));
        test.AddRange(train.Take(50).Select(row =>
        {
            var copy = Copy(row, row.Id);
            copy.Features = [row.Features[0], row.Features[1], 1];
            return copy;
        }));
        var shared = Check(train, test).SharedRows!;
        Assert.Equal((0, 0, 1), (shared.TestRowsInTrain, shared.ExpectedByChance, shared.PValue));
    }

    [Fact]
    public void Values_in_other_columns_make_another_row()
    {
        var report = _ml.Data.CheckLeaks(
            _ml.Data.LoadFromEnumerable(new[] { new FewRow { A = 1, B = 2, C = "x" } }), _ml.Data.LoadFromEnumerable(new[] { new FewRow { A = 2, B = 1, C = "x" } }));
        Assert.Equal(0, report.SharedRows!.TestRowsInTrain);
    }

    [Fact]
    public void Numbers_of_other_types_and_missing_values_are_compared_by_value()
    {
        var train = _ml.Data.LoadFromEnumerable(new[] { new Whole { A = 3, B = double.NaN }, new Whole { A = 4, B = 1.5 } });
        var test = _ml.Data.LoadFromEnumerable(new[] { new Real { A = 3, B = float.NaN }, new Real { A = 4, B = 1.5f }, new Real { A = 5, B = 1.5f } });
        Assert.Equal((2, 2), (_ml.Data.CheckLeaks(train, test).SharedRows!.TestRowsInTrain, _ml.Data.CheckLeaks(test, train).SharedRows!.TestRowsInTrain));
    }

    [Fact]
    public void A_file_takes_what_memory_does_not()
    {
        var (train, test) = (LeakRow.Make(3000, 1), LeakRow.Make(1000, 2));
        test.AddRange(train.Take(100));
        using var directory = new TemporaryDirectory();
        var (memory, file) = (Check(train, test), Check(train, test, new() { MemoryBudget = 1000, TemporaryDirectory = System.IO.Path.GetDirectoryName(directory["x"]) }));
        Assert.Equal(memory.ToJson(), file.ToJson());
        Assert.Equal(100, file.SharedRows!.TestRowsInTrain);
        Assert.Empty(directory.FileNames);
    }

    [Fact]
    public void Empty_sides_share_nothing()
    {
        var some = LeakRow.Make(100, 1);
        foreach (var (train, test) in new[] { (some, []), ([], some), (new List<LeakRow>(), new List<LeakRow>()) })
        {
            var report = Check(train, test, new() { LabelColumnName = "Label" });
            Assert.Equal((0, 0, false), (report.SharedRows!.TestRowsInTrain, report.SharedRows.Share, report.HasLeaks));
            Assert.Contains("\"share\": 0", report.ToJson(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_columns_to_compare_can_be_chosen()
    {
        var (train, test) = (LeakRow.Make(200, 1), LeakRow.Make(50, 2));
        test[7].Amount = train[3].Amount;
        test[7].Noise = train[3].Noise;
        Assert.Equal(0, Check(train, test).SharedRows!.TestRowsInTrain);
        Assert.Equal(1, Check(train, test, new() { RowColumnNames = ["Amount", "Noise"] }).SharedRows!.TestRowsInTrain);
    }

    [Fact]
    public void The_search_can_be_ended()
    {
        using var source = new CancellationTokenSource();
        IEnumerable<LeakRow> Endless()
        {
            for (var i = 0; ; i++)
            {
                if (i == 5000)
                    source.Cancel();
                yield return new LeakRow { Id = i };
            }
        }

        var (some, endless) = (_ml.Data.LoadFromEnumerable(LeakRow.Make(10, 1)), _ml.Data.LoadFromEnumerable(Endless()));
        Assert.Throws<OperationCanceledException>(() => _ml.Data.CheckLeaks(some, endless, null, source.Token));
        Assert.Throws<OperationCanceledException>(() => _ml.Data.CheckLabelLeaks(endless, new() { LabelColumnName = "Label" }, source.Token));
    }

    [Fact]
    public void What_cannot_be_compared_is_said()
    {
        var rows = _ml.Data.LoadFromEnumerable(LeakRow.Make(10, 1));
        var other = _ml.Data.LoadFromEnumerable(new[] { new Real() });
        Assert.Contains("no column in common", Assert.Throws<ArgumentException>(() => _ml.Data.CheckLeaks(rows, other)).Message, StringComparison.Ordinal);
        Assert.Contains("no column 'Town'", Assert.Throws<ArgumentException>(() => _ml.Data.CheckLeaks(rows, rows, new DataLeakOptions { RowColumnNames = ["Town"] })).Message, StringComparison.Ordinal);
        Assert.Contains("no column 'Town'", Assert.Throws<ArgumentException>(() => _ml.Data.CheckLeaks(rows, rows, new DataLeakOptions { IdentifierColumnNames = ["Town"] })).Message, StringComparison.Ordinal);
        var text = _ml.Data.LoadFromEnumerable(new[] { new FewRow { C = "x" } });
        var number = _ml.Data.LoadFromEnumerable(new[] { new NumberC() });
        Assert.Contains("'C' is Text in the training data and Single in the test data", Assert.Throws<ArgumentException>(() => _ml.Data.CheckLeaks(text, number)).Message, StringComparison.Ordinal);
    }

    private DataLeakReport Check(IEnumerable<LeakRow> train, IEnumerable<LeakRow> test, DataLeakOptions? options = null) =>
        _ml.Data.CheckLeaks(_ml.Data.LoadFromEnumerable(train), _ml.Data.LoadFromEnumerable(test), options);

    private static LeakRow Copy(LeakRow row, int id) => new()
    {
        Id = id,
        Reference = row.Reference,
        At = row.At,
        Amount = row.Amount,
        City = row.City,
        Noise = row.Noise,
        Number = row.Number,
        Text = row.Text,
        Target = row.Target,
        Label = row.Label,
        Features = row.Features,
    };

    private static List<FewRow> Few(int count, int seed, int values)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            // The last column follows from the first: no independence is assumed.
            var a = random.Next(values);
            return new FewRow { A = a, B = random.Next(values), C = $"{random.Next(values)}", D = a % 3 };
        })];
    }

    private sealed class FewRow
    {
        public int A { get; set; }

        public int B { get; set; }

        public string C { get; set; } = "";

        public int D { get; set; }
    }

    private sealed class Whole
    {
        public int A { get; set; }

        public double B { get; set; }
    }

    private sealed class Real
    {
        public float A { get; set; }

        public float B { get; set; }
    }

    private sealed class NumberC
    {
        public float C { get; set; }
    }
}
