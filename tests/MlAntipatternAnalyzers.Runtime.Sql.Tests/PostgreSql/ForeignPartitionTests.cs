using System.Collections.Generic;
using System.IO;
using System.Linq;
using Npgsql;

namespace MlAntipatternAnalyzers.Runtime.Sql.Tests.PostgreSql;

/// <summary>A table whose partitions lie on two other servers.</summary>
[Collection(PostgreSqlServers.Collection)]
[Trait("Category", "PostgreSql")]
public sealed class ForeignPartitionTests(PostgreSqlServers servers)
{
    private static readonly DataStatisticsOptions Options = new() { LabelColumnName = "flag", Slices = [["city"]], Columns = ["real number", "single", "whole_missing", "city", "code", "date_text", "at", "flag", "list"] };

    [PostgreSqlFact]
    public void Each_server_computes_its_part_and_the_parts_make_the_whole()
    {
        using var connection = Distribute();
        var whole = SqlDataSource.FromTable(connection, "all_here").ComputeStatistics(Options);
        var parts = SqlDataSource.FromTable(connection, "spread").ComputeStatisticsByPartition(Options);
        SameStatistics.Hold(whole, parts);

        // What was saved merges with what is computed later.
        using var folder = new TemporaryDirectory();
        var file = folder["spread.mlstats.json"];
        parts.Save(file);
        Assert.Equal(2 * whole.Rows, DataStatistics.Merge(DataStatistics.Load(file), whole).Rows);
        Assert.True(File.Exists(file));
    }

    [PostgreSqlFact]
    public void The_plans_show_that_aggregates_and_samples_are_computed_where_the_rows_are()
    {
        using var connection = Distribute();
        using var log = new QueryLog();
        SqlDataSource.FromTable(connection, "spread").ComputeStatisticsByPartition(new() { LabelColumnName = "flag", Columns = Options.Columns!.Except(["list"]).ToList(), MaxDegreeOfParallelism = 1 });
        var queries = log.Queries().Where(query => query.Contains("FROM \"public\".\"spread_") && !query.Contains("WHERE 1 = 0")).ToList();
        Assert.NotEmpty(queries);
        var plans = queries.Select(query => (query, Plan: Explain(connection, query))).ToList();
        foreach (var (query, plan) in plans)
        {
            Assert.Contains("Foreign Scan", plan);
            // An aggregate that is computed here reads the other server's rows.
            Assert.False(plan.Contains("Aggregate  ") && !plan.Contains("Relations: Aggregate on"), $"{query}\n{plan}");
        }
        Assert.Contains(plans, pair => pair.Plan.Contains("Relations: Aggregate on (public.spread_"));
        Assert.Contains(plans, pair => pair.Plan.Contains("Remote SQL:") && pair.Plan.Contains("percentile_disc"));
        Assert.Contains(plans, pair => pair.Plan.Contains("Remote SQL:") && pair.Plan.Contains("hashtidextended(ctid"));
        Assert.Contains(plans, pair => pair.Plan.Contains("Remote SQL:") && pair.Plan.Contains("GROUP BY"));
    }

    private static string Explain(NpgsqlConnection connection, string query)
    {
        using var command = new NpgsqlCommand("EXPLAIN (VERBOSE, COSTS) " + query, connection);
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
            lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }

    private NpgsqlConnection Distribute()
    {
        for (var shard = 1; shard <= 2; shard++)
        {
            using var other = servers[shard].Open(
                "DROP TABLE IF EXISTS part",
                $"CREATE TABLE part AS {PostgreSqlStatisticsTests.Types.Replace("{0}", shard == 1 ? "500" : "12000").Replace("{1}", shard == 1 ? "1" : "501")}",
                "ANALYZE part");
        }
        var columns = "id bigint, small smallint, whole_missing integer, \"real number\" float8, single real, far_off float8, price numeric(10,2), constant float8, flag boolean, flag_missing boolean, city varchar(20), code text, "
            + "number_text text, date_text text, at timestamp, moment timestamptz, day_missing date, list float8[], texts text[], weight float8, near_id float8, blob bytea";
        return servers[0].Open(
        [
            "CREATE EXTENSION IF NOT EXISTS postgres_fdw",
            "DROP SERVER IF EXISTS shard1 CASCADE",
            "DROP SERVER IF EXISTS shard2 CASCADE",
            "DROP TABLE IF EXISTS spread, all_here",
            $"CREATE TABLE spread ({columns}) PARTITION BY RANGE (id)",
            .. new[] { 1, 2 }.SelectMany(shard => new[]
            {
                $"CREATE SERVER shard{shard} FOREIGN DATA WRAPPER postgres_fdw OPTIONS ({servers[shard].Options})",
                $"CREATE USER MAPPING FOR CURRENT_USER SERVER shard{shard} OPTIONS (user 'mlap', password_required 'false')",
                $"CREATE FOREIGN TABLE spread_{shard} PARTITION OF spread FOR VALUES FROM ({(shard == 1 ? "MINVALUE) TO (501" : "501) TO (MAXVALUE")}) SERVER shard{shard} OPTIONS (table_name 'part')",
            }),
            "CREATE TABLE all_here AS SELECT * FROM spread",
        ]);
    }
}
