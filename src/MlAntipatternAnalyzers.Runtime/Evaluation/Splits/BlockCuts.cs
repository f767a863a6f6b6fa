using System;
using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Chooses where to cut rows that lie in blocks which must stay whole.</summary>
internal static class BlockCuts
{
    /// <param name="starts">The first row of each block, ascending, the first being 0.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="shares">The share of the rows that is to lie after each cut, from the largest to the smallest.</param>
    /// <returns>
    /// For each cut the block that it lies before: the one that comes nearest to the share, while each part gets at least one block. Null when there are
    /// too few blocks for that.
    /// </returns>
    public static int[]? Choose(List<long> starts, long rows, IReadOnlyList<double> shares)
    {
        if (starts.Count <= shares.Count)
            return null;
        var cuts = new int[shares.Count];
        var least = 1;
        for (var i = 0; i < cuts.Length; i++)
        {
            var most = starts.Count - (cuts.Length - i);
            cuts[i] = Nearest(starts, rows * (1 - shares[i]), least, most);
            least = cuts[i] + 1;
        }
        return cuts;
    }

    private static int Nearest(List<long> starts, double row, int least, int most)
    {
        var found = starts.BinarySearch(least, most - least + 1, (long)Math.Ceiling(row), null);
        var above = Math.Clamp(found < 0 ? ~found : found, least, most);
        // Of two that are equally near, the one with fewer rows after it.
        return above > least && row - starts[above - 1] < starts[above] - row ? above - 1 : above;
    }
}
