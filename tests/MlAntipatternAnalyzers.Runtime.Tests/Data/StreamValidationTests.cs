using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

public sealed class StreamValidationTests
{
    private readonly MLContext _ml = new(seed: 1);

    private static DataSchema Schema { get; } = new DataSchema(
        [new("X", ColumnType.Single) { Max = 10 }, new("T", ColumnType.Text) { Domain = new(["a", "b"]) }, new("Label", ColumnType.Boolean) { NotInEnvironments = ["SERVING"] }]).WithRows(2);

    [Fact]
    public void Good_data_streams_through_unchanged_and_unread_twice()
    {
        var reads = 0;
        var view = _ml.Data.Validated(_ml.Data.LoadFromEnumerable(Counted(Rows(100), () => reads++)), Schema);

        Assert.Equal(0, reads);
        Assert.Null(view.LastReport);
        Assert.Equal(100, view.GetColumn<float>("X").Count());
        Assert.Equal((100, 100L, false), (reads, view.LastReport!.Rows, view.LastReport.HasErrors));
    }

    [Fact]
    public void The_end_of_a_pass_throws_with_all_that_was_found()
    {
        var view = _ml.Data.Validated(_ml.Data.LoadFromEnumerable(Rows(100, (3, r => r.X = 11), (50, r => r.T = "c"), (70, r => r.T = "d"))), Schema);

        for (var pass = 0; pass < 2; pass++)
        {
            var seen = 0;
            // The column that offends is not among those that are asked for.
            var e = Assert.Throws<DataValidationException>(() => view.GetColumn<bool>("Label").ForEachCounted(ref seen));
            Assert.Equal(100, seen);
            Assert.Equal([("X", 1L), ("T", 2L)], e.Anomalies.Select(a => (a.Column, a.Count)));
            Assert.Equal([[4L], [51L, 71]], e.Anomalies.Select(a => a.Rows));
        }
    }

    [Fact]
    public void The_first_bad_row_throws_where_that_is_wanted()
    {
        var view = _ml.Data.Validated(_ml.Data.LoadFromEnumerable(Rows(100, (50, r => r.T = "c"), (70, r => r.X = 11))), Schema, throwAtFirst: true);
        var seen = 0;

        var e = Assert.Throws<DataValidationException>(() => view.GetColumn<float>("X").ForEachCounted(ref seen));

        Assert.Equal(50, seen);
        Assert.Equal([51L], Assert.Single(e.Anomalies).Rows);
    }

    [Fact]
    public void What_the_data_is_as_a_whole_is_found_at_the_end()
    {
        var view = _ml.Data.Validated(_ml.Data.LoadFromEnumerable(Rows(1)), Schema, throwAtFirst: true);

        var e = Assert.Throws<DataValidationException>(() => view.GetColumn<float>("X").Count());

        Assert.Equal(DataAnomalyCode.DatasetLowNumExamples, Assert.Single(e.Anomalies).Code);
        Assert.Single(_ml.Data.TakeRows(_ml.Data.Validated(_ml.Data.LoadFromEnumerable(Rows(5, (3, r => r.X = 99))), Schema), 1).GetColumn<float>("X"));
    }

    [Fact]
    public void Missing_columns_are_told_at_once_and_the_label_may_be_missing_when_serving()
    {
        var data = _ml.Data.LoadFromEnumerable(new[] { new { X = 1f, T = "a" } });

        Assert.Throws<DataValidationException>(() => _ml.Data.Validated(data, Schema));
        Assert.Single(_ml.Data.Validated(data, Schema.WithRows(1), "SERVING").GetColumn<float>("X"));
    }

    [Fact]
    public void Shuffled_rows_keep_the_numbers_of_the_source()
    {
        var data = _ml.Data.Cache(_ml.Data.LoadFromEnumerable(Rows(100, (49, r => r.X = 11))));
        var view = _ml.Data.ShuffleRows(_ml.Data.Validated(data, Schema), seed: 7);

        // The thread that shuffles passes the exception on inside of another.
        var e = Assert.IsType<DataValidationException>(Assert.ThrowsAny<Exception>(() => view.GetColumn<float>("X").Count()).GetBaseException());

        Assert.Equal([50L], Assert.Single(e.Anomalies).Rows);
    }

