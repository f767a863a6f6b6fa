using System;
using System.Collections.Generic;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Parcels
{
    public class Parcel
    {
        public string Postcode;
        public string Street;
        public int Depot;
        public float Weight;
        public bool Late;
    }

    public class LateParcel
    {
        public bool PredictedLabel;
        public float Score;
    }

    public static class Features
    {
        public static IEstimator<ITransformer> Build(MLContext ml)
        {
            var hashed = ml.Transforms.Categorical.OneHotHashEncoding(
                new[]
                {
                    new InputOutputColumnPair("PostcodeBits", "Postcode"),
                    new InputOutputColumnPair("StreetBits", "Street"),
                },
                OneHotEncodingEstimator.OutputKind.Indicator,
                numberOfBits: 5);
            var depot = ml.Transforms.Conversion.MapValueToKey("DepotKey", "Depot")
                .Append(ml.Transforms.Conversion.MapKeyToVector("DepotVector", "DepotKey"));
            return hashed.Append(depot).Append(ml.Transforms.Concatenate("Features", "PostcodeBits", "StreetBits", "DepotVector", "Weight"));
        }
    }

    internal class Program
    {
        static void Main(string[] args)
        {
            var ml = new MLContext(seed: 17);
            var view = ml.Data.LoadFromEnumerable(Parcels());
            var model = Features.Build(ml)
                .Append(ml.BinaryClassification.Trainers.SgdNonCalibrated(labelColumnName: "Late", numberOfIterations: 3))
                .Fit(view);
            var quality = ml.BinaryClassification.EvaluateNonCalibrated(model.Transform(view), labelColumnName: "Late", scoreColumnName: "Score");
            Console.WriteLine(quality.F1Score >= 0 || double.IsNaN(quality.F1Score));
            var engine = ml.Model.CreatePredictionEngine<Parcel, LateParcel>(model);
            Console.WriteLine(engine.Predict(new Parcel { Postcode = "1012", Street = "Dam", Depot = 2, Weight = 3 }).Score != 0);
        }

        static List<Parcel> Parcels()
        {
            var parcels = new List<Parcel>();
            for (int i = 0; i < 40; i++)
                parcels.Add(new Parcel { Postcode = (1000 + i % 6).ToString(), Street = "street " + i % 9, Depot = i % 3, Weight = i % 8, Late = i % 4 == 0 });
            return parcels;
        }
    }
}
