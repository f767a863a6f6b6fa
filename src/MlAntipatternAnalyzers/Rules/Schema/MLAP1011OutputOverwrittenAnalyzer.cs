using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP1011: an operator writes a column again that nothing has read since another one wrote it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP1011OutputOverwrittenAnalyzer : ProgramRule
{
    /// <summary>The column, where the fix may add it to the operator's inputs.</summary>
    internal const string ColumnProperty = "Column";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP1011",
        "A column is overwritten before anything has read it",
        "'{0}' writes '{1}', which '{2}' has just written and nothing has read: what that put there is lost; give one of them another name, or add '{1}' to the inputs of this one",
        Categories.Schema,
        DiagnosticSeverity.Warning,
        "A column written again is a new column that hides the old one: nothing behind it sees what was there before.",
        exploration: true);

    public MLAP1011OutputOverwrittenAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var chain in ChainColumns.Fitted(context.Flows))
        {
            for (var i = 1; i < chain.Steps.Length; i++)
            {
                var step = chain.Steps[i];
                if (step.Operator is null || step.Column(ColumnRole.Output) is not { } outputs)
                    continue;
                foreach (var column in outputs.Names)
                {
                    if (ChainColumns.Touches(step, column) == false && Lost(chain.Steps, i, column) is { } lost)
                        context.Report(step.Origin.Node, Facts(step, lost, column), step.Operator.Name, column, lost.Operator!.Name);
                }
            }
        }
    }

    /// <summary>The step that wrote a column before, where nothing between has read it.</summary>
    private static Step? Lost(ImmutableArray<Step> steps, int index, string column)
    {
        for (var i = index - 1; i >= 0; i--)
        {
            if (ChainColumns.Writes(steps[i], column) is not { } writes)
                return null;
            if (writes)
                return steps[i];
            if (ChainColumns.Touches(steps[i], column) != false)
                return null;
        }

        return null;
    }

    private static ImmutableDictionary<string, string?> Facts(Step step, Step lost, string column) =>
        step.Operator!.Name == "Concatenate" && lost.Operator!.Name == "Concatenate"
            ? ImmutableDictionary<string, string?>.Empty.Add(ColumnProperty, column)
            : ImmutableDictionary<string, string?>.Empty;
}
