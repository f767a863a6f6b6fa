using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP1001: something reads a column that its view does not have.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP1001ColumnNotFoundAnalyzer : ProgramRule
{
    /// <summary>The name that is not found.</summary>
    internal const string ColumnProperty = "Column";

    /// <summary>The names that are most like it, one a line.</summary>
    internal const string NearestProperty = "Nearest";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP1001",
        "A column that does not exist is read",
        "'{0}' is read by {1}, but {2} has no such column here, and ML.NET throws; {3}",
        Categories.Schema,
        DiagnosticSeverity.Warning,
        "Columns are found by name when the program runs: a name that no load and no operator before it has made is an exception at Fit, Transform, Evaluate or where the prediction engine is created.",
        exploration: true);

    public MLAP1001ColumnNotFoundAnalyzer()
        : base(Rule)
    {
    }

    private protected override bool SpeaksInTests => true;

    private protected override void Analyze(RuleContext context)
    {
        IReadOnlyDictionary<SyntaxNode, WrongEvaluator>? wrong = null;
        foreach (var finding in SchemaFinding.Of(context.Flows))
        {
            var (use, problem) = (finding.Use, finding.Problem);
            if (!problem.IsMissing || finding.Taught is not null)
                continue;

            // It is not the column that is missing: another evaluator is right (MLAP6011).
            if (use.Event.Kind == EventKind.Evaluate && problem.Role is ColumnRole.Score or ColumnRole.Probability or ColumnRole.PredictedLabel
                && (wrong ??= WrongEvaluator.In(context.Flows)).ContainsKey(use.Event.Node))
                continue;
            var nearest = use.Input.Nearest(problem.Column, problem.Expected);
            var advice = nearest.IsEmpty ? ViewText.Columns(use.Input) : $"did you mean '{string.Join("' or '", nearest)}'?";
            var properties = ImmutableDictionary<string, string?>.Empty.Add(ColumnProperty, problem.Column).Add(NearestProperty, string.Join("\n", nearest));
            context.Report(finding.Place, properties, problem.Column, ViewText.Reader(use, problem.Role), ViewText.Of(use), advice);
        }
    }
}
