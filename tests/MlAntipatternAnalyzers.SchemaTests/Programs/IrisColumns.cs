using System;
using System.IO;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Flowers;

internal class IrisInput
{
    [VectorType(4)]
    public float[] Measures;
    public string Species;
}

internal class IrisOutput
{
    [ColumnName("PredictedLabel")]
    public string Species;

    [ColumnName("Score")]
    public float[] Distances;
}

internal class IrisClassifier
{
    private readonly MLContext _context = new MLContext(seed: 3);
    private ITransformer _model;

    public void Train(string path)
    {
        var columns = new[]
        {
            new TextLoader.Column("Measures", DataKind.Single, 0, 3),
            new TextLoader.Column("Species", DataKind.String, 4),
        };
        var data = _context.Data.LoadFromTextFile(path, columns, separatorChar: '\t');
        var estimator = _context.Transforms.Conversion.MapValueToKey("Label", "Species")
            .Append(_context.Transforms.NormalizeMinMax("Features", "Measures"))
            .AppendCacheCheckpoint(_context)
            .Append(_context.MulticlassClassification.Trainers.SdcaMaximumEntropy("Label", "Features", maximumNumberOfIterations: 10))
            .Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        _model = estimator.Fit(data);

        var metrics = _context.MulticlassClassification.Evaluate(_model.Transform(data));
        Console.WriteLine(metrics.MicroAccuracy.ToString("0.00"));
    }

    public string Classify(params float[] measures)
    {
        using var engine = _context.Model.CreatePredictionEngine<IrisInput, IrisOutput>(_model);
        var output = engine.Predict(new IrisInput { Measures = measures });
        return $"{output.Species} ({output.Distances.Length} classes)";
    }
}

internal static class App
{
    public static void Main(string[] args)
    {
        var text = new StringBuilder();
        for (int i = 0; i < 45; i++)
        {
            int kind = i % 3;
            text.AppendLine($"{4 + kind}\t{3 - kind}\t{1 + 2 * kind + i % 2}\t{kind}\t{new[] { "setosa", "versicolor", "virginica" }[kind]}");
        }

        File.WriteAllText("iris.tsv", text.ToString());
        var classifier = new IrisClassifier();
        classifier.Train("iris.tsv");
        Console.WriteLine(classifier.Classify(4, 3, 1, 0));
    }
}
