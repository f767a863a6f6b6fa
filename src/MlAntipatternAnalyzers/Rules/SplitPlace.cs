using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>Tells a fix which split a finding has to do with.</summary>
internal static class SplitPlace
{
    /// <summary>The fact: where in the file of the finding the call begins that splits.</summary>
    public const string Property = "split";

    /// <summary>The fact, where the split stands in the file of the finding.</summary>
    public static ImmutableDictionary<string, string?> Of(ProgramEvent? split, SyntaxNode finding) =>
        split is not null && split.Node.SyntaxTree == finding.SyntaxTree
            ? ImmutableDictionary<string, string?>.Empty.Add(Property, split.Node.SpanStart.ToString(CultureInfo.InvariantCulture))
            : ImmutableDictionary<string, string?>.Empty;
}
