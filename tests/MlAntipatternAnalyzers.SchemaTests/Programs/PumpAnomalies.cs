using System;
using System.Collections.Generic;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Pumps;

public class Reading
{
    public float Pressure { get; set; }
    public float Flow { get; set; }
    public float Temperature { get; set; }
    public float Broken { get; set; }
}

public class Verdict
{
    public float Score { get; set; }
    public bool PredictedLabel { get; set; }
}

public static class Monitor
{
    public static void Main()
    {
        MLContext ml = new(seed: 2);
        var readings = new List<Reading>();
        for (var i = 0; i < 40; i++)
            readings.Add(new() { Pressure = 5 + i % 3 * 0.1f, Flow = 10 + i % 3 * 0.2f, Temperature = 60 + i % 5, Broken = 0 });
        readings.Add(new() { Pressure = 1, Flow = 30, Temperature = 95, Broken = 1 });
        var data = ml.Data.LoadFromEnumerable(readings);

        var detector = ml.Transforms
            .Concatenate("Raw", nameof(Reading.Pressure), nameof(Reading.Flow), nameof(Reading.Temperature))
            .Append(ml.Transforms.NormalizeMinMax("Features", "Raw"))
            .Append(ml.AnomalyDetection.Trainers.RandomizedPca(new RandomizedPcaTrainer.Options { FeatureColumnName = "Features", Rank = 2, Seed = 1 }));
        var model = detector.Fit(data);
        var scored = model.Transform(data);
        var metrics = ml.AnomalyDetection.Evaluate(scored, labelColumnName: nameof(Reading.Broken), falsePositiveCount: 5);
        Console.WriteLine(metrics.AreaUnderRocCurve.ToString("0.0"));

        var stricter = ml.AnomalyDetection.ChangeModelThreshold(model.LastTransformer, 0.3f);
        foreach (var verdict in ml.Data.CreateEnumerable<Verdict>(stricter.Transform(scored), false))
        {
            if (verdict.PredictedLabel)
                Console.WriteLine($"anomaly {verdict.Score:0.00}");
        }
    }
}
