using System;
using System.Collections.Immutable;
using System.Linq;

namespace MlAntipatternAnalyzers.SchemaTests.Mutation;

/// <summary>Misspells names as people do.</summary>
internal static class Typos
{
    private static readonly string[] Known = ["Features", "Label", "Score", "PredictedLabel", "Probability", "GroupId", "Weight"];

    private static readonly Func<string, string>[] Ways =
    [
        name => name[..^1],
        name => (char.IsUpper(name[0]) ? char.ToLowerInvariant(name[0]) : char.ToUpperInvariant(name[0])) + name[1..],
        name => name + "s",
        name => name.Length < 3 ? name + name : name[..^2] + name[^1] + name[^2],
        name => name + "Column",
        name => "My" + name,
    ];

    /// <summary>A name that the program does not have.</summary>
    /// <param name="name">The right one.</param>
    /// <param name="way">Which way of misspelling it to try first.</param>
    /// <param name="names">The names that the program has.</param>
    public static string Of(string name, int way, ImmutableArray<string> names) => Enumerable.Range(way, Ways.Length)
        .Select(index => Ways[index % Ways.Length](name))
        .First(typo => typo.Length > 0 && !names.Contains(typo) && !Known.Contains(typo));
}
