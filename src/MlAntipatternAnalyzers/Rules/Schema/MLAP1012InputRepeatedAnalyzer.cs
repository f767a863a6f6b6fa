using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP1012: one column stands twice among the inputs of a Concatenate.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP1012InputRepeatedAnalyzer : ProgramRule
{
    /// <summary>The column that stands there twice.</summary>
    internal const string ColumnProperty = "Column";

    /// <summary>The column that was probably meant; empty where none is at hand.</summary>
    internal const string UnusedProperty = "Unused";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP1012",
        "A column is concatenated twice",
        "'{0}' is an input of this Concatenate twice: the trainer gets its values in two places{1}; {2}",
        Categories.Schema,
        DiagnosticSeverity.Warning,
        "A repeated input adds nothing, and mostly stands where another column was meant.",
        exploration: true);

    public MLAP1012InputRepeatedAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var chain in ChainColumns.Fitted(context.Flows))
        {
            for (var i = 0; i < chain.Steps.Length; i++)
            {
                var step = chain.Steps[i];
                if (step.Operator is not { Name: "Concatenate" } || step.Column(ColumnRole.Input) is not { } inputs)
                    continue;
                if (inputs.Names.FirstOrDefault(name => inputs.Names.Count(other => other == name) > 1) is not { } column)
                    continue;
                var unused = Unused(chain.Steps, i, column);
                context.Report(
                    ColumnPlace.Of(step.Arguments, step.Origin.Node, column, ColumnRole.Input),
                    ImmutableDictionary<string, string?>.Empty.Add(ColumnProperty, column).Add(UnusedProperty, unused ?? ""),
                    column,
                    unused is null ? "" : $", and '{unused}', which the pipeline makes, is never used",
                    unused is null ? "leave one out" : $"name '{unused}', or leave one out");
            }
        }
    }

    /// <summary>The column that the chain makes before a step and that no step reads: the one that is spelled most alike, if there are several.</summary>
    private static string? Unused(ImmutableArray<Step> steps, int index, string column) =>
        steps.Take(index)
            .SelectMany(step => step.Column(ColumnRole.Output)?.Names ?? ImmutableArray<string>.Empty)
            .Distinct()
            .Where(made => steps.All(step => ChainColumns.Touches(step, made) == false || (step.Column(ColumnRole.Output)?.Names.Contains(made) == true && !IsReadBehind(steps, step, made))))
            .OrderBy(made => Spelled.Distance(column, made)).ThenBy(made => made, System.StringComparer.Ordinal)
            .FirstOrDefault();

    /// <summary>Whether a step behind the one that makes a column reads it; the maker may work in place.</summary>
    private static bool IsReadBehind(ImmutableArray<Step> steps, Step maker, string column) =>
        steps.Skip(steps.IndexOf(maker) + 1).Any(step => ChainColumns.Touches(step, column) != false);
}
