using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
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
        var path = (medium as FileValue)?.Name.Content as string ?? (medium as ConstantValue)?.Content as string ?? (call.Argument as ConstantValue)?.Content as string;
        if (path is null && call.Operation is IInvocationOperation invocation)
            path = invocation.Arguments.Where(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String).Select(argument => LastPart(argument.Value, 0)).FirstOrDefault(part => part is not null);
        if (path is null)
            return null;
        var name = path.Substring(path.LastIndexOfAny(new[] { '/', '\\' }) + 1);
        var dot = name.LastIndexOf('.');
        name = dot > 0 ? name.Substring(0, dot) : name;
        return name.Length > 0 && name.All(character => !char.IsControl(character) && "<>:\"|?*".IndexOf(character) < 0) ? name : null;
    }

    /// <summary>The end of a path that is known though its folder is not.</summary>
    private static string? LastPart(IOperation? path, int depth) =>
        path switch
        {
            { ConstantValue: { HasValue: true, Value: string text } } => text,
            IConversionOperation conversion => LastPart(conversion.Operand, depth),
            IInvocationOperation { TargetMethod: { Name: "Combine" or "Join", ContainingType.Name: "Path" }, Arguments: { Length: > 0 } parts } => LastPart(parts[parts.Length - 1].Value, depth),
            ILocalReferenceOperation { Local: var local } when depth < 2 && local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value } => LastPart(path.SemanticModel?.GetOperation(value), depth + 1),
            _ => null,
        };
}
