using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>What is known of a model that may be one of two: the facts that both have; where they differ, any.</summary>
internal static class ContractJoin
{
    public static Contract Of(Contract left, Contract right)
    {
        var facts = new List<ContractFact>();
        for (var kind = ContractFactKind.Raw; kind <= ContractFactKind.Output; kind++)
        {
            if (kind == ContractFactKind.Step)
                facts.AddRange(Steps(left.Steps.ToList(), right.Steps.ToList()));
            else
                facts.AddRange(ByName(left, right, kind));
        }

        return new Contract(facts);
    }

    private static IEnumerable<ContractFact> ByName(Contract left, Contract right, ContractFactKind kind)
    {
        var one = left.Facts.Where(fact => fact.Kind == kind).ToList();
        var other = right.Facts.Where(fact => fact.Kind == kind).Select(fact => fact.ToString()).ToList();
        var common = one.Where(fact => other.Contains(fact.ToString())).ToList();
        var isSame = common.Count == one.Count && common.Count == other.Count;
        return isSame || common.Any(fact => fact.IsOpen) ? common : common.Concat(new[] { OpenOf(kind) });
    }

    private static IEnumerable<ContractFact> Steps(List<StepFact> left, List<StepFact> right)
    {
        var start = left.Zip(right, (one, other) => one.ToString() == other.ToString()).TakeWhile(same => same).Count();
        if (start == left.Count && start == right.Count)
            return left;
        var end = left.Skip(start).Reverse().Zip(right.Skip(start).Reverse(), (one, other) => one.ToString() == other.ToString()).TakeWhile(same => same).Count();
        return left.Take(start).Concat(new[] { StepFact.Open() }).Concat(left.Skip(left.Count - end));
    }

    private static ContractFact OpenOf(ContractFactKind kind) =>
        kind switch
        {
            ContractFactKind.Compute => ComputeFact.Open(),
            ContractFactKind.Label or ContractFactKind.Feature => NameFact.Open(kind),
            _ => ColumnFact.Open(kind),
        };
}
