using System.IO;

namespace TaxiFare.Data;

/// <summary>Makes the sample's data files. Nothing is downloaded, and the same seed gives the same bytes.</summary>
public static class TaxiData
{
    public const int Year = 2023;

    /// <summary>A year of trips.</summary>
    public const string Trips = "trips.csv";

    /// <summary>A later month whose distances are in metres and in which an unknown payment type is used.</summary>
    public const string BrokenTrips = "trips-broken.csv";

    /// <summary>Offers shown by the booking screen, and which of them were tapped.</summary>
    public const string Offers = "offers.csv";

    /// <summary>Writes the three files into <paramref name="folder"/>, which is created when it does not exist.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Write(string folder, int seed = 20230101)
    {
        Directory.CreateDirectory(folder);
        CsvFile.Write(Path.Combine(folder, Trips), TripGenerator.Header, TripGenerator.Year(6000, seed));
        CsvFile.Write(Path.Combine(folder, BrokenTrips), TripGenerator.Header, TripGenerator.BrokenMonth(500, seed + 1));
        CsvFile.Write(Path.Combine(folder, Offers), OfferGenerator.Header, OfferGenerator.Searches(1500, seed + 2));
    }
}