    [Fact]
    public void Cursors_of_a_set_are_checked_together()
    {
        var data = _ml.Data.Cache(_ml.Data.LoadFromEnumerable(Rows(1000, (49, r => r.X = 11), (990, r => r.X = 12))));
        var view = _ml.Data.Validated(data, Schema.WithRows(1000, 1000).WithColumn(Schema.FindColumn("X")! with { MinCount = 1000 }));

        var e = Assert.Throws<DataValidationException>(() => Assert.Equal(1000, ReadSet(view, 4)));

        Assert.Equal([50L, 991], Assert.Single(e.Anomalies).Rows);
        Assert.Equal(2, e.Anomalies[0].Count);
        Assert.Equal(1000, ReadSet(_ml.Data.Validated(data, Schema.WithRows(1000, 1000).WithColumn(Schema.FindColumn("X")! with { Max = 12 })), 4));
    }

    [Fact]
    public void A_trainer_can_read_it()
    {
        var view = _ml.Data.Validated(_ml.Data.LoadFromEnumerable(Rows(200)), Schema);

        var model = _ml.Transforms.Concatenate("Features", "X").Append(_ml.BinaryClassification.Trainers.SdcaLogisticRegression()).Fit(view);

        Assert.NotNull(model.LastTransformer.Model);
    }

    [Fact]
    public void Invalid_rows_are_dropped_counted_and_handed_over()
    {
        var data = _ml.Data.LoadFromEnumerable(Rows(100, (3, r => r.X = 11), (50, r => (r.T, r.X) = ("c", 12)), (70, r => r.T = "d")));
        var diverted = new List<InvalidRow>();

        var valid = _ml.Data.DropInvalidRows(data, Schema, out var report, sink: diverted.Add);

        Assert.Equal((100L, 97L, 3L), (report.RowsIn, report.RowsKept, report.RowsDropped));
        Assert.Equal([4L, 51, 71], diverted.Select(r => r.Row));
        Assert.Equal(["T", "X"], diverted[1].Anomalies.Select(a => a.Column).Order());
        Assert.Equal("c", diverted[1].Values["T"]);
        Assert.Equal(["T:2", "X:2"], report.Reasons.Select(r => $"{r.Column}:{r.Rows}"));
        Assert.StartsWith("3 of 100 rows (3%) dropped\n  2 × ENUM_TYPE_UNEXPECTED_STRING_VALUES 'T': ", report.ToString(), StringComparison.Ordinal);
        // Every pass, and several cursors, have just the others.
        for (var pass = 0; pass < 2; pass++)
            Assert.Equal(97, valid.GetColumn<string>("T").Count(t => t is "a" or "b"));
        Assert.Equal(97, ReadSet(_ml.Data.DropInvalidRows(_ml.Data.Cache(data), Schema, out _), 3));
        Assert.Empty(Schema.Validate(valid));
        Assert.Equal(97, _ml.Data.ShuffleRows(valid, seed: 1).GetColumn<float>("X").Count(x => x <= 10));
    }

    [Fact]
    public void A_row_of_which_only_warnings_are_told_is_kept()
    {
        var schema = Schema.WithSeverity(DataAnomalyCode.FloatTypeBigFloat, DataAnomalySeverity.Warning);
        var data = _ml.Data.LoadFromEnumerable(Rows(10, (3, r => r.X = 11), (5, r => (r.X, r.T) = (12, "z"))));

        var valid = _ml.Data.DropInvalidRows(data, schema, out var report);

        Assert.Equal((9L, 1L), (report.RowsKept, report.RowsDropped));
        Assert.Equal(9, valid.GetColumn<float>("X").Count());
        Assert.Equal("T", Assert.Single(report.Reasons).Column);
    }

    private static int ReadSet(IDataView view, int n)
    {
        var cursors = view.GetRowCursorSet(view.Schema.Where(c => c.Name == "Label"), n);
        var rows = 0;
        foreach (var cursor in cursors)
        {
            while (cursor.MoveNext())
                rows++;
            cursor.Dispose();
        }
        return rows;
    }

    private static List<Row> Rows(int count, params (int At, Action<Row> Change)[] changes)
    {
        var rows = Enumerable.Range(0, count).Select(i => new Row { X = i % 10, T = i % 3 == 0 ? "a" : "b", Label = i % 2 == 0 }).ToList();
        foreach (var (at, change) in changes)
            change(rows[at]);
        return rows;
    }

    private static IEnumerable<Row> Counted(IEnumerable<Row> rows, Action read)
    {
        foreach (var row in rows)
        {
            read();
            yield return row;
        }
    }

    private sealed class Row
    {
        public float X { get; set; }

        public string T { get; set; } = "";

        public bool Label { get; set; }
    }
}

internal static class Counting
{
    /// <summary>Reads on until something throws, and says how far.</summary>
    public static void ForEachCounted<T>(this IEnumerable<T> items, ref int count)
    {
        foreach (var _ in items)
            count++;
    }
}
