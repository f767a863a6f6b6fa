using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Text;

namespace News
{
    public class Article
    {
        public string Headline { get; set; }
        public string Body { get; set; }
        public string Section { get; set; }
    }

    public class SectionPrediction
    {
        public string PredictedSection { get; set; }
        public float[] Score { get; set; }
    }

    public class NewsClassifier
    {
        private static string[] TextColumns() => new[] { nameof(Article.Headline), nameof(Article.Body) };

        private static TextFeaturizingEstimator.Options TextOptions => new TextFeaturizingEstimator.Options
        {
            OutputTokensColumnName = "Tokens",
            CaseMode = TextNormalizingEstimator.CaseMode.Lower,
            WordFeatureExtractor = new WordBagEstimator.Options { NgramLength = 2, UseAllLengths = true },
            CharFeatureExtractor = new WordBagEstimator.Options { NgramLength = 3 },
            Norm = TextFeaturizingEstimator.NormFunction.L2,
        };

        public static void Main()
        {
            var mlContext = new MLContext(seed: 8);
            var view = mlContext.Data.LoadFromEnumerable(Articles());
            var pipeline = mlContext.Transforms.Conversion.MapValueToKey(outputColumnName: "SectionKey", inputColumnName: nameof(Article.Section))
                .Append(mlContext.Transforms.Text.FeaturizeText("Features", TextOptions, TextColumns()))
                .Append(mlContext.MulticlassClassification.Trainers.NaiveBayes("SectionKey", "Features"))
                .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedSection", "PredictedLabel"));
            var model = pipeline.Fit(view);
            var tokens = model.Transform(view).GetColumn<string[]>("Tokens").First();
            Console.WriteLine($"{tokens.Length > 3}");

            var metrics = mlContext.MulticlassClassification.Evaluate(model.Transform(view), "SectionKey", "Score", "PredictedLabel");
            Console.WriteLine(metrics.TopKAccuracy >= 0);

            var engine = mlContext.Model.CreatePredictionEngine<Article, SectionPrediction>(model);
            var section = engine.Predict(new Article { Headline = "rain", Body = "more rain" });
            Console.WriteLine($"{section.PredictedSection} {section.Score.Length}");
        }

        private static IEnumerable<Article> Articles()
        {
            var sections = new Dictionary<string, string> { ["sport"] = "team wins match", ["culture"] = "film wins prize", ["weather"] = "storm brings rain" };
            for (var i = 0; i < 24; i++)
            {
                var (section, words) = sections.ElementAt(i % 3);
                yield return new Article { Headline = words, Body = $"the {words} number {i}", Section = section };
            }
        }
    }
}
