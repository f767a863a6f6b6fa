using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>The name of the file that a model is saved to or loaded from, whatever folder it is in: training and serving rarely spell the folder alike.</summary>
internal static class FileNames
{
    private const int MaximalDepth = 4;

    /// <summary>The file's name, or null where it is not constant.</summary>
    public static string? Of(ProgramEvent recorded)
    {
        if ((recorded.Argument as ConstantValue ?? recorded.Medium as ConstantValue) is { Content: string path })
            return Last(path);
        return Of(recorded.Operation);
    }

    /// <summary>The name of the file that a call is given the path of, or null where it is not constant.</summary>
    public static string? Of(IOperation call) =>
        (call as IInvocationOperation)?.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String)?.Value is { } value ? Last(TextOf(value, 0)) : null;

    private static string? Last(string? path)
    {
        var name = path?.Substring(path.LastIndexOfAny(new[] { '/', '\\' }) + 1);
        return string.IsNullOrWhiteSpace(name) ? null : name;
    }

    /// <summary>A path as far as its end is known: from the last separator on, at least.</summary>
    private static string? TextOf(IOperation? path, int depth)
    {
        if (path is null || depth > MaximalDepth)
            return null;
        if (path.ConstantValue is { HasValue: true, Value: string text })
            return text;
        switch (path)
        {
            case IConversionOperation conversion:
                return TextOf(conversion.Operand, depth);

            case IInvocationOperation { TargetMethod: { Name: "Combine" or "Join" or "GetFullPath", ContainingType: { Name: "Path", ContainingNamespace.Name: "IO" } } method } call:
                var part = method.Name == "GetFullPath" ? call.Arguments.FirstOrDefault()?.Value : call.Arguments.LastOrDefault()?.Value;
                return TextOf(part is IArrayCreationOperation { Initializer.ElementValues: { Length: > 0 } elements } ? elements[elements.Length - 1] : part, depth + 1);

            // A helper that puts a folder before a name.
            case IInvocationOperation { TargetMethod: { ReturnType.SpecialType: SpecialType.System_String } method, Arguments: { Length: 1 } given } when method.Name.Contains("Path") && given[0].Parameter?.Type.SpecialType == SpecialType.System_String:
                return TextOf(given[0].Value, depth + 1);

            // The runtime library's check of a header answers the path.
            case IInvocationOperation { TargetMethod.Name: "VerifyHeader" } verified:
                return TextOf(verified.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "path")?.Value, depth + 1);

            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                return AfterSeparator(TextOf(sum.RightOperand, depth + 1));

            case IInterpolatedStringOperation { Parts: { Length: > 0 } parts }:
                return parts[parts.Length - 1] is IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string end } } ? AfterSeparator(end) : null;

            case ILocalReferenceOperation local:
                return Declared(local.Local, path, depth);

            case IFieldReferenceOperation { Field: { IsReadOnly: true } or { DeclaredAccessibility: Accessibility.Private } } field:
                return Declared(field.Field, path, depth);

            case IPropertyReferenceOperation { Property: { SetMethod: null } property }:
                return Declared(property, path, depth);

            default:
                return null;
        }
    }

    private static string? AfterSeparator(string? end) => end?.LastIndexOfAny(new[] { '/', '\\' }) >= 0 ? end : null;

    private static string? Declared(ISymbol symbol, IOperation use, int depth)
    {
        var value = symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            VariableDeclaratorSyntax variable => variable.Initializer?.Value,
            PropertyDeclarationSyntax property => property.ExpressionBody?.Expression ?? property.Initializer?.Value,
            _ => null,
        };
        return value is not null && value.SyntaxTree == use.Syntax.SyntaxTree ? TextOf(use.SemanticModel?.GetOperation(value), depth + 1) : null;
    }
}
