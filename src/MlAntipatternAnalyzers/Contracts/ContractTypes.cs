using System;
using System.Globalization;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>The types of columns, as contracts write them and as the program model knows them.</summary>
internal static class ContractTypes
{
    /// <summary>The type as a contract writes it, with <c>?</c> for what is not known of it.</summary>
    public static ContractType Of(ColumnType type)
    {
        if (ItemOf(type) is not { } item)
            return ContractType.Unknown;
        return type.Shapes switch
        {
            Shapes.Scalar => Parse(item),
            Shapes.Fixed => Parse($"Vector<{item}, {(type.Size is { } size ? size.ToString(CultureInfo.InvariantCulture) : "?")}>"),
            Shapes.Variable => Parse($"Vector<{item}>"),
            Shapes.Vector => Parse($"Vector<{item}, ?>"),
            _ => ContractType.Unknown,
        };
    }

    /// <summary>The type as the program model knows it.</summary>
    public static ColumnType ToColumnType(ContractType type)
    {
        var items = type.Item == "RowId" ? Items.RowId : Enum.TryParse<Items>(type.Item, out var named) ? named : Items.Any;
        if (type.KeyCount is not null)
            items = ColumnType.KeyOf(items) is var key and not Items.None ? key : Items.Key;
        if (items == Items.Any)
            return ColumnType.Unknown;
        var one = type.KeyCount is null
            ? ColumnType.Scalar(items)
            : ColumnType.Key(items, ulong.TryParse(type.KeyCount, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null, Items.Any);
        if (!type.IsVector)
            return one;
        return type.Size.Length == 0
            ? one.With(Shapes.Variable)
            : int.TryParse(type.Size, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? one.With(Shapes.Fixed, System.Collections.Immutable.ImmutableArray.Create(size)) : one.With(Shapes.Vector);
    }

    /// <summary>One value; null for what a contract has no word for: images, types that a program registers.</summary>
    private static string? ItemOf(ColumnType type)
    {
        if (type.IsKey)
        {
            var raw = ColumnType.RawOf(type.Items);
            return raw == type.Items ? null : type.KeyCount is { } count and > 0 ? $"Key<{raw}, {count.ToString(CultureInfo.InvariantCulture)}>" : $"Key<{raw}>";
        }

        var isOne = type.Items != Items.None && (type.Items & (type.Items - 1)) == 0;
        return isOne && type.Items is not Items.Image and not Items.Custom ? type.Items.ToString() : null;
    }

    private static ContractType Parse(string text) => ContractType.TryParse(text) ?? ContractType.Unknown;
}
