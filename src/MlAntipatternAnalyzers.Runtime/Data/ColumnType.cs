using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// The type of a column as a data schema writes it: an item (<c>Single</c>, <c>Text</c>, <c>Key&lt;UInt32&gt;</c> …), alone or in a
/// vector. A value: two types are equal when they are written the same.
/// </summary>
/// <remarks>
/// The written form is <c>Single</c> for a scalar, <c>Vector&lt;Single, 4&gt;</c> for a vector of four, <c>Vector&lt;Single&gt;</c> for
/// vectors of any size, <c>Key&lt;UInt32&gt;</c> for a key and <c>Key&lt;UInt32, 10&gt;</c> for a key of ten values.
/// </remarks>
public sealed record ColumnType
{
    private const string OtherNameHint = "the full name of a .NET type";

    private ColumnType(ColumnKind kind, string? otherName = null)
    {
        Kind = kind;
        OtherName = otherName;
    }

    /// <summary>A scalar <see cref="float"/>.</summary>
    public static ColumnType Single { get; } = new(ColumnKind.Single);

    /// <summary>A scalar <see cref="double"/>.</summary>
    public static ColumnType Double { get; } = new(ColumnKind.Double);

    /// <summary>A scalar <see cref="bool"/>.</summary>
    public static ColumnType Boolean { get; } = new(ColumnKind.Boolean);

    /// <summary>A scalar text.</summary>
    public static ColumnType Text { get; } = new(ColumnKind.Text);

    /// <summary>A scalar <see cref="int"/>.</summary>
    public static ColumnType Int32 { get; } = new(ColumnKind.Int32);

    /// <summary>A scalar <see cref="long"/>.</summary>
    public static ColumnType Int64 { get; } = new(ColumnKind.Int64);

    /// <summary>A scalar date and time.</summary>
    public static ColumnType DateTime { get; } = new(ColumnKind.DateTime);

    /// <summary>What a single item is; for a key, the unsigned integer that represents it.</summary>
    public ColumnKind Kind { get; }

    /// <summary>Whether the items are keys: 0 is missing, 1 … <see cref="KeyCount"/> are values.</summary>
    public bool IsKey { get; private init; }

    /// <summary>How many values the key has; null when the expectation leaves it open, and for all else than keys.</summary>
    public ulong? KeyCount { get; private init; }

    /// <summary>Whether a row holds many items.</summary>
    public bool IsVector { get; private init; }

    /// <summary>How many items a row holds; null for a scalar, and for a vector of varying size.</summary>
    public int? VectorSize { get; private init; }

    /// <summary>The .NET type behind a column of <see cref="ColumnKind.Other"/> (an image, a custom type); else null.</summary>
    public string? OtherName { get; }

    /// <summary>Whether the items are real numbers, in which NaN means missing.</summary>
    public bool IsReal => !IsKey && Kind is ColumnKind.Single or ColumnKind.Double;

    /// <summary>Whether the items are whole numbers; keys are not numbers.</summary>
    public bool IsInteger => !IsKey && Kind is >= ColumnKind.SByte and <= ColumnKind.UInt64;

    /// <summary>A scalar of a kind.</summary>
    /// <exception cref="ArgumentException"><paramref name="kind"/> is <see cref="ColumnKind.Other"/>, which needs a name.</exception>
    public static ColumnType Scalar(ColumnKind kind) => kind == ColumnKind.Other
        ? throw new ArgumentException("A column of another type is named by its .NET type; use Other(name).", nameof(kind))
        : new(kind);

    /// <summary>A type that this list does not name, by the full name of its .NET type.</summary>
    public static ColumnType Other(string typeName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(typeName);
        return new(ColumnKind.Other, typeName);
    }

    /// <summary>A scalar key.</summary>
    /// <param name="kind">The representation: Byte, UInt16, UInt32 or UInt64.</param>
    /// <param name="count">The number of values; null leaves it open (a key that was learned from data).</param>
    public static ColumnType Key(ColumnKind kind = ColumnKind.UInt32, ulong? count = null)
    {
        if (kind is not (ColumnKind.Byte or ColumnKind.UInt16 or ColumnKind.UInt32 or ColumnKind.UInt64))
            throw new ArgumentException($"A key is a Byte, UInt16, UInt32 or UInt64, not a {kind}.", nameof(kind));
        if (count == 0)
            throw new ArgumentException("A key has at least one value.", nameof(count));
        return new(kind) { IsKey = true, KeyCount = count };
    }

    /// <summary>A vector of this item.</summary>
    /// <param name="size">How many items a row has, at least 1; null for a varying number.</param>
    public ColumnType Vector(int? size = null)
    {
        if (IsVector)
            throw new InvalidOperationException("ML.NET has no vectors of vectors.");
        if (size < 1)
            throw new ArgumentOutOfRangeException(nameof(size), size, "A vector of fixed size has at least one item.");
        return this with { IsVector = true, VectorSize = size };
    }

    /// <summary>The type of a column of a view.</summary>
    public static ColumnType From(DataViewType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type switch
        {
            // A matrix or tensor is written by its number of items: that is all a trainer sees of it.
            VectorDataViewType vector => From(vector.ItemType).Vector(vector.Size == 0 ? null : vector.Size),
            KeyDataViewType key => Key(KindOf(key.RawType), key.Count),
            _ => KindOf(type) is var kind && kind == ColumnKind.Other ? Other(type.RawType.FullName ?? type.RawType.Name) : new(kind),
        };
    }

