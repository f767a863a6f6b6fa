using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Churn;

public class Subscriber
{
    public float Months { get; set; }
    public float Calls { get; set; }
    public float Complaints { get; set; }
    public string Plan { get; set; }
    public bool Left { get; set; }
}

internal class ChurnStudy
{
    private static readonly string[] Numeric = [nameof(Subscriber.Months), nameof(Subscriber.Calls), nameof(Subscriber.Complaints)];
    private readonly MLContext _context;
    private readonly IDataView _train;
    private readonly IDataView _test;

    private ChurnStudy(IEnumerable<Subscriber> subscribers)
    {
        _context = new MLContext(seed: 13);
        var all = _context.Data.LoadFromEnumerable(subscribers);
        DataOperationsCatalog.TrainTestData split = _context.Data.TrainTestSplit(all, testFraction: 0.4, seed: 1);
        (_train, _test) = (split.TrainSet, split.TestSet);
    }

    private void Explain()
    {
        var prepare = _context.Transforms.Categorical.OneHotEncoding("PlanVector", nameof(Subscriber.Plan))
            .Append(_context.Transforms.Concatenate("Features", [.. Numeric, "PlanVector"]));
        var prepared = prepare.Fit(_train);
        var linear = _context.BinaryClassification.Trainers
            .LbfgsLogisticRegression(nameof(Subscriber.Left), "Features")
            .Fit(prepared.Transform(_train));

        var test = prepared.Transform(_test);
        ImmutableArray<BinaryClassificationMetricsStatistics> importance = _context.BinaryClassification
            .PermutationFeatureImportance(linear, test, labelColumnName: nameof(Subscriber.Left), permutationCount: 1);
        VBuffer<ReadOnlyMemory<char>> slots = default;
        test.Schema["Features"].GetSlotNames(ref slots);
        foreach (var (slot, change) in slots.DenseValues().Zip(importance))
            Console.WriteLine($"{slot}: {change.AreaUnderRocCurve.Mean:0.0}");
    }

    public static void Main() => new ChurnStudy(Enumerable.Range(0, 60).Select(i => new Subscriber
    {
        Months = i % 24,
        Calls = i % 7,
        Complaints = i % 4,
        Plan = i % 3 == 0 ? "family" : "single",
        Left = i % 4 == 3 || i % 11 == 0,
    })).Explain();
}
