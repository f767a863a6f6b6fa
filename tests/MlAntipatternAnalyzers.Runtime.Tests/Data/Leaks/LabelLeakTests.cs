using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

public sealed class LabelLeakTests
{
    private readonly MLContext _ml = new(1);

    public static TheoryData<string> Leaks => [.. LeakingColumns.Keys];

    private static readonly Dictionary<string, (string Column, Action<LeakRow, Random> Make)> LeakingColumns = new()
    {
        ["the label as a text"] = ("Text", (row, _) => row.Text = row.Label ? "yes" : "no"),
        ["many values of each class"] = ("Text", (row, random) => row.Text = (row.Label ? "paid " : "open ") + random.Next(20)),
        ["present for one class only"] = ("Text", (row, random) => row.Text = row.Label ? $"{random.Next(20)}" : ""),
        ["a number beyond a threshold"] = ("Number", (row, random) => row.Number = (float)(random.NextDouble() + (row.Label ? 1 : 0))),
        ["a number in a band"] = ("Number", (row, random) => row.Number = (float)(row.Label ? 0.4 + (random.NextDouble() / 5) : random.NextDouble() < 0.5 ? random.NextDouble() * 0.4 : 0.6 + (random.NextDouble() * 0.4))),
        ["a missing number"] = ("Number", (row, random) => row.Number = row.Label ? float.NaN : (float)random.NextDouble()),
        ["wrong in two of a hundred"] = ("Number", (row, random) => row.Number = row.Label != (random.NextDouble() < 0.02) ? 1 : 0),
        ["a slot of a vector"] = ("Features[1]", (row, random) => row.Features = [random.Next(3), row.Label ? 1 : 0, 0]),
    };

    [Theory]
    [MemberData(nameof(Leaks))]
    public void A_column_that_determines_the_label_is_found_and_no_other(string leak)
    {
        var (column, make) = LeakingColumns[leak];
        foreach (var positives in new[] { 0.5, 0.05 })
        {
            // Of few positives two wrong ones in a hundred are as many as the right ones.
            if (positives < 0.1 && leak == "wrong in two of a hundred")
                continue;
            var rows = LeakRow.Make(4000, 1, positives);
            var random = new Random(2);
            foreach (var row in rows)
                make(row, random);
            var report = Check(rows);
            var finding = Assert.Single(report.Findings);
            Assert.Equal((DataLeakKind.ColumnDeterminesLabel, column), (finding.Kind, finding.Column));
            var relation = report.Relations.Single(relation => relation.IsLeak);
            Assert.InRange(relation.Share, 0.8, 1);
            Assert.InRange(relation.MutualInformation, 0.8 * relation.LabelEntropy, relation.LabelEntropy + 1e-9);
        }
    }

    [Fact]
    public void Good_features_identifiers_and_columns_of_many_values_are_silent()
    {
        var rows = LeakRow.Make(4000, 1);
        var random = new Random(3);
        foreach (var row in rows)
        {
            // Right in nine of ten, and as many texts as rows.
            row.Number = row.Label != (random.NextDouble() < 0.1) ? 1 : 0;
            row.Text = Guid.NewGuid().ToString();
        }
        var report = Check(rows);
        Assert.False(report.HasLeaks, report.ToString());
        Assert.Equal(["Id"], report.IdentifierColumnNames);
        // It tells all of the label, and would by chance.
        var unique = report.Relations.Single(relation => relation.Column == "Text");
        Assert.Equal(unique.LabelEntropy, unique.MutualInformation, 1e-9);
        Assert.Equal(0, unique.Share);
        Assert.InRange(report.Relations.Single(relation => relation.Column == "Number").Share, 0.4, 0.65);
        Assert.InRange(report.Relations.Single(relation => relation.Column == "Amount").Share, 0.1, 0.5);
        Assert.InRange(report.Relations.Single(relation => relation.Column == "Noise").Share, 0, 0.01);
        Assert.All(report.Relations, relation => Assert.Equal(0.001 / report.Relations.Count, relation.SmallestPValue, 1e-12));
    }

