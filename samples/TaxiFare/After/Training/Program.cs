using System;
using System.IO;
using Microsoft.ML;
using MlAntipatternAnalyzers.Runtime;
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

        var mlContext = new MLContext(seed: 1);
        try
        {
            bool allGood = TrainAll(mlContext, options, trips);
            Console.WriteLine($"models saved to {Path.GetFullPath(options.OutputFolder)}");
            return allGood ? 0 : 1;
        }
        catch (DataValidationException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static bool TrainAll(MLContext mlContext, TrainingOptions options, string tripsPath)
    {
        IDataView trips = TripSource.Load(mlContext, tripsPath);
        TripSource.PrintSummary(trips);
        (IDataView train, IDataView test) = TripSource.Split(mlContext, trips);

        bool fare = new FareJob(mlContext).Run(train, test, options.PathOf("fare.zip"));
        bool tip = new TipJob(mlContext).Run(train, test, options.PathOf("tip.zip"));
        bool duration = new DurationJob(mlContext).Run(train, test, options.PathOf("duration.zip"));
        bool offer = new OfferJob(mlContext).Run(options.PathOf(TaxiData.Offers), options.PathOf("offer.zip"));
        return fare && tip && duration && offer;
    }
}
