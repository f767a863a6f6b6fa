using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP1013: a model still makes the label that it was trained with, and what it is applied to has nothing to make it of.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP1013LabelNeededWhenServingAnalyzer : ProgramRule
{
    /// <summary>The column that is missing.</summary>
    internal const string ColumnProperty = "Column";

    /// <summary>The metadata name of the class that the column can be added to; empty where there is none.</summary>
    internal const string RowProperty = "Row";

    /// <summary>The C# type that the column had in training; empty where it is not known.</summary>
    internal const string TypeProperty = "Type";

    /// <summary>There where the step can be fitted apart: the other locations are then the step, the Fit, and each Transform of rows that are labelled.</summary>
    internal const string MovableProperty = "Movable";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP1013",
        "A model needs the label when it serves",
        "'{0}' is read by {1} to make the label of {2}, which only training needs, but {3} has no such column, and ML.NET throws; fit {1} apart from the chain that is served",
        Categories.Schema,
        DiagnosticSeverity.Warning,
        "All steps of a chain are applied wherever its model is, those that made the label for the trainer too: what is served is then demanded to have the column that is to be predicted.",
        exploration: true);

    public MLAP1013LabelNeededWhenServingAnalyzer()
        : base(Rule)
    {
    }

    private protected override bool SpeaksInTests => true;

    private protected override void Analyze(RuleContext context)
    {
        foreach (var root in context.Flows.Roots)
        {
            var schemas = context.Flows.SchemasOf(root);
            foreach (var served in schemas.Findings.Where(finding => finding.Taught is not null).GroupBy(finding => finding.Use.Event))
            {
                // Where the model is one of several, each of them that is known must want the label: which one it is may depend on what is served.
                var steps = served.Select(finding => finding.Use.Step!).ToList();
                if (served.Key.Model.Alternatives.Select(model => Lineage.StepsOf(schemas.Saved(model))).All(chain => chain.Any(steps.Contains) || chain.Any(step => step.Operator is null)))
                    Report(context, served.First());
            }
        }
    }

    private static void Report(RuleContext context, SchemaFinding finding)
    {
        var (use, column) = (finding.Use, finding.Problem.Column);
        var training = ChainColumns.Trained(context.Flows, use.Step!);
        var row = (use.Event.Result as EngineValue)?.Input as INamedTypeSymbol ?? (Lineage.BaseOf(use.View)?.Load?.Api == Api.LoadEnumerable ? Lineage.RowClassOf(use.View) : null);
        var type = training.Count == 1 ? TypeOf(context.Flows, training[0], use.Step!, column) : null;
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(ColumnProperty, column)
            .Add(RowProperty, row is null ? "" : RowType.MetadataNameOf(row.OriginalDefinition))
            .Add(TypeProperty, type is { IsKey: false, IsScalar: true } ? MemberTypes.Of(type) ?? "" : "");
        var others = training.Count == 1 ? Movable(context.Flows, finding, training[0]) : null;
        context.Report(
            use.Event.Node,
            others ?? Enumerable.Empty<SyntaxNode>(),
            others is null ? properties : properties.Add(MovableProperty, ""),
            column,
            ViewText.Reader(use, finding.Problem.Role),
            finding.Taught!.Operator!.Name,
            ViewText.Of(use));
    }

    /// <summary>What the column held when the step was fitted.</summary>
    private static ColumnType? TypeOf(Flows flows, ProgramEvent fit, Step step, string column) =>
        flows.SchemaUses.Where(use => use.Event == fit && step.Equals(use.Step)).Select(use => use.Input.TypeOf(column)).FirstOrDefault();

    /// <summary>The step, the one Fit of its chain, and where the model is given rows that have the label; null where more than the trainer reads what the step makes, or it is not plain what is given.</summary>
    private static IReadOnlyList<SyntaxNode>? Movable(Flows flows, SchemaFinding finding, ProgramEvent fit)
    {
        var step = finding.Use.Step!;
        if (fit.Kind != EventKind.Fit || fit.Estimator is not EstimatorValue { Steps: var steps } || step.Column(ColumnRole.Output)?.Single is not { } label || finding.Taught!.Column(ColumnRole.Label)?.Single != label
            || steps.Where(other => !other.Equals(step) && other.Operator is not { IsTrainer: true }).Any(other => ChainColumns.Touches(other, label) != false))
            return null;
        var nodes = new List<SyntaxNode> { step.Origin.Node, fit.Node };
        foreach (var root in flows.Roots)
        {
            var schemas = flows.SchemasOf(root);
            foreach (var recorded in root.Events.Where(recorded => recorded.Kind is EventKind.Transform or EventKind.CreateEngine && Lineage.StepsOf(schemas.Saved(recorded.Model)).Contains(step)))
            {
                if (recorded.Kind == EventKind.CreateEngine)
                {
                    // A prediction that shows the label as it was made.
                    if ((recorded.Result as EngineValue)?.Output is not { } output || RowColumns.Of(output, RowUse.Write, flows.Model!.Symbols)?.Lacks(label) != true)
                        return null;
                    continue;
                }

                var given = schemas.OfView(recorded.View);
                if (given.Lacks(finding.Problem.Column))
                    continue;
                if (given.Find(finding.Problem.Column) is not { IsCertain: true })
                    return null;
                nodes.Add(recorded.Node);
            }
        }

        return nodes.Distinct().ToList();
    }
}
