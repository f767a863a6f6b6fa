using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>The type that ML.NET can bind and that is meant by one that it cannot.</summary>
internal static class BindableType
{
    /// <summary>The type as it is written; null where there is none that holds the same values.</summary>
    public static string? InsteadOf(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return OfItem(nullable.TypeArguments[0]);
        if (type is IArrayTypeSymbol { Rank: 1 } array)
            return array.ElementType is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } each ? OfArray(each.TypeArguments[0]) : OfArray(array.ElementType);
        if (type is INamedTypeSymbol { TypeArguments.Length: 1, ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" } } list && list.Name is "List" or "IList" or "IReadOnlyList" or "IEnumerable" or "ICollection" or "IReadOnlyCollection")
            return OfArray(list.TypeArguments[0]);
        return OfItem(type);
    }

    /// <summary>The unsigned integer of the same size, which may be a key.</summary>
    public static string? KeyInsteadOf(ITypeSymbol type) =>
        type.SpecialType switch
        {
            SpecialType.System_SByte => "byte",
            SpecialType.System_Int16 => "ushort",
            SpecialType.System_Int32 => "uint",
            SpecialType.System_Int64 => "ulong",
            _ => null,
        };

    private static string? OfArray(ITypeSymbol item) => OfItem(item) is { } bindable ? bindable + "[]" : null;

    private static string? OfItem(ITypeSymbol type)
    {
        if (RowColumns.ItemsOf(type) != Items.None)
            return type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat.WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes));
        return type switch
        {
            { SpecialType: SpecialType.System_Decimal } => "float",
            { SpecialType: SpecialType.System_Char } => "string",
            { Name: "Half", ContainingNamespace.Name: "System" } => "float",
            { Name: "DateOnly", ContainingNamespace.Name: "System" } => "System.DateTime",
            { Name: "TimeOnly", ContainingNamespace.Name: "System" } => "System.TimeSpan",
            { Name: "Guid", ContainingNamespace.Name: "System" } => "string",
            _ => null,
        };
    }
}
