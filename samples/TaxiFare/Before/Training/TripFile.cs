using System;
using System.Globalization;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace TaxiFare.Training;

public static class TripFile
{
    public static IDataView Load(MLContext mlContext, string path) =>
        mlContext.Data.LoadFromTextFile<Trip>(path, separatorChar: ',', hasHeader: true, allowQuoting: true);

    public static void PrintSummary(IDataView trips)
    {
        float[] distances = trips.GetColumn<float>(nameof(Trip.DistanceKm)).ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"trips: {distances.Length}, distance {distances.Min():F1} to {distances.Max():F1} km, mean {distances.Average():F2} km"));
    }
}
