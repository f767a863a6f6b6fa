using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlAntipatternAnalyzers.Runtime;
using TaxiFare.Features;

namespace TaxiFare.Training;

/// <summary>The trips, validated, and divided by time as the models will meet them: trained on the past, judged on what came after.</summary>
public static class TripSource
{
    // Fares rose on 1 June: older trips teach prices that nobody is asked for any more.
    private static readonly DateTime TrainFrom = new(2023, 6, 1);
    private static readonly DateTime TestFrom = new(2023, 11, 1);

    /// <exception cref="DataValidationException">The file does not hold what trips look like.</exception>
    public static IDataView Load(MLContext mlContext, string path)
    {
        var options = new TextLoader.Options
        {
            Separators = [','],
            HasHeader = true,
            AllowQuoting = true,
            MissingRealsAsNaNs = true,
        };
        IDataView trips = mlContext.Data.LoadFromTextFile<Trip>(path, options);
        return mlContext.Data.Validate(trips, Path.Combine(AppContext.BaseDirectory, "Trips.mlschema.json"));
    }

    public static (IDataView Train, IDataView Test) Split(MLContext mlContext, IDataView trips)
    {
        IDataView train = mlContext.Data.FilterByCustomPredicate<Trip>(trips, trip => trip.PickupTime < TrainFrom || trip.PickupTime >= TestFrom);
        IDataView test = mlContext.Data.FilterByCustomPredicate<Trip>(trips, trip => trip.PickupTime < TestFrom);
        return (train, test);
    }

    public static void PrintSummary(IDataView trips)
    {
        float[] all = trips.GetColumn<float>(nameof(Trip.DistanceKm)).ToArray();
        float[] known = all.Where(distance => !float.IsNaN(distance)).ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"trips: {all.Length}, distance {known.Min():F1} to {known.Max():F1} km, mean {known.Average():F2} km, unknown {all.Length - known.Length}"));
    }
}
