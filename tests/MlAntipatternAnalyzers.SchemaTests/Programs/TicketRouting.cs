using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Support
{
    public class Ticket
    {
        [LoadColumn(0)]
        public string Id { get; set; }
        [LoadColumn(1)]
        public string Area { get; set; }
        [LoadColumn(2)]
        public string Title { get; set; }
        [LoadColumn(3)]
        public string Description { get; set; }
    }

    public class TicketPrediction
    {
        [ColumnName("PredictedLabel")]
        public string Area;
        public float[] Score;
    }

    public class Router
    {
        private static readonly string ModelPath = Path.Combine(AppContext.BaseDirectory, "router.zip");
        private readonly MLContext _mlContext;
        private IDataView _trainingDataView;
        private ITransformer _trainedModel;

        public Router()
        {
            _mlContext = new MLContext(seed: 0);
        }

        public void Run(string path)
        {
            _trainingDataView = _mlContext.Data.LoadFromTextFile<Ticket>(path, hasHeader: true);
            var pipeline = ProcessData();
            BuildAndTrain(_trainingDataView, pipeline);
            _mlContext.Model.Save(_trainedModel, _trainingDataView.Schema, ModelPath);
            PredictArea();
        }

        private IEstimator<ITransformer> ProcessData()
        {
            var pipeline = _mlContext.Transforms.Conversion.MapValueToKey(inputColumnName: "Area", outputColumnName: "Label")
                .Append(_mlContext.Transforms.Text.FeaturizeText(inputColumnName: "Title", outputColumnName: "TitleFeaturized"))
                .Append(_mlContext.Transforms.Text.FeaturizeText(inputColumnName: "Description", outputColumnName: "DescriptionFeaturized"))
                .Append(_mlContext.Transforms.Concatenate("Features", "TitleFeaturized", "DescriptionFeaturized"))
                .AppendCacheCheckpoint(_mlContext);
            return pipeline;
        }

        private void BuildAndTrain(IDataView view, IEstimator<ITransformer> pipeline)
        {
            var averaged = _mlContext.BinaryClassification.Trainers.AveragedPerceptron("Label", "Features", numberOfIterations: 3);
            var trainingPipeline = pipeline
                .Append(_mlContext.MulticlassClassification.Trainers.OneVersusAll(averaged, "Label"))
                .Append(_mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
            _trainedModel = trainingPipeline.Fit(view);
        }

        private void PredictArea()
        {
            ITransformer loaded = _mlContext.Model.Load(ModelPath, out var inputSchema);
            var engine = _mlContext.Model.CreatePredictionEngine<Ticket, TicketPrediction>(loaded);
            var prediction = engine.Predict(new Ticket { Title = "printer on fire", Description = "smoke everywhere" });
            Console.WriteLine($"{prediction.Area}, {prediction.Score.Length} scores, {inputSchema.Count} columns");
        }
    }

    internal static class EntryPoint
    {
        private static void Main()
        {
            var lines = new List<string> { "id\tarea\ttitle\tdescription" };
            var areas = new[] { "hardware", "network", "accounts" };
            var words = new[] { "printer smoke paper", "cable router wifi", "password login locked" };
            lines.AddRange(Enumerable.Range(0, 30).Select(i => $"{i}\t{areas[i % 3]}\t{words[i % 3]} {i}\tthe {words[i % 3]} again"));
            File.WriteAllLines("tickets.tsv", lines);
            new Router().Run("tickets.tsv");
        }
    }
}
