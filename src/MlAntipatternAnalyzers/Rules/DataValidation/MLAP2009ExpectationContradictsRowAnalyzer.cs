using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Contracts;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.DataValidation;

/// <summary>MLAP2009: the data schema and the row class disagree, or the schema's file is none.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP2009ExpectationContradictsRowAnalyzer : ProgramRule
{
    /// <summary>The path of the schema's file.</summary>
    internal const string PathProperty = "path";

    /// <summary>What differs, a line each: <see cref="RowContradiction.ToFact"/>.</summary>
    internal const string DifferencesProperty = "differences";

    /// <summary>Set where the class's columns are bound to positions of a file, so that none can be added without one.</summary>
    internal const string TextProperty = "text";

    private const int MaximalDifferences = 3;

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP2009",
        "The data schema contradicts the row class",
        "Data schema '{0}': {1}; {2}",
        Categories.DataValidation,
        DiagnosticSeverity.Warning,
        "What the data schema expects and what the row class makes of the data have to be the same columns, or every validation fails, and guards nothing.",
        exploration: true);

    public MLAP2009ExpectationContradictsRowAnalyzer()
        : base(Rule)
    {
    }

    private protected override bool Applies(AnalyzerOptions options) => CommittedDataSchema.AreIn(options.AdditionalFiles);

    private protected override bool AsksAboutFiles => true;

    private protected override void AnalyzeFile(AdditionalFileAnalysisContext action)
    {
        if (!CommittedDataSchema.IsFile(action.AdditionalFile.Path) || CommittedDataSchema.Read(action.AdditionalFile, action.CancellationToken) is not { Reading: { Problem: { } problem } reading } file)
            return;
        var location = file.LocationOf(reading.ProblemPosition);
        var start = location.GetLineSpan().StartLinePosition;
        var place = string.Format(CultureInfo.InvariantCulture, "line {0}, column {1}: {2}", start.Line + 1, start.Character + 1, problem);
        action.ReportDiagnostic(Diagnostic.Create(Rule, location, file.FileName, place, "the program cannot read it either, and until that is mended nothing is compared with it"));
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var link in new DataSchemaLinks(context.Model, context.Flows, context.AdditionalFiles, context.CancellationToken).All())
        {
            foreach (var place in RowContradiction.Of(link, context.Symbols).GroupBy(found => PlaceOf(context, link, found)))
                Report(context, place.Key, link, place.ToList());
        }
    }

    private static SyntaxNode PlaceOf(RuleContext context, DataSchemaLinks.Link link, RowContradiction found)
    {
        var symbol = found.Member ?? (link.Load.HasDefinition ? null : link.Load.RowType as INamedTypeSymbol) as ISymbol;
        return (symbol is null ? null : context.DeclarationOf(symbol, link.View.Origin.Node)) ?? link.View.Origin.Node;
    }

    private static void Report(RuleContext context, SyntaxNode node, DataSchemaLinks.Link link, List<RowContradiction> found)
    {
        var facts = ImmutableDictionary<string, string?>.Empty.Add(PathProperty, link.Schema.Path).Add(DifferencesProperty, string.Join("\n", found.Select(difference => difference.ToFact())));
        if (link.Load.Api == MlNet.Api.LoadText)
            facts = facts.Add(TextProperty, "true");
        var texts = found.Take(MaximalDifferences).Select(difference => difference.Describe(link.Schema)).ToList();
        if (found.Count > MaximalDifferences)
            texts.Add($"and {found.Count - MaximalDifferences} more");
        context.Report(
            node,
            found.Where(difference => difference.Expected is not null).Select(difference => link.Schema.LocationOf(difference.Place, difference.PlaceEnd)),
            facts,
            link.Schema.FileName,
            string.Join("; ", texts),
            link.IsValidated ? "the validation turns all data away that are loaded so: correct the one or the other" : "a validation would turn all data away that are loaded so: correct the one or the other");
    }
}
