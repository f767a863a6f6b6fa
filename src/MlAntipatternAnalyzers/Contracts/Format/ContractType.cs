using System;
using System.Globalization;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>
/// The type of a column, written as data schemas write it (<c>Single</c>, <c>Key&lt;UInt32, 10&gt;</c>, <c>Vector&lt;Single, 4&gt;</c>,
/// <c>Vector&lt;Single&gt;</c> for vectors of varying size), with <c>?</c> for what is not known: a type, an item, a vector's size.
/// </summary>
internal sealed class ContractType : IEquatable<ContractType>
{
    public const string Expected = "a type such as Single, Text, Boolean, Key<UInt32, 10>, Vector<Single, 4>, Vector<Single> (its size varies), or ? (not known)";

    public static readonly ContractType Unknown = new("?", null, false, "");

    private static readonly string[] Kinds =
    {
        "Boolean", "SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Single", "Double", "Text", "DateTime", "DateTimeOffset", "TimeSpan", "RowId",
    };

    private static readonly string[] RawKinds = { "Byte", "UInt16", "UInt32", "UInt64" };

    private ContractType(string item, string? keyCount, bool isVector, string size)
    {
        Item = item;
        KeyCount = keyCount;
        IsVector = isVector;
        Size = size;
    }

    /// <summary>The kind of one value, or <c>?</c>; of a key, the integer that represents it.</summary>
    public string Item { get; }

    /// <summary>A key's number of values: empty where it is left open; null for what is no key.</summary>
    public string? KeyCount { get; }

    public bool IsVector { get; }

    /// <summary>Of a vector, its size, or <c>?</c>; empty where it varies, and for what is no vector.</summary>
    public string Size { get; }

    public bool IsUnknown => Item == "?" && !IsVector;

    /// <summary>Whether nothing that is known of two types tells them apart.</summary>
    public bool Agrees(ContractType other)
    {
        if (IsUnknown || other.IsUnknown)
            return true;
        if (IsVector != other.IsVector || IsVector && Size != other.Size && Size != "?" && other.Size != "?")
            return false;
        if (Item == "?" || other.Item == "?")
            return true;
        return Item == other.Item
            && (KeyCount is null) == (other.KeyCount is null)
            && (string.IsNullOrEmpty(KeyCount) || string.IsNullOrEmpty(other.KeyCount) || KeyCount == other.KeyCount);
    }

    /// <summary>The same type with what is not known of it taken from another one that agrees with it.</summary>
    public ContractType Or(ContractType other)
    {
        if (IsUnknown || !Agrees(other))
            return IsUnknown ? other : this;
        if (other.IsUnknown)
            return this;
        return new ContractType(
            Item == "?" ? other.Item : Item,
            Item == "?" || KeyCount?.Length == 0 ? other.KeyCount : KeyCount,
            IsVector,
            Size == "?" ? other.Size : Size);
    }

    /// <summary>The same vector with another size.</summary>
    public ContractType WithSize(string size) => new(Item, KeyCount, IsVector, size);

    /// <summary>Reads the written form; null where it is none.</summary>
    public static ContractType? TryParse(string text)
    {
        text = text.Trim();
        if (!Unwrap(text, "Vector", out var inner, out var size))
            return TryParseItem(text, false, "");
        if (size is not null && size != "?" && !(int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > 0))
            return null;
        return TryParseItem(inner, true, size is null or "?" ? size ?? "" : int.Parse(size, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
    }

    public override string ToString()
    {
        var text = KeyCount is null ? Item : KeyCount.Length == 0 ? "Key<" + Item + ">" : "Key<" + Item + ", " + KeyCount + ">";
        return !IsVector ? text : Size.Length == 0 ? "Vector<" + text + ">" : "Vector<" + text + ", " + Size + ">";
    }

    public bool Equals(ContractType? other) => other is not null && other.ToString() == ToString();

    public override bool Equals(object? obj) => Equals(obj as ContractType);

    public override int GetHashCode() => Item.GetHashCode();

    private static ContractType? TryParseItem(string text, bool isVector, string size)
    {
        if (text == "?" || Array.IndexOf(Kinds, text) >= 0)
            return new ContractType(text, null, isVector, size);
        if (Unwrap(text, "Key", out var raw, out var count))
        {
            if (raw != "?" && Array.IndexOf(RawKinds, raw) < 0)
                return null;
            if (count is null or "?")
                return new ContractType(raw, "", isVector, size);
            return ulong.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var values) && values > 0
                ? new ContractType(raw, values.ToString(CultureInfo.InvariantCulture), isVector, size)
                : null;
        }

        return Unwrap(text, "Other", out var name, out var rest) ? new ContractType("Other<" + name + (rest is null ? "" : ", " + rest) + ">", null, isVector, size) : null;
    }

    // "Vector<Key<UInt32, 3>, 4>" is "Vector", "Key<UInt32, 3>", "4": a comma inside of the inner brackets is not the outer one.
    private static bool Unwrap(string text, string name, out string inner, out string? argument)
    {
        inner = "";
        argument = null;
        if (!text.StartsWith(name + "<", StringComparison.Ordinal) || text[text.Length - 1] != '>')
            return false;
        var inside = text.Substring(name.Length + 1, text.Length - name.Length - 2);
        var comma = inside.LastIndexOf(',');
        inner = comma > inside.LastIndexOf('>') ? inside.Substring(0, comma).Trim() : inside.Trim();
        argument = comma > inside.LastIndexOf('>') ? inside.Substring(comma + 1).Trim() : null;
        return inner.Length > 0 && argument?.Length != 0;
    }
}
