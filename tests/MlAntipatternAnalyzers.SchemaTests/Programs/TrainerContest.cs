using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Contest;

internal static class Columns
{
    public const string Label = "Passed";
    public const string Features = "Vector";
    public static readonly string[] Inputs = { "Hours", "Lectures", "Homework" };
}

internal class Student
{
    public float Hours { get; set; }
    public float Lectures { get; set; }
    public float Homework { get; set; }
    public bool Passed { get; set; }
}

internal static class Program
{
    private static void Main()
    {
        var ml = new MLContext(seed: 77);
        var data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 50).Select(i => new Student { Hours = i % 20, Lectures = i % 12, Homework = i % 8, Passed = i % 20 + i % 8 > 12 }));
        var (train, test) = Split(ml, data);

        var candidates = new List<(string Name, Func<MLContext, IEstimator<ITransformer>> Make)>
        {
            ("perceptron", c => c.BinaryClassification.Trainers.AveragedPerceptron(Columns.Label, Columns.Features)),
            ("svm", c => c.BinaryClassification.Trainers.LinearSvm(Columns.Label, Columns.Features)),
            ("local svm", c => c.BinaryClassification.Trainers.LdSvm(Columns.Label, Columns.Features, treeDepth: 1, numberOfIterations: 100)),
            ("prior", c => c.BinaryClassification.Trainers.Prior(Columns.Label)),
            ("sgd", c => c.BinaryClassification.Trainers.SgdNonCalibrated(new SgdNonCalibratedTrainer.Options { LabelColumnName = Columns.Label, FeatureColumnName = Columns.Features, NumberOfIterations = 2 })),
        };

        var best = candidates
            .Select(candidate => (candidate.Name, Accuracy: Judge(ml, candidate.Make(ml), train, test)))
            .OrderByDescending(result => result.Accuracy)
            .First();
        Console.WriteLine(best.Accuracy >= 0 ? "one of them won" : best.Name);
    }

    private static double Judge(MLContext ml, IEstimator<ITransformer> trainer, IDataView train, IDataView test)
    {
        var pipeline = ml.Transforms.Concatenate(Columns.Features, Columns.Inputs)
            .Append(ml.Transforms.NormalizeMeanVariance(Columns.Features))
            .Append(trainer);
        var scored = pipeline.Fit(train).Transform(test);
        return ml.BinaryClassification.EvaluateNonCalibrated(scored, Columns.Label).Accuracy;
    }

    private static (IDataView Train, IDataView Test) Split(MLContext ml, IDataView data)
    {
        var split = ml.Data.TrainTestSplit(data, 0.3);
        return (split.TrainSet, split.TestSet);
    }
}
