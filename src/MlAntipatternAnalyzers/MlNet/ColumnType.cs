using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.MlNet;

/// <summary>
/// The type of a column, as far as it is known. Printed as ML.NET prints it (<c>Single</c>, <c>Vector&lt;Single, 4&gt;</c>,
/// <c>Key&lt;UInt32, 0-2&gt;</c>); a <c>?</c> stands for what is not known.
/// </summary>
internal sealed class ColumnType : IEquatable<ColumnType>
{
    /// <summary>A column of which only its name is known.</summary>
    public static readonly ColumnType Unknown = new(Items.Any, Shapes.Any, values: Items.Any);

    public static readonly ColumnType Single = Scalar(Items.Single);

    public static readonly ColumnType Boolean = Scalar(Items.Boolean);

    public static readonly ColumnType Text = Scalar(Items.Text);

    private ColumnType(Items items, Shapes shapes, ImmutableArray<int> dimensions = default, ulong? keyCount = null, Items values = Items.None)
    {
        Items = items;
        Shapes = shapes;
        Dimensions = dimensions.IsDefault ? ImmutableArray<int>.Empty : dimensions;
        KeyCount = keyCount;
        Values = values;
    }

    /// <summary>What a value may be: one kind where it is known.</summary>
    public Items Items { get; }

    public Shapes Shapes { get; }

    /// <summary>
    /// The lengths of a vector's dimensions, 0 for one that varies or is not known; empty where nothing is known of them. Of an image,
    /// its height and width, both 0 where ML.NET itself does not know them.
    /// </summary>
    public ImmutableArray<int> Dimensions { get; }

    /// <summary>How many values a key has.</summary>
    public ulong? KeyCount { get; }

    /// <summary>Of a key, what the values are that it stands for (its KeyValues annotation): None where it has none, several kinds where that is not known.</summary>
    public Items Values { get; }

    /// <summary>Whether the kind of value and the shape are known.</summary>
    public bool IsKnown => IsOne((int)Items) && IsOne((int)Shapes);

    public bool IsKey => Items != Items.None && (Items & ~Items.Key) == 0;

    public bool IsScalar => Shapes == Shapes.Scalar;

    public bool IsVector => Shapes != Shapes.None && (Shapes & Shapes.Scalar) == 0;

    /// <summary>The number of values in each row of a vector of known size; null where it is not known.</summary>
    public int? Size => Shapes == Shapes.Fixed && !Dimensions.IsEmpty && Dimensions.All(length => length > 0) ? Dimensions.Aggregate(1, (size, length) => size * length) : null;

    public static ColumnType Scalar(Items items) => new(items, Shapes.Scalar);

    /// <summary>A vector of known size; of which number is not known where it is null.</summary>
    public static ColumnType Vector(Items items, int? size = null) => new(items, Shapes.Fixed, size is { } known ? ImmutableArray.Create(known) : default);

    public static ColumnType Vector(Items items, ImmutableArray<int> dimensions) => new(items, Shapes.Fixed, dimensions);

    /// <summary>A vector whose size differs from row to row.</summary>
    public static ColumnType Variable(Items items) => new(items, Shapes.Variable);

    public static ColumnType Image(int height, int width) => new(Items.Image, Shapes.Scalar, ImmutableArray.Create(height, width));

    /// <summary>A key; <paramref name="values"/> says what it stands for.</summary>
    public static ColumnType Key(Items items, ulong? count, Items values) => new(items, Shapes.Scalar, keyCount: count, values: values);

    public static ColumnType Of(Items items, Shapes shapes) => new(items, shapes);

    /// <summary>The type of a column that holds one of two types.</summary>
    public static ColumnType Join(ColumnType left, ColumnType right) =>
        left.Equals(right)
            ? left
            : new ColumnType(
                left.Items | right.Items,
                left.Shapes | right.Shapes,
                left.Dimensions.SequenceEqual(right.Dimensions) ? left.Dimensions : default,
                left.KeyCount == right.KeyCount ? left.KeyCount : null,
                left.Values == right.Values ? left.Values : Items.Any);

    /// <summary>Values of another kind in the same shape.</summary>
    public ColumnType With(Items items) => new(items, Shapes, Dimensions);

