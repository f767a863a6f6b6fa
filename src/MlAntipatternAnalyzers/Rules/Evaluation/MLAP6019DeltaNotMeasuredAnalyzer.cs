using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6019: a model replaces the one that is served, and nothing compares the two.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6019DeltaNotMeasuredAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6019",
        "A model replaces the previous one, and nothing compares the two",
        "{0} overwrites the model that is loaded from the same file, and nothing compares the two: it may be good enough and still worse than the one it replaces; evaluate both on the same rows before the save",
        Categories.Evaluation,
        DiagnosticSeverity.Info,
        "A threshold lets a new model pass that is worse than the old one.");

    public MLAP6019DeltaNotMeasuredAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var saved in context.Flows.Saved)
        {
            if (ModelAdvice.ReplacesUnseen(saved, context.Model))
                context.Report(saved.Save.Node, EvaluationFacts.PlacesOf(saved), EvaluationFacts.Of(saved), ModelNames.Of(saved.Save, context.Symbols));
        }
    }
}
