using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

/// <summary>What is found is what makes metrics too good: trained and measured with ML.NET.</summary>
public sealed class LeakTrainingTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void A_column_that_is_found_makes_the_model_look_perfect_and_without_it_the_model_is_as_good_as_it_is()
    {
        var (train, test) = (LeakRow.Make(3000, 1), LeakRow.Make(1000, 2));
        var random = new Random(3);
        foreach (var row in train.Concat(test))
            row.Number = row.Label ? 1 + (float)random.NextDouble() : (float)random.NextDouble();

        var report = Check(train, test);
        var finding = Assert.Single(report.Findings);
        Assert.Equal((DataLeakKind.ColumnDeterminesLabel, "Number"), (finding.Kind, finding.Column));

        var withLeak = Auc(train, test, "Amount", "Noise", "Number");
        var without = Auc(train, test, "Amount", "Noise");
        Assert.InRange(withLeak, 0.99, 1);
        // Two of five of the amounts do not overlap.
        Assert.InRange(without, 0.7, 0.88);
    }

    [Fact]
    public void Shared_rows_that_are_found_let_a_model_of_pure_noise_look_skilled()
    {
        var (train, fresh) = (LeakRow.Make(600, 1, 0.5), LeakRow.Make(600, 2, 0.5));
        var random = new Random(3);
        // Nothing can be learned.
        foreach (var row in train.Concat(fresh))
            (row.Amount, row.Label) = ((float)random.NextDouble(), random.Next(2) == 0);
        List<LeakRow> leaking = [.. fresh.Take(300), .. train.Take(300)];

        Assert.Equal(DataLeakKind.SharedRows, Assert.Single(Check(train, leaking).Findings).Kind);
        Assert.False(Check(train, fresh).HasLeaks);
        Assert.InRange(Auc(train, fresh, "Amount", "Noise", "Number"), 0.42, 0.58);
        Assert.InRange(Auc(train, leaking, "Amount", "Noise", "Number"), 0.65, 1);
    }

    private DataLeakReport Check(IEnumerable<LeakRow> train, IEnumerable<LeakRow> test) =>
        _ml.Data.CheckLeaks(_ml.Data.LoadFromEnumerable(train), _ml.Data.LoadFromEnumerable(test), new() { LabelColumnName = "Label", IdentifierColumnNames = ["Id", "Reference"] });

    private double Auc(IEnumerable<LeakRow> train, IEnumerable<LeakRow> test, params string[] features)
    {
        var pipeline = _ml.Transforms.Concatenate("Input", features)
            .Append(_ml.BinaryClassification.Trainers.FastForest("Label", "Input", numberOfTrees: 50, numberOfLeaves: 50, minimumExampleCountPerLeaf: 2));
        var model = pipeline.Fit(_ml.Data.LoadFromEnumerable(train));
        return _ml.BinaryClassification.EvaluateNonCalibrated(model.Transform(_ml.Data.LoadFromEnumerable(test))).AreaUnderRocCurve;
    }
}
