using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Something whose answer depends on the culture or the time zone of the machine that it runs on.</summary>
internal sealed class CultureUse
{
    private static readonly int[] Choosing = { TreeIndex.Hash("CurrentCulture"), TreeIndex.Hash("DefaultThreadCurrentCulture") };

    private CultureUse(string text, bool isZone, IOperation operation)
    {
        Text = text;
        IsZone = isZone;
        Operation = operation;
    }

    /// <summary>What it is, in words: <c>'float.Parse' without a culture</c>.</summary>
    public string Text { get; }

    /// <summary>Whether it is the time zone, which programs have that know no cultures as well.</summary>
    public bool IsZone { get; }

    public IOperation Operation { get; }

    /// <summary>What an operation takes from the machine; null where it takes nothing, or is told what to take.</summary>
    public static CultureUse? Of(IOperation operation)
    {
        switch (operation)
        {
            case IPropertyReferenceOperation { Property: { IsStatic: true, Name: "CurrentCulture" or "CurrentUICulture", ContainingType.Name: "CultureInfo" } property }:
                return new CultureUse($"'CultureInfo.{property.Name}'", false, operation);

            case IPropertyReferenceOperation { Property: { IsStatic: true, Name: "Local", ContainingType.Name: "TimeZoneInfo" } }:
                return new CultureUse("'TimeZoneInfo.Local'", true, operation);

            case IPropertyReferenceOperation { Property: { Name: "LocalDateTime", ContainingType.Name: "DateTimeOffset" } }:
                return new CultureUse("'DateTimeOffset.LocalDateTime'", true, operation);

            case IInvocationOperation { TargetMethod: var method } call when IsInSystem(method.ContainingType):
                return OfCall(call, method);

            case IInterpolationOperation { Expression: var value } hole when IsSensitive(value, FormatOf(hole.FormatString)) && IsPlainText(hole):
                return new CultureUse("an interpolated string", false, hole.Parent!);

            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum when IsSensitive(sum.LeftOperand, null) || IsSensitive(sum.RightOperand, null):
                return new CultureUse("a number or date that is joined to text", false, IsSensitive(sum.LeftOperand, null) ? sum.LeftOperand : sum.RightOperand);

            default:
                return null;
        }
    }

    /// <summary>Whether a program chooses the culture for all its code.</summary>
    public static bool IsChosenBy(ProgramModel program) =>
        program.Code.Trees.Where(tree => Choosing.Any(tree.Mentions)).Any(tree => tree.Tree.GetRoot().DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Any(assignment => assignment.Left.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().LastOrDefault()?.Identifier.ValueText is "CurrentCulture" or "DefaultThreadCurrentCulture"));

    private static CultureUse? OfCall(IInvocationOperation call, IMethodSymbol method)
    {
        var type = method.ContainingType;
        var name = $"'{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}.{method.Name}'";
        if (method.Name is "ToLocalTime" && type.Name is "DateTime" or "DateTimeOffset")
            return new CultureUse(name, true, call);
        if (call.Arguments.Any(argument => argument.Parameter is { Type.Name: "IFormatProvider" or "CultureInfo" }))
            return null;
        var isSensitive = method.Name switch
        {
            "Parse" or "TryParse" or "ParseExact" or "TryParseExact" => IsSensitive(type) && !method.Parameters.IsEmpty,
            "ToString" when type.SpecialType == SpecialType.System_Object => false,
            "ToString" => IsFormatted(type, call.Arguments.Length == 0 ? null : FormatOf(call.Arguments[0].Value)),
            "ToShortDateString" or "ToLongDateString" or "ToShortTimeString" or "ToLongTimeString" => IsSensitive(type),
            "ToLower" or "ToUpper" => type.SpecialType is SpecialType.System_String or SpecialType.System_Char,
            "Format" => type.SpecialType == SpecialType.System_String && call.Arguments.Skip(1).SelectMany(argument => argument.Value.DescendantsAndSelf()).Any(value => IsSensitive(value, null)),
            "ToSingle" or "ToDouble" or "ToDecimal" or "ToDateTime" => type.Name == "Convert" && call.Arguments.Length == 1 && call.Arguments[0].Value.Type?.SpecialType == SpecialType.System_String,
            _ => false,
        };
        return isSensitive ? new CultureUse(name + " without a culture", false, call) : null;
    }

    /// <summary>Whether text that is interpolated is made at once with the current culture: a formattable string may still be given another one.</summary>
    private static bool IsPlainText(IInterpolationOperation hole) =>
        hole.Parent is IInterpolatedStringOperation { Parent: var user }
        && user is not (IConversionOperation { Type.Name: "FormattableString" or "IFormattable" } or IInterpolatedStringHandlerCreationOperation or IArgumentOperation { Parameter.Type.Name: "FormattableString" or "DefaultInterpolatedStringHandler" });

    /// <summary>Whether a value's text differs from culture to culture.</summary>
    private static bool IsSensitive(IOperation value, string? format)
    {
        while (value is IConversionOperation conversion && (conversion.Type?.SpecialType == SpecialType.System_Object || conversion.Type?.SpecialType == SpecialType.System_String))
            value = conversion.Operand;
        return !value.ConstantValue.HasValue && value.Type is { } type && IsFormatted(type, format);
    }

    private static bool IsFormatted(ITypeSymbol type, string? format)
    {
        type = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: var arguments } ? arguments[0] : type;

        // Of whole numbers only what is written with separators, and of dates all but what is meant for machines.
        if (type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64)
            return format is { Length: > 0 } && "NnCcPpFfEe".IndexOf(format[0]) >= 0;
        if (!IsSensitive(type))
            return false;
        return !(type.Name is "DateTime" or "DateTimeOffset" or "DateOnly" or "TimeOnly" && format is "o" or "O" or "s" or "u" or "r" or "R");
    }

    private static bool IsSensitive(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal or SpecialType.System_DateTime
        || (type.Name is "DateTimeOffset" or "DateOnly" or "TimeOnly" or "Half" && IsInSystem(type));

    private static string? FormatOf(IOperation? format) => format?.ConstantValue is { HasValue: true, Value: string text } ? text : format is null ? null : "?";

    private static bool IsInSystem(ITypeSymbol? type) => type?.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };
}
