using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.DataValidation;

/// <summary>MLAP2007: which columns a file has, and of which types, is guessed in every run that trains on it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP2007SchemaInferredAtRunTimeAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP2007",
        "The schema of training data is inferred at run time",
        "{0} guesses the columns of {1} from its content in every run: a file with other rows or columns has other types, and {2} learns from them without a word; write the columns down, as a row class",
        Categories.DataValidation,
        DiagnosticSeverity.Info,
        "Inference is for getting to know a file; a program that trains again and again has to say what it expects.");

    public MLAP2007SchemaInferredAtRunTimeAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        var trainings = Training.Of(context.Flows).ToList();
        foreach (var inferred in context.Flows.Of(EventKind.InferColumns))
        {
            // What is inferred and only looked at does no harm: it has to reach a loader, whose columns nobody knows then.
            if (trainings.FirstOrDefault(training => Lineage.Ancestors(training.View).Any(IsOfUnknownColumns)) is { } training)
                Report(context, inferred.Node, inferred, Validations.NameOf(training.Trainer));
        }

        foreach (var loaded in context.Flows.Of(EventKind.Load))
        {
            if (loaded.Method.Name is not ("LoadCsv" or "LoadCsvFromString") || loaded.Arguments?.Lacks("dataTypes") != true)
                continue;
            if (trainings.FirstOrDefault(training => Lineage.Ancestors(training.View).Any(loaded.Result.Equals)) is { } training)
                Report(context, loaded.Node, loaded, Validations.NameOf(training.Trainer));
        }
    }

    private static void Report(RuleContext context, SyntaxNode node, ProgramEvent guessed, string trainer) =>
        context.Report(
            node,
            ImmutableDictionary<string, string?>.Empty,
            guessed.Method.ContainingType.Name == "DataFrame" ? $"DataFrame.{guessed.Method.Name}" : guessed.Method.Name,
            guessed.Argument is ConstantValue { Content: string { Length: > 0 } path } && guessed.Method.Name != "LoadCsvFromString" ? $"'{path}'" : "the data",
            trainer);

    private static bool IsOfUnknownColumns(ViewValue view) =>
        view.Kind == ViewKind.Opaque || view is { Kind: ViewKind.Loaded, Load: { Api: Api.LoadText, RowType: null, Columns: null } };
}
