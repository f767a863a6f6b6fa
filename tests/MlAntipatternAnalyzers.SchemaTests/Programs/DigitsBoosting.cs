using System;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;

namespace Digits
{
    public class InputData
    {
        [ColumnName("PixelValues")]
        [VectorType(16)]
        public float[] PixelValues;

        [LoadColumn(16)]
        public float Number;
    }

    public class OutPutData
    {
        [ColumnName("Score")]
        public float[] Score;

        [ColumnName("PredictedLabel")]
        public float Predicted;
    }

    class Program
    {
        static void Main(string[] args)
        {
            MLContext mlContext = new MLContext(seed: 1);
            File.WriteAllLines("digits.csv", Enumerable.Range(0, 60).Select(i => string.Join(",", Enumerable.Range(0, 16).Select(p => (p % 4 == i % 4 ? 10 : i % 3).ToString())) + "," + i % 4));

            var trainData = mlContext.Data.LoadFromTextFile(path: "digits.csv",
                columns: new[]
                {
                    new TextLoader.Column(nameof(InputData.PixelValues), DataKind.Single, 0, 15),
                    new TextLoader.Column("Number", DataKind.Single, 16)
                },
                hasHeader: false,
                separatorChar: ','
                );

            var dataProcessPipeline = mlContext.Transforms.Conversion.MapValueToKey("Label", "Number")
                .Append(mlContext.Transforms.Concatenate("Features", nameof(InputData.PixelValues)).AppendCacheCheckpoint(mlContext));
            var trainer = mlContext.MulticlassClassification.Trainers.LightGbm(new LightGbmMulticlassTrainer.Options
            {
                LabelColumnName = "Label",
                FeatureColumnName = "Features",
                NumberOfIterations = 4,
                MinimumExampleCountPerLeaf = 2,
                NumberOfThreads = 1,
            });
            var trainingPipeline = dataProcessPipeline.Append(trainer).Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

            ITransformer trainedModel = trainingPipeline.Fit(trainData);
            IDataView predictions = trainedModel.Transform(trainData);
            var metrics = mlContext.MulticlassClassification.Evaluate(data: predictions, labelColumnName: "Label", scoreColumnName: "Score");
            Console.WriteLine($"{metrics.MacroAccuracy:0.0}");

            mlContext.Model.Save(trainedModel, trainData.Schema, "digits.zip");
            var loaded = mlContext.Model.Load("digits.zip", out var modelInputSchema);
            var predEngine = mlContext.Model.CreatePredictionEngine<InputData, OutPutData>(loaded);
            var result = predEngine.Predict(new InputData { PixelValues = Enumerable.Range(0, 16).Select(p => p % 4 == 1 ? 10f : 1f).ToArray() });
            Console.WriteLine($"{result.Predicted} {result.Score.Length} {modelInputSchema.Count}");
        }
    }
}
