using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

internal enum RowFaultKind
{
    /// <summary>A loader finds no <c>[LoadColumn]</c> at a member.</summary>
    NotLoaded,

    /// <summary>The member's type is none that a column can have.</summary>
    Type,

    /// <summary><c>[KeyType]</c> at what is no unsigned integer.</summary>
    KeyType,

    /// <summary><c>[KeyType]</c> without a count.</summary>
    KeyCount,

    /// <summary><c>[VectorType]</c> at what is no array.</summary>
    VectorType,

    /// <summary>Two members are one column.</summary>
    SameName,

    /// <summary>Two members of one type are loaded from the same column of the file: ML.NET does not mind, but the second is a slip.</summary>
    Repeated,
}

/// <summary>A member for which ML.NET refuses a row class.</summary>
internal readonly struct RowFault
{
    private static readonly int Registry = TreeIndex.Hash("DataViewTypeManager");

    private RowFault(RowFaultKind kind, RowMember member, RowMember? other = null)
    {
        Kind = kind;
        Member = member;
        Other = other;
    }

    public RowFaultKind Kind { get; }

    public RowMember Member { get; }

    /// <summary>The member that it is repeated from.</summary>
    public RowMember? Other { get; }

    /// <summary>What ML.NET throws about when it is handed a class: by each member, the first fault.</summary>
    /// <param name="row">The class.</param>
    /// <param name="use">What it does with the objects.</param>
    /// <param name="isDatabase">Whether a database is read, whose columns have names: members need no <c>[LoadColumn]</c>.</param>
    /// <param name="ml">The library.</param>
    public static IEnumerable<RowFault> Of(INamedTypeSymbol row, RowUse use, bool isDatabase, MlNetSymbols ml)
    {
        var names = new HashSet<string>();
        foreach (var member in RowMembers.Of(row, use, ml))
        {
            if (KindOf(member, use, isDatabase, ml) is { } kind)
                yield return new RowFault(kind, member);
            else if (use != RowUse.Load && !names.Add(member.Name))
                yield return new RowFault(RowFaultKind.SameName, member);
        }
    }

    /// <summary>Members that are loaded from a column that an earlier one of the same type is loaded from.</summary>
    public static IEnumerable<RowFault> RepeatedIn(IReadOnlyList<RowMember> members)
    {
        for (var i = 1; i < members.Count; i++)
        {
            if (members[i].LoadColumn is not { } load || LoadedRange.Of(load) is not { Length: 1 } column)
                continue;
            var other = members.Take(i).FirstOrDefault(before => SymbolEqualityComparer.Default.Equals(before.Type, members[i].Type) && before.LoadColumn is { } own && LoadedRange.Of(own).SequenceEqual(column));
            if (other is not null)
                yield return new RowFault(RowFaultKind.Repeated, members[i], other);
        }
    }

    private static RowFaultKind? KindOf(RowMember member, RowUse use, bool isDatabase, MlNetSymbols ml)
    {
        // An attribute that does not bind may be any of them.
        if (member.Symbol.GetAttributes().Any(attribute => attribute.AttributeClass is null or { TypeKind: TypeKind.Error }))
            return null;
        if (use == RowUse.Load && !isDatabase && member.LoadColumn is null)
            return RowFaultKind.NotLoaded;
        if (!IsBindable(member, use, ml))
            return RowFaultKind.Type;
        if (isDatabase)
            return null;
        var items = RowColumns.ItemsOf(RowMembers.ItemOf(member.Type));
        if (use != RowUse.Load && member.VectorType is not null && !RowMembers.IsVector(member.Type) && items != Items.None)
            return RowFaultKind.VectorType;
        if (member.KeyType is not { } key || items == Items.None)
            return null;
        return ColumnType.KeyOf(items) == Items.None ? RowFaultKind.KeyType : HasNoArgument(key) ? RowFaultKind.KeyCount : null;
    }

    private static bool HasNoArgument(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList: null or { Arguments.Count: 0 } };

    /// <summary>Whether a member's type is one of ML.NET's, or may be one that the program registers.</summary>
    private static bool IsBindable(RowMember member, RowUse use, MlNetSymbols ml)
    {
        var item = member.Type is IArrayTypeSymbol array ? array.ElementType : use == RowUse.Load ? member.Type : RowMembers.ItemOf(member.Type);
        if (item.TypeKind is TypeKind.Error or TypeKind.TypeParameter || RowColumns.ItemsOf(item) != Items.None)
            return true;
        return use != RowUse.Load && (member.RegisteredAs is not null || ml.Compilation.SyntaxTrees.Any(tree => TreeIndex.Of(tree).Mentions(Registry)));
    }
}
