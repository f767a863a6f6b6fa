using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.DataValidation;

/// <summary>MLAP2001: loaded data reach a trainer and nothing validates them on the way.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP2001NotValidatedBeforeFitAnalyzer : ProgramRule
{
    /// <summary>The row class's metadata name, for the fix.</summary>
    internal const string RowProperty = "row";

    /// <summary>The names of the columns, a line each, for the fix.</summary>
    internal const string ColumnsProperty = "columns";

    /// <summary>Whether the rows come from a text file, for the fix: it decides what size an array has.</summary>
    internal const string TextProperty = "text";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP2001",
        "Training data is not validated",
        "{0} train {1}, and nothing validates them on the way: a renamed column, a new category or an empty field changes the model and nobody notices; validate the view against a data schema first",
        Categories.DataValidation,
        DiagnosticSeverity.Warning,
        "Data is code: what goes into Fit decides what the program does, and deserves a test.");

    public MLAP2001NotValidatedBeforeFitAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        var validations = new Validations(context);
        foreach (var training in Training.Of(context.Flows))
        {
            foreach (var view in Lineage.Ancestors(training.View))
            {
                if (view is not { Kind: ViewKind.Loaded, Load: { } load })
                    continue;

                // Rows written out in the source, or made up by it, are as reviewed as the source.
                if (load.Source is SequenceValue { Literal: true } || MadeUpRows.Are(load.Source) || validations.Cover(training, view))
                    continue;
                if (context.Model.Ask(() => HandChecks.Cover(context.Model, load)))
                    continue;
                context.Report(view.Origin.Node, Facts(load, context.Symbols), Describe(load), Validations.NameOf(training.Trainer));
            }
        }
    }

    /// <summary>What is loaded, by the name that the user gave it.</summary>
    private static string Describe(LoadInfo load) =>
        load switch
        {
            { Api: not Api.LoadEnumerable, Source: ConstantValue { Content: string { Length: > 0 } path } } => $"The rows of '{path}'",
            { RowType: INamedTypeSymbol { IsAnonymousType: false } row } => $"The rows of class '{row.Name}' loaded here",
            _ => "The rows loaded here",
        };

    private static ImmutableDictionary<string, string?> Facts(LoadInfo load, MlNetSymbols ml)
    {
        var facts = ImmutableDictionary<string, string?>.Empty;
        if (LoadedColumns.NamesOf(load, ml) is { Complete: true } columns)
            facts = facts.Add(ColumnsProperty, string.Join("\n", columns.Names));
        if (load.RowType is INamedTypeSymbol { IsAnonymousType: false, IsGenericType: false } row)
            facts = facts.Add(RowProperty, RowType.MetadataNameOf(row));
        return load.Api == Api.LoadText ? facts.Add(TextProperty, "true") : facts;
    }
}
