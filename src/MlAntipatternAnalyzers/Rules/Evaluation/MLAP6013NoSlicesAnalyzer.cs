using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6013: the quality of a saved model is known on the whole set only.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6013NoSlicesAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6013",
        "The model's quality is known on the whole set only",
        "{0} is saved, and its metrics are known on all rows at once only: they hide the city, the product or the customers for which it is bad; evaluate it by slices too",
        Categories.Evaluation,
        DiagnosticSeverity.Info,
        "A good mean hides the groups for which a model is worse than none.");

    public MLAP6013NoSlicesAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var saved in context.Flows.Saved)
        {
            if (!ModelAdvice.LacksSlices(saved) || ModelAdvice.LacksBaseline(saved) || ModelAdvice.ReplacesUnseen(saved, context.Model))
                continue;
            var facts = EvaluationFacts.Of(saved);
            if (EvaluationFacts.SliceOf(saved, context.Flows, context.Symbols) is { } column)
                facts = facts.Add(EvaluationFacts.Slice, column);
            context.Report(saved.Save.Node, EvaluationFacts.PlacesOf(saved), facts, ModelNames.Of(saved.Save, context.Symbols));
        }
    }
}
