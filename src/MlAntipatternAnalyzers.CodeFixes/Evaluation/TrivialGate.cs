using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>A check that needs no made-up threshold: is a model better than one that always gives the same answer?</summary>
internal sealed class TrivialGate
{
    private readonly string limit;
    private readonly string trivial;

    private TrivialGate(string catalog, string evaluate, string metric, string limit, string trivial)
    {
        Catalog = catalog;
        Evaluate = evaluate;
        Metric = metric;
        this.limit = limit;
        this.trivial = trivial;
    }

    /// <summary>The context's member that evaluates.</summary>
    public string Catalog { get; }

    public string Evaluate { get; }

    public string Metric { get; }

    /// <summary>The gate of a task that a finding tells; null where no metric of the task has a value that says "no better than a constant".</summary>
    public static TrivialGate? Of(ImmutableDictionary<string, string?> facts)
    {
        facts.TryGetValue("Task", out var task);
        return task switch
        {
            "Binary" => new TrivialGate("BinaryClassification", facts.ContainsKey("Calibrated") ? "Evaluate" : "EvaluateNonCalibrated", "AreaUnderRocCurve", "0.5", "guessing"),
            "Multiclass" => new TrivialGate("MulticlassClassification", "Evaluate", "LogLossReduction", "0", "always giving each class its share"),
            "Regression" or "Recommendation" => new TrivialGate("Regression", "Evaluate", "RSquared", "0", "always predicting the mean"),
            _ => null,
        };
    }

    /// <summary>Whether a metrics class of ML.NET's has the metric.</summary>
    public bool Fits(ITypeSymbol? metrics)
    {
        for (var type = metrics; type is not null; type = type.BaseType)
        {
            if (type.ContainingNamespace?.ToDisplayString() == "Microsoft.ML.Data" && type.GetMembers(Metric).Any())
                return true;
        }

        return false;
    }

    /// <summary>The statement, line by line. What is not a number is no better either.</summary>
    public IEnumerable<string> Lines(string metrics, SemanticModel semantics, int position)
    {
        var exception = semantics.LookupNamespacesAndTypes(position, name: "InvalidOperationException").Any() ? "InvalidOperationException" : "System.InvalidOperationException";
        yield return $"if (!({metrics}.{Metric} > {limit}))";
        yield return $"    throw new {exception}($\"The model is not saved: its {Metric} is {{{metrics}.{Metric}}}, no better than {trivial} (more than {limit} is).\");";
    }
}
