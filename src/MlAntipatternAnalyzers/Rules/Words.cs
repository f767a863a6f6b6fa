using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>How messages list names.</summary>
internal static class Words
{
    /// <summary><c>'A'</c>, <c>'A' and 'B'</c>, <c>'A', 'B' and 'C'</c>.</summary>
    public static string List(IReadOnlyList<string> names) =>
        names.Count == 1 ? $"'{names[0]}'" : string.Join(", ", names.Take(names.Count - 1).Select(name => $"'{name}'")) + $" and '{names[names.Count - 1]}'";

    /// <summary>As <see cref="List"/>, but of many only the first ones are named: <c>'A', 'B' and 7 more</c>.</summary>
    public static string Few(IReadOnlyList<string> names) =>
        names.Count <= 3 ? List(names) : $"'{names[0]}', '{names[1]}' and {names.Count - 2} more";
}
