using System;
using System.IO;
using Microsoft.ML;
using TaxiFare.Data;

namespace TaxiFare.Training;

public static class Program
{
    public static int Main(string[] args)
    {
        if (TrainingOptions.Parse(args) is not { } options)
        {
            Console.Error.WriteLine(TrainingOptions.Usage);
            return 2;
        }

        TaxiData.Write(options.OutputFolder);
        string trips = options.PathOf(options.TripsFile);
        if (!File.Exists(trips))
        {
            Console.Error.WriteLine($"there is no trips file {trips}");
            return 2;
        }

        string offers = options.PathOf(TaxiData.Offers);
        var mlContext = new MLContext(seed: 1);
        new FareJob(mlContext).Run(trips, options.PathOf("fare.zip"));
        new TipJob(mlContext).Run(trips, options.PathOf("tip.zip"));
        new DurationJob(mlContext).Run(trips, options.PathOf("duration.zip"));
        new OfferJob(mlContext).Run(offers, options.PathOf("offer.zip"));
        Console.WriteLine($"models saved to {Path.GetFullPath(options.OutputFolder)}");
        return 0;
    }
}
