using System;
using System.IO;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Power
{
    public class GridHour
    {
        [LoadColumn(0)] public float Hour { get; set; }
        [LoadColumn(1)] public float Wind { get; set; }
        [LoadColumn(2)] public float Price { get; set; }
    }

    public class PriceForecast
    {
        public float Score { get; set; }
    }

    internal static class Program
    {
        private static void Main(string[] args)
        {
            Write("monday.csv", 0);
            Write("tuesday.csv", 5);
            var ctx = new MLContext(seed: 51);
            var loader = ctx.Data.CreateTextLoader<GridHour>(separatorChar: ',', hasHeader: true, allowQuoting: true);
            var train = loader.Load("monday.csv", "tuesday.csv");

            var chain = ctx.Transforms.Concatenate("Features", nameof(GridHour.Hour), nameof(GridHour.Wind))
                .Append(ctx.Regression.Trainers.LightGbm(nameof(GridHour.Price), numberOfIterations: 3, minimumExampleCountPerLeaf: 2));
            var model = chain.Fit(train);
            ctx.Model.Save(model, loader, "grid.zip");

            Use("grid.zip");
        }

        private static void Use(string path)
        {
            var ctx = new MLContext();
            var model = ctx.Model.LoadWithDataLoader(path, out IDataLoader<IMultiStreamSource> loader);
            var view = loader.Load(new MultiFileSource("monday.csv"));
            var scored = model.Transform(view);
            foreach (var forecast in ctx.Data.CreateEnumerable<PriceForecast>(ctx.Data.TakeRows(scored, 2), reuseRowObject: false))
                Console.WriteLine(forecast.Score > 0);
            var both = ctx.Model.CreatePredictionEngine<GridHour, PriceForecast>(model);
            Console.WriteLine(both.Predict(new GridHour { Hour = 3, Wind = 7 }).Score > 0);
        }

        private static void Write(string path, int offset)
        {
            using var writer = new StreamWriter(path);
            writer.WriteLine("hour,wind,price");
            for (var i = 0; i < 24; i++)
                writer.WriteLine($"{i},{(i * 7 + offset) % 12},{20 + i % 12}");
        }
    }
}
