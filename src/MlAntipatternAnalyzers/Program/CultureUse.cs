using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

internal enum CultureUseKind
{
    /// <summary>A number or date is read from text.</summary>
    Parse,

    /// <summary>A number or date is written as text.</summary>
    Format,

    /// <summary>Text is put in lower or upper case.</summary>
    Case,

    /// <summary>The code asks for the machine's culture in so many words.</summary>
    Named,

    /// <summary>The time zone, which programs have that know no cultures as well.</summary>
    Zone,
}

/// <summary>Something whose answer depends on the culture or the time zone of the machine that it runs on.</summary>
internal sealed class CultureUse
{
    private static readonly int[] Choosing = { TreeIndex.Hash("CurrentCulture"), TreeIndex.Hash("DefaultThreadCurrentCulture") };

    /// <summary>What code must name to parse by a culture.</summary>
    private static readonly int[] Parsing = new[] { "Parse", "TryParse", "ToSingle", "ToDouble", "ToDecimal", "ToDateTime", "ChangeType" }.Select(TreeIndex.Hash).ToArray();

    // AllowDecimalPoint, AllowThousands and AllowCurrencySymbol of System.Globalization.NumberStyles.
    private const int SeparatorStyles = 0x20 | 0x40 | 0x100;

    private CultureUse(string text, CultureUseKind kind, IOperation operation)
    {
        Text = text;
        Kind = kind;
        Operation = operation;
    }

    /// <summary>What it is, in words: <c>'float.Parse' without a culture</c>.</summary>
    public string Text { get; }

    public CultureUseKind Kind { get; }

    /// <summary>Whether it is about dates.</summary>
    public bool IsDate => Text.Contains("Date") || Text.Contains("TimeOnly");

    public bool IsZone => Kind == CultureUseKind.Zone;

    public IOperation Operation { get; }

