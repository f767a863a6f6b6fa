using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace ReviewApp
{
    public partial class ReviewModel
    {
        public class ModelInput
        {
            [LoadColumn(0)]
            [ColumnName(@"col0")]
            public string Col0 { get; set; }

            [LoadColumn(1)]
            [ColumnName(@"rating")]
            public float Rating { get; set; }

            [LoadColumn(2)]
            [ColumnName(@"recommended")]
            public string Recommended { get; set; }
        }

        public class ModelOutput
        {
            [ColumnName(@"col0")]
            public float[] Col0 { get; set; }

            [ColumnName(@"recommended")]
            public uint Recommended { get; set; }

            [ColumnName(@"Features")]
            public float[] Features { get; set; }

            [ColumnName(@"PredictedLabel")]
            public string PredictedLabel { get; set; }

            [ColumnName(@"Score")]
            public float[] Score { get; set; }
        }

        private static string MLNetModelPath = Path.GetFullPath("ReviewModel.mlnet");

        public static readonly Lazy<PredictionEngine<ModelInput, ModelOutput>> PredictEngine = new Lazy<PredictionEngine<ModelInput, ModelOutput>>(() => CreatePredictEngine(), true);

        private static PredictionEngine<ModelInput, ModelOutput> CreatePredictEngine()
        {
            var mlContext = new MLContext();
            ITransformer mlModel = mlContext.Model.Load(MLNetModelPath, out var _);
            return mlContext.Model.CreatePredictionEngine<ModelInput, ModelOutput>(mlModel);
        }

        public static ModelOutput Predict(ModelInput input)
        {
            var predEngine = PredictEngine.Value;
            return predEngine.Predict(input);
        }
    }

    public partial class ReviewModel
    {
        public const string RetrainFilePath = "reviews.csv";

        public static void Train(string outputModelPath)
        {
            var mlContext = new MLContext();
            var data = mlContext.Data.LoadFromTextFile<ModelInput>(RetrainFilePath, ',', true);
            var pipeline = BuildPipeline(mlContext);
            var model = pipeline.Fit(data);
            mlContext.Model.Save(model, data.Schema, outputModelPath);
        }

        public static IEstimator<ITransformer> BuildPipeline(MLContext mlContext)
        {
            var pipeline = mlContext.Transforms.Text.FeaturizeText(inputColumnName: @"col0", outputColumnName: @"col0")
                .Append(mlContext.Transforms.ReplaceMissingValues(@"rating", @"rating"))
                .Append(mlContext.Transforms.Concatenate(@"Features", new[] { @"col0", @"rating" }))
                .Append(mlContext.Transforms.Conversion.MapValueToKey(outputColumnName: @"recommended", inputColumnName: @"recommended", addKeyValueAnnotationsAsText: false))
                .Append(mlContext.MulticlassClassification.Trainers.OneVersusAll(
                    binaryEstimator: mlContext.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options() { NumberOfLeaves = 4, MinimumExampleCountPerLeaf = 2, NumberOfTrees = 4, LabelColumnName = @"recommended", FeatureColumnName = @"Features" }),
                    labelColumnName: @"recommended"))
                .Append(mlContext.Transforms.Conversion.MapKeyToValue(outputColumnName: @"PredictedLabel", inputColumnName: @"PredictedLabel"));
            return pipeline;
        }
    }

    internal class Program
    {
        private static void Main(string[] args)
        {
            File.WriteAllLines(ReviewModel.RetrainFilePath, Enumerable.Range(0, 40).Select(i => $"{(i % 2 == 0 ? "fine product" : "broke at once")} {i},{1 + i % 5},{(i % 2 == 0 ? "yes" : "no")}").Prepend("text,rating,recommended"));
            ReviewModel.Train("ReviewModel.mlnet");
            var output = ReviewModel.Predict(new ReviewModel.ModelInput { Col0 = "fine", Rating = 4 });
            Console.WriteLine($"{output.PredictedLabel} {output.Score.Length} {output.Features.Length > 1}");
        }
    }
}
