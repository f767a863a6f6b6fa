using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6016: what is fitted draws random numbers, and the context has no seed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6016NoSeedAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6016",
        "The context has no seed",
        "{0} has no seed, and random numbers are drawn from it by {1}: every run gives another model, and no metric can be compared with the last one; give it a seed",
        Categories.Evaluation,
        DiagnosticSeverity.Info,
        "A model that cannot be made again cannot be examined, and a change of its metrics may be chance.");

    public MLAP6016NoSeedAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        var draws = new Dictionary<SyntaxNode, SortedSet<string>>();
        foreach (var fit in context.Flows.Of(EventKind.Fit).Concat(context.Flows.Of(EventKind.CrossValidate)))
        {
            var chains = fit.Estimator.Alternatives.OfType<EstimatorValue>().ToList();
            foreach (var step in chains.SelectMany(StepsOf).Where(step => step.IsRandom))
                Blame(step.Context, step.IsExperiment ? "the AutoML experiment" : step.Operator!.Name);

            // The rows in another order, or others of them, are another model too.
            if (!chains.Any(chain => chain.Trainer is not null))
                continue;
            foreach (var rows in Lineage.Ancestors(fit.View))
            {
                if (rows.Context is { } source)
                    Blame(source, NameOf(rows));
            }
        }

        foreach (var creation in draws.Keys.OrderBy(node => node.SyntaxTree.FilePath, System.StringComparer.Ordinal).ThenBy(node => node.SpanStart))
            context.Report(creation, Holder(creation), string.Join(", ", draws[creation]));

        void Blame(Value source, string name)
        {
            foreach (var made in ContextValue.In(source, context.Model, context.CancellationToken).Where(made => made.IsUnseeded))
            {
                if (!draws.TryGetValue(made.Origin.Node, out var names))
                    draws.Add(made.Origin.Node, names = new SortedSet<string>(System.StringComparer.Ordinal));
                names.Add(name);
            }
        }
    }

    /// <summary>The steps of a chain, those of the trainers inside a meta-trainer too.</summary>
    private static IEnumerable<Step> StepsOf(EstimatorValue chain) =>
        chain.Steps.SelectMany(step => step.Inner is { } inner ? inner.Alternatives.OfType<EstimatorValue>().SelectMany(StepsOf).Append(step) : new[] { step });

    private static string NameOf(ViewValue rows) => ((rows.Origin.Node as InvocationExpressionSyntax)?.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText ?? "the choice of rows";

    /// <summary>What the program calls the context.</summary>
    private static string Holder(SyntaxNode creation) =>
        creation.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => $"'{variable.Identifier.ValueText}'",
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => $"'{property.Identifier.ValueText}'",
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } => $"'{name.Identifier.ValueText}'",
            AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax member } => $"'{member.Name.Identifier.ValueText}'",
            _ => "This context",
        };
}
