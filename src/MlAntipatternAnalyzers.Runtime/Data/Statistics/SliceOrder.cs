using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>In which order slices and possible missing values are listed: always the same.</summary>
internal static class SliceOrder
{
    /// <summary>By what was sliced by, of each the slice of most rows first.</summary>
    public static List<SliceStatistics> Sort(IEnumerable<SliceStatistics> slices, IReadOnlyList<IReadOnlyList<string>> columns)
    {
        var definitions = columns.Select((names, at) => (Name: Text([names]), at)).ToDictionary(pair => pair.Name, pair => pair.at, StringComparer.Ordinal);
        return
        [
            .. slices.OrderBy(slice => definitions.GetValueOrDefault(Text([[.. slice.Key.Select(part => part.Column)]]), int.MaxValue))
                .ThenByDescending(slice => slice.Statistics.Rows).ThenBy(slice => slice.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>What was sliced by, as text.</summary>
    public static string Text(IReadOnlyList<IReadOnlyList<string>> columns) => string.Join(", ", columns.Select(names => "[" + string.Join(", ", names) + "]"));

    /// <summary>Sentinels with their counts, in ordinal order, those that do not occur left out.</summary>
    public static IReadOnlyDictionary<string, long> ToSentinels<T>(this IEnumerable<T> items, Func<T, string> sentinel, Func<T, long> count) =>
        items.Where(item => count(item) > 0).ToImmutableSortedDictionary(sentinel, count, StringComparer.Ordinal);
}
