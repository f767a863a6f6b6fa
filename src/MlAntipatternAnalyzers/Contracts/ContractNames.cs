using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>Which contract code belongs to.</summary>
internal static class ContractNames
{
    private const string Attribute = "FeatureContractAttribute";

    /// <summary>The name in a <c>[FeatureContract("NAME")]</c>, whoever declares the attribute, on a symbol or on what it stands in.</summary>
    public static string? StatedOn(ISymbol? symbol)
    {
        for (; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            foreach (var attribute in symbol.GetAttributes())
            {
                if (attribute.AttributeClass?.Name == Attribute && attribute.ConstructorArguments.Length > 0 && attribute.ConstructorArguments[0].Value is string { Length: > 0 } name)
                    return Contract.IsFile(name) ? Contract.NameOf(name) : name;
            }
        }

        return null;
    }

    /// <summary>The name of the file that a model is saved to or loaded from: <c>House</c> of <c>Path.Combine(folder, "House.zip")</c>; null where it is not known.</summary>
    public static string? OfFile(ProgramEvent call)
    {
        var medium = call.Medium ?? (call.Result as TransformerValue)?.Medium;
        var name = (medium as FileValue)?.Name.Content as string ?? FileNames.Of(call);
        if (name is null)
            return null;
        name = name.Substring(name.LastIndexOfAny(new[] { '/', '\\' }) + 1);
        var dot = name.LastIndexOf('.');
        name = dot > 0 ? name.Substring(0, dot) : name;
        return name.Length > 0 && name.All(character => !char.IsControl(character) && "<>:\"|?*".IndexOf(character) < 0) ? name : null;
    }
}