    /// <summary>What an operation takes from the machine; null where it takes nothing, or is told what to take.</summary>
    public static CultureUse? Of(IOperation operation)
    {
        switch (operation)
        {
            case IPropertyReferenceOperation { Property: { IsStatic: true, Name: "CurrentCulture" or "CurrentUICulture", ContainingType.Name: "CultureInfo" } property }:
                return new CultureUse($"'CultureInfo.{property.Name}'", CultureUseKind.Named, operation);

            case IPropertyReferenceOperation { Property: { IsStatic: true, Name: "Local", ContainingType.Name: "TimeZoneInfo" } }:
                return new CultureUse("'TimeZoneInfo.Local'", CultureUseKind.Zone, operation);

            case IPropertyReferenceOperation { Property: { Name: "LocalDateTime", ContainingType.Name: "DateTimeOffset" } }:
                return new CultureUse("'DateTimeOffset.LocalDateTime'", CultureUseKind.Zone, operation);

            case IInvocationOperation { TargetMethod: var method } call when IsInSystem(method.ContainingType):
                return OfCall(call, method);

            case IMethodReferenceOperation { Method: { IsStatic: true, Parameters: { Length: 1 } parameters } method } when IsInSystem(method.ContainingType) && parameters[0].Type.SpecialType == SpecialType.System_String:
                return (method.Name == "Parse" && IsSensitive(method.ContainingType)) || IsConversion(method) ? new CultureUse(NameOf(method) + " without a culture", CultureUseKind.Parse, operation) : null;

            // What is parsed does not bind, because a package is missing: it is text all the same.
            case IInvalidOperation { Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Parse" or "TryParse" } } unbound, SemanticModel: { } semantics }:
                var candidates = semantics.GetSymbolInfo(unbound).CandidateSymbols.OfType<IMethodSymbol>().ToList();
                return candidates.Count > 0 && candidates.All(candidate => IsInSystem(candidate.ContainingType) && IsSensitive(candidate.ContainingType)) && !NamesCulture(unbound)
                    ? new CultureUse(NameOf(candidates[0]) + " without a culture", CultureUseKind.Parse, operation)
                    : null;

            case IInterpolationOperation { Expression: var value } hole when IsSensitive(value, FormatOf(hole.FormatString)) && IsPlainText(hole):
                return new CultureUse("an interpolated string", CultureUseKind.Format, hole.Parent!);

            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum when IsSensitive(sum.LeftOperand, null) || IsSensitive(sum.RightOperand, null):
                return new CultureUse("a number or date that is joined to text", CultureUseKind.Format, IsSensitive(sum.LeftOperand, null) ? sum.LeftOperand : sum.RightOperand);

            default:
                return null;
        }
    }

    /// <summary>Whether code may read numbers or dates by a culture.</summary>
    public static bool MayParse(TreeIndex.BodyEntry code) => Parsing.Any(code.Mentions);

    /// <inheritdoc cref="MayParse(TreeIndex.BodyEntry)"/>
    public static bool MayParse(TreeIndex tree) => Parsing.Any(tree.Mentions);

    /// <summary>Whether a program chooses the culture for all its code.</summary>
    public static bool IsChosenBy(ProgramModel program) =>
        program.Code.Trees.Where(tree => Choosing.Any(tree.Mentions)).Any(tree => tree.Tree.GetRoot().DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Any(assignment => assignment.Left.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().LastOrDefault()?.Identifier.ValueText is "CurrentCulture" or "DefaultThreadCurrentCulture"));

    private static bool NamesCulture(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Any(argument => argument.DescendantTokens().Any(token => token.ValueText is "CultureInfo" or "NumberFormatInfo" or "IFormatProvider" or "InvariantCulture" or "culture" or "provider"));

    private static CultureUse? OfCall(IInvocationOperation call, IMethodSymbol method)
    {
        var type = method.ContainingType;
        var name = NameOf(method);
        if (method.Name is "ToLocalTime" && type.Name is "DateTime" or "DateTimeOffset")
            return new CultureUse(name, CultureUseKind.Zone, call);
        if (call.Arguments.Any(argument => argument.Parameter is { Type.Name: "IFormatProvider" or "CultureInfo" }))
            return null;
        var isSensitive = method.Name switch
        {
            "Parse" or "TryParse" or "ParseExact" or "TryParseExact" => (IsSensitive(type) && !method.Parameters.IsEmpty) || (IsWhole(type) && call.Arguments.Any(AllowsSeparators)),
            "ToString" when type.SpecialType == SpecialType.System_Object => false,
            "ToString" => IsFormatted(type, call.Arguments.Length == 0 ? null : FormatOf(call.Arguments[0].Value)),
            "ToShortDateString" or "ToLongDateString" or "ToShortTimeString" or "ToLongTimeString" => IsSensitive(type),
            "ToLower" or "ToUpper" => type.SpecialType is SpecialType.System_String or SpecialType.System_Char,
            "Format" => type.SpecialType == SpecialType.System_String && call.Arguments.Skip(1).SelectMany(argument => argument.Value.DescendantsAndSelf()).Any(value => IsSensitive(value, null)),
            "ToSingle" or "ToDouble" or "ToDecimal" or "ToDateTime" => IsConversion(method) && call.Arguments.Length == 1 && IsText(call.Arguments[0].Value),
            "ChangeType" => type.Name == "Convert" && IsText(call.Arguments[0].Value) && (call.Arguments[1].Value is not ITypeOfOperation { TypeOperand: var wanted } || IsSensitive(wanted)),
            _ => false,
        };
        return isSensitive ? new CultureUse(name + " without a culture", KindOf(method.Name), call) : null;
    }

    private static CultureUseKind KindOf(string method) =>
        method switch
        {
            "ToLower" or "ToUpper" => CultureUseKind.Case,
            "ToString" or "ToShortDateString" or "ToLongDateString" or "ToShortTimeString" or "ToLongTimeString" or "Format" => CultureUseKind.Format,
            _ => CultureUseKind.Parse,
        };

    private static string NameOf(IMethodSymbol method) => $"'{method.ContainingType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}.{method.Name}'";

    private static bool IsConversion(IMethodSymbol method) => method.ContainingType.Name == "Convert" && method.Name is "ToSingle" or "ToDouble" or "ToDecimal" or "ToDateTime";

    /// <summary>Whether a value is certainly text: an object may hold a number, of which nothing is parsed.</summary>
    private static bool IsText(IOperation value) => (value is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : value).Type?.SpecialType == SpecialType.System_String;

    /// <summary>Whether an argument lets whole numbers have separators, which differ; a sign and digits do not.</summary>
    private static bool AllowsSeparators(IArgumentOperation argument) =>
        argument is { Parameter.Type.Name: "NumberStyles", Value.ConstantValue: { HasValue: true, Value: int styles } } && (styles & SeparatorStyles) != 0;

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
        if (IsWhole(type))
            return format is { Length: > 0 } && "NnCcPpFfEe".IndexOf(format[0]) >= 0;
        if (!IsSensitive(type))
            return false;
        return !(type.Name is "DateTime" or "DateTimeOffset" or "DateOnly" or "TimeOnly" && format is "o" or "O" or "s" or "u" or "r" or "R");
    }

    private static bool IsWhole(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;

    private static bool IsSensitive(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal or SpecialType.System_DateTime
        || (type.Name is "DateTimeOffset" or "DateOnly" or "TimeOnly" or "Half" && IsInSystem(type));

    private static string? FormatOf(IOperation? format) => format?.ConstantValue is { HasValue: true, Value: string text } ? text : format is null ? null : "?";

    private static bool IsInSystem(ITypeSymbol? type) => type?.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };
}
