using System;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace SpamFilter
{
    class SpamInput
    {
        [LoadColumn(0)]
        public string Label { get; set; }

        [LoadColumn(1)]
        public string Message { get; set; }
    }

    class SpamPrediction
    {
        [ColumnName("PredictedLabel")]
        public bool IsSpam { get; set; }
    }

    class Program
    {
        static void Main(string[] args)
        {
            var path = Path.Combine(Environment.CurrentDirectory, "spam.txt");
            File.WriteAllLines(path, Enumerable.Range(0, 40).Select(n => n % 4 == 0 ? $"spam\twin money now {n}" : $"ham\tsee you at {n} o'clock"));

            var mlContext = new MLContext(seed: 2);
            var data = mlContext.Data.LoadFromTextFile<SpamInput>(path: path, hasHeader: false, separatorChar: '\t');

            var lookup = new[] { new LabelMap { Key = "spam", Value = true }, new LabelMap { Key = "ham", Value = false } };
            var lookupView = mlContext.Data.LoadFromEnumerable(lookup);
            var pipeline = mlContext.Transforms.Conversion
                .MapValue("IsSpam", lookupView, lookupView.Schema["Key"], lookupView.Schema["Value"], "Label")
                .Append(mlContext.Transforms.Text.ProduceWordBags("Bag", "Message", ngramLength: 1))
                .Append(mlContext.Transforms.Text.ProduceHashedWordBags("HashedBag", "Message", numberOfBits: 6, ngramLength: 2))
                .Append(mlContext.Transforms.Concatenate("Features", "Bag", "HashedBag"))
                .Append(mlContext.BinaryClassification.Trainers.AveragedPerceptron("IsSpam", "Features"));

            var scores = mlContext.BinaryClassification.CrossValidateNonCalibrated(data: data, estimator: pipeline, numberOfFolds: 2, labelColumnName: "IsSpam");
            Console.WriteLine(scores.Count(score => score.Metrics.Accuracy > 0));

            var predictor = mlContext.Model.CreatePredictionEngine<SpamInput, SpamPrediction>(pipeline.Fit(data));
            Console.WriteLine(predictor.Predict(new SpamInput { Message = "money for you" }).IsSpam);
        }
    }

    class LabelMap
    {
        public string Key { get; set; }
        public bool Value { get; set; }
    }
}