    /// <summary>Keys in the same shape.</summary>
    public ColumnType WithKey(Items items, ulong? count, Items values) => new(items, Shapes, Dimensions, count, values);

    /// <summary>The same values in another shape.</summary>
    public ColumnType With(Shapes shapes, ImmutableArray<int> dimensions = default) => new(Items, shapes, dimensions, KeyCount, Values);

    /// <summary>A vector's dimensions with one more at the end; null where its length is not known.</summary>
    public ColumnType WithDimension(int? length)
    {
        var before = Shapes == Shapes.Scalar ? ImmutableArray<int>.Empty : Shapes == Shapes.Variable ? ImmutableArray.Create(0) : Dimensions;
        var known = length is not null && (Shapes == Shapes.Scalar || !before.IsEmpty);
        return new ColumnType(Items, (Shapes & Shapes.Vector) | ((Shapes & Shapes.Scalar) != 0 ? Shapes.Fixed : Shapes.None), known ? before.Add(length!.Value) : default);
    }

    public bool Equals(ColumnType? other) =>
        other is not null && other.Items == Items && other.Shapes == Shapes && other.KeyCount == KeyCount && other.Values == Values && other.Dimensions.SequenceEqual(Dimensions);

    public override bool Equals(object? obj) => Equals(obj as ColumnType);

    public override int GetHashCode() => ((int)Items * 397) ^ (int)Shapes;

    public override string ToString()
    {
        if (Items == Items.Any && Shapes == Shapes.Any)
            return "?";
        return Shapes switch
        {
            Shapes.Scalar => Item,
            Shapes.Fixed => $"Vector<{Item}, {(Dimensions.IsEmpty ? "?" : Lengths("?"))}>",
            Shapes.Variable => Dimensions.Length > 1 ? $"Vector<{Item}, {Lengths("*")}>" : $"Vector<{Item}>",
            Shapes.Vector => $"Vector<{Item}?>",
            _ => Item + "?",
        };
    }

    /// <summary>One value, as ML.NET prints its type.</summary>
    private string Item
    {
        get
        {
            if (Items == Items.Any)
                return "?";
            if (Items == Items.Image)
                return Dimensions.Length == 2 && Dimensions[0] > 0 ? $"Image<{Dimensions[0]}, {Dimensions[1]}>" : "Image";
            if (!IsOne((int)Items))
                return IsKey ? "Key" : NamesOf(Items, "|");
            return IsKey ? $"Key<{NameOf(RawOf(Items))}{(KeyCount is { } count ? $", 0-{(count - 1).ToString(CultureInfo.InvariantCulture)}" : "")}>" : NameOf(Items);
        }
    }

    /// <summary>The names of several kinds of values: <c>Single, Double or String</c>.</summary>
    public static string NamesOf(Items items, string separator)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < 22; bit++)
        {
            var item = (Items)(1 << bit);
            if ((items & item) != 0 && (item & Items.Key & ~Items.ByteKey) == 0)
                text.Append(text.Length > 0 ? separator : "").Append((item & Items.Key) != 0 ? "Key" : NameOf(item));
        }

        return text.ToString();
    }

    /// <summary>The unsigned integer that a key is stored as.</summary>
    public static Items RawOf(Items key) =>
        key switch
        {
            Items.ByteKey => Items.Byte,
            Items.UInt16Key => Items.UInt16,
            Items.UInt32Key => Items.UInt32,
            Items.UInt64Key => Items.UInt64,
            _ => key,
        };

    /// <summary>The key that is stored as an unsigned integer; None for all else.</summary>
    public static Items KeyOf(Items raw) =>
        raw switch
        {
            Items.Byte => Items.ByteKey,
            Items.UInt16 => Items.UInt16Key,
            Items.UInt32 => Items.UInt32Key,
            Items.UInt64 => Items.UInt64Key,
            _ => Items.None,
        };

    private static string NameOf(Items item) =>
        item switch
        {
            Items.Text => "String",
            Items.RowId => "DataViewRowId",
            _ => item.ToString(),
        };

    private string Lengths(string unknown) => string.Join(", ", Dimensions.Select(length => length > 0 ? length.ToString(CultureInfo.InvariantCulture) : unknown));

    private static bool IsOne(int flags) => flags != 0 && (flags & (flags - 1)) == 0;
}
