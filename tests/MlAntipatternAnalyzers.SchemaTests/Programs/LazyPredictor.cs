#nullable enable
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Mailroom;

public interface IPredictor<in TInput, out TOutput>
{
    TOutput Predict(TInput input);
}

public record class Letter
{
    public string Subject { get; init; } = "";
    public bool Urgent { get; init; }
}

public record class Urgency
{
    [ColumnName("PredictedLabel")] public bool IsUrgent { get; set; }
    [ColumnName("Probability")] public float Confidence { get; set; }
}

public sealed class PredictorBase<TInput, TOutput>(Func<MLContext, ITransformer> build) : IPredictor<TInput, TOutput>, IDisposable
    where TInput : class
    where TOutput : class, new()
{
    private readonly MLContext _context = new(seed: 1);
    private readonly Lock _gate = new();
    private PredictionEngine<TInput, TOutput>? _engine;

    public TOutput Predict(TInput input)
    {
        lock (_gate)
        {
            _engine ??= _context.Model.CreatePredictionEngine<TInput, TOutput>(build(_context));
            return _engine.Predict(input);
        }
    }

    public void Dispose() => _engine?.Dispose();
}

public static class Program
{
    private static ITransformer BuildUrgency(MLContext context)
    {
        static IEnumerable<Letter> Letters()
        {
            string[] urgent = ["server down", "please call now", "deadline today"];
            string[] calm = ["newsletter", "lunch menu", "holiday photos"];
            for (var i = 0; i < 30; i++)
                yield return new Letter { Subject = (i % 2 == 0 ? urgent : calm)[i % 3], Urgent = i % 2 == 0 };
        }

        var data = context.Data.LoadFromEnumerable(Letters());
        return context.Transforms.Text.FeaturizeText("SubjectFeatures", inputColumnName: nameof(Letter.Subject))
            .Append(context.BinaryClassification.Trainers.LbfgsLogisticRegression(nameof(Letter.Urgent), "SubjectFeatures"))
            .Fit(data);
    }

    public static void Main()
    {
        using var predictor = new PredictorBase<Letter, Urgency>(BuildUrgency);
        var urgency = predictor.Predict(new Letter { Subject = "server on fire" });
        Console.WriteLine($"{urgency.IsUrgent} {urgency.Confidence > 0}");
    }
}
