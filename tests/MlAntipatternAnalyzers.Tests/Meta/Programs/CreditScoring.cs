using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace CreditScoring;

public sealed class Applicant
{
    [LoadColumn(0)] public float Income { get; set; }
    [LoadColumn(1)] public float Debt { get; set; }
    [LoadColumn(2)] public string Housing { get; set; }
    [LoadColumn(3)] public string Employment { get; set; }
    [LoadColumn(4, 9), VectorType(6)] public float[] Payments { get; set; }
    [LoadColumn(10), ColumnName("Label")] public bool Defaulted { get; set; }
}

public sealed class Decision
{
    [ColumnName("PredictedLabel")] public bool WillDefault { get; set; }
    public float Probability { get; set; }
    public float Score { get; set; }
}

public sealed class RatioInput
{
    public float Income { get; set; }
    public float Debt { get; set; }
}

public sealed class RatioOutput
{
    public float Ratio { get; set; }
}

[CustomMappingFactoryAttribute("ratio")]
public sealed class RatioMapping : CustomMappingFactory<RatioInput, RatioOutput>
{
    public static void Map(RatioInput input, RatioOutput output) => output.Ratio = input.Income > 0 ? input.Debt / input.Income : 0;

    public override Action<RatioInput, RatioOutput> GetMapping() => Map;
}

/// <summary>Splits and models live in fields; each step is a method.</summary>
public sealed partial class CreditModel
{
    private readonly MLContext _mlContext = new(seed: 17);
    private DataOperationsCatalog.TrainTestData _split;
    private ITransformer _model;

    public string Path { get; init; } = "credit.csv";

    public void Load()
    {
        var view = _mlContext.Data.LoadFromTextFile<Applicant>(Path, hasHeader: true, separatorChar: ',');
        view = _mlContext.Data.FilterRowsByMissingValues(view, nameof(Applicant.Income), nameof(Applicant.Debt));
        var normalizer = _mlContext.Transforms.NormalizeMinMax(nameof(Applicant.Income)).Fit(view);
        view = normalizer.Transform(view);
        _split = _mlContext.Data.TrainTestSplit(view, testFraction: 0.25);
    }

    private IEstimator<ITransformer> BuildPipeline()
    {
        var encode = _mlContext.Transforms.Categorical.OneHotEncoding(new[]
        {
            new InputOutputColumnPair("HousingEncoded", nameof(Applicant.Housing)),
            new InputOutputColumnPair("EmploymentEncoded", nameof(Applicant.Employment)),
        });
        return encode
            .Append(_mlContext.Transforms.CustomMapping<RatioInput, RatioOutput>(RatioMapping.Map, contractName: "ratio"))
            .Append(_mlContext.Transforms.Concatenate("Features", "HousingEncoded", "EmploymentEncoded", "Ratio", nameof(Applicant.Payments)))
            .AppendCacheCheckpoint(_mlContext)
            .Append(_mlContext.BinaryClassification.Trainers.SdcaLogisticRegression());
    }
}

public sealed partial class CreditModel
{
    public void Train() => _model = BuildPipeline().Fit(_split.TrainSet);

    public CalibratedBinaryClassificationMetrics Evaluate() =>
        _mlContext.BinaryClassification.Evaluate(_model.Transform(_split.TestSet));

    public void Save(string path)
    {
        using var stream = File.Create(path);
        _mlContext.Model.Save(_model, _split.TrainSet.Schema, stream);
    }

    public IEnumerable<Decision> Score(IEnumerable<Applicant> applicants)
    {
        var scored = _model.Transform(_mlContext.Data.LoadFromEnumerable(applicants));
        foreach (var decision in _mlContext.Data.CreateEnumerable<Decision>(scored, reuseRowObject: false))
        {
            if (decision.Probability > 0.8f)
                yield return decision;
        }
    }

    public static double[] Repeat(int times)
    {
        var results = new double[times];
        for (var i = 0; i < times; i++)
        {
            var model = new CreditModel { Path = $"credit-{i}.csv" };
            model.Load();
            model.Train();
            results[i] = model.Evaluate().AreaUnderRocCurve;
        }

        return results.OrderDescending().ToArray();
    }
}
