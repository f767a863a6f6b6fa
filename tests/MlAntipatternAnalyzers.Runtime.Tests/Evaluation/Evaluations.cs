using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime.Tests.Evaluation;

/// <summary>Evaluations made by hand, to be held against a gate.</summary>
internal static class Evaluations
{
    public static SlicedEvaluation Of(params (string Metric, MetricValue Value)[] overall) => new(EvaluationTask.Binary, [Slice([], overall)]);

    public static SlicedEvaluation With(this SlicedEvaluation evaluation, (string Column, string Value)[] key, params (string Metric, MetricValue Value)[] metrics) =>
        new(evaluation.Task, [.. evaluation.Slices, Slice(key, metrics)], evaluation.LeftOut);

    public static SlicedEvaluation WithTooSmall(this SlicedEvaluation evaluation, params (string Column, string Value)[] key) =>
        new(evaluation.Task, evaluation.Slices, [.. evaluation.LeftOut, new LeftOutSlice(Key(key), 3, 3)]);

    private static SliceEvaluation Slice((string, string)[] key, (string Metric, MetricValue Value)[] metrics) =>
        new(Key(key), 100, 100, metrics.ToDictionary(metric => metric.Metric, metric => metric.Value));

    private static IReadOnlyList<SliceKeyPart> Key((string Column, string Value)[] key) => [.. key.Select(part => new SliceKeyPart(part.Column, part.Value))];
}
