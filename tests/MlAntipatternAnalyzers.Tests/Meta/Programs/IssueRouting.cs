using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IssueRouting;

public record Issue
{
    [LoadColumn(0)] public string Id { get; init; }
    [LoadColumn(1)] public string Team { get; init; }
    [LoadColumn(2)] public string Title { get; init; }
    [LoadColumn(3)] public string Body { get; init; }
}

public record Route
{
    [ColumnName("PredictedLabel")] public string Team { get; init; }
    public float[] Score { get; init; }
    public float Confidence => Score?.Max() ?? 0;
}

public abstract class TrainerBase<TRow, TMetrics>
    where TRow : class, new()
{
    protected readonly MLContext Context = new(1);

    protected abstract IEstimator<ITransformer> Trainer { get; }

    protected virtual IEstimator<ITransformer> Preprocess() => Context.Transforms.Conversion.MapValueToKey("Label", "Team");

    protected abstract TMetrics Judge(IDataView scored);

    public async Task<(ITransformer Model, TMetrics Metrics)> TrainAsync(string path, CancellationToken cancellationToken)
    {
        var view = Context.Data.LoadFromTextFile<TRow>(path, allowQuoting: true);
        var split = Context.Data.TrainTestSplit(view, 0.1, seed: 3);
        var model = await Task.Run(() => Preprocess().Append(Trainer).Fit(split.TrainSet), cancellationToken).ConfigureAwait(false);
        var metrics = Judge(model.Transform(split.TrainSet));
        return (model, metrics);
    }
}

public sealed class IssueTrainer : TrainerBase<Issue, MulticlassClassificationMetrics>
{
    private readonly string[] _texts = { nameof(Issue.Team), nameof(Issue.Title), nameof(Issue.Body) };

    protected override IEstimator<ITransformer> Trainer =>
        Context.MulticlassClassification.Trainers.SdcaMaximumEntropy()
            .Append(Context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

    protected override IEstimator<ITransformer> Preprocess() =>
        base.Preprocess().Append(Context.Transforms.Text.FeaturizeText("Features", null, _texts));

    protected override MulticlassClassificationMetrics Judge(IDataView scored) =>
        Context.MulticlassClassification.Evaluate(scored);
}

public sealed class Router : IDisposable
{
    private static readonly Lazy<PredictionEngine<Issue, Route>> Shared = new(Create, LazyThreadSafetyMode.ExecutionAndPublication);
    private readonly ConcurrentBag<PredictionEngine<Issue, Route>> _spare = new();

    private static PredictionEngine<Issue, Route> Create()
    {
        var context = new MLContext();
        var model = context.Model.Load("issues.zip", out _);
        return context.Model.CreatePredictionEngine<Issue, Route>(model);
    }

    public Route Predict(Issue issue) => Shared.Value.Predict(issue);

    public Route PredictPooled(Issue issue)
    {
        var engine = _spare.TryTake(out var spare) ? spare : Create();
        try
        {
            return engine.Predict(issue);
        }
        finally
        {
            _spare.Add(engine);
        }
    }

    public IReadOnlyList<Route> PredictAll(IEnumerable<Issue> issues)
    {
        var routes = new ConcurrentQueue<Route>();
        Parallel.ForEach(issues, issue => routes.Enqueue(Predict(issue with { Body = issue.Body?.Trim() })));
        return routes.ToArray();
    }

    public void Dispose()
    {
        while (_spare.TryTake(out var engine))
            engine.Dispose();
    }
}
