using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Benchmarks;

/// <summary>
/// What statistics with validation of 20 columns cost, in bare passes over the same view. The bare pass is one cursor (<c>GetRowCursor</c>) with a getter for each of the 20 columns, each called once a row,
/// and nothing done with the values; ML.NET's text loader parses on all processors for it too. Statistics are with the defaults: quantiles, unique counts, top values, the correlation of each pair.
/// </summary>
internal static class StatisticsCheck
{
    private const int Rows = 500_000;
    private const int Runs = 5;

    private static readonly string[] Cities = ["Rome", "Oslo", "Zürich", "東京", "New York", "São Paulo", "Nairobi", "Sydney"];

    /// <summary>Of each kind of file: its name, the time of statistics with validation over that of the bare pass, and the megabytes over what the bare pass holds.</summary>
    public static IEnumerable<(string View, double Times, double Megabytes)> Run()
    {
        var ml = new MLContext(seed: 1);
        var made = ml.Data.LoadFromEnumerable(Made());
        var folder = Directory.CreateTempSubdirectory("mlap-statistics-");
        try
        {
            var (csv, binary) = (Path.Combine(folder.FullName, "rows.csv"), Path.Combine(folder.FullName, "rows.idv"));
            using (var stream = File.Create(csv))
                ml.Data.SaveAsText(made, stream, separatorChar: ',', headerRow: true, schema: false);
            using (var stream = File.Create(binary))
                ml.Data.SaveAsBinary(made, stream);
            Console.WriteLine($"{Rows:N0} rows, 20 columns, {new FileInfo(csv).Length / 1_000_000} MB as CSV; milliseconds");
            Console.WriteLine($"{"",-24}{"bare",10}{"statistics",12}{"with validation",18}{"times bare",12}{"one thread",12}{"CPU bare",12}{"CPU",8}{"MB over bare",14}");
            yield return Compare(ml, "text file", ml.Data.LoadFromTextFile<Row>(csv, separatorChar: ',', hasHeader: true, allowQuoting: true));
            yield return Compare(ml, "binary file", ml.Data.LoadFromBinary(binary));
            var cached = ml.Data.Cache(ml.Data.LoadFromBinary(binary));
            Read(cached);
            // To know, without a limit: values that lie ready cost a few nanoseconds to read, sorting them for the quantiles alone costs more.
            Compare(ml, "cached in memory", cached);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (string View, double Times, double Megabytes) Compare(MLContext ml, string name, IDataView view)
    {
        var schema = DataSchema.Infer(view);
        // In turn, so that a busy machine slows all; of each the least disturbed run counts.
        var (bare, statistics, validated, alone) = (Cost.Most, Cost.Most, Cost.Most, Cost.Most);
        for (var run = 0; run < Runs; run++)
        {
            bare = bare.Least(Cost.Of(() => Read(view)));
            statistics = statistics.Least(Cost.Of(() => ml.Data.ComputeStatistics(view)));
            validated = validated.Least(Cost.Of(() => ml.Data.ComputeStatistics(view, new() { Schema = schema })));
            alone = alone.Least(Cost.Of(() => ml.Data.ComputeStatistics(view, new() { Schema = schema, MaxDegreeOfParallelism = 1 })));
        }
        var megabytes = (Held(() => ml.Data.ComputeStatistics(view, new() { Schema = schema })) - Held(() => Read(view))) / 1e6;
        var times = validated.Elapsed / bare.Elapsed;
        Console.WriteLine(
            $"{name,-24}{bare.Elapsed,10:F0}{statistics.Elapsed,12:F0}{validated.Elapsed,18:F0}{times,12:F2}{alone.Elapsed / bare.Elapsed,12:F2}{bare.Processor,12:F0}{validated.Processor,8:F0}{megabytes,14:F1}");
        return (name, times, megabytes);
    }

    /// <summary>The most that was alive at once, of what collections in between found.</summary>
    private static double Held(Action action)
    {
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        using var end = new ManualResetEventSlim();
        var watcher = new Thread(() =>
        {
            while (!end.Wait(50))
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        });
        watcher.Start();
        action();
        end.Set();
        watcher.Join();
        return most;
    }

    private static void Read(IDataView view)
    {
        using var cursor = view.GetRowCursor(view.Schema);
        var readers = view.Schema.Select(column => ValueReader.Create(cursor, column)).ToArray();
        while (cursor.MoveNext())
        {
            foreach (var reader in readers)
                reader.Read();
        }
    }

    private static IEnumerable<Row> Made()
    {
        var random = new Random(1);
        var start = new DateTime(2024, 1, 1);
        for (var i = 0; i < Rows; i++)
        {
            var distance = (float)Math.Pow(random.NextDouble(), 2) * 30;
            yield return new Row
            {
                Id = "trip-" + random.Next(1_000_000_000),
                City = Cities[random.Next(Cities.Length)],
                Vendor = random.Next(2) == 0 ? "CMT" : "VTS",
                Code = "C" + random.Next(500),
                Paid = random.Next(3) > 0,
                Passengers = random.Next(1, 7),
                Stop = random.NextInt64(1L << 40),
                Time = start.AddSeconds(random.Next(30_000_000)),
                Distance = distance,
                Fare = 2.5 + (distance * 1.7) + random.NextDouble(),
                Tip = random.Next(3) == 0 ? 0 : random.NextSingle() * 10,
                Speed = random.Next(50) == 0 ? float.NaN : random.NextSingle() * 60,
                F1 = random.NextSingle(),
                F2 = random.NextSingle(),
                F3 = random.NextSingle(),
                F4 = random.NextSingle(),
                F5 = random.NextSingle(),
                F6 = random.NextSingle(),
                F7 = random.NextSingle(),
                Label = distance > 10 ? 1 : 0,
            };
        }
    }

    /// <summary>Calls the getter of a column, and forgets the value.</summary>
    private abstract class ValueReader
    {
        public abstract void Read();

        public static ValueReader Create(DataViewRow row, DataViewSchema.Column column) =>
            (ValueReader)Activator.CreateInstance(typeof(Of<>).MakeGenericType(column.Type.RawType), row, column)!;

        private sealed class Of<T>(DataViewRow row, DataViewSchema.Column column) : ValueReader
        {
            private readonly ValueGetter<T> _getter = row.GetGetter<T>(column);
            private T _value = default!;

            public override void Read() => _getter(ref _value);
        }
    }

    private sealed class Row
    {
        [LoadColumn(0)]
        public string Id { get; set; } = "";

        [LoadColumn(1)]
        public string City { get; set; } = "";

        [LoadColumn(2)]
        public string Vendor { get; set; } = "";

        [LoadColumn(3)]
        public string Code { get; set; } = "";

        [LoadColumn(4)]
        public bool Paid { get; set; }

        [LoadColumn(5)]
        public int Passengers { get; set; }

        [LoadColumn(6)]
        public long Stop { get; set; }

        [LoadColumn(7)]
        public DateTime Time { get; set; }

        [LoadColumn(8)]
        public float Distance { get; set; }

        [LoadColumn(9)]
        public double Fare { get; set; }

        [LoadColumn(10)]
        public float Tip { get; set; }

        [LoadColumn(11)]
        public float Speed { get; set; }

        [LoadColumn(12)]
        public float F1 { get; set; }

        [LoadColumn(13)]
        public float F2 { get; set; }

        [LoadColumn(14)]
        public float F3 { get; set; }

        [LoadColumn(15)]
        public float F4 { get; set; }

        [LoadColumn(16)]
        public float F5 { get; set; }

        [LoadColumn(17)]
        public float F6 { get; set; }

        [LoadColumn(18)]
        public float F7 { get; set; }

        [LoadColumn(19)]
        public int Label { get; set; }
    }
}
