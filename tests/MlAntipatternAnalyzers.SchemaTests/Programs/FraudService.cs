using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Fraud
{
    public class Transaction
    {
        public string Merchant { get; set; }
        public string Country { get; set; }
        public float Amount { get; set; }
        public float Hour { get; set; }
        public bool IsFraud { get; set; }
    }

    public class FraudPrediction
    {
        public bool PredictedLabel { get; set; }
        public float Probability { get; set; }
        public float Score { get; set; }

        public bool Suspicious => Probability > 0.8f;
    }

    public class FraudService
    {
        private readonly MLContext _mlContext;
        private ITransformer _model;
        private DataOperationsCatalog.TrainTestData _split;

        public FraudService()
        {
            _mlContext = new MLContext(seed: 42);
        }

        public void Load(IEnumerable<Transaction> transactions)
        {
            var view = _mlContext.Data.LoadFromEnumerable(transactions);
            _split = _mlContext.Data.TrainTestSplit(view, testFraction: 0.3);
        }

        public void Train()
        {
            var pipeline = BuildPipeline();
            _model = pipeline.Fit(_split.TrainSet);
        }

        public double Evaluate()
        {
            var predictions = _model.Transform(_split.TestSet);
            return _mlContext.BinaryClassification.Evaluate(predictions, labelColumnName: "IsFraud", scoreColumnName: "Score").Accuracy;
        }

        public FraudPrediction Predict(Transaction transaction)
        {
            var engine = _mlContext.Model.CreatePredictionEngine<Transaction, FraudPrediction>(_model);
            return engine.Predict(transaction);
        }

        private IEstimator<ITransformer> BuildPipeline()
        {
            var categorical = new[] { "Merchant", "Country" };
            var numeric = new[] { "Amount", "Hour" };
            IEstimator<ITransformer> pipeline = _mlContext.Transforms.NormalizeMinMax("Amount");
            foreach (var column in categorical)
                pipeline = pipeline.Append(_mlContext.Transforms.Categorical.OneHotEncoding(column + "Encoded", column));
            return pipeline
                .Append(_mlContext.Transforms.Concatenate("Features", categorical.Select(name => name + "Encoded").Concat(numeric).ToArray()))
                .Append(_mlContext.BinaryClassification.Trainers.FastTree(labelColumnName: "IsFraud", featureColumnName: "Features", numberOfTrees: 4, minimumExampleCountPerLeaf: 1));
        }
    }

    public static class Program
    {
        public static void Main()
        {
            var service = new FraudService();
            service.Load(Enumerable.Range(0, 60).Select(i => new Transaction
            {
                Merchant = "m" + i % 4, Country = i % 3 == 0 ? "NL" : "BE", Amount = i * 7 % 50, Hour = i % 24, IsFraud = i % 4 == 0,
            }).ToList());
            service.Train();
            Console.WriteLine(service.Evaluate() > 0);
            var prediction = service.Predict(new Transaction { Merchant = "m1", Country = "NL", Amount = 20, Hour = 2 });
            Console.WriteLine($"{prediction.PredictedLabel} {prediction.Suspicious} {prediction.Score:0}");
        }
    }
}
