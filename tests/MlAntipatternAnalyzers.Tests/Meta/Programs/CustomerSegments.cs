using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

var mlContext = new MLContext(seed: 5);
mlContext.Log += (_, entry) => { if (entry.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Error) Console.Error.WriteLine(entry.Message); };

var columns = new[]
{
    new TextLoader.Column("Age", DataKind.Single, 0),
    new TextLoader.Column("Spend", DataKind.Single, 1, 12),
    new TextLoader.Column("City", DataKind.String, 13),
    new TextLoader.Column("Churned", DataKind.Boolean, 14),
};
var loader = mlContext.Data.CreateTextLoader(columns, separatorChar: ',', hasHeader: true);
IDataView all = loader.Load(new MultiFileSource("2024.csv", "2025.csv"));
all = mlContext.Data.ShuffleRows(all, seed: 2);
var schema = all.Schema;

string[] numeric = schema.Where(column => column.Type is VectorDataViewType or NumberDataViewType).Select(column => column.Name).ToArray();
IEstimator<ITransformer> pipeline = mlContext.Transforms.ReplaceMissingValues("Age", replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean);
pipeline = pipeline.Append(mlContext.Transforms.Categorical.OneHotHashEncoding("CityHash", "City"));
if (args.Contains("--pca"))
    pipeline = pipeline.Append(mlContext.Transforms.ProjectToPrincipalComponents("Spend", rank: 4));
pipeline = numeric.Aggregate(pipeline, (chain, name) => chain.Append(mlContext.Transforms.NormalizeMinMax(name)));
pipeline = pipeline.Append(mlContext.Transforms.Concatenate("Features", "Age", "Spend", "CityHash"));

ITransformer segments = pipeline.Append(mlContext.Clustering.Trainers.KMeans(numberOfClusters: 4)).Fit(all);
var clustering = mlContext.Clustering.Evaluate(segments.Transform(all), scoreColumnName: "Score", featureColumnName: "Features");
Console.WriteLine($"Davies-Bouldin {clustering.DaviesBouldinIndex:F2}");

var folds = mlContext.Data.CrossValidationSplit(all, numberOfFolds: 4);
var accuracies = new List<double>();
foreach (var fold in folds)
{
    var churn = pipeline
        .Append(mlContext.Transforms.CopyColumns("Label", "Churned"))
        .Append(mlContext.BinaryClassification.Trainers.LightGbm(numberOfLeaves: 12))
        .Fit(fold.TrainSet);
    accuracies.Add(Measure(fold.TestSet, churn));
}

Console.WriteLine($"accuracy {accuracies.Average():P1}, worst {accuracies.Min():P1}");

var engineByCity = new Dictionary<string, PredictionEngine<Customer, Segment>>();
foreach (var city in new[] { "Oslo", "Bergen" })
    engineByCity[city] = mlContext.Model.CreatePredictionEngine<Customer, Segment>(segments);
Console.WriteLine(string.Join(",", engineByCity.Select(pair => pair.Value.Predict(new() { City = pair.Key, Age = 40, Spend = new float[12] }).Cluster)));

double Measure(IDataView data, ITransformer model)
{
    var metrics = mlContext.BinaryClassification.Evaluate(model.Transform(data));
    return metrics switch
    {
        { Accuracy: > 0.99 } => throw new InvalidOperationException("too good to be true"),
        { Accuracy: var accuracy } => accuracy,
    };
}

internal sealed class Customer
{
    public float Age { get; set; }
    [VectorType(12)] public float[] Spend { get; set; }
    public string City { get; set; }
    public bool Churned { get; set; }
}

internal sealed class Segment
{
    [ColumnName("PredictedLabel")] public uint Cluster { get; set; }
    [ColumnName("Score")] public float[] Distances { get; set; }
}
