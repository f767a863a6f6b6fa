using System;
using System.IO;
using HousePrices.Features;
using Microsoft.ML;
using MlAntipatternAnalyzers.Runtime;

namespace HousePrices.Training;

public static class Program
{
    public static int Main(string[] args)
    {
        if (TrainingOptions.Parse(args) is not { } options)
        {
            Console.Error.WriteLine(TrainingOptions.Usage);
            return 2;
        }

        Directory.CreateDirectory(options.OutputFolder);
        HouseGenerator.Write(options.Data);
        MLContext mlContext = new MLContext(seed: 1).RegisterMappings(typeof(HouseAgeMapping).Assembly);
        try
        {
            if (!new PriceJob(mlContext).Run(options.Data, options.Model))
            {
                Console.Error.WriteLine("the model did not pass its gate; the previous one stays");
                return 1;
            }
        }
        catch (DataValidationException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
        Console.WriteLine($"the model is saved to {Path.GetFullPath(options.Model)}");
        return 0;
    }
}