    [Fact]
    public void A_column_that_is_mostly_unique_is_not_taken_for_a_leak_and_groups_of_one_label_are()
    {
        var rows = LeakRow.Make(4000, 1);
        for (var i = 0; i < rows.Count; i++)
            rows[i].Text = i % 10 == 0 ? "same" : $"{i}";
        Assert.False(Check(rows).HasLeaks);

        // Four rows of a customer, who always has one label.
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].Label = GroupKey.Mix((ulong)(i / 4)) % 2 == 0;
            rows[i].Text = $"customer {i / 4}";
        }
        var report = Check([.. rows.OrderBy(row => row.Noise)]);
        Assert.Equal((DataLeakKind.ColumnDeterminesLabel, "Text"), Only(report));
    }

    [Fact]
    public void A_regression_label_leaks_through_a_number_made_from_it()
    {
        var rows = LeakRow.Make(4000, 1);
        Assert.False(Check(rows, "Target", ignored: "Label").HasLeaks);
        foreach (var row in rows)
            row.Number = (row.Target * 1.19f) + 3;
        Assert.Equal((DataLeakKind.ColumnDeterminesLabel, "Number"), Only(Check(rows, "Target", ignored: "Label")));
    }

    [Fact]
    public void Rows_in_the_order_of_their_label_are_found()
    {
        var rows = LeakRow.Make(4000, 1).OrderBy(row => row.Label).ToList();
        Assert.Equal(
            [DataLeakKind.OrderPredictsLabel, DataLeakKind.NeighboursPredictLabel],
            Check(rows).Findings.Where(finding => finding.Column.Length == 0).Select(finding => finding.Kind));

        // In blocks of a hundred, as when files of the classes are loaded in turn.
        var (yes, no) = (rows.Where(row => row.Label).Chunk(100), rows.Where(row => !row.Label).Chunk(100));
        Assert.Contains(Check([.. yes.Zip(no, (a, b) => a.Concat(b)).SelectMany(block => block)]).Findings, finding => finding.Kind == DataLeakKind.NeighboursPredictLabel);
    }

    [Fact]
    public void Labels_that_alternate_are_found_by_their_neighbours()
    {
        var rows = LeakRow.Make(2000, 1, 0.5);
        for (var i = 0; i < rows.Count; i++)
            rows[i].Label = i % 2 == 0;
        var report = Check(rows);
        Assert.Equal((DataLeakKind.NeighboursPredictLabel, ""), Only(report));
        Assert.Equal(1, report.Relations.Single(relation => relation.IsLeak).Share, 0.01);
    }

    [Fact]
    public void A_series_of_numbers_is_found_by_its_neighbours_and_not_when_it_is_shuffled()
    {
        var rows = LeakRow.Make(3000, 1);
        var (random, level) = (new Random(4), 0.0);
        foreach (var row in rows)
            row.Target = (float)(1e6 + (level = (0.5 * level) + random.NextDouble()));
        var report = Check(rows, "Target", ignored: "Label");
        Assert.Equal((DataLeakKind.NeighboursPredictLabel, ""), Only(report));
        Assert.Equal(0.25, report.Relations.Single(relation => relation.IsLeak).Share, 0.05);
        Assert.False(Check([.. rows.OrderBy(row => row.Noise)], "Target", ignored: "Label").HasLeaks);
    }

    [Fact]
    public void An_identifier_whose_order_predicts_the_label_is_found()
    {
        var rows = LeakRow.Make(4000, 1);
        var order = rows.OrderBy(row => row.Label).ThenBy(row => row.Noise).ToList();
        for (var i = 0; i < order.Count; i++)
            order[i].Id = i;
        Assert.Equal((DataLeakKind.OrderPredictsLabel, "Id"), Only(Check(rows)));

        // A text: the class is in its first letters. It is no identifier by its name, but named as one.
        rows = LeakRow.Make(4000, 1);
        foreach (var row in rows)
            row.Reference = (row.Label ? "F" : "K") + row.Reference;
        var options = new DataLeakOptions { LabelColumnName = "Label", IdentifierColumnNames = ["Reference"] };
        var report = _ml.Data.CheckLabelLeaks(_ml.Data.LoadFromEnumerable(rows), options);
        Assert.Equal((DataLeakKind.OrderPredictsLabel, "Reference"), Only(report));
    }

    [Fact]
    public void A_time_that_predicts_the_label_is_found_and_a_slight_trend_is_not_worth_it()
    {
        var rows = LeakRow.Make(4000, 1);
        foreach (var row in rows)
            row.At = new DateTime(2024, 1, 1).AddHours((row.Label ? 500 : 0) + (row.Noise * 1000));
        Assert.Equal((DataLeakKind.OrderPredictsLabel, "At"), Only(Check(rows)));

        foreach (var row in rows)
            row.At = new DateTime(2024, 1, 1).AddHours((row.Label ? 10 : 0) + (row.Noise * 1000));
        Assert.False(Check(rows).HasLeaks);
    }

    [Fact]
    public void Data_without_a_leak_gives_a_finding_as_seldom_as_the_level_says()
    {
        // Any relation is worth telling here, so only the tests stand between chance and a finding.
        var options = new DataLeakOptions { LabelColumnName = "Label", SignificanceLevel = 0.05, SmallestOrderShare = 1e-9, SampleSize = 600, IdentifierColumnNames = ["Id", "Reference"] };
        var found = Enumerable.Range(0, 150).Count(seed => _ml.Data.CheckLabelLeaks(_ml.Data.LoadFromEnumerable(LeakRow.Make(600, seed)), options).HasLeaks);
        // 5 % of 150 are 7.5; three standard deviations are 8.
        Assert.InRange(found, 0, 16);
    }

    [Fact]
    public void The_numbers_of_the_neighbours_tests_have_the_distribution_that_they_are_held_against()
    {
        var pClasses = new List<double>();
        var pNumbers = new List<double>();
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            pClasses.Add(Neighbours(() => random.Next(3) == 0 ? 1 : random.Next(2) * 2));
            pNumbers.Add(Neighbours(() => 1e9 + random.NextDouble()));
        }
        // 10 % of 400 are 40; four standard deviations are 24.
        Assert.InRange(pClasses.Count(p => p < 0.1), 16, 64);
        Assert.InRange(pNumbers.Count(p => p < 0.1), 16, 64);

        static double Neighbours(Func<double> next)
        {
            var (labels, column) = (new NeighbourLabels(), new SampleColumn("Label", ColumnType.Double));
            for (var i = 0; i < 300; i++)
            {
                column.Keep(0, next());
                labels.Add(column);
            }
            return labels.Test()!.Value.PValue;
        }
    }

    [Fact]
    public void Few_rows_a_constant_label_and_missing_labels_tell_nothing()
    {
        Assert.Empty(Check(LeakRow.Make(49, 1)).Relations);
        Assert.Empty(Check(LeakRow.Make(1000, 1, positives: 0)).Relations);
        var rows = LeakRow.Make(1000, 1);
        foreach (var row in rows)
            row.Target = float.NaN;
        Assert.Empty(Check(rows, "Target").Relations);
        foreach (var row in rows.Take(100))
            row.Target = row.Noise;
        Assert.Equal(100, Check(rows, "Target").Relations[0].Rows);
    }

    [Fact]
    public void What_cannot_be_a_label_is_said()
    {
        var rows = _ml.Data.LoadFromEnumerable(LeakRow.Make(10, 1));
        Assert.Contains("no column 'label' to be the label", Assert.Throws<ArgumentException>(() => _ml.Data.CheckLabelLeaks(rows, new DataLeakOptions { LabelColumnName = "label" })).Message, StringComparison.Ordinal);
        Assert.Contains("'Features' is a Vector<Single, 3>", Assert.Throws<ArgumentException>(() => _ml.Data.CheckLabelLeaks(rows, new DataLeakOptions { LabelColumnName = "Features" })).Message, StringComparison.Ordinal);
        Assert.Contains("Name the label", Assert.Throws<ArgumentException>(() => _ml.Data.CheckLabelLeaks(rows, new DataLeakOptions())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new DataLeakOptions { SignificanceLevel = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DataLeakOptions { DeterminingShare = 1 });
    }

    [Fact]
    public void The_report_reads_as_text_and_as_JSON()
    {
        var rows = LeakRow.Make(1000, 1);
        foreach (var row in rows)
            row.Text = row.Label ? "yes" : "no";
        var report = _ml.Data.CheckLeaks(_ml.Data.LoadFromEnumerable(rows), _ml.Data.LoadFromEnumerable(rows.Take(20)), new() { LabelColumnName = "Label" });
        var text = report.ToString();
        Assert.StartsWith("2 leak(s)\n  SharedRows: 20 of 20 test rows (100%)", text, StringComparison.Ordinal);
        Assert.Contains("ColumnDeterminesLabel 'Text': The column alone tells nearly all about the label (", text, StringComparison.Ordinal);
        Assert.Contains("OrderPredictsLabel row order: share", text, StringComparison.Ordinal);

        using var json = JsonDocument.Parse(report.ToJson());
        var root = json.RootElement;
        Assert.Equal(("mlap-data-leaks", 1), (root.GetProperty("format").GetString(), root.GetProperty("version").GetInt32()));
        Assert.Equal(["sharedRows", "columnDeterminesLabel"], root.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("kind").GetString()));
        Assert.Equal(20, root.GetProperty("sharedRows").GetProperty("testRowsInTrain").GetInt32());
        Assert.Contains(root.GetProperty("relations").EnumerateArray(), relation => relation.GetProperty("leak").GetBoolean() && relation.GetProperty("column").GetString() == "Text");
        var thrown = Assert.Throws<DataLeakException>(report.ThrowIfLeaks);
        Assert.Contains("The data leaks (2 finding(s))", thrown.Message, StringComparison.Ordinal);
    }

    private static (DataLeakKind Kind, string Column) Only(DataLeakReport report)
    {
        Assert.True(report.Findings.Count == 1, report.ToString());
        return (report.Findings[0].Kind, report.Findings[0].Column);
    }

    private DataLeakReport Check(IReadOnlyList<LeakRow> rows, string label = "Label", string? ignored = null) =>
        _ml.Data.CheckLabelLeaks(_ml.Data.LoadFromEnumerable(rows), new DataLeakOptions { LabelColumnName = label, IgnoredColumnNames = ignored is null ? [] : [ignored] });
}
