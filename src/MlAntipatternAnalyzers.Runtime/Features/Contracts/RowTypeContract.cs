using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using MlAntipatternAnalyzers.Contracts;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Compares the row class of a service with a contract: what the features read must be there, with its type.</summary>
internal static class RowTypeContract
{
    /// <param name="contract">The contract.</param>
    /// <param name="contractName">Its name; null where it has none.</param>
    /// <param name="rowType">The class.</param>
    public static IEnumerable<FeatureContractDifference> Compare(Contract contract, string? contractName, Type rowType)
    {
        if (contractName is not null && StatedOn(rowType) is { } stated && Contract.NameOf(stated) is var own && own != contractName)
            yield return new(null, null, $"'{rowType.Name}' is tied to the contract '{own}' by [FeatureContract], and this is '{contractName}'");

        var columns = RowTypeColumns.Of(rowType).ToDictionary(column => column.Name, column => column.Type, StringComparer.Ordinal);
        var trainingOnly = RowTypeColumns.TrainingOnly(rowType).ToHashSet(StringComparer.Ordinal);
        foreach (var feature in contract.Features)
        {
            // Without its raw line there is no type to compare, only that it is there.
            var raw = contract.Find(ContractFactKind.Raw, feature.Name) as ColumnFact;
            var expected = raw?.Type ?? ContractType.Unknown;
            var line = Line(raw ?? (ContractFact)feature);
            if (!columns.TryGetValue(feature.Name, out var found))
                yield return new(line, feature.Name, $"the features read '{feature.Name}' ({expected}), and '{rowType.Name}' has no such column{Similar(feature.Name, columns.Keys)}");
            else if (trainingOnly.Contains(feature.Name))
                yield return new(line, feature.Name, $"the features read '{feature.Name}', and '{rowType.Name}' marks it with [TrainingOnly]: serving leaves it at its default");
            else if (ContractType.TryParse(found.ToString()) is { } type && !expected.Agrees(type))
                yield return new(line, feature.Name, $"'{rowType.Name}.{feature.Name}' is {type}; in the contract it is {expected}");
        }
    }

    private static int? Line(ContractFact fact) => fact.Line > 0 ? fact.Line : null;

    // By its name, as the analyzers do: a program may declare the attribute itself.
    private static string? StatedOn(Type rowType)
    {
        for (var type = rowType; type is not null; type = type.DeclaringType)
        {
            if (type.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name == nameof(FeatureContractAttribute)) is { ConstructorArguments: [{ Value: string name }, ..] })
                return name;
        }
        return null;
    }

    private static string Similar(string name, IEnumerable<string> columns) =>
        columns.FirstOrDefault(column => column.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } similar ? $"; it has '{similar}', which is another one" : "";
}
