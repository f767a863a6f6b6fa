using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What a name says, word by word.</summary>
internal static class NameWords
{
    /// <summary>The words of a name in camel case or with underscores, in lower case.</summary>
    public static List<string> Of(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            var ends = i == name.Length || !char.IsLetterOrDigit(name[i])
                || (char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
                || char.IsDigit(name[i]) != char.IsDigit(name[i - 1]);
            if (!ends)
                continue;
            var word = name.Substring(start, i - start).Trim('_', ' ', '-', '.');
            if (word.Length > 0)
                words.Add(word.ToLowerInvariant());
            start = i;
        }

        return words;
    }
}
