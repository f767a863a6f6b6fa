using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime.Sql.Tests;

public sealed class SqlStatisticsTests
{
    internal const string Types = """
        SELECT
          i AS id,
          (i % 7)::TINYINT AS small,
          CASE WHEN i % 11 = 0 THEN NULL ELSE (i % 5)::SMALLINT END AS small_missing,
          CASE WHEN i % 13 = 0 THEN NULL ELSE hash(i) % 1000 END::BIGINT AS whole_missing,
          CASE i % 50 WHEN 0 THEN 'NaN'::DOUBLE WHEN 1 THEN 'Infinity'::DOUBLE WHEN 2 THEN '-Infinity'::DOUBLE WHEN 3 THEN NULL WHEN 4 THEN 0 WHEN 5 THEN -1 WHEN 6 THEN -0.0 ELSE (hash(i, 1) % 100000) / 7.0 - 3000 END AS real,
          CASE WHEN i % 10 = 0 THEN NULL ELSE ((hash(i, 2) % 1000000) / 1e6)::FLOAT END AS single,
          1e9 + (hash(i, 3) % 1000) / 1e6 AS far_off,
          3.5 AS constant,
          (hash(i, 4) % 3 = 0) AS flag,
          CASE WHEN i % 17 = 0 THEN NULL ELSE hash(i, 5) % 2 = 0 END AS flag_missing,
          CASE hash(i, 6) % 8 WHEN 0 THEN '' WHEN 1 THEN NULL WHEN 2 THEN 'Zoë' WHEN 3 THEN '東京' WHEN 4 THEN '😀 smile' WHEN 5 THEN 'NA' WHEN 6 THEN '?' ELSE 'O''Hara "x", \ y' END AS city,
          'id-' || (hash(i, 7) % 100000)::VARCHAR AS code,
          CASE WHEN i % 3 = 0 THEN (hash(i, 8) % 100)::VARCHAR ELSE '-1' END AS number_text,
          strftime(DATE '2024-01-01' + (hash(i, 9) % 300)::INT, '%Y-%m-%d') AS date_text,
          TIMESTAMP '2024-01-01 00:00:00' + to_seconds((hash(i, 10) % 1000000)::BIGINT) AS at,
          CASE WHEN i % 19 = 0 THEN NULL ELSE DATE '2024-01-01' + (i % 100)::INT END AS day_missing,
          (hash(i, 11) % 1000 / 100.0)::DOUBLE AS weight,
          (i * 2 + hash(i, 12) % 5)::DOUBLE AS near_id
        FROM range({0}) r(i)
        """;

    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(30_000)]
    public void Both_ways_give_the_same_statistics(int rows) => Compare(rows, new());

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(30_000)]
    public void So_they_do_with_weights_a_label_and_slices(int rows) => Compare(rows, new()
    {
        WeightColumnName = "weight",
        LabelColumnName = "flag",
        Slices = rows > 1000 ? [["real"]] : [["city"], ["small", "flag"], ["real"]],
        Buckets = new Dictionary<string, IReadOnlyList<double>> { ["real"] = [0, 1000] },
        MinSliceRows = 2,
        Columns = ["real", "single", "city", "code", "flag", "small"],
    });

    [Theory]
    [InlineData("CREATE VIEW v AS SELECT * FROM t")]
    [InlineData("CREATE TABLE v AS SELECT i, 1 AS rowid FROM t")]
    public void What_only_looks_like_a_table_is_sampled_too(string sql)
    {
        using var connection = DuckDb.Open("CREATE TABLE t AS SELECT hash(i) % 100000 AS i FROM range(50000) r(i)", sql);
        var column = SqlDataSource.FromTable(connection, "v").ComputeStatistics().FindColumn("i")!;
        Assert.InRange(column.Numeric!.Sketch.RankError, 0, 0.0025);
        Assert.InRange(column.Numeric.Median, 48_000, 52_000);
    }

    private void Compare(int rows, DataStatisticsOptions options)
    {
        using var connection = DuckDb.Open($"CREATE TABLE t AS {Types.Replace("{0}", rows.ToString())}");
        var source = SqlDataSource.FromTable(connection, "t");
        SameStatistics.Hold(_ml.Data.ComputeStatistics(source.ToDataView(), options), source.ComputeStatistics(options));
    }
}
