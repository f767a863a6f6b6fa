using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Contracts;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.Skew;

/// <summary>MLAP4011: the pipeline, the row class or the serving code differs from the committed feature contract.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP4011ContractBrokenAnalyzer : ProgramRule
{
    /// <summary>The path of the contract that the code could be taken over into.</summary>
    internal const string PathProperty = "path";

    /// <summary>What the file would be then.</summary>
    internal const string TextProperty = "text";

    /// <summary>The columns that a row class lacks, each a line: its name, a tab, and its type in the contract.</summary>
    internal const string MissingProperty = "missing";

    /// <summary>The type that a member should have.</summary>
    internal const string TypeProperty = "type";

    private const int MaximalDifferences = 3;

    private const string Training = "serving relies on the contract: if the code is right, update it, in a change that is reviewed";
    private const string Serving = "the model was trained as the contract says, and answers wrongly, or not at all, to what differs";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP4011",
        "The feature contract is broken",
        "Feature contract '{0}': {1}; {2}",
        Categories.Skew,
        DiagnosticSeverity.Warning,
        "What training promises to serving is written down in the feature contract, which both projects are compared with.",
        exploration: true);

    public MLAP4011ContractBrokenAnalyzer()
        : base(Rule)
    {
    }

    private protected override bool Applies(AnalyzerOptions options) => CommittedContract.AreIn(options.AdditionalFiles);

    private protected override bool AsksAboutFiles => true;

    private protected override void AnalyzeFile(AdditionalFileAnalysisContext action)
    {
        if (!Contract.IsFile(action.AdditionalFile.Path) || CommittedContract.Read(action.AdditionalFile, action.CancellationToken) is not { } file)
            return;
        foreach (var error in file.Reading.Errors)
            action.ReportDiagnostic(Diagnostic.Create(Rule, file.LocationOf(error.Line, error.Column), file.FileName, error.ToString(), "until that is mended, nothing is compared with it"));
    }

    private protected override void Analyze(RuleContext context)
    {
        var links = new ContractLinks(context.Model, context.AdditionalFiles, context.CancellationToken);
        foreach (var root in context.Flows.Roots)
        {
            foreach (var trained in ProgramContract.In(root, context.Model))
            {
                if (links.Of(trained) is { Reading.Contract: { } contract } file)
                    CheckTraining(context, trained, file, contract);
            }

            foreach (var served in ServedModel.In(root, context.Model))
            {
                if (links.Of(served) is { Reading.Contract: { } contract } file)
                    CheckServing(context, served, file, contract);
                else if (links.Of(served) is null && served.StatedName is { } name)
                    context.Report(served.Use.Node, name + Contract.FileExtension, "there is no such file among the project's AdditionalFiles", "add it, or correct the name");
            }
        }
    }

    private static void CheckTraining(RuleContext context, ProgramContract trained, CommittedContract file, Contract contract)
    {
        var differences = ContractComparer.Compare(contract, trained.Contract);
        if (differences.Count == 0)
            return;
        var facts = ImmutableDictionary<string, string?>.Empty.Add(PathProperty, file.Path).Add(TextProperty, ContractUpdate.Apply(file.Text.ToString(), trained.Contract));
        foreach (var place in differences.GroupBy(difference => PlaceOf(context, trained, difference)))
            Report(context, place.Key, file, place.ToList(), facts, Training);
    }

    private static void CheckServing(RuleContext context, ServedModel served, CommittedContract file, Contract contract)
    {
        var use = served.Use.Node;
        var found = ServedContract.Differences(served, contract, context.Symbols).ToList();
        foreach (var place in found.GroupBy(difference => (difference.Member is null ? context.DeclarationOf(difference.Class, use) : context.DeclarationOf(difference.Member, use)) ?? use))
        {
            var facts = ImmutableDictionary<string, string?>.Empty;
            var missing = place.Where(difference => difference.Difference is { Kind: ContractDifferenceKind.Missing, Expected: ColumnFact }).Select(difference => (ColumnFact)difference.Difference.Expected!).ToList();
            if (missing.Count > 0)
                facts = facts.Add(MissingProperty, string.Join("\n", missing.Select(column => column.Name + "\t" + column.Type)));
            else if (place.First().Difference.Expected is ColumnFact expected)
                facts = facts.Add(TypeProperty, expected.Type.ToString());
            Report(context, place.Key, file, place.Select(difference => difference.Difference).ToList(), facts, Serving);
        }

        foreach (var (difference, node) in ContractComputations.Differences(context.Flows, served.Input, contract, context.Model))
            Report(context, node, file, new[] { difference }, ImmutableDictionary<string, string?>.Empty, Serving);
    }

    /// <summary>The code that a difference is about: the member of a column, the step, or the trainer where nothing is nearer.</summary>
    private static SyntaxNode PlaceOf(RuleContext context, ProgramContract trained, ContractDifference difference) =>
        (difference.Found ?? difference.InPlace)?.Source switch
        {
            ISymbol member => context.DeclarationOf(member, trained.Trainer) ?? trained.Trainer,
            SyntaxNode node => node,
            _ => difference.Fact == ContractFactKind.Raw && trained.Row is { } row && context.DeclarationOf(row, trained.Trainer) is { } declared ? declared : trained.Trainer,
        };

    private static void Report(RuleContext context, SyntaxNode node, CommittedContract file, IReadOnlyList<ContractDifference> differences, ImmutableDictionary<string, string?> facts, string advice)
    {
        var texts = differences.Take(MaximalDifferences).Select(difference => difference.Line > 0 ? $"{difference.Message} (line {difference.Line})" : difference.Message).ToList();
        if (differences.Count > MaximalDifferences)
            texts.Add($"and {differences.Count - MaximalDifferences} more");
        context.Report(node, differences.Where(difference => difference.Line > 0).Select(difference => file.LocationOf(difference.Line)), facts, file.FileName, string.Join("; ", texts), advice);
    }
}
