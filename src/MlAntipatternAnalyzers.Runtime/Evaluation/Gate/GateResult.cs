using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What a gate says of a model, with every check, held or not.</summary>
public sealed class GateResult
{
    internal GateResult(GateBaseline baseline, NoBaselineRule withoutBaseline, IReadOnlyList<GateCheck> checks)
    {
        Baseline = baseline;
        Checks = checks;
        var failures = checks.Where(check => check.State == GateCheckState.Failed).Select(check => check.Message).ToList();
        if (WhyNoBaselineFails(withoutBaseline, checks) is { } why)
            failures.Add(why);
        Failures = failures;
    }

    /// <summary>Whether the model may pass: nothing failed, and something held.</summary>
    public bool Passed => Failures.Count == 0;

    /// <summary>Whether there was a baseline.</summary>
    public GateBaseline Baseline { get; }

    /// <summary>Every limit, on every slice that it is about, in the order of the thresholds.</summary>
    public IReadOnlyList<GateCheck> Checks { get; }

    /// <summary>Why the gate failed, a sentence each; empty when it passed.</summary>
    public IReadOnlyList<string> Failures { get; }

    /// <summary>The verdict, then a line for each check.</summary>
    public override string ToString() => GateResultText.Write(this);

    /// <summary>The result as JSON, with everything in it; the format is versioned.</summary>
    public string ToJson() => GateResultJson.Write(this);

    private static string? WhyNoBaselineFails(NoBaselineRule rule, IReadOnlyList<GateCheck> checks)
    {
        var count = checks.Count(check => check.State == GateCheckState.NoBaseline);
        if (count > 0 && rule == NoBaselineRule.Fail)
        {
            var limits = count == 1 ? "A limit of change" : $"{count} limits of change";
            return $"{limits} could not be checked: there is no baseline. Give one, or let the first model pass on its values alone (withoutBaseline: valueThresholdsAlone).";
        }
        // Also where every slice of a column is too small: a gate that looked at nothing is not passed.
        return checks.Any(check => check.State is GateCheckState.Held or GateCheckState.Failed)
            ? null
            : count > 0
                ? "There is no baseline and no limit of value that could decide alone: nothing was checked. Add a lower or an upper limit, or give a baseline."
                : "Nothing was checked: every slice that the thresholds name is too small to be evaluated.";
    }
}
