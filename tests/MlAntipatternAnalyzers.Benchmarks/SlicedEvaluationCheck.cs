using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Benchmarks;

/// <summary>What an evaluation of a million rows by ten slices costs, in plain evaluations of the same rows; the model is applied once in each.</summary>
internal static class SlicedEvaluationCheck
{
    private const int Rows = 1_000_000;
    private const int Slices = 10;
    private const int Runs = 5;

    /// <summary>Of each task: its name, and the sliced evaluation's time over the plain one's, with the default options.</summary>
    public static IEnumerable<(string Task, double Times)> Run()
    {
        var ml = new MLContext(seed: 1);
        var data = ml.Data.Cache(ml.Data.LoadFromEnumerable(Made()));
        var few = ml.Data.Cache(ml.Data.TakeRows(data, 10_000));
        Read(data);
        Console.WriteLine($"{Rows:N0} rows, {Slices} slices; milliseconds, and times a plain evaluation");
        Console.WriteLine($"{"",-34}{"plain",10}{"sliced",10}{"",8}{"without intervals",20}");

        var binary = ml.BinaryClassification.Trainers.LbfgsLogisticRegression("IsHigh").Fit(few).Transform(data);
        yield return ("binary", Compare("binary", binary,
            view => ml.BinaryClassification.Evaluate(view, "IsHigh"),
            (view, options) => ml.BinaryClassification.EvaluateSliced(view, ["Slice"], "IsHigh", options: options)));

        var multiclass = ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Class").Fit(few).Transform(data);
        yield return ("multiclass", Compare("multiclass, 5 classes", multiclass,
            view => ml.MulticlassClassification.Evaluate(view, "Class"),
            (view, options) => ml.MulticlassClassification.EvaluateSliced(view, ["Slice"], "Class", options: options)));

        var regression = ml.Regression.Trainers.LbfgsPoissonRegression("Value").Fit(few).Transform(data);
        yield return ("regression", Compare("regression", regression,
            view => ml.Regression.Evaluate(view, "Value"),
            (view, options) => ml.Regression.EvaluateSliced(view, ["Slice"], "Value", options: options)));

        yield return ("ranking", Compare("ranking, 10 rows a group", regression,
            view => ml.Ranking.Evaluate(view, "Relevance", "Group"),
            (view, options) => ml.Ranking.EvaluateSliced(view, ["Slice"], "Relevance", "Group", options: options)));
    }

    private static double Compare(string task, IDataView predictions, Action<IDataView> evaluate, Action<IDataView, SlicedEvaluationOptions> evaluateSliced)
    {
        // In turn, so that a busy machine slows all; of each the least disturbed run counts.
        var (plain, sliced, without) = (double.MaxValue, double.MaxValue, double.MaxValue);
        for (var run = 0; run < Runs; run++)
        {
            plain = Math.Min(plain, Milliseconds(() => evaluate(predictions)));
            sliced = Math.Min(sliced, Milliseconds(() => evaluateSliced(predictions, new())));
            without = Math.Min(without, Milliseconds(() => evaluateSliced(predictions, new() { BootstrapReplicates = 0 })));
        }
        Console.WriteLine($"{task,-34}{plain,10:F0}{sliced,10:F0}{sliced / plain,8:F2}{without,12:F0}{without / plain,8:F2}");
        return sliced / plain;
    }

    private static double Milliseconds(Action action)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static void Read(IDataView data)
    {
        using var cursor = data.GetRowCursor(data.Schema);
        while (cursor.MoveNext())
        {
        }
    }

    private static IEnumerable<Row> Made()
    {
        var random = new Random(1);
        string[] slices = [.. Enumerable.Range(0, Slices).Select(i => $"Region {i}")];
        for (var i = 0; i < Rows; i++)
        {
            var features = new float[10];
            for (var j = 0; j < features.Length; j++)
                features[j] = random.NextSingle();
            var value = features.Take(5).Sum() + random.NextSingle();
            yield return new Row
            {
                Features = features,
                Slice = slices[random.Next(Slices)],
                IsHigh = value > 3,
                Value = value,
                Class = (uint)Math.Min(4, value),
                Relevance = Math.Min(4, (int)value),
                Group = (uint)(i / 10),
            };
        }
    }

    private sealed class Row
    {
        [VectorType(10)]
        public float[] Features { get; set; } = [];

        public string Slice { get; set; } = "";

        public bool IsHigh { get; set; }

        public float Value { get; set; }

        [KeyType(5)]
        public uint Class { get; set; }

        public float Relevance { get; set; }

        [KeyType(Rows / 10)]
        public uint Group { get; set; }
    }
}
