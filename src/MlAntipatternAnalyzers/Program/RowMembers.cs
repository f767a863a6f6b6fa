using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>A field or property of a row class that is a column.</summary>
internal sealed class RowMember
{
    public RowMember(string name, ISymbol symbol, ITypeSymbol type)
    {
        Name = name;
        Symbol = symbol;
        Type = type;
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    public ISymbol Symbol { get; }

    public ITypeSymbol Type { get; }

    /// <summary>Whether a <c>[NoColumn]</c> hides it from all but the loaders.</summary>
    public bool IsNoColumn { get; set; }

    public AttributeData? LoadColumn { get; set; }

    public AttributeData? VectorType { get; set; }

    public AttributeData? KeyType { get; set; }

    /// <summary>An attribute that registers the member's type with ML.NET, such as <c>[ImageType]</c>.</summary>
    public AttributeData? RegisteredAs { get; set; }
}

/// <summary>Which members of a row class ML.NET looks at, and what their attributes say.</summary>
internal static class RowMembers
{
    private static readonly RowClassCache<ImmutableArray<RowMember>> Known = new((row, use, ml) => Find(row, use, ml).ToImmutableArray());

    /// <summary>The members that are columns, those of base classes too.</summary>
    public static ImmutableArray<RowMember> Of(INamedTypeSymbol row, RowUse use, MlNetSymbols ml) => Known.Of(row, use, ml);

    private static IEnumerable<RowMember> Find(INamedTypeSymbol row, RowUse use, MlNetSymbols ml)
    {
        var seen = new HashSet<string>();
        for (var current = row; current is not null && current.SpecialType is not SpecialType.System_Object and not SpecialType.System_ValueType; current = current.BaseType)
        {
            foreach (var symbol in current.GetMembers())
            {
                if (symbol is not { IsStatic: false, DeclaredAccessibility: Accessibility.Public } || TypeOf(symbol, use) is not { } type || !seen.Add(symbol.Name))
                    continue;
                if (Read(symbol, type, use, ml) is { } member)
                    yield return member;
            }
        }
    }

    /// <summary>The type of one value, where the member holds vectors.</summary>
    public static ITypeSymbol ItemOf(ITypeSymbol type) =>
        type switch
        {
            IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
            INamedTypeSymbol { Name: "VBuffer", TypeArguments.Length: 1 } buffer => buffer.TypeArguments[0],
            _ => type,
        };

    public static bool IsVector(ITypeSymbol type) => type is IArrayTypeSymbol or INamedTypeSymbol { Name: "VBuffer", TypeArguments.Length: 1 };

    /// <summary>The number of keys that a <c>[KeyType]</c> gives.</summary>
    public static ulong? CountOf(AttributeData key) =>
        key.ConstructorArguments.Length == 1 && key.ConstructorArguments[0].Value is ulong count ? count : null;

    /// <summary>The dimensions that a <c>[VectorType]</c> gives; none where it gives no size.</summary>
    public static ImmutableArray<int> DimensionsOf(AttributeData vector) =>
        vector.ConstructorArguments
            .SelectMany(argument => argument.Kind == TypedConstantKind.Array ? argument.Values.IsDefault ? Enumerable.Empty<TypedConstant>() : argument.Values : new[] { argument })
            .Select(argument => argument.Value as int? ?? 0)
            .ToImmutableArray();

    private static ITypeSymbol? TypeOf(ISymbol symbol, RowUse use) =>
        symbol switch
        {
            IFieldSymbol { IsConst: false, IsImplicitlyDeclared: false } field => field.Type,
            IPropertySymbol { IsIndexer: false } property when (use == RowUse.Write ? property.SetMethod : property.GetMethod) is { DeclaredAccessibility: Accessibility.Public } => property.Type,
            _ => null,
        };

    private static RowMember? Read(ISymbol symbol, ITypeSymbol type, RowUse use, MlNetSymbols ml)
    {
        var member = new RowMember(RowType.NameOf(symbol, ml), symbol, type);
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is not { } applied || !ml.IsMlNet(applied))
            {
                if (attribute.AttributeClass is { } own && IsRegistration(own))
                    member.RegisteredAs = attribute;
                continue;
            }

            switch (applied.Name)
            {
                case "NoColumnAttribute" when use != RowUse.Load: return null;
                case "NoColumnAttribute": member.IsNoColumn = true; break;
                case "LoadColumnAttribute": member.LoadColumn = attribute; break;
                case "VectorTypeAttribute": member.VectorType = attribute; break;
                case "KeyTypeAttribute": member.KeyType = attribute; break;
                default:
                    if (IsRegistration(applied))
                        member.RegisteredAs = attribute;
                    break;
            }
        }

        return member;
    }

    private static bool IsRegistration(INamedTypeSymbol attribute)
    {
        for (var current = attribute.BaseType; current is not null; current = current.BaseType)
        {
            if (current.Name == "DataViewTypeAttribute")
                return true;
        }

        return false;
    }
}
