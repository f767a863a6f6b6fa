using System;
using System.Globalization;
using System.IO;

namespace HousePrices.Training;

/// <summary>Makes the sample's data. Nothing is downloaded, and the same seed gives the same file on every machine.</summary>
internal static class HouseGenerator
{
    private const int Houses = 800;

    private static readonly (string Name, double PricePerSquareMetre)[] Districts =
    [
        ("Harbour", 4300), ("Hillside", 5200), ("Old Town", 6100), ("Riverside", 3900), ("Station", 2800),
    ];

    /// <summary>Writes four years of sales, in the order of their dates.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, int seed = 20210401)
    {
        var random = new Random(seed);
        var first = new DateTime(2021, 1, 1);
        // Written beside its name and moved into place, so that a run that is stopped leaves no half file.
        string temporary = path + ".tmp";
        using (var writer = new StreamWriter(temporary) { NewLine = "\n" })
        {
            writer.WriteLine("sold_on,district,living_area,rooms,year_built,bathrooms,price");
            for (int i = 0; i < Houses; i++)
                writer.WriteLine(House(random, first.AddDays(i * 4.0 * 365 / Houses)));
        }
        File.Move(temporary, path, overwrite: true);
    }

    private static string House(Random random, DateTime soldOn)
    {
        (string district, double pricePerSquareMetre) = Districts[random.Next(Districts.Length)];
        double area = Math.Clamp(Math.Exp(Normal(random, 4.6, 0.35)), 30, 300);
        double rooms = Math.Clamp(Math.Round((area / 28) + Normal(random, 0, 0.7)), 1, 10);
        int built = 1900 + random.Next(121);
        int bathrooms = area > 110 ? random.Next(1, 4) : random.Next(1, 3);
        double worn = 1 - Math.Min(0.3, 0.004 * Math.Max(0, soldOn.Year - built));
        double price = area * pricePerSquareMetre * worn * (1 + (0.03 * (rooms - 3))) * (1 + (0.04 * (bathrooms - 1))) * Math.Exp(Normal(random, 0, 0.05));
        return string.Create(CultureInfo.InvariantCulture, $"{soldOn:yyyy-MM-dd},{district},{area:F0},{rooms:F0},{built},{bathrooms},{price:F0}");
    }

    // By the Box–Muller transform.
    private static double Normal(Random random, double mean, double deviation) =>
        mean + (deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
