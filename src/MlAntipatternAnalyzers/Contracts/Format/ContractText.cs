using System;
using System.Globalization;
using System.Text;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>How the words of a contract are spelled.</summary>
internal static class ContractText
{
    private static readonly string[] Words = { "raw", "compute", "step", "label", "feature", "output" };

    public static string Word(ContractFactKind kind) => Words[(int)kind];

    public static ContractFactKind? KindOf(string word) => Array.IndexOf(Words, word) is var index && index >= 0 ? (ContractFactKind)index : null;

    /// <summary>A name as it is, or in quotes where it would be read as something else; <c>?</c> for null.</summary>
    public static string Name(string? name)
    {
        if (name is null)
            return ContractFact.Unknown;
        var plain = name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_');
        foreach (var character in name)
            plain &= IsWord(character);
        return plain ? name : Quote(name);
    }

    /// <summary>What a name may hold without quotes.</summary>
    public static bool IsWord(char character) => char.IsLetterOrDigit(character) || character is '_' or '.' or '-';

    /// <summary>What a parameter's value may hold without quotes.</summary>
    public static bool IsValue(char character) => IsWord(character) || character is '+' or '|' or ':';

    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            if (character is '"' or '\\')
                quoted.Append('\\').Append(character);
            else
                Append(quoted, character);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A text without what would end the line.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder();
        foreach (var character in text)
            Append(line, character);
        return line.ToString();
    }

    private static void Append(StringBuilder text, char character)
    {
        if (char.IsControl(character) || character is '\u2028' or '\u2029')
            text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
        else
            text.Append(character);
    }
}
