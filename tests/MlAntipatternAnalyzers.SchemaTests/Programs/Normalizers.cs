using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

public class Stock
{
    public double Open { get; set; }
    public float Volume { get; set; }
    public float Spread { get; set; }
    public bool Rising { get; set; }
    [VectorType(4)] public float[] Week { get; set; }
}

public class Market
{
    public static void Main()
    {
        var ml = new MLContext(1);
        var stocks = Enumerable.Range(1, 40)
            .Select(i => new Stock { Open = i * 3, Volume = i * i, Spread = i % 5, Rising = i % 3 != 0, Week = new float[] { i, i + 1, i % 4, 2 } });
        var data = ml.Data.LoadFromEnumerable(stocks.ToArray());

        IEstimator<ITransformer>[] steps =
        {
            ml.Transforms.NormalizeMinMax("OpenScaled", "Open"),
            ml.Transforms.NormalizeLogMeanVariance("VolumeLog", "Volume"),
            ml.Transforms.NormalizeRobustScaling("VolumeRobust", "Volume"),
            ml.Transforms.NormalizeSupervisedBinning("SpreadBin", "Spread", labelColumnName: "Rising", mininimumExamplesPerBin: 2),
            ml.Transforms.NormalizeBinning(new[] { new InputOutputColumnPair("WeekBin", "Week") }, maximumBinCount: 3),
            ml.Transforms.NormalizeGlobalContrast("WeekContrast", "Week"),
            ml.Transforms.NormalizeLpNorm("WeekUnit", "Week"),
            ml.Transforms.Conversion.ConvertType("OpenSingle", "OpenScaled", DataKind.Single),
            ml.Transforms.Concatenate("Features", "OpenSingle", "VolumeLog", "VolumeRobust", "SpreadBin", "WeekBin", "WeekContrast", "WeekUnit"),
        };
        var pipeline = steps.Aggregate((left, right) => left.Append(right));
        var trained = pipeline.Append(ml.BinaryClassification.Trainers.SdcaNonCalibrated("Rising", maximumNumberOfIterations: 5)).Fit(data);

        var scored = trained.Transform(data);
        var metrics = ml.BinaryClassification.EvaluateNonCalibrated(scored, "Rising");
        Console.WriteLine(metrics.AreaUnderRocCurve > 0);
        foreach (var unit in scored.GetColumn<float[]>("WeekUnit").Take(2))
            Console.WriteLine(string.Join(" ", unit.Select(value => value.ToString("0.00"))));
    }
}
