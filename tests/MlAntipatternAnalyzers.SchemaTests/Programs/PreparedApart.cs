using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Rent
{
    public class Flat
    {
        public float Surface { get; set; }
        public float Floor { get; set; }
        public string City { get; set; }
        public float Rent { get; set; }
    }

    public class FlatRent
    {
        [ColumnName("Score")]
        public float Rent { get; set; }
        public string City { get; set; }
    }

    public class RentModel
    {
        private readonly MLContext mlContext;
        private ITransformer preparation;
        private ITransformer regression;

        public RentModel(MLContext mlContext) => this.mlContext = mlContext;

        public ITransformer Whole => preparation.Append(regression);

        public IDataView Prepare(IDataView flats)
        {
            preparation = mlContext.Transforms.Categorical.OneHotEncoding("CityVector", "City")
                .Append(mlContext.Transforms.NormalizeMeanVariance("SurfaceScaled", "Surface", fixZero: false))
                .Append(mlContext.Transforms.Concatenate("Features", "CityVector", "SurfaceScaled", "Floor"))
                .Fit(flats);
            return preparation.Transform(flats);
        }

        public void Train(IDataView prepared)
        {
            var trainer = mlContext.Regression.Trainers.Sdca(labelColumnName: "Rent", maximumNumberOfIterations: 10);
            regression = trainer.Fit(prepared);
        }
    }

    public static class Program
    {
        public static void Main()
        {
            var context = new MLContext(seed: 3);
            var flats = new List<Flat>(Enumerable.Range(0, 30).Select(i => new Flat { Surface = 30 + i, Floor = i % 5, City = i % 2 == 0 ? "Utrecht" : "Gent", Rent = 500 + 12 * i }));
            var rentModel = new RentModel(context);
            rentModel.Train(rentModel.Prepare(context.Data.LoadFromEnumerable(flats)));

            var whole = rentModel.Whole;
            using (var stream = new System.IO.MemoryStream())
            {
                context.Model.Save(whole, context.Data.LoadFromEnumerable(flats).Schema, stream);
                stream.Position = 0;
                whole = context.Model.Load(stream, out _);
            }

            var engine = context.Model.CreatePredictionEngine<Flat, FlatRent>(whole);
            var rent = engine.Predict(new Flat { Surface = 55, Floor = 2, City = "Gent" });
            Console.WriteLine($"{rent.City} {rent.Rent > 0}");
        }
    }
}
