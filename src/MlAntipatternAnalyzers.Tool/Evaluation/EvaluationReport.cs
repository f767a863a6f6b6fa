using System.Collections.Generic;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Tool.Evaluation;

/// <summary>What a run gave, in whatever form it is then written.</summary>
/// <param name="Title">Of which model it is.</param>
/// <param name="Facts">What was evaluated on what: names and values.</param>
/// <param name="Candidate">The model's metrics.</param>
/// <param name="Baseline">Those of the model that it is compared with, on the same rows; null where there is none.</param>
/// <param name="Gate">What the gate says; null where none was asked for.</param>
/// <param name="Notes">What a reader must know to read the numbers aright.</param>
internal sealed record EvaluationReport(
    string Title,
    IReadOnlyList<Fact> Facts,
    SlicedEvaluation Candidate,
    SlicedEvaluation? Baseline,
    GateResult? Gate,
    IReadOnlyList<string> Notes)
{
    /// <summary>How the candidate differs from the baseline; null where no comparison was asked for.</summary>
    public ModelComparison? Comparison { get; init; }

    /// <summary>A regression's predictions against its labels; empty for other tasks, and where no page is asked for.</summary>
    public IReadOnlyList<CalibrationBucket> Predictions { get; init; } = [];
}

/// <summary>One line of what was evaluated on what.</summary>
/// <param name="Key">Its name in JSON.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Value">Its value.</param>
internal sealed record Fact(string Key, string Name, string Value);
