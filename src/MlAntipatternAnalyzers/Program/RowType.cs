using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>The columns that ML.NET makes of a class: its public fields and properties.</summary>
internal static class RowType
{
    /// <summary>One column of a row class.</summary>
    internal sealed class Column
    {
        public Column(string name, ISymbol member, ITypeSymbol type, bool isLoaded)
        {
            Name = name;
            Member = member;
            Type = type;
            IsLoaded = isLoaded;
        }

        public string Name { get; }

        public ISymbol Member { get; }

        public ITypeSymbol Type { get; }

        /// <summary>Whether it has a <c>[LoadColumn]</c>.</summary>
        public bool IsLoaded { get; }

        /// <summary>Whether it holds real numbers, which ML.NET loads as 0 where a file has none.</summary>
        public bool IsReal => Item.SpecialType is SpecialType.System_Single or SpecialType.System_Double;

        /// <summary>The type of one value, where the column holds vectors.</summary>
        public ITypeSymbol Item => Type switch
        {
            IArrayTypeSymbol array => array.ElementType,
            INamedTypeSymbol { Name: "VBuffer", TypeArguments.Length: 1 } buffer => buffer.TypeArguments[0],
            _ => Type,
        };
    }

    private static readonly ConditionalWeakTable<MlNetSymbols, ConcurrentDictionary<ITypeSymbol, ImmutableArray<Column>>> Cache = new();

    public static ImmutableArray<Column> ColumnsOf(ITypeSymbol? type, MlNetSymbols ml)
    {
        if (type is not INamedTypeSymbol)
            return ImmutableArray<Column>.Empty;
        var known = Cache.GetValue(ml, static _ => new ConcurrentDictionary<ITypeSymbol, ImmutableArray<Column>>(SymbolEqualityComparer.Default));
        if (!known.TryGetValue(type, out var columns))
            known[type] = columns = Read(type, ml);
        return columns;
    }

    private static ImmutableArray<Column> Read(ITypeSymbol type, MlNetSymbols ml)
    {
        var columns = ImmutableArray.CreateBuilder<Column>();
        var seen = new HashSet<string>();
        for (var current = type as INamedTypeSymbol; current is not null && current.SpecialType != SpecialType.System_Object; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is not { IsStatic: false, DeclaredAccessibility: Accessibility.Public } || !seen.Add(member.Name))
                    continue;
                var memberType = member switch
                {
                    IFieldSymbol field => field.Type,
                    IPropertySymbol { IsIndexer: false, GetMethod: not null, SetMethod: not null } property => property.Type,
                    _ => null,
                };
                if (memberType is not null && !Has(member, ml.NoColumn))
                    columns.Add(new Column(NameOf(member, ml), member, memberType, Has(member, ml.LoadColumn)));
            }
        }

        return columns.ToImmutable();
    }

    public static ColumnNames ColumnNamesOf(ITypeSymbol? type, MlNetSymbols ml) =>
        type is INamedTypeSymbol ? new ColumnNames(ColumnsOf(type, ml).Select(column => column.Name).ToImmutableArray(), true) : ColumnNames.Unknown;

    /// <summary>The column that a member is: its <c>[ColumnName]</c>, else its own name.</summary>
    public static string NameOf(ISymbol member, MlNetSymbols ml)
    {
        foreach (var attribute in member.GetAttributes())
        {
            if (ml.ColumnName is not null && SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, ml.ColumnName)
                && attribute.ConstructorArguments.Length > 0 && attribute.ConstructorArguments[0].Value is string name)
                return name;
        }

        return member.Name;
    }

    /// <summary>The name by which a compilation finds a class: <c>Namespace.Outer+Inner</c>.</summary>
    public static string MetadataNameOf(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
            return MetadataNameOf(outer) + "+" + type.MetadataName;
        return type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + type.MetadataName : type.MetadataName;
    }

    private static bool Has(ISymbol member, INamedTypeSymbol? attribute) =>
        attribute is not null && member.GetAttributes().Any(applied => SymbolEqualityComparer.Default.Equals(applied.AttributeClass, attribute));
}
