using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Logs;

public class LogLine
{
    public string Host { get; set; }
    public string Path { get; set; }
    public int Status { get; set; }
    public float Bytes { get; set; }
}

public class Encoded
{
    public uint HostHash { get; set; }
    public uint StatusKey { get; set; }
    public string StatusText { get; set; }
    public uint Cluster { get; set; }
}

public class LogClusters
{
    private static readonly Dictionary<int, string> Names = new() { [200] = "fine", [404] = "missing", [500] = "broken" };

    public static void Main()
    {
        var mlContext = new MLContext(seed: 9);
        var lines = mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 36).Select(i => new LogLine { Host = "host" + i % 4, Path = "/" + i % 6, Status = Names.Keys.ElementAt(i % 3), Bytes = i * 10 }));

        var hash = mlContext.Transforms.Conversion.Hash(new[]
        {
            new HashingEstimator.ColumnOptions("HostHash", "Host", numberOfBits: 4),
            new HashingEstimator.ColumnOptions("PathHash", "Path", numberOfBits: 5),
        });
        var status = mlContext.Transforms.Conversion.MapValue("StatusText", Names, nameof(LogLine.Status))
            .Append(mlContext.Transforms.Conversion.MapValueToKey(new[] { new InputOutputColumnPair("StatusKey", "StatusText") }));
        var vectors = mlContext.Transforms.Conversion.MapKeyToVector(new[]
        {
            new InputOutputColumnPair("HostVector", "HostHash"),
            new InputOutputColumnPair("PathVector", "PathHash"),
            new InputOutputColumnPair("StatusVector", "StatusKey"),
        });
        var pipeline = hash.Append(status).Append(vectors)
            .Append(mlContext.Transforms.NormalizeLogMeanVariance("LogBytes", "Bytes"))
            .Append(mlContext.Transforms.Concatenate("Features", "HostVector", "PathVector", "StatusVector", "LogBytes"))
            .Append(mlContext.Clustering.Trainers.KMeans(numberOfClusters: 3))
            .Append(mlContext.Transforms.CopyColumns("Cluster", "PredictedLabel"));
        var clustered = pipeline.Fit(lines).Transform(lines);
        foreach (var line in mlContext.Data.CreateEnumerable<Encoded>(clustered, reuseRowObject: true).Take(2))
            Console.WriteLine($"{line.HostHash > 0} {line.StatusKey} {line.StatusText} {line.Cluster <= 3}");
    }
}
