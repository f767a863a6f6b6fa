using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>How the members of rows are computed, as facts of a contract.</summary>
internal static class ContractComputations
{
    /// <summary>The facts about the rows that a view is loaded from. A member that only takes over what it is given has none, nor has one of a row that is read from a file.</summary>
    public static IEnumerable<ComputeFact> Of(LoadInfo load, ProgramModel model)
    {
        if (load.Api != Api.LoadEnumerable)
            yield break;
        var rows = FilledRows.Of(load).ToList();
        var isOpen = rows.Count == 0;
        var facts = new List<ComputeFact>();
        foreach (var writes in rows.SelectMany(row => row.Writes).GroupBy(write => write.Member, SymbolEqualityComparer.Default))
        {
            var computed = writes.SelectMany(model.Computations.Of).ToList();
            if (computed.Count > 0 && computed.All(IsComputed) && computed.Select(one => one.Hash).Distinct().Count() == 1)
                facts.Add(new ComputeFact(RowType.NameOf(writes.Key!, model.Symbols), computed[0].Text, computed[0].Hash, source: writes.First().Node));
            else
                isOpen |= computed.Count == 0 || !computed.All(one => one.IsKnown) || computed.Any(IsComputed);
        }

        // A hash that two computations share though they read otherwise is that of some that could not be followed.
        foreach (var same in facts.GroupBy(fact => fact.Hash))
        {
            var tells = same.Select(fact => fact.Text).Distinct().Count() == 1;
            isOpen |= !tells;
            foreach (var fact in same.Where(_ => tells))
                yield return fact;
        }

        if (isOpen)
            yield return ComputeFact.Open();
    }

    /// <summary>Where the rows that a model is asked with are filled otherwise than its contract says.</summary>
    public static IEnumerable<(ContractDifference Difference, SyntaxNode Node)> Differences(Flows flows, INamedTypeSymbol row, Contract contract, ProgramModel model)
    {
        var stated = contract.Computes.ToDictionary(compute => compute.Name);
        if (stated.Count == 0)
            yield break;
        foreach (var write in FilledRows.Scored(flows).Where(scored => SymbolEqualityComparer.Default.Equals(scored.Type, row)).SelectMany(scored => scored.Writes))
        {
            if (!stated.TryGetValue(RowType.NameOf(write.Member, model.Symbols), out var compute))
                continue;
            var computed = model.Computations.Of(write);
            if (computed.Count > 0 && computed.All(one => Differs(one, compute)))
                yield return (new ContractDifference(compute, new ComputeFact(compute.Name, computed[0].Text, computed[0].Hash)), write.Node);
        }
    }

    private static bool IsComputed(Computation computation) => computation is { IsKnown: true, IsConstant: false, IsTypeName: false, Copied: null };

    /// <summary>
    /// Whether a computation is another one than the contract's: of what has the same names. What serving calls its inputs may be other names for the same things, and then
    /// nothing can be told.
    /// </summary>
    private static bool Differs(Computation computation, ComputeFact compute)
    {
        if (computation is not { IsKnown: true, IsConstant: false, IsTypeName: false } || computation.Hash == compute.Hash)
            return false;
        var words = new HashSet<string>(Regex.Matches(compute.Text, @"\w+").Cast<Match>().Select(match => match.Value), StringComparer.OrdinalIgnoreCase);
        return computation.Inputs.Count > 0 && computation.Inputs.All(input => input.Name.Length > 0 && input.Name.Split('.').All(words.Contains));
    }
}
