using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

const string Label = "Yield";
string[] numeric = ["Nitrogen", "Phosphor", "Water"];
var ml = new MLContext(seed: 64);
var all = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 60).Select(i => new Field(i)));
var split = ml.Data.TrainTestSplit(all, testFraction: 0.3, samplingKeyColumnName: "Farm");

var chain = ml.Transforms.ReplaceMissingValues("Water")
    .Append(ml.Transforms.Concatenate("Features", numeric))
    .Append(ml.Transforms.NormalizeMinMax("Features", fixZero: true))
    .Append(ml.Regression.Trainers.LbfgsPoissonRegression(labelColumnName: Label));
var model = chain.Fit(split.TrainSet);
var scored = model.Transform(split.TestSet);

var byName = ml.Regression.PermutationFeatureImportance(model, scored, labelColumnName: Label, permutationCount: 2);
foreach (var (column, statistics) in byName.OrderBy(pair => pair.Key, StringComparer.Ordinal))
    Console.WriteLine($"{column} {double.IsFinite(statistics.MeanAbsoluteError.Mean)}");

var weights = model.LastTransformer.Model.Weights;
Console.WriteLine(weights.Count);

internal sealed class Field
{
    public Field()
    {
    }

    public Field(int i)
    {
        Farm = "farm " + i % 6;
        Nitrogen = i % 7;
        Phosphor = i % 5;
        Water = i % 10 == 0 ? float.NaN : i % 10;
        Yield = 1 + Nitrogen + Phosphor;
    }

    public string Farm { get; set; }
    public float Nitrogen { get; set; }
    public float Phosphor { get; set; }
    public float Water { get; set; }
    public float Yield { get; set; }
}
