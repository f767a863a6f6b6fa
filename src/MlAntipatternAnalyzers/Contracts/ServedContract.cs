using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>What a served model's classes lack of what its contract says.</summary>
internal static class ServedContract
{
    /// <summary>The differences; what was found has the member as its source, and what is missing none.</summary>
    public static IEnumerable<(ContractDifference Difference, INamedTypeSymbol Class, ISymbol? Member)> Differences(ServedModel served, Contract contract, MlNetSymbols ml) =>
        OfInput(served.Input, contract, ml).Concat(OfOutput(served, contract, ml));

    private static IEnumerable<(ContractDifference, INamedTypeSymbol, ISymbol?)> OfInput(INamedTypeSymbol input, Contract contract, MlNetSymbols ml)
    {
        if (RowColumns.Of(input, RowUse.Read, ml) is not { } row)
            yield break;
        foreach (var feature in contract.Features)
        {
            // A feature that is no raw column is a mistake of the contract's, and the row need not have it.
            if (contract.Find(ContractFactKind.Raw, feature.Name) is not ColumnFact raw)
                continue;
            if (row.Find(feature.Name) is not { } column)
                yield return (new ContractDifference(raw, null), input, null);
            else if (ContractTypes.Of(column.Type) is var type && !raw.Type.Agrees(type))
                yield return (new ContractDifference(raw, new ColumnFact(ContractFactKind.Raw, raw.Name, type)), input, MemberOf(input, raw.Name, RowUse.Read, ml));
        }
    }

    private static IEnumerable<(ContractDifference, INamedTypeSymbol, ISymbol?)> OfOutput(ServedModel served, Contract contract, MlNetSymbols ml)
    {
        if (served.Output is not { } output || RowColumns.Of(output, RowUse.Write, ml) is not { } prediction || RowColumns.Of(served.Input, RowUse.Read, ml) is not { } row)
            yield break;
        var columns = row.Columns.Select(column => new SchemaColumn(column.Name, ColumnType.Unknown))
            .Concat(contract.Steps.SelectMany(step => step.Outputs).OfType<string>().Select(name => new SchemaColumn(name, ColumnType.Unknown)))
            .Where(column => contract.Find(ContractFactKind.Output, column.Name) is null)
            .Concat(contract.Outputs.Select(column => new SchemaColumn(column.Name, ContractTypes.ToColumnType(column.Type))));
        var isClosed = !contract.IsOpen(ContractFactKind.Output) && contract.Steps.All(step => !step.IsOpen && !step.Outputs.Contains(null));
        foreach (var problem in RowBinding.ProblemsOf(prediction, new Schema(columns.ToImmutableArray(), isClosed), ColumnRole.Input))
        {
            var found = new ColumnFact(ContractFactKind.Output, problem.Column, ContractTypes.Of(prediction.TypeOf(problem.Column)));
            yield return (new ContractDifference(contract.Find(ContractFactKind.Output, problem.Column), found), output, MemberOf(output, problem.Column, RowUse.Write, ml));
        }
    }

    private static ISymbol? MemberOf(INamedTypeSymbol row, string column, RowUse use, MlNetSymbols ml) =>
        RowMembers.Of(row, use, ml).FirstOrDefault(member => member.Name == column)?.Symbol;
}