    /// <summary>Reads the written form.</summary>
    /// <returns>Whether <paramref name="text"/> is one; upper and lower case differ.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ColumnType? type)
    {
        type = null;
        if (string.IsNullOrWhiteSpace(text))
            return false;

        if (Unwrap(text, "Vector", out var item, out var size))
        {
            int? length = null;
            if (size is not null)
            {
                if (!int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n < 1)
                    return false;
                length = n;
            }
            if (!TryParse(item, out var inner) || inner.IsVector)
                return false;
            type = inner.Vector(length);
            return true;
        }

        if (Unwrap(text, "Key", out var raw, out var countText))
        {
            ulong? count = null;
            if (countText is not null)
            {
                if (!ulong.TryParse(countText, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n == 0)
                    return false;
                count = n;
            }
            if (!TryParseKind(raw, out var keyKind) || keyKind is not (ColumnKind.Byte or ColumnKind.UInt16 or ColumnKind.UInt32 or ColumnKind.UInt64))
                return false;
            type = Key(keyKind, count);
            return true;
        }

        if (TryParseKind(text, out var kind))
            type = new(kind);
        else if (Unwrap(text, "Other", out var name, out var rest))
            type = Other(rest is null ? name : name + ", " + rest);
        return type is not null;
    }

    /// <summary>The written form, which <see cref="TryParse"/> reads.</summary>
    public override string ToString()
    {
        var item = Kind == ColumnKind.Other ? $"Other<{OtherName}>"
            : !IsKey ? Kind.ToString()
            : KeyCount is { } count ? string.Create(CultureInfo.InvariantCulture, $"Key<{Kind}, {count}>")
            : $"Key<{Kind}>";
        return !IsVector ? item
            : VectorSize is { } size ? string.Create(CultureInfo.InvariantCulture, $"Vector<{item}, {size}>")
            : $"Vector<{item}>";
    }

    /// <summary>What <see cref="TryParse"/> accepts, for error messages.</summary>
    internal static string Expected =>
        "a type: Boolean, SByte, Byte, Int16, UInt16, Int32, UInt32, Int64, UInt64, Single, Double, Text, DateTime, DateTimeOffset, "
        + $"TimeSpan, RowId, Key<UInt32>, Key<UInt32, 10>, Other<{OtherNameHint}>, Vector<Single> or Vector<Single, 4>";

    /// <summary>The same item, without the vector around it.</summary>
    internal ColumnType Item => IsVector ? this with { IsVector = false, VectorSize = null } : this;

    /// <summary>The same type with the count of its key left open.</summary>
    internal ColumnType WithoutKeyCount() => KeyCount is null ? this : this with { KeyCount = null };

    private static bool TryParseKind(string text, out ColumnKind kind) =>
        Enum.TryParse(text, ignoreCase: false, out kind) && kind != ColumnKind.Other
        // Enum.TryParse also takes numbers and comma-separated lists.
        && string.Equals(kind.ToString(), text, StringComparison.Ordinal);

    // "Vector<Single, 4>" is "Vector", "Single", "4". The last comma is the outer one: what is inside may have its own.
    private static bool Unwrap(string text, string name, out string item, out string? argument)
    {
        item = "";
        argument = null;
        if (!text.StartsWith(name + "<", StringComparison.Ordinal) || !text.EndsWith('>'))
            return false;
        var inside = text[(name.Length + 1)..^1];
        var comma = inside.LastIndexOf(',');
        if (comma > inside.LastIndexOf('>'))
        {
            item = inside[..comma].Trim();
            argument = inside[(comma + 1)..].Trim();
        }
        else
        {
            item = inside.Trim();
        }
        return item.Length > 0;
    }

    private static ColumnKind KindOf(DataViewType type) => type switch
    {
        TextDataViewType => ColumnKind.Text,
        BooleanDataViewType => ColumnKind.Boolean,
        NumberDataViewType => KindOf(type.RawType),
        DateTimeDataViewType => ColumnKind.DateTime,
        DateTimeOffsetDataViewType => ColumnKind.DateTimeOffset,
        TimeSpanDataViewType => ColumnKind.TimeSpan,
        RowIdDataViewType => ColumnKind.RowId,
        _ => ColumnKind.Other,
    };

    private static ColumnKind KindOf(Type raw) => Type.GetTypeCode(raw) switch
    {
        TypeCode.SByte => ColumnKind.SByte,
        TypeCode.Byte => ColumnKind.Byte,
        TypeCode.Int16 => ColumnKind.Int16,
        TypeCode.UInt16 => ColumnKind.UInt16,
        TypeCode.Int32 => ColumnKind.Int32,
        TypeCode.UInt32 => ColumnKind.UInt32,
        TypeCode.Int64 => ColumnKind.Int64,
        TypeCode.UInt64 => ColumnKind.UInt64,
        TypeCode.Single => ColumnKind.Single,
        TypeCode.Double => ColumnKind.Double,
        _ => ColumnKind.Other,
    };
}
