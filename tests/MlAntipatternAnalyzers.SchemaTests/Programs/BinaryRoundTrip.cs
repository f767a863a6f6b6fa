using System;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Meter
{
    public class Consumption
    {
        [LoadColumn(0)] public float Hour { get; set; }
        [LoadColumn(1)] public float Outside { get; set; }
        [LoadColumn(2), ColumnName("Label")] public float KiloWatts { get; set; }
    }

    public class Forecast
    {
        [ColumnName("Score")] public float KiloWatts { get; set; }
    }

    internal static class Program
    {
        private static readonly MLContext Context = new MLContext(seed: 4);

        private static void Main()
        {
            File.WriteAllLines("meter.csv", Enumerable.Range(0, 48).Select(i => $"{i % 24},{i % 10},{i % 24 / 2 + 1}"));
            var raw = Context.Data.LoadFromTextFile<Consumption>("meter.csv", ',');
            var prepared = Prepare(raw);
            var binary = Cache(prepared, "prepared.idv");

            var trainer = Context.Regression.Trainers.Sdca(labelColumnName: "Label", featureColumnName: "Features", maximumNumberOfIterations: 5);
            var model = trainer.Fit(binary);
            var metrics = Context.Regression.Evaluate(model.Transform(binary));
            Console.WriteLine(metrics.MeanAbsoluteError >= 0);

            var first = Context.Data.CreateEnumerable<Forecast>(model.Transform(prepared), reuseRowObject: true).First();
            Console.WriteLine(float.IsNaN(first.KiloWatts));
        }

        private static IDataView Prepare(IDataView raw)
        {
            var chain = Context.Transforms.NormalizeBinning("HourBin", "Hour", maximumBinCount: 6)
                .Append(Context.Transforms.NormalizeMeanVariance("Outside"))
                .Append(Context.Transforms.Concatenate("Features", "HourBin", "Outside"));
            return chain.Fit(raw).Transform(raw);
        }

        private static IDataView Cache(IDataView view, string path)
        {
            using (var stream = File.Create(path))
                Context.Data.SaveAsBinary(view, stream);
            return Context.Data.LoadFromBinary(path);
        }
    }
}
