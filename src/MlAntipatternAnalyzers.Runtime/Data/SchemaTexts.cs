using System;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What a schema's reader expects, in words.</summary>
internal static class SchemaTexts
{
    public static string TrueOrFalse(string property) => $"true or false for '{property}'";

    public static string Number(string property) => $"a number for '{property}'";

    public static string WholeNumber(string property) => $"a whole number, not negative, for '{property}'";
}

/// <summary>The members of enumerations as files write them.</summary>
internal static class CamelCase
{
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>"'a', 'b' or 'c'", without the members that are never written.</summary>
    public static string List<T>(params T[] without)
        where T : struct, Enum
    {
        var names = Enum.GetValues<T>().Except(without).Select(v => $"'{Of(v)}'").ToList();
        return string.Join(", ", names.SkipLast(1)) + " or " + names[^1];
    }
}
