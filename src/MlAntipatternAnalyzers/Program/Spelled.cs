using System;

namespace MlAntipatternAnalyzers.Program;

/// <summary>How much two names differ.</summary>
internal static class Spelled
{
    /// <summary>Up to how many changes a name is still taken for another one's misspelling.</summary>
    public static int Tolerance(string name) => Math.Max(1, name.Length / 3) * 10;

    /// <summary>The number of insertions, deletions, replacements and swaps of neighbours that turn one name into the other, times ten; a change of case alone costs 1, one name within the other 3 to 9: less the more they share.</summary>
    public static int Distance(string left, string right)
    {
        if (string.Equals(left, right, StringComparison.OrdinalIgnoreCase))
            return left == right ? 0 : 1;
        var (shorter, longer) = left.Length < right.Length ? (left, right) : (right, left);
        if (shorter.Length >= 4 && longer.IndexOf(shorter, StringComparison.OrdinalIgnoreCase) >= 0)
            return Math.Min(9, 2 + longer.Length - shorter.Length);
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= right.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]);
                var least = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 2]) && char.ToUpperInvariant(left[i - 2]) == char.ToUpperInvariant(right[j - 1]))
                    least = Math.Min(least, rows[i - 2, j - 2] + 1);
                rows[i, j] = least;
            }
        }

        return rows[left.Length, right.Length] * 10;
    }
}
