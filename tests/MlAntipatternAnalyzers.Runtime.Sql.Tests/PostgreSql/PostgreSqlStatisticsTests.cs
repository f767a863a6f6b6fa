using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.ML;
using Npgsql;

namespace MlAntipatternAnalyzers.Runtime.Sql.Tests.PostgreSql;

[Collection(PostgreSqlServers.Collection)]
[Trait("Category", "PostgreSql")]
public sealed class PostgreSqlStatisticsTests(PostgreSqlServers servers)
{
    /// <summary>Rows of every type; <c>{0}</c> is how many, <c>{1}</c> the first.</summary>
    internal const string Types = """
        SELECT
          i AS id,
          (i % 7)::smallint AS small,
          CASE WHEN i % 11 <> 0 THEN i % 5 END::integer AS whole_missing,
          CASE i % 50 WHEN 0 THEN 'NaN'::float8 WHEN 1 THEN 'Infinity' WHEN 2 THEN '-Infinity' WHEN 3 THEN NULL WHEN 4 THEN 0 WHEN 5 THEN -1 WHEN 6 THEN '-0'::float8 ELSE (hashint8extended(i, 1) & 1048575) / 7.0 - 3000 END AS "real number",
          CASE WHEN i % 10 <> 0 THEN (hashint8extended(i, 2) & 1048575) / 1e6 END::real AS single,
          (1e9 + (hashint8extended(i, 3) & 1023) / 1e6)::float8 AS far_off,
          ((hashint8extended(i, 3) & 65535) / 100.0)::numeric(10,2) AS price,
          3.5::float8 AS constant,
          hashint8extended(i, 4) % 3 = 0 AS flag,
          CASE WHEN i % 17 <> 0 THEN hashint8extended(i, 5) % 2 = 0 END AS flag_missing,
          (ARRAY['', NULL, 'Zoë', '東京', '😀 smile', 'NA', '?', 'O''Hara "x", \ y'])[1 + (hashint8extended(i, 6) & 7)]::varchar(20) AS city,
          'id-' || (hashint8extended(i, 7) & 65535) || CASE WHEN i % 5 = 0 THEN '😀' ELSE '' END AS code,
          CASE i % 4 WHEN 0 THEN (hashint8extended(i, 8))::text WHEN 1 THEN ((hashint8extended(i, 8) & 1023) / 8.0)::text WHEN 2 THEN '-' || i ELSE 'true' END AS number_text,
          to_char(date '2024-01-01' + (hashint8extended(i, 9) & 255)::int, 'YYYY-MM-DD') AS date_text,
          timestamp '2024-01-01' + make_interval(secs => (hashint8extended(i, 10) & 1048575)) AS at,
          timestamptz '2024-01-01 00:00:00+02' + make_interval(secs => (hashint8extended(i, 10) & 1048575)) AS moment,
          CASE WHEN i % 19 <> 0 THEN date '2024-01-01' + (i % 100)::int END AS day_missing,
          CASE WHEN i % 9 <> 0 THEN ARRAY[i % 5, NULL, 0.5]::float8[] ELSE '{}' END AS list,
          CASE WHEN i % 9 <> 0 THEN ARRAY['a', NULL, '', (i % 3)::text] END AS texts,
          ((hashint8extended(i, 11) & 1023) / 100.0)::float8 AS weight,
          (i * 2 + (hashint8extended(i, 12) & 3))::float8 AS near_id,
          '\x00'::bytea AS blob
        FROM generate_series({1}::bigint, {1} + {0} - 1) i
        """;

    private static readonly MLContext Ml = new(seed: 1);

    [PostgreSqlFact]
    public void Both_ways_give_the_same_statistics() => Compare([0, 1, 100, 4095, 30_000], new());

    [PostgreSqlFact]
    public void So_they_do_with_weights_a_label_and_slices() => Compare([1, 10_000], new()
    {
        WeightColumnName = "weight",
        LabelColumnName = "flag",
        Slices = [["city"], ["real number", "flag"], ["whole_missing"]],
        Buckets = new Dictionary<string, IReadOnlyList<double>> { ["real number"] = [0, 1000], ["whole_missing"] = [1, 3] },
        MinSliceRows = 2,
        Columns = ["real number", "single", "city", "code", "flag", "small", "list", "texts"],
    });

