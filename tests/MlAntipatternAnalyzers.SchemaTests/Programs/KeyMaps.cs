using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Education;

public sealed class Person
{
    public string Degree { get; set; }
    public float Age { get; set; }
    public float Salary { get; set; }
}

public sealed class Mapped
{
    public string Level { get; set; }
    public uint DegreeKey { get; set; }
    public float[] DegreeBits { get; set; }
}

public static class Program
{
    private static readonly Dictionary<string, string> Levels = new()
    {
        ["BSc"] = "undergraduate",
        ["MSc"] = "graduate",
        ["PhD"] = "postgraduate",
    };

    public static void Main()
    {
        var mlContext = new MLContext();
        var people = Enumerable.Range(0, 30).Select(i => new Person { Degree = Levels.Keys.ElementAt(i % 3), Age = 22 + i, Salary = 1000 * (1 + i % 3) + i });
        var data = mlContext.Data.LoadFromEnumerable(people);

        var mapping = mlContext.Transforms.Conversion.MapValue("Level", Levels, "Degree")
            .Append(mlContext.Transforms.Conversion.MapValueToKey("DegreeKey", "Degree"))
            .Append(mlContext.Transforms.Conversion.MapKeyToBinaryVector("DegreeBits", "DegreeKey"))
            .Append(mlContext.Transforms.Conversion.MapValueToKey("LevelKey", "Level"))
            .Append(mlContext.Transforms.Conversion.MapKeyToVector("LevelVector", "LevelKey", outputCountVector: false));
        var mapped = mapping.Fit(data).Transform(data);
        foreach (var row in mlContext.Data.CreateEnumerable<Mapped>(mapped, reuseRowObject: false).Take(3))
            Console.WriteLine($"{row.Level} {row.DegreeKey} {string.Join(",", row.DegreeBits)}");

        var regression = mlContext.Transforms.Concatenate("Features", "LevelVector", "DegreeBits", "Age")
            .Append(mlContext.Regression.Trainers.LbfgsPoissonRegression(labelColumnName: "Salary", featureColumnName: "Features"));
        var metrics = mlContext.Regression.Evaluate(regression.Fit(mapped).Transform(mapped), labelColumnName: "Salary");
        Console.WriteLine(metrics.LossFunction >= 0);
    }
}
