using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using DuckDB.NET.Data;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime.Sql.Tests;

public sealed class SqlFileStatisticsTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData("csv", "HEADER")]
    [InlineData("parquet", "FORMAT parquet")]
    [InlineData("json", "FORMAT json")]
    public void Files_of_a_pattern_are_one_data_set(string format, string how)
    {
        using var folder = new TemporaryDirectory();
        using var connection = DuckDb.Open($"CREATE TABLE t AS SELECT id, small, whole_missing, single, far_off, flag, code, date_text, \"at\" FROM ({SqlStatisticsTests.Types.Replace("{0}", "9000")}) s");
        Execute(connection, $"COPY (SELECT * FROM t WHERE id < 3000) TO '{folder[$"a1.{format}"]}' ({how})");
        Execute(connection, $"COPY (SELECT * FROM t WHERE id >= 3000) TO '{folder[$"a2.{format}"]}' ({how})");

        using var files = SqlDataSource.FromFiles(folder[$"a*.{format}"]);
        var statistics = files.ComputeStatistics(new() { LabelColumnName = "flag" });
        Assert.Equal(9000, statistics.Rows);
        SameStatistics.Hold(_ml.Data.ComputeStatistics(files.ToDataView(), new() { LabelColumnName = "flag" }), statistics);
        using var again = SqlDataSource.FromFiles([folder[$"a1.{format}"], folder[$"a2.{format}"]], new() { Materialize = false });
        SameStatistics.Hold(statistics, again.ComputeStatistics(new() { LabelColumnName = "flag" }));
    }

    /// <summary>An independent proof of the statistics of a view too.</summary>
    [Fact]
    public void DuckDB_s_own_aggregates_and_its_SUMMARIZE_say_the_same()
    {
        using var connection = DuckDb.Open($"CREATE TABLE t AS {SqlStatisticsTests.Types.Replace("{0}", "20000")}");
        var source = SqlDataSource.FromTable(connection, "t");
        foreach (var statistics in new[] { source.ComputeStatistics(), _ml.Data.ComputeStatistics(source.ToDataView()) })
        {
            foreach (var name in new[] { "id", "small", "whole_missing", "single", "far_off", "constant", "near_id" })
            {
                var column = statistics.FindColumn(name)!;
                var summary = Row(connection, $"SELECT min, max, avg, std, approx_unique, count, null_percentage FROM (SUMMARIZE SELECT {name} FROM t)");
                // The extremes of a float are told by its shortest text.
                Assert.Equal(Number(summary[0]), column.Numeric!.Min, 1e-7 * Math.Abs(column.Numeric.Min));
                Assert.Equal(Number(summary[1]), column.Numeric.Max, 1e-7 * Math.Abs(column.Numeric.Max));
                Assert.Equal(Number(summary[2]), column.Numeric.Mean, 1e-9 * Math.Abs(column.Numeric.Mean));
                // SUMMARIZE tells the sample's deviation, and loses digits of numbers far from 0.
                Assert.Equal(Number(summary[3]), column.Numeric.StandardDeviation * Math.Sqrt(column.Numeric.Count / (column.Numeric.Count - 1.0)), 1e-4 * column.Numeric.StandardDeviation);
                Assert.Equal(Number(summary[6]), 100.0 * column.Missing / statistics.Rows, 0.006);

                var exact = Row(connection, $"SELECT count({name}), quantile_disc({name}, [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99])::DOUBLE[], stddev_pop({name}::DOUBLE), count(CASE WHEN {name} = 0 THEN 1 END) FROM t");
                Assert.Equal(exact[0], column.Present);
                Assert.Equal(exact[3], column.Numeric.Zeros);
                var ranks = ((List<double>)exact[1]).Zip([0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99]);
                foreach (var (quantile, share) in ranks)
                {
                    var error = column.Numeric.Sketch.RankError + 1e-9;
                    Assert.InRange(column.Numeric.Sketch.Quantile(share), Quantile(connection, name, share - error), Quantile(connection, name, share + error));
                }
            }
            foreach (var name in new[] { "city", "code", "number_text", "date_text" })
            {
                var column = statistics.FindColumn(name)!;
                var exact = Row(connection, $"SELECT count(NULLIF({name}, '')), count(DISTINCT NULLIF({name}, '')) FROM t");
                Assert.Equal(exact[0], column.Present);
                Assert.Equal((long)exact[1], column.Text!.Unique, 4 * column.Text.UniqueRelativeError * (long)exact[1]);
            }
            var pair = statistics.Correlations.Single(correlation => correlation is { First: "id", Second: "near_id" });
            Assert.Equal((double)Row(connection, "SELECT corr(id, near_id) FROM t")[0], pair.Pearson, 1e-9);
        }
    }

    [Theory]
    [InlineData("exp(hash(i) % 1000000 / 50000.0)", "numbers over nine decimal places")]
    [InlineData("CASE WHEN i % 10 < 6 THEN 0 ELSE hash(i) % 1000000 / 7.0 END", "most are one number")]
    [InlineData("CASE WHEN i = 5 THEN 1e30 ELSE hash(i) % 1000000 / 7.0 END", "one far away")]
    [InlineData("CASE WHEN i % 2 = 0 THEN 1e-9 * (hash(i) % 1000000) ELSE 1e9 + hash(i) % 1000000 END", "two heaps")]
    [InlineData("1e15 + hash(i) % 3000", "far from 0")]
    [InlineData("CASE WHEN i < 2 THEN 1.7e308 * (i * 2 - 1) ELSE hash(i) % 1000000 END", "from one end to the other")]
    public void Quantiles_are_within_their_bound_however_the_numbers_lie(string numbers, string how)
    {
        using var connection = DuckDb.Open($"CREATE TABLE t AS SELECT ({numbers})::DOUBLE AS x, (hash(i, 1) % 100)::DOUBLE AS w FROM range(60000) r(i)");
        var column = SqlDataSource.FromTable(connection, "t").ComputeStatistics(new() { WeightColumnName = "w" }).FindColumn("x")!;
        Assert.True(column.Numeric!.Sketch.RankError <= 0.0025, $"{how}: {column.Numeric.Sketch.RankError}");
        Assert.True(column.Numeric.Weighted!.Sketch.RankError <= 0.0025, $"{how}, weighted: {column.Numeric.Weighted.Sketch.RankError}");
        var error = column.Numeric.Sketch.RankError + 1e-9;
        for (var share = 0.05; share < 1; share += 0.05)
            Assert.InRange(column.Numeric.Sketch.Quantile(share), Quantile(connection, "x", share - error), Quantile(connection, "x", share + error));
        Assert.Equal((double)Row(connection, "SELECT sum(w) FROM t")[0], column.Numeric.Weighted.Sketch.Count, 1e-3);
        error = column.Numeric.Weighted.Sketch.RankError + 1e-9;
        var median = column.Numeric.Weighted.Median;
        var around = Row(connection, $"SELECT sum(CASE WHEN x < {SqlDialect.DuckDb.Number(median)} THEN w ELSE 0 END) / sum(w), sum(CASE WHEN x <= {SqlDialect.DuckDb.Number(median)} THEN w ELSE 0 END) / sum(w) FROM t");
        Assert.True((double)around[0] <= 0.5 + error && (double)around[1] >= 0.5 - error, $"{how}, weighted median {median}: {around[0]} to {around[1]}");
    }

    [Fact]
    public void Types_of_a_schema_are_kept_and_the_schema_is_held_against_the_data()
    {
        using var folder = new TemporaryDirectory();
        File.WriteAllText(folder["a.csv"], "Zip,Fare,Riders\n01234,1.5,1\n02345,2.5,\n");
        var schema = new DataSchema([new ColumnExpectation("Zip", ColumnType.Text), new ColumnExpectation("Fare", ColumnType.Single) { Max = 2 }, new ColumnExpectation("Riders", ColumnType.Int64) { MinFraction = 1 }]);
        using var source = SqlDataSource.FromFiles(folder["a.csv"], new() { Types = SqlDataSource.TypesOf(schema) });
        var statistics = source.ComputeStatistics(new() { Schema = schema });
        Assert.Equal(["01234", "02345"], statistics.FindColumn("Zip")!.Text!.TopValues.Select(value => value.Value));
        Assert.Equal((1, 1), (statistics.FindColumn("Riders")!.Present, statistics.FindColumn("Riders")!.Missing));
        Assert.Equal(["Fare", "Riders"], statistics.Validation!.Anomalies.Select(anomaly => anomaly.Column).Order());
        Assert.Equal("Zip: Text, Fare: Single, Riders: Int64", source.GetColumns().Describe());
    }

    [Fact]
    public void Options_that_will_not_do_are_refused_with_what_there_is()
    {
        using var connection = DuckDb.Open("CREATE TABLE t AS SELECT i AS a, i * 1.5::DOUBLE AS b, -1 AS w FROM range(200) r(i)");
        var source = SqlDataSource.FromTable(connection, "t");
        Assert.Contains("no column 'x' for the label; there are 'a', 'b', 'w'", Refused(new() { LabelColumnName = "x" }));
        Assert.Contains("no column 'x' for statistics", Refused(new() { Columns = ["x"] }));
        Assert.Contains("200 of 200 rows", Refused(new() { WeightColumnName = "w" }));
        Assert.Contains("makes more than 100 slices", Refused(new() { Slices = [["a"]] }));
        Assert.Contains("Give the boundaries of buckets", Refused(new() { Slices = [["b"]] }));
        Assert.Contains("buckets for column 'b', and nothing is sliced by it", Refused(new() { Buckets = new Dictionary<string, IReadOnlyList<double>> { ["b"] = [1] } }));
        string Refused(DataStatisticsOptions options) => Assert.Throws<DataStatisticsException>(() => source.ComputeStatistics(options)).Message;
    }

    [Fact]
    public void Cancelling_ends_the_query_and_leaves_nothing_behind()
    {
        using var folder = new TemporaryDirectory();
        using var make = DuckDb.Open($"COPY (SELECT i, hash(i) AS h FROM range(3000000) r(i)) TO '{folder["a.csv"]}' (HEADER)");
        using var source = SqlDataSource.FromFiles(folder["a.csv"]);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.ThrowsAny<OperationCanceledException>(() => source.ComputeStatistics(cancellationToken: cancel.Token));
        Assert.Equal(0L, Row((DuckDBConnection)source.Connection, "SELECT count(*) FROM duckdb_tables()")[0]);
    }

    private static double Quantile(DuckDBConnection connection, string column, double share) => (double)Row(
        connection, $"SELECT quantile_disc({column}::DOUBLE, {Math.Clamp(share, 0, 1).ToString("F9", System.Globalization.CultureInfo.InvariantCulture)}) FROM t WHERE isfinite({column}::DOUBLE)")[0];

    private static double Number(object text) => double.Parse(Convert.ToString(text, System.Globalization.CultureInfo.InvariantCulture)!, System.Globalization.CultureInfo.InvariantCulture);

    private static object[] Row(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        var values = new object[reader.FieldCount];
        reader.GetValues(values);
        return values;
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
