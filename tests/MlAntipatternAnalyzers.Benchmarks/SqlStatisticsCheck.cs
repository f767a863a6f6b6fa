using System;
using System.IO;
using DuckDB.NET.Data;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Benchmarks;

/// <summary>
/// What statistics of a CSV file cost, in times of DuckDB's own <c>SUMMARIZE</c> of it: that has extremes, means, deviations, three approximate quantiles and an approximate unique count; statistics add
/// quantiles within 0.2 %, values and counts of texts, their formats, and the correlation of each pair of numbers.
/// </summary>
internal static class SqlStatisticsCheck
{
    private const int Rows = 1_000_000;
    private const int Runs = 3;

    /// <summary>The time of statistics over that of SUMMARIZE, each by DuckDB with all processors; and the same of the processors' time.</summary>
    public static (double Times, double ProcessorTimes) Run()
    {
        var folder = Directory.CreateTempSubdirectory("mlap-sql-statistics-");
        try
        {
            var file = Path.Combine(folder.FullName, "rows.csv");
            Execute($"COPY ({Made}) TO '{file}' (HEADER)");
            // In turn, so that a busy machine slows both; of each the least disturbed run counts.
            var (summarize, statistics) = (Cost.Most, Cost.Most);
            for (var run = 0; run < Runs; run++)
            {
                summarize = summarize.Least(Cost.Of(() => Execute($"SUMMARIZE SELECT * FROM read_csv('{file}')")));
                statistics = statistics.Least(Cost.Of(() =>
                {
                    using var source = SqlDataSource.FromFiles(file);
                    if (source.ComputeStatistics().Rows != Rows)
                        throw new InvalidOperationException("Statistics lost rows.");
                }));
            }
            Console.WriteLine($"{Rows:N0} rows, 20 columns, {new FileInfo(file).Length / 1_000_000} MB of CSV by DuckDB; milliseconds");
            Console.WriteLine($"SUMMARIZE {summarize.Elapsed:F0}, statistics {statistics.Elapsed:F0}; on all processors together SUMMARIZE {summarize.Processor:F0}, statistics {statistics.Processor:F0}");
            return (statistics.Elapsed / summarize.Elapsed, statistics.Processor / summarize.Processor);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static readonly string Made = $"""
        SELECT i AS id, (random() * 1e6)::INT AS a, random() * 100 AS fare, random()::FLOAT * 30 AS dist, CASE WHEN random() < 0.05 THEN NULL ELSE random() * 1000 END AS tip,
          (random() * 6)::INT AS passengers, (random() * 265)::INT AS zone, (random() * 265)::INT AS zone2,
          ['CRD', 'CSH', 'DIS', 'NOC', 'UNK'][1 + (random() * 4.99)::INT % 5] AS payment, ['VTS', 'CMT', 'DDS'][1 + (random() * 2.99)::INT % 3] AS vendor,
          CASE WHEN random() < 0.1 THEN '' ELSE 'city' || (random() * 2000)::INT END AS city, md5((random() * 500000)::INT::VARCHAR)[:12] AS device,
          TIMESTAMP '2023-01-01' + to_seconds((random() * 31e6)::INT) AS t, random() < 0.3 AS flag, sqrt(random()) AS s1, random() * random() AS s2, -ln(random() + 1e-9) AS s3,
          exp(random() * 20) AS s4, (random() * 10)::INT / 2 AS s5, random() * i AS y
        FROM range({Rows}) t(i)
        """;

    private static void Execute(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
        }
    }
}
