using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Tool.Tests.Data;

/// <summary>Trips of a taxi as files of every kind that <c>mlap data</c> reads.</summary>
public sealed class Trips : IDisposable
{
    private readonly TempFolder _folder = new();

    public Trips() => Csv = Write("trips.csv", Rows(seed: 1, count: 1000));

    /// <summary>Id, City, Fare, Distance, Tipped, When, Zip.</summary>
    public string Csv { get; }

    public string Folder => _folder.Path;

    public string this[string name] => _folder[name];

    public string Write(string name, string text) => _folder.Write(name, text);

    public string Write(string name, byte[] bytes) => _folder.Write(name, bytes);

    public void Dispose() => _folder.Dispose();

    /// <param name="seed">Draws the values.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="shift">What fares are dearer by, and the share of trips that are in another city.</param>
    public static string Rows(int seed, int count, double shift = 0)
    {
        var random = new Random(seed);
        var text = new StringBuilder("Id,City,Fare,Distance,Tipped,When,Zip\n");
        var cities = new[] { "Rome", "Oslo", "\"Bonn, am Rhein\"" };
        for (var i = 0; i < count; i++)
        {
            var distance = random.NextDouble() * 20;
            var city = random.NextDouble() < shift ? "Paris" : cities[random.Next(3)];
            var fare = 3 + distance * 1.5 + random.NextDouble() * 2 + shift * 30;
            text.Append(CultureInfo.InvariantCulture, $"{16777217 + i},{city},{fare:0.00},{(i % 10 == 3 ? "" : distance.ToString("0.000", CultureInfo.InvariantCulture))},");
            text.Append(CultureInfo.InvariantCulture, $"{(random.Next(2) == 0 ? "true" : "false")},{new DateTime(2024, 1, 1).AddHours(i):yyyy-MM-dd HH:mm},{random.Next(100):00000}\n");
        }
        return text.ToString();
    }

    /// <summary>The rows as a program loads them.</summary>
    public static IDataView Load(MLContext mlContext, string csv) => mlContext.Data.CreateTextLoader<Trip>(new TextLoader.Options
    {
        HasHeader = true, Separators = [','], AllowQuoting = true, MissingRealsAsNaNs = true,
    }).Load(csv);

    public string Binary()
    {
        var mlContext = new MLContext(1);
        using var stream = File.Create(this["trips.idv"]);
        mlContext.Data.SaveAsBinary(Load(mlContext, Csv), stream);
        return this["trips.idv"];
    }
}

/// <summary>A row as a training program has it.</summary>
public sealed class Trip
{
    [LoadColumn(1)]
    public string City { get; set; } = "";

    [LoadColumn(2)]
    public float Fare { get; set; }

    [LoadColumn(3)]
    public float Distance { get; set; }

    [LoadColumn(4)]
    public bool Tipped { get; set; }
}

/// <summary>A row of which the file's names say where its columns are.</summary>
public sealed class NamedTrip
{
    public string City { get; set; } = "";

    [ColumnName("fare")]
    public double Price { get; set; }

    public int Id { get; set; }

    [VectorType(2)]
    [LoadColumn(2, 3)]
    public float[] Both { get; set; } = [];
}
