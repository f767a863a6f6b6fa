using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP1002: something reads a column whose type it does not take.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP1002ColumnTypeMismatchAnalyzer : ProgramRule
{
    /// <summary>The column whose type is wrong.</summary>
    internal const string ColumnProperty = "Column";

    /// <summary>The conversions that make it right, one a line: the operator's call with <c>{0}</c> for the output and <c>{1}</c> for the input.</summary>
    internal const string ConversionsProperty = "Conversions";

    /// <summary>Whether the column may be converted in place, because nothing else reads it as it is.</summary>
    internal const string RoleProperty = "Role";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP1002",
        "A column has a type that its reader does not take",
        "'{0}' is {1}, but {2} takes {3}, and ML.NET throws; convert it before, or name another column",
        Categories.Schema,
        DiagnosticSeverity.Warning,
        "Each operator, trainer and evaluator takes columns of certain types; any other is an exception when the program runs.",
        exploration: true);

    public MLAP1002ColumnTypeMismatchAnalyzer()
        : base(Rule)
    {
    }

    private protected override bool SpeaksInTests => true;

    private protected override void Analyze(RuleContext context)
    {
        var vectors = new UnsizedVectors(context.Flows, context.Symbols);
        IReadOnlyDictionary<SyntaxNode, WrongEvaluator>? wrong = null;
        foreach (var finding in SchemaFinding.Of(context.Flows))
        {
            var (use, problem) = (finding.Use, finding.Problem);

            // A size that is not known is told where the array is declared (MLAP1006), if that is all that is wrong.
            if (problem.IsMissing || (problem.Expected!.Takes(problem.Actual!.With(Shapes.Fixed)) == true && !vectors.Behind(finding).IsEmpty))
                continue;

            // No conversion makes it right: another evaluator does (MLAP6011).
            if (use.Event.Kind == EventKind.Evaluate && (wrong ??= WrongEvaluator.In(context.Flows)).TryGetValue(use.Event.Node, out var evaluator) && evaluator.IsOfAnotherTask)
                continue;
            var properties = ImmutableDictionary<string, string?>.Empty
                .Add(ColumnProperty, problem.Column)
                .Add(RoleProperty, problem.Role.ToString())
                .Add(ConversionsProperty, use.Step is null || use.Event.Kind is not EventKind.Fit and not EventKind.CrossValidate ? "" : string.Join("\n", Conversions(context.Flows, finding)));
            context.Report(finding.Place, properties, problem.Column, problem.Actual!, ViewText.Reader(use, problem.Role), problem.Expected!.Text);
        }
    }

    /// <summary>What makes the column right: for all of its readers, where it is converted in its place, as a label is.</summary>
    private static IEnumerable<string> Conversions(Flows flows, SchemaFinding finding)
    {
        var (use, problem) = (finding.Use, finding.Problem);
        var conversions = ColumnConversion.For(problem.Actual!, problem.Expected!);
        return problem.Role == ColumnRole.Input
            ? conversions
            : flows.SchemaUses.Where(other => other.Event == use.Event).SelectMany(other => other.Problems)
                .Where(other => other.Column == problem.Column && !other.IsMissing)
                .Aggregate(conversions, (common, other) => common.Intersect(ColumnConversion.For(other.Actual!, other.Expected!)));
    }
}