    [PostgreSqlFact]
    public void Hostile_names_and_values_are_names_and_values()
    {
        const string Table = "a\"; DROP TABLE kept; --";
        const string Column = "x\" FROM kept; -- 'é😀\n";
        const string Value = "'; DROP TABLE kept; -- \\' \\";
        using var connection = servers[0].Open(
            "CREATE TEMP TABLE kept(i int)", $"CREATE TEMP TABLE \"{Table.Replace("\"", "\"\"")}\" (\"{Column.Replace("\"", "\"\"")}\" text, y float8)");
        using (var insert = new NpgsqlCommand($"INSERT INTO \"{Table.Replace("\"", "\"\"")}\" VALUES ($1, 7)", connection))
        {
            insert.Parameters.Add(new() { Value = Value });
            insert.ExecuteNonQuery();
        }
        var statistics = SqlDataSource.FromTable(connection, Table).ComputeStatistics(new() { Slices = [[Column]], LabelColumnName = "y" });
        Assert.Equal(Value, statistics.FindColumn(Column)!.Text!.TopValues.Single().Value);
        Assert.Equal(Value, statistics.Slices.Single().Key.Single().Value);
        Assert.Equal(0, SqlDataSource.FromTable(connection, "kept").ComputeStatistics().Rows);
    }

    [PostgreSqlFact]
    public void A_query_that_takes_too_long_or_fails_says_which_and_what_to_do()
    {
        using var connection = servers[0].Open();
        var late = SqlDataSource.FromQuery(connection, "SELECT i, pg_sleep(0.1)::text AS x FROM generate_series(1, 10000) i", new() { CommandTimeout = TimeSpan.FromSeconds(1) });
        var error = Assert.Throws<SqlQueryException>(() => late.ComputeStatistics());
        Assert.StartsWith("The query for ", error.Message);
        Assert.Contains("of the query did not end within 1 seconds. Raise the command timeout", error.Message);
        Assert.Contains("pg_sleep", error.Sql);

        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        var cancelled = SqlDataSource.FromQuery(connection, "SELECT i, pg_sleep(0.1)::text AS x FROM generate_series(1, 10000) i");
        Assert.Throws<OperationCanceledException>(() => cancelled.ComputeStatistics(cancellationToken: cancel.Token));

        Assert.Contains("relation \"nowhere\" does not exist", Assert.Throws<SqlQueryException>(() => SqlDataSource.FromTable(connection, "nowhere").ComputeStatistics()).Message);
        Assert.Contains("Two columns of the query have the name 'a'", Assert.Throws<SqlQueryException>(() => SqlDataSource.FromQuery(connection, "SELECT 1 AS a, 2 AS a").ComputeStatistics()).Message);
        using var refused = new NpgsqlConnection(servers[0].ConnectionString.Replace("Port=5432", "Port=1"));
        Assert.Contains("could not be opened", Assert.Throws<SqlQueryException>(() => SqlDataSource.FromTable(refused, "t").ComputeStatistics()).Message);
    }

    [PostgreSqlFact]
    public void Numbers_beyond_what_can_be_squared_are_no_error()
    {
        using var connection = servers[0].Open();
        var source = SqlDataSource.FromQuery(connection, "SELECT unnest(ARRAY[1e300, 1.7e308, -1.7e308, 1e-300, NULL, 5])::float8 AS x, unnest(ARRAY[1, 2, 3, 4, 5, 6])::float8 AS y");
        SameStatistics.Hold(Ml.Data.ComputeStatistics(source.ToDataView()), source.ComputeStatistics());
    }

    [PostgreSqlFact]
    public void A_view_is_sampled_too()
    {
        using var connection = servers[0].Open("CREATE TEMP VIEW v AS SELECT hashint8extended(i, 0) & 65535 AS i FROM generate_series(1, 20000) i");
        var column = SqlDataSource.FromTable(connection, "v").ComputeStatistics().FindColumn("i")!;
        Assert.InRange(column.Numeric!.Sketch.RankError, 0, 0.0025);
        Assert.InRange(column.Numeric.Median, 31_000, 34_500);
    }

    private void Compare(int[] sizes, DataStatisticsOptions options)
    {
        foreach (var rows in sizes)
        {
            using var connection = servers[0].Open($"CREATE TEMP TABLE t AS {Types.Replace("{0}", rows.ToString()).Replace("{1}", "1")}");
            var source = SqlDataSource.FromTable(connection, "t", options: new() { Types = new Dictionary<string, ColumnType>() });
            var actual = source.ComputeStatistics(options);
            // A view has no blobs.
            var shown = options.Columns is null ? new DataStatisticsOptions { Columns = [.. actual.Columns.Select(column => column.Name).Where(name => name != "blob")] } : options;
            SameStatistics.Hold(Ml.Data.ComputeStatistics(source.ToDataView(), shown), options.Columns is null ? source.ComputeStatistics(shown) : actual, $"{rows} rows: ");
        }
    }
}
