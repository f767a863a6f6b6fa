using System.Collections.Immutable;
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
        foreach (var finding in SchemaFinding.Of(context.Flows))
        {
            var (use, problem) = (finding.Use, finding.Problem);
            if (problem.IsMissing)
                continue;
            var properties = ImmutableDictionary<string, string?>.Empty
                .Add(ColumnProperty, problem.Column)
                .Add(RoleProperty, problem.Role.ToString())
                .Add(ConversionsProperty, use.Step is null || use.Event.Kind is not EventKind.Fit and not EventKind.CrossValidate ? "" : string.Join("\n", ColumnConversion.For(problem.Actual!, problem.Expected!)));
            context.Report(PlaceOf(use, problem), properties, problem.Column, problem.Actual!, ViewText.Reader(use, problem.Role), problem.Expected!.Text);
        }
    }

    private static SyntaxNode PlaceOf(SchemaUse use, SchemaProblem problem) =>
        use.Event.Kind is EventKind.Transform or EventKind.CreateEngine
            ? use.Event.Node
            : use.Step is { } step ? ColumnPlace.Of(step.Arguments, step.Origin.Node, problem.Column, problem.Role) : ColumnPlace.Of(use.Event.Arguments, use.Event.Node, problem.Column, problem.Role);
}
