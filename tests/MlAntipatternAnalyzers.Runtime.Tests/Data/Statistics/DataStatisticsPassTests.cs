using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data.Statistics;

public sealed class DataStatisticsPassTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void The_result_is_the_same_to_the_last_bit_however_many_threads_there_are()
    {
        var view = _ml.Data.Cache(_ml.Data.LoadFromEnumerable(AnyRow.Make(9_000)));
        var options = Enumerable.Range(1, 4).Select(threads => new DataStatisticsOptions
        {
            MaxDegreeOfParallelism = threads,
            LabelColumnName = "Label",
            WeightColumnName = "Weight",
            Slices = [["City"], ["Flag", "City"]],
            SampleSize = 1000,
        });
        Assert.True(view.GetRowCursorSet(view.Schema, 4).Length > 1);

        var results = options.Select(o => _ml.Data.ComputeStatistics(view, o).ToJson()).Distinct().ToList();

        Assert.Single(results);
    }

    [Fact]
    public void Rows_of_several_cursors_keep_their_order_and_their_numbers()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.Write("rows.csv", "X\n" + string.Concat(Enumerable.Range(1, 20_000).Select(i => i is 5_001 or 12_345 or 19_999 ? "-7\n" : i + "\n")));
        var view = _ml.Data.LoadFromTextFile<Number>(path, separatorChar: ',', hasHeader: true);
        var schema = new DataSchema([new("X", ColumnType.Single) { Min = 0 }]);

        var statistics = _ml.Data.ComputeStatistics(view, new() { Schema = schema, MaxDegreeOfParallelism = 4 });

        var anomaly = Assert.Single(statistics.Validation!.Anomalies);
        Assert.Equal([5_001L, 12_345, 19_999], anomaly.Rows);
        Assert.Equal(-7, statistics.FindColumn("X")!.Numeric!.Min);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Statistics_with_validation_find_what_validation_alone_finds(int threads)
    {
        var view = _ml.Data.LoadFromEnumerable(AnyRow.Make(3_000));
        var schema = DataSchema.Infer(_ml.Data.TakeRows(view, 20), new() { InferRanges = true });

        var statistics = _ml.Data.ComputeStatistics(view, new() { Schema = schema, MaxDegreeOfParallelism = threads });

        Assert.NotEmpty(statistics.Validation!.Anomalies);
        Assert.Equal(schema.Validate(view).Select(anomaly => anomaly.ToString()), statistics.Validation.Anomalies.Select(anomaly => anomaly.ToString()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_pass_can_be_cancelled_and_reads_no_further(int threads)
    {
        using var cancellation = new CancellationTokenSource();
        var read = 0;
        IEnumerable<Number> Endless()
        {
            for (; ; read++)
            {
                if (read == 5_000)
                    cancellation.Cancel();
                yield return new Number { X = read };
            }
        }

        Assert.Throws<OperationCanceledException>(() => _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(Endless()), new() { MaxDegreeOfParallelism = threads }, cancellationToken: cancellation.Token));
        var stopped = read;
        Thread.Sleep(100);

        Assert.Equal(stopped, read);
        Assert.Equal(5_000, read);
        Assert.Throws<OperationCanceledException>(() => _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(new List<Number>()), cancellationToken: cancellation.Token));
    }

    [Fact]
    public void The_pass_tells_how_far_it_is_and_at_last_that_it_is_done()
    {
        var reports = new ConcurrentQueue<DataStatisticsProgress>();
        IEnumerable<Number> Slow()
        {
            for (var i = 0; i < 12_000; i++)
            {
                if (i % 3_000 == 2_999)
                    Thread.Sleep(150);
                yield return new Number { X = i };
            }
        }

        _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(Slow()), progress: new Recorder(reports));

        Assert.True(reports.Count > 1, $"{reports.Count} reports");
        Assert.Equal(reports.Select(report => report.Rows).Order(), reports.Select(report => report.Rows));
        Assert.Equal(new DataStatisticsProgress(12_000, 12_000), reports.Last());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void What_a_view_throws_while_it_is_read_comes_to_the_caller_as_it_is(int threads)
    {
        static IEnumerable<Number> Failing()
        {
            for (var i = 0; i < 3_000; i++)
                yield return new Number { X = i };
            throw new IOException("the disk is gone");
        }

        Assert.Equal("the disk is gone", Assert.Throws<IOException>(() => _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(Failing()), new() { MaxDegreeOfParallelism = threads })).Message);
    }

    [Fact]
    public void Cursors_that_take_turns_at_one_source_do_not_wait_for_each_other_for_ever()
    {
        // The second cursor gets no row until the first is at its end.
        var view = new TurnsView(_ml.Data.LoadFromEnumerable(Enumerable.Range(0, 40_000).Select(i => new Number { X = i })));

        var column = _ml.Data.ComputeStatistics(view, new() { MaxDegreeOfParallelism = 2 }).FindColumn("X")!;

        Assert.Equal((40_000, 0, 39_999), (column.Present, column.Numeric!.Min, column.Numeric.Max));
    }

    [Theory]
    [InlineData("Nowhere", null, null, "no column 'Nowhere' for the weight")]
    [InlineData("Text", null, null, "a weight is a number")]
    [InlineData("SByte", null, null, "Row 1 has the weight -2")]
    [InlineData("Single", null, null, "a weight is a finite number that is not negative")]
    [InlineData(null, "Fixed", null, "the label is a single value")]
    [InlineData(null, "Nowhere", null, "no column 'Nowhere' for the label")]
    [InlineData(null, null, "Nowhere", "no column 'Nowhere' for slices")]
    [InlineData(null, null, "Double", "Give the boundaries of buckets")]
    [InlineData(null, null, "Fixed", "slices are made by")]
    [InlineData(null, null, "Int32", "more than 100 slices")]
    public void What_cannot_be_computed_is_said(string? weight, string? label, string? slice, string message)
    {
        var rows = AnyRow.Make(2_000);
        rows[0].SByte = -2;
        var options = new DataStatisticsOptions { WeightColumnName = weight, LabelColumnName = label, Slices = slice is null ? [] : [[slice]] };

        Assert.Contains(message, Assert.Throws<DataStatisticsException>(() => _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(rows), options)).Message);
    }

    private sealed class Recorder(ConcurrentQueue<DataStatisticsProgress> reports) : IProgress<DataStatisticsProgress>
    {
        public void Report(DataStatisticsProgress value) => reports.Enqueue(value);
    }

    private sealed class Number
    {
        [LoadColumn(0)]
        public float X { get; set; }
    }

    /// <summary>Two cursors: of the second half of the rows the second one gets none before the first has had all of its own.</summary>
    private sealed class TurnsView(IDataView source) : IDataView
    {
        public bool CanShuffle => false;

        public DataViewSchema Schema => source.Schema;

        public long? GetRowCount() => null;

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => source.GetRowCursor(columnsNeeded);

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        {
            var turn = new ManualResetEventSlim();
            return [new Half(source.GetRowCursor(columnsNeeded), first: true, turn), new Half(source.GetRowCursor(columnsNeeded), first: false, turn)];
        }

        private sealed class Half(DataViewRowCursor cursor, bool first, ManualResetEventSlim turn) : DataViewRowCursor
        {
            private const int Middle = 20_000;

            public override long Position => cursor.Position;

            // The second cursor's first batch comes before the first cursor's last.
            public override long Batch => first ? (cursor.Position < Middle - 1 ? 0 : 2) : 1;

            public override DataViewSchema Schema => cursor.Schema;

            public override bool MoveNext()
            {
                if (!first && cursor.Position < 0)
                {
                    turn.Wait();
                    for (var i = 0; i < Middle; i++)
                        cursor.MoveNext();
                }
                var moved = (!first || cursor.Position < Middle - 1) && cursor.MoveNext();
                if (first && !moved)
                    turn.Set();
                return moved;
            }

            public override bool IsColumnActive(DataViewSchema.Column column) => cursor.IsColumnActive(column);

            public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => cursor.GetGetter<TValue>(column);

            public override ValueGetter<DataViewRowId> GetIdGetter() => cursor.GetIdGetter();
        }
    }
}
