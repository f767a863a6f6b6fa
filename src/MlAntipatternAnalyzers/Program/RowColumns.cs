using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What ML.NET does with the objects of a row class: it reads their members into columns, or writes columns into them.</summary>
internal enum RowUse
{
    /// <summary>LoadFromEnumerable, the input of an engine: members that can be read.</summary>
    Read,

    /// <summary>CreateEnumerable, the output of an engine, both classes of a mapping: members that can be set.</summary>
    Write,

    /// <summary>Text and database loaders: members that can be read, <c>[NoColumn]</c> or not, which these do not look at.</summary>
    Load,
}

/// <summary>The columns and their types that ML.NET makes of a class.</summary>
internal static class RowColumns
{
    private static readonly RowClassCache<Schema?> Known = new(Read);

    /// <summary>
    /// The schema of objects of a class, or null where ML.NET cannot make one: a member's type is none of its own (<c>decimal</c>,
    /// <c>int?</c>), or the class has none that is known.
    /// </summary>
    public static Schema? Of(ITypeSymbol? type, RowUse use, MlNetSymbols ml) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } row ? Known.Of(row, use, ml) : null;

    private static Schema? Read(INamedTypeSymbol row, RowUse use, MlNetSymbols ml)
    {
        var columns = ImmutableArray.CreateBuilder<SchemaColumn>();
        foreach (var member in RowMembers.Of(row, use, ml))
        {
            if (TypeOf(member, ml) is not { } known)
                return null;
            columns.Add(new SchemaColumn(member.Name, known));
        }

        return new Schema(columns.ToImmutable(), true);
    }

    /// <summary>The type of a member's column where objects are the source or the target; null where ML.NET has none for it.</summary>
    public static ColumnType? TypeOf(RowMember member, MlNetSymbols ml)
    {
        var items = ItemsOf(RowMembers.ItemOf(member.Type));
        if (items == Items.None)
        {
            // A type that the program registered with an attribute: images are made so.
            return member.RegisteredAs is null ? null : ImageOf(member.RegisteredAs) ?? ColumnType.Scalar(Items.Custom);
        }

        var isVector = RowMembers.IsVector(member.Type);
        ulong? count = null;

        // ML.NET throws about attributes that do not fit the type.
        if (!isVector && member.VectorType is not null)
            return null;
        if (member.KeyType is { } key)
        {
            if (ColumnType.KeyOf(items) is not (var keyed and not Items.None) || RowMembers.CountOf(key) is not { } stated)
                return null;
            count = stated;
            items = keyed;
        }

        if (!isVector)
            return ColumnType.Scalar(items) is var scalar && count is not null ? scalar.WithKey(items, count, Items.None) : scalar;
        var dimensions = member.VectorType is { } vector ? RowMembers.DimensionsOf(vector) : ImmutableArray<int>.Empty;
        var typed = dimensions.IsEmpty || dimensions.Contains(0) ? ColumnType.Variable(items) : ColumnType.Vector(items, dimensions);
        return count is null ? typed : typed.WithKey(items, count, Items.None);
    }

    /// <summary>The kind of value that a type is; None where ML.NET has none of its own for it.</summary>
    public static Items ItemsOf(ITypeSymbol? type)
    {
        switch (type?.SpecialType)
        {
            case SpecialType.System_Single: return Items.Single;
            case SpecialType.System_Double: return Items.Double;
            case SpecialType.System_Boolean: return Items.Boolean;
            case SpecialType.System_String: return Items.Text;
            case SpecialType.System_SByte: return Items.SByte;
            case SpecialType.System_Byte: return Items.Byte;
            case SpecialType.System_Int16: return Items.Int16;
            case SpecialType.System_UInt16: return Items.UInt16;
            case SpecialType.System_Int32: return Items.Int32;
            case SpecialType.System_UInt32: return Items.UInt32;
            case SpecialType.System_Int64: return Items.Int64;
            case SpecialType.System_UInt64: return Items.UInt64;
            case SpecialType.System_DateTime: return Items.DateTime;
        }

        return type switch
        {
            INamedTypeSymbol { Name: "ReadOnlyMemory", TypeArguments: { Length: 1 } arguments } when arguments[0].SpecialType == SpecialType.System_Char => Items.Text,
            { Name: "DateTimeOffset", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => Items.DateTimeOffset,
            { Name: "TimeSpan", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => Items.TimeSpan,
            { Name: "DataViewRowId" } => Items.RowId,
            _ => Items.None,
        };
    }

    public static ulong LargestOf(Items unsigned) =>
        unsigned switch
        {
            Items.Byte => byte.MaxValue,
            Items.UInt16 => ushort.MaxValue,
            Items.UInt32 => uint.MaxValue,
            _ => ulong.MaxValue,
        };

    private static ColumnType? ImageOf(AttributeData attribute)
    {
        if (attribute.AttributeClass?.Name != "ImageTypeAttribute")
            return null;
        var sizes = attribute.ConstructorArguments.Select(argument => argument.Value as int? ?? 0).ToArray();
        return sizes.Length == 2 ? ColumnType.Image(sizes[0], sizes[1]) : ColumnType.Image(0, 0);
    }
}
