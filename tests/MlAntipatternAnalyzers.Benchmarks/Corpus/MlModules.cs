using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Benchmarks.Corpus;

/// <summary>
/// Writes ML.NET programs: deterministic, each different, spread over files and methods as real ones are. A module is five files: rows, data,
/// pipeline, training, serving.
/// </summary>
internal static class MlModules
{
    public const int FilesEach = 5;

    private static readonly string[] Numbers = ["Area", "Age", "Rooms", "Distance", "Income", "Debt", "Visits", "Clicks", "Weight", "Height", "Rating", "Delay"];
    private static readonly string[] Texts = ["City", "Color", "Kind", "Channel", "Vendor"];
    // Real projects repeat some names, and not the same ones everywhere.
    private static readonly string[] Domains =
    [
        "Fare", "Churn", "House", "Loan", "Energy", "Traffic", "Yield", "Demand", "Price", "Claim", "Salary", "Risk", "Delivery", "Outage", "Crop", "Rent", "Ticket",
        "Stock", "Order", "Review", "Patient", "Sensor", "Flight", "Hotel", "Visit", "Donor", "Wine", "Bike", "Fuel", "Water", "Crime", "Noise", "Income", "Basket",
        "Route", "Storage", "Engine", "Battery", "Solar", "Wind",
    ];

    private static readonly string[] Trainers = ["Sdca", "FastTree", "LightGbm", "FastForest", "LbfgsPoissonRegression", "OnlineGradientDescent"];

    public static IReadOnlyList<Module> Write(int count) => [.. Enumerable.Range(0, count).Select(WriteOne)];

    private static Module WriteOne(int index)
    {
        var random = new Random(index);
        var shape = new Shape(
            $"Bench.M{index:000}",
            Take(Numbers, random, 4, 9),
            Take(Texts, random, 1, 3),
            Trainers[random.Next(Trainers.Length)],
            LoadsByOptions: random.Next(2) == 0,
            SplitsInTuple: random.Next(2) == 0,
            EvaluatesOnTrainingData: random.Next(4) == 0,
            EngineInLoop: random.Next(3) == 0);
        var planted = new List<string>();
        if (shape.EvaluatesOnTrainingData)
            planted.Add("MLAP6002");
        if (shape.EngineInLoop)
            planted.Add("MLAP7002");
        if (!shape.LoadsByOptions)
            planted.Add("MLAP2003");

        var domain = Domains[index % Domains.Length];
        SourceFile File(string name, string text) => new($"/{shape.Namespace}/{domain}{name}.cs", text.ReplaceLineEndings("\n").Replace("Domain", domain) + "\n");
        return new Module(
            [
                File("Rows", Parts.Rows(shape)),
                File("Data", Parts.Data(shape)),
                File("Pipeline", Parts.Pipeline(shape, random)),
                File("Training", Parts.Training(shape)),
                File("Serving", Parts.Serving(shape)),
            ],
            planted);
    }

    private static string[] Take(string[] names, Random random, int least, int most)
    {
        var shuffled = names.ToArray();
        random.Shuffle(shuffled);
        return shuffled[..random.Next(least, Math.Min(most, names.Length) + 1)];
    }
}
