using System;
using System.Diagnostics;
using System.Threading;
using Microsoft.ML.Data;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Benchmarks;

/// <summary>What the validation of one row of 20 columns costs a service: reals, whole numbers, texts of several kinds, a vector, each with an expectation.</summary>
internal static class RowValidationCheck
{
    private const int Rows = 200_000;
    private const int Runs = 9;

    /// <summary>Microseconds and bytes for a row that fits.</summary>
    public static (double Microseconds, double Bytes) Run()
    {
        var validator = Schema().ForRows<Row>("SERVING");
        var good = new Row();
        if (validator.Validate(good).Count > 0)
            throw new InvalidOperationException(string.Join("\n", validator.Validate(good)));
        var bad = new Row { City = "Atlantis", Distance = -1 };
        // Until the code is optimised, which another thread does.
        for (var i = 0; i < 10; i++)
        {
            Microseconds(validator, good, Rows / 10);
            Thread.Sleep(50);
        }
        var (ofGood, ofBad) = (double.MaxValue, double.MaxValue);
        for (var run = 0; run < Runs; run++)
        {
            ofGood = Math.Min(ofGood, Microseconds(validator, good, Rows));
            ofBad = Math.Min(ofBad, Microseconds(validator, bad, Rows / 100));
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        Microseconds(validator, good, Rows);
        // The stopwatch is one object.
        var bytes = Math.Floor((GC.GetAllocatedBytesForCurrentThread() - before) / (double)Rows);
        Console.WriteLine($"one row of 20 columns: {ofGood:F3} µs and {bytes} bytes when good, {ofBad:F1} µs when bad");
        return (ofGood, bytes);
    }

    private static double Microseconds(RowValidator<Row> validator, Row row, int times)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < times; i++)
            validator.Validate(row);
        return watch.Elapsed.TotalMicroseconds / times;
    }

    private static DataSchema Schema()
    {
        var schema = DataSchema.FromRowType<Row>();
        foreach (var column in schema.Columns)
        {
            schema = schema.WithColumn(
                column.Type.IsReal ? column with { MinFraction = column.Type.IsVector ? null : 1, Min = 0, Max = 1000, AllowNaN = !column.Type.IsVector, AllowInfinity = false }
                : column.Type.IsInteger ? column with { Min = 0, Max = 100 }
                : column);
        }
        return schema
            .WithColumn(schema.FindColumn(nameof(Row.City))! with { MinFraction = 1, Domain = new(Cities()) })
            .WithColumn(schema.FindColumn(nameof(Row.Payment))! with { MinFraction = 1, Domain = new(["CRD", "CSH", "DIS"]) })
            .WithColumn(schema.FindColumn(nameof(Row.When))! with { TimeFormat = "yyyy-MM-dd HH:mm:ss" })
            .WithColumn(schema.FindColumn(nameof(Row.Zip))! with { Format = ValueFormat.Integer, Min = 0 })
            .WithColumn(schema.FindColumn(nameof(Row.Share))! with { Format = ValueFormat.Real, Min = 0, Max = 1 })
            .WithColumn(new("Fare", ColumnType.Single) { NotInEnvironments = ["SERVING"] });
    }

    private static string[] Cities()
    {
        var cities = new string[100];
        for (var i = 0; i < cities.Length; i++)
            cities[i] = i == 50 ? "São Paulo" : "City " + i;
        return cities;
    }

    private sealed class Row
    {
        public string City { get; set; } = "São Paulo";

        public string Payment { get; set; } = "CSH";

        public string When { get; set; } = "2024-02-29 10:20:30";

        public string Zip { get; set; } = "04552";

        public string Share { get; set; } = "0.25";

        public string Note { get; set; } = "left at the door, ring twice";

        public float Distance { get; set; } = 1.5f;

        public float Speed { get; set; } = 42;

        public float Height { get; set; } = 7;

        public float Latitude { get; set; } = 23.5f;

        public float Longitude { get; set; } = 46.6f;

        public double Price { get; set; } = 12.5;

        public double Weight { get; set; } = 2;

        public int Passengers { get; set; } = 2;

        public int Hour { get; set; } = 10;

        public int Day { get; set; } = 29;

        public long Trips { get; set; } = 77;

        public bool IsNight { get; set; }

        public bool IsHoliday { get; set; }

        [VectorType(8)]
        public float[] Sensors { get; set; } = [1, 2, 3, 4, 5, 6, 7, 8];
    }
}
