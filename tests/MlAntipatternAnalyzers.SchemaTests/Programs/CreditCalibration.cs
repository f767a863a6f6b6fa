using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Credit;

public record Applicant
{
    public float Income { get; init; }
    public float Debt { get; init; }
    public string Region { get; init; }
    public bool Defaulted { get; init; }
}

public record Decision
{
    public bool PredictedLabel { get; set; }
    public float Score { get; set; }
    public float Probability { get; set; }
}

public class Scoring(MLContext context)
{
    private const string Label = nameof(Applicant.Defaulted);

    public ITransformer Train(IDataView applicants)
    {
        var features = context.Transforms.Categorical.OneHotEncoding("Region")
            .Append(context.Transforms.Concatenate("Features", nameof(Applicant.Income), nameof(Applicant.Debt), "Region"))
            .Append(context.Transforms.NormalizeLpNorm("Features"));
        var svm = context.BinaryClassification.Trainers.LinearSvm(labelColumnName: Label, numberOfIterations: 5);
        var uncalibrated = features.Append(svm).Fit(applicants);
        var metrics = context.BinaryClassification.EvaluateNonCalibrated(uncalibrated.Transform(applicants), Label);
        Console.WriteLine($"accuracy {metrics.Accuracy:0.0}");

        var calibrator = context.BinaryClassification.Calibrators.Platt(labelColumnName: Label, scoreColumnName: "Score");
        return uncalibrated.Append(calibrator.Fit(uncalibrated.Transform(applicants)));
    }

    public static void Main()
    {
        var context = new MLContext(9);
        var applicants = Enumerable.Range(0, 50)
            .Select(i => new Applicant { Income = 1000 + 37 * (i % 11), Debt = 100 * (i % 5), Region = i % 2 == 0 ? "north" : "south", Defaulted = i % 5 >= 3 })
            .ToList();
        var view = context.Data.LoadFromEnumerable(applicants);
        var model = new Scoring(context).Train(view);
        var evaluated = context.BinaryClassification.Evaluate(model.Transform(view), Label);
        Console.WriteLine($"entropy {evaluated.Entropy:0.0}");

        var engine = context.Model.CreatePredictionEngine<Applicant, Decision>(model);
        var decision = engine.Predict(applicants[3]);
        Console.WriteLine($"{decision.PredictedLabel} {decision.Probability:0.0} {decision.Score:0.0}");
    }
}
