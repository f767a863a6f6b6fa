using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP2001: loaded data reach a trainer and nothing validates them on the way.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP2001NotValidatedBeforeFitAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP2001",
        "Training data is not validated",
        "The data loaded here reach {0} without validation: a renamed column, a new category or an empty field changes the model and nobody notices; validate the view against a data schema first",
        Categories.DataValidation,
        DiagnosticSeverity.Warning,
        "Data is code: what goes into Fit decides what the program does, and deserves a test.");

    public MLAP2001NotValidatedBeforeFitAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var training in Training.Of(context.Flows))
        {
            foreach (var view in Lineage.Ancestors(training.View))
            {
                if (view is not { Kind: ViewKind.Loaded, Load: { } load } || !context.IsHere(view.Origin.Node))
                    continue;

                // Rows written out in the source are as reviewed as the source.
                if (load.Source is SequenceValue { Literal: true })
                    continue;
                if (IsValidated(training.View, view))
                    continue;
                context.Report(view.Origin.Node, training.Trainer.Operator!.Name);
            }
        }
    }

    /// <summary>Whether every way from the load to the trainer goes through a validation.</summary>
    private static bool IsValidated(Value value, ViewValue load) =>
        value.Alternatives.OfType<ViewValue>().All(view =>
            view.Kind == ViewKind.Validated
            || (!view.Equals(load) && (view.Parent is null || IsValidated(view.Parent, load))));
}
