using System;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace TaxiFare
{
    public class TaxiTrip
    {
        [LoadColumn(0)] public string VendorId { get; set; }
        [LoadColumn(1)] public float PassengerCount { get; set; }
        [LoadColumn(2)] public float TripDistance { get; set; }
        [LoadColumn(3)] public string PaymentType { get; set; }
        [LoadColumn(4)] public float FareAmount { get; set; }
    }

    public class TaxiTripFarePrediction
    {
        [ColumnName("Score")]
        public float FareAmount { get; set; }
    }

    internal static class Program
    {
        private static void Main()
        {
            WriteTrips("taxi.csv");
            var mlContext = new MLContext(seed: 0);
            IDataView data = mlContext.Data.LoadFromTextFile<TaxiTrip>("taxi.csv", separatorChar: ',', hasHeader: true);
            var split = mlContext.Data.TrainTestSplit(data, testFraction: 0.2);

            var model = Train(mlContext, split.TrainSet);
            Evaluate(mlContext, model, split.TestSet);
            PredictOne(mlContext, model);
        }

        private static ITransformer Train(MLContext mlContext, IDataView trainingData)
        {
            var pipeline = mlContext.Transforms.CopyColumns(outputColumnName: "Label", inputColumnName: "FareAmount")
                .Append(mlContext.Transforms.Categorical.OneHotEncoding(outputColumnName: "VendorIdEncoded", inputColumnName: "VendorId"))
                .Append(mlContext.Transforms.Categorical.OneHotEncoding(outputColumnName: "PaymentTypeEncoded", inputColumnName: "PaymentType"))
                .Append(mlContext.Transforms.Concatenate("Features", "VendorIdEncoded", "PassengerCount", "TripDistance", "PaymentTypeEncoded"))
                .Append(mlContext.Regression.Trainers.FastTree(numberOfLeaves: 4, numberOfTrees: 5, minimumExampleCountPerLeaf: 2));
            return pipeline.Fit(trainingData);
        }

        private static void Evaluate(MLContext mlContext, ITransformer model, IDataView testData)
        {
            var predictions = model.Transform(testData);
            var metrics = mlContext.Regression.Evaluate(predictions, "Label", "Score");
            Console.WriteLine($"RMSE {metrics.RootMeanSquaredError:0.##}");
        }

        private static void PredictOne(MLContext mlContext, ITransformer model)
        {
            var engine = mlContext.Model.CreatePredictionEngine<TaxiTrip, TaxiTripFarePrediction>(model);
            var prediction = engine.Predict(new TaxiTrip { VendorId = "VTS", PassengerCount = 1, TripDistance = 3.7f, PaymentType = "CRD" });
            Console.WriteLine($"Fare {prediction.FareAmount:0.##}");
        }

        private static void WriteTrips(string path) => File.WriteAllLines(path, Enumerable.Range(0, 40)
            .Select(i => FormattableString.Invariant($"{(i % 2 == 0 ? "VTS" : "CMT")},{1 + i % 3},{0.5 + i * 0.4},{(i % 3 == 0 ? "CSH" : "CRD")},{3 + i * 1.1}"))
            .Prepend("vendor,passengers,distance,payment,fare"));
    }
}
