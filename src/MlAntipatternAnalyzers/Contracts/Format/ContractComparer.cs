using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>Compares a contract with what was found in code or in a model.</summary>
/// <remarks>What is not known on either side (<c>?</c>, a kind of fact that is open) is never a difference.</remarks>
internal static class ContractComparer
{
    /// <summary>The differences, in the order in which a contract is written.</summary>
    /// <param name="expected">The contract that was committed.</param>
    /// <param name="found">What was found.</param>
    /// <param name="kinds">What to compare; everything where none is given.</param>
    public static IReadOnlyList<ContractDifference> Compare(Contract expected, Contract found, params ContractFactKind[] kinds)
    {
        var differences = new List<ContractDifference>();
        for (var kind = ContractFactKind.Raw; kind <= ContractFactKind.Output; kind++)
        {
            if (kinds.Length > 0 && !kinds.Contains(kind))
                continue;
            if (kind == ContractFactKind.Step)
                differences.AddRange(StepAlignment.Differences(expected.Steps.ToList(), found.Steps.ToList()));
            else
                differences.AddRange(CompareByName(expected, found, kind));
        }

        return differences;
    }

    /// <summary>The differences of a model, or of the schema that it is given: a raw column that is the label, or that no feature is made of, need not be there.</summary>
    public static IReadOnlyList<ContractDifference> CompareServed(Contract expected, Contract found) => Compare(expected, found).Where(difference => !IsUnread(expected, difference)).ToList();

    // Where the contract says what the features are made of, no more than that has to be served.
    private static bool IsUnread(Contract expected, ContractDifference difference) =>
        difference is { Fact: ContractFactKind.Raw, Kind: ContractDifferenceKind.Missing }
        && (expected.Find(ContractFactKind.Label, difference.Name) is not null
            || (!expected.IsOpen(ContractFactKind.Feature) && expected.Features.Any() && expected.Find(ContractFactKind.Feature, difference.Name) is null));

    private static IEnumerable<ContractDifference> CompareByName(Contract expected, Contract found, ContractFactKind kind)
    {
        var before = expected.Facts.Where(fact => fact.Kind == kind && !fact.IsOpen).ToDictionary(fact => fact.Name);
        var after = found.Facts.Where(fact => fact.Kind == kind && !fact.IsOpen).GroupBy(fact => fact.Name).ToDictionary(group => group.Key, group => group.First());
        foreach (var name in before.Keys.Concat(after.Keys).Distinct().OrderBy(name => name, System.StringComparer.Ordinal))
        {
            before.TryGetValue(name, out var one);
            after.TryGetValue(name, out var other);
            if (one is null ? !expected.IsOpen(kind) && !IsPassed(expected, other!) : other is null ? !found.IsOpen(kind) && !IsPassed(found, one) : !Agree(one, other))
                yield return new ContractDifference(one, other);
        }
    }

    /// <summary>Whether an output is a column that a step writes: a contract need not list what the model computes on its way.</summary>
    private static bool IsPassed(Contract contract, ContractFact output) =>
        output.Kind == ContractFactKind.Output && contract.Steps.Any(step => step.Outputs.Contains(output.Name));

    private static bool Agree(ContractFact expected, ContractFact found) =>
        (expected, found) switch
        {
            (ColumnFact before, ColumnFact after) => before.Type.Agrees(after.Type),
            (ComputeFact before, ComputeFact after) => before.Hash == after.Hash,
            _ => true,
        };
}
