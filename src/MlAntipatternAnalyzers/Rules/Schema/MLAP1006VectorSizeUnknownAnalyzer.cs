using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP1006: an array member does not say how many values it holds, and something needs to know.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP1006VectorSizeUnknownAnalyzer : ProgramRule
{
    /// <summary>The row class's metadata name.</summary>
    internal const string RowProperty = "Row";

    /// <summary>The members and their sizes, one a line; empty where a size is not known.</summary>
    internal const string SizesProperty = "Sizes";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP1006",
        "The size of a vector is not known",
        "{0} of {1} {2} no [VectorType], so that the size is not known, but {3} takes {4}, and ML.NET throws; say how many values there are: [VectorType({5})]",
        Categories.Schema,
        DiagnosticSeverity.Warning,
        "Of an array ML.NET does not know how many values each row has, unless an attribute says so; trainers and most operators on numbers refuse such columns when the program runs.",
        exploration: true);

    public MLAP1006VectorSizeUnknownAnalyzer()
        : base(Rule)
    {
    }

    private protected override bool SpeaksInTests => true;

    private protected override void Analyze(RuleContext context)
    {
        var vectors = new UnsizedVectors(context.Flows, context.Symbols);
        var found = new Dictionary<SyntaxNode, Found>();
        foreach (var finding in SchemaFinding.Of(context.Flows))
        {
            var members = vectors.Behind(finding);
            if (members.IsEmpty)
                continue;

            // At the members; at the reader, where these are too far from it.
            var places = members.Select(member => (Node: context.DeclarationOf(member.Symbol, finding.Use.Event.Node), Members: ImmutableArray.Create(member))).ToList();
            if (places.Any(place => place.Node is null))
                places = new() { (finding.Place, members) };
            foreach (var (node, there) in places)
            {
                var sizes = there.Select(member => vectors.SizeOf(member, finding.Use)).ToImmutableArray();
                if (!found.TryGetValue(node!, out var known) || (known.Sizes.Contains(null) && !sizes.Contains(null)))
                    found[node!] = new Found(finding, there, sizes);
            }
        }

        foreach (var pair in found)
            Report(context, pair.Key, pair.Value);
    }

    private static void Report(RuleContext context, SyntaxNode node, Found found)
    {
        var row = UnsizedVectors.RowOf(found.Finding.Use)!;
        var sizes = found.Sizes.Contains(null) ? "" : string.Join("\n", found.Members.Zip(found.Sizes, (member, size) => member.Symbol.Name + " " + size!.Value.ToString(CultureInfo.InvariantCulture)));
        context.Report(
            node,
            ImmutableDictionary<string, string?>.Empty.Add(RowProperty, RowType.MetadataNameOf(row.OriginalDefinition)).Add(SizesProperty, sizes),
            $"'{string.Join("' and '", found.Members.Select(member => member.Symbol.Name))}'",
            row.Name,
            found.Members.Length == 1 ? "has" : "have",
            ViewText.Reader(found.Finding.Use, found.Finding.Problem.Role),
            found.Finding.Problem.Expected!.Text,
            found.Sizes.Distinct().ToList() is { Count: 1 } same && same[0] is { } size ? size.ToString(CultureInfo.InvariantCulture) : "n");
    }

    private sealed class Found
    {
        public Found(SchemaFinding finding, ImmutableArray<RowMember> members, ImmutableArray<int?> sizes)
        {
            Finding = finding;
            Members = members;
            Sizes = sizes;
        }

        public SchemaFinding Finding { get; }

        public ImmutableArray<RowMember> Members { get; }

        public ImmutableArray<int?> Sizes { get; }
    }
}
