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
        var mlContext = new MLContext(seed: 1);
        bool allGood = TrainAll(mlContext, options);
        Console.WriteLine($"models saved to {Path.GetFullPath(options.OutputFolder)}");
        return allGood ? 0 : 1;
    }

    private static bool TrainAll(MLContext mlContext, TrainingOptions options)
    {
        IDataView trips = TripSource.Load(mlContext, options.PathOf(options.TripsFile));
        TripSource.PrintSummary(trips);
        (IDataView train, IDataView test) = TripSource.Split(mlContext, trips);

        bool fare = new FareJob(mlContext).Run(train, test, options.PathOf("fare.zip"));
        bool tip = new TipJob(mlContext).Run(train, test, options.PathOf("tip.zip"));
        bool duration = new DurationJob(mlContext).Run(train, test, options.PathOf("duration.zip"));
        bool offer = new OfferJob(mlContext).Run(options.PathOf(TaxiData.Offers), options.PathOf("offer.zip"));
        return fare && tip && duration && offer;
    }
}
