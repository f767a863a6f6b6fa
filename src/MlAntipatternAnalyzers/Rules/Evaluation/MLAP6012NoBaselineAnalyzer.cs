using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6012: a complex model is saved, and nothing simpler was judged beside it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6012NoBaselineAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6012",
        "A complex model is judged against nothing simpler",
        "{0} is made by {1}, and nothing simpler is evaluated beside it: whether it is worth what it costs to run and to explain, nobody knows; evaluate a linear model or a constant on the same rows",
        Categories.Evaluation,
        DiagnosticSeverity.Info,
        "A linear model is often as good, and always easier to debug.");

    public MLAP6012NoBaselineAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var saved in context.Flows.Saved)
        {
            if (ModelAdvice.LacksBaseline(saved) && !ModelAdvice.ReplacesUnseen(saved, context.Model))
                context.Report(saved.Save.Node, EvaluationFacts.PlacesOf(saved), EvaluationFacts.Of(saved), ModelNames.Of(saved.Save, context.Symbols), saved.Trainer.Operator!.Name);
        }
    }
}
