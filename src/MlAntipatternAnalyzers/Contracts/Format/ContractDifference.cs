using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>How a fact differs.</summary>
internal enum ContractDifferenceKind
{
    /// <summary>The contract has a fact that was not found.</summary>
    Missing,

    /// <summary>A fact was found that the contract does not have.</summary>
    Unexpected,

    /// <summary>The contract says something else about the same column, member or step.</summary>
    Changed,
}

/// <summary>One difference between a contract and what was found in code or in a model.</summary>
internal sealed class ContractDifference
{
    public ContractDifference(ContractFact? expected, ContractFact? found)
    {
        Expected = expected;
        Found = found;
        Fact = (expected ?? found)!.Kind;
        Kind = expected is null ? ContractDifferenceKind.Unexpected : found is null ? ContractDifferenceKind.Missing : ContractDifferenceKind.Changed;
    }

    public ContractDifferenceKind Kind { get; }

    /// <summary>What it is about.</summary>
    public ContractFactKind Fact { get; }

    /// <summary>What the contract says; null where it says nothing.</summary>
    public ContractFact? Expected { get; }

    /// <summary>What was found; null where nothing was.</summary>
    public ContractFact? Found { get; }

    /// <summary>The contract's step that a step follows which the contract does not have; null where it comes first.</summary>
    public StepFact? After { get; set; }

    /// <summary>The step that stands where one is missing, or the last one where it is missing at the end; null where there are none.</summary>
    public StepFact? InPlace { get; set; }

    /// <summary>The column, member or operator.</summary>
    public string Name => (Expected ?? Found)!.Name;

    /// <summary>The contract's line that it is about, from 1; 0 where the contract has none.</summary>
    public int Line => Expected?.Line ?? 0;

    /// <summary>What differs, for people, without the file: <c>the raw column 'Size' is Int32; in the contract it is Single</c>.</summary>
    public string Message =>
        Kind switch
        {
            ContractDifferenceKind.Missing => $"the contract has {Of(Expected!)}, which is missing here",
            ContractDifferenceKind.Unexpected => $"here is {Of(Found!)}, which the contract does not have",
            _ => (Expected, Found) switch
            {
                (ColumnFact expected, ColumnFact found) => $"{Noun} '{Name}' is {found.Type}; in the contract it is {expected.Type}",
                (ComputeFact expected, ComputeFact found) => $"'{Name}' is computed as '{found.Text}'; in the contract it is '{expected.Text}'",
                (StepFact expected, StepFact found) => OfStep(expected, found),
                _ => $"here is {Of(Found!)}; the contract has {Of(Expected!)}",
            },
        };

    public override string ToString() => Line > 0 ? $"line {Line}: {Message}" : Message;

    private string Noun => Fact switch
    {
        ContractFactKind.Raw => "the raw column",
        ContractFactKind.Output => "the output",
        _ => ContractText.Word(Fact),
    };

    private static string Of(ContractFact fact) =>
        fact switch
        {
            ColumnFact { Kind: ContractFactKind.Raw } raw => $"the raw column '{raw.Name}' ({raw.Type})",
            ColumnFact output => $"the output '{output.Name}' ({output.Type})",
            ComputeFact compute => $"'{compute.Name}' computed as '{compute.Text}'",
            StepFact step => $"the step '{step.ToString().Substring("step ".Length)}'",
            NameFact { Kind: ContractFactKind.Label } label => $"'{label.Name}' as the label",
            _ => $"'{fact.Name}' among the features",
        };

    private static string OfStep(StepFact expected, StepFact found)
    {
        var parts = new List<string>();
        if (!StepFacts.SameInputs(expected, found))
            parts.Add($"reads {Columns(found.Inputs)} and not {Columns(expected.Inputs)}");
        if (!StepFacts.SameOutputs(expected, found))
            parts.Add($"writes {Columns(found.Outputs.Select(ContractText.Name))} and not {Columns(expected.Outputs.Select(ContractText.Name))}");
        foreach (var name in StepFacts.DifferentParameters(expected, found))
        {
            var before = StepFacts.Value(expected, name);
            var after = StepFacts.Value(found, name);
            parts.Add($"has {(after is null ? $"no {name}" : $"{name}={after}")} and not {(before is null ? "the default" : $"{name}={before}")}");
        }

        return $"the step {found.Name} {string.Join(", ", parts)}, as in the contract";
    }

    private static string Columns(IEnumerable<object> columns) => string.Join(", ", columns) is { Length: > 0 } list ? list : "nothing";
}
