using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.Skew;

/// <summary>MLAP4005: a row that is predicted leaves out what the features are made of.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP4005FeatureUnsetWhenServingAnalyzer : ProgramRule
{
    /// <summary>The members that are left out, with commas between them.</summary>
    internal const string MembersProperty = "members";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP4005",
        "A feature is left out of a row that is predicted",
        "{0} of '{1}' {2} left out of a row that is predicted, but the features of {3} are made of {4}: the model is given {5} instead, and says something for it; set {4}",
        Categories.Skew,
        DiagnosticSeverity.Warning,
        "A member that nobody sets is 0 or null: the model takes it for a value like those that it was trained with, and predicts without complaint.",
        exploration: true);

    public MLAP4005FeatureUnsetWhenServingAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var place in FilledRows.ScoredBy(context.Flows).Where(scored => IsLookedAt(scored.By, context.Flows)).GroupBy(scored => scored.Row.Origin.Node))
        {
            // Each row that is made there must lack the member: callers may fill in what one of them forgets.
            IEnumerable<(RowType.Column Column, string Trainer)>? missing = null;
            foreach (var (row, by) in place)
            {
                var names = Missing(row, by, context).ToList();
                missing = missing is null ? names : missing.Where(left => names.Any(other => other.Column.Name == left.Column.Name)).ToList();
                if (names.Count == 0)
                    break;
            }

            if (missing?.ToList() is { Count: > 0 } all)
                Report(context, place.Key, place.First(), all);
        }
    }

    private static void Report(RuleContext context, SyntaxNode node, (ObjectValue Row, ProgramEvent By) scored, List<(RowType.Column Column, string Trainer)> missing)
    {
        var names = missing.Select(left => left.Column.Member.Name).ToList();
        var defaults = missing.Select(left => DefaultOf(left.Column.Type)).Distinct().OrderBy(text => text, System.StringComparer.Ordinal);
        var place = !TreeIndex.Of(node.SyntaxTree).MentionsMl ? scored.By.Node : node is ObjectCreationExpressionSyntax creation ? creation.Type : node;
        context.Report(
            place,
            ImmutableDictionary<string, string?>.Empty.Add(MembersProperty, string.Join(",", names)),
            Words.List(names),
            scored.Row.Type.Name,
            names.Count == 1 ? "is" : "are",
            missing[0].Trainer,
            names.Count == 1 ? "it" : "them",
            string.Join(" or ", defaults));
    }

    private static string DefaultOf(ITypeSymbol type) => type.SpecialType == SpecialType.System_Boolean ? "false" : type.IsValueType && type.Name != "VBuffer" ? "0" : "null";

    /// <summary>The members that a row lacks and every model reads that it may be given to.</summary>
    private static IEnumerable<(RowType.Column Column, string Trainer)> Missing(ObjectValue row, ProgramEvent by, RuleContext context)
    {
        if (UnsetMembers.Of(row, by, context.Flows) is not { IsFilled: true } unset)
            yield break;
        var columns = RowType.ColumnsOf(row.Type, context.Symbols).Where(column => !IsTrainingOnly(column.Member) && unset.Has(column)).ToList();
        if (columns.Count == 0)
            yield break;
        var trainings = ServedModels.TrainingsOf(ServedModels.Of(by), row.Type, context.Flows);
        if (trainings.IsEmpty || trainings.Any(training => training.Task == LearningTask.Forecasting))
            yield break;
        foreach (var column in columns)
        {
            if (trainings.All(training => training.Reads(column.Name) && !IsLeftOutToo(column, training)))
                yield return (column, trainings[0].Trainer.Operator!.Name);
        }
    }

    /// <summary>Whether the rows that the model is trained on leave the member out as well: it is then a constant that says nothing.</summary>
    private static bool IsLeftOutToo(RowType.Column column, Training training)
    {
        var rows = Lineage.Ancestors(training.View).Where(view => view.Load is not null).SelectMany(view => FilledRows.Of(view.Load!)).ToList();
        return rows.Count > 0 && rows.All(row => row.Writes.All(write => write.Member.Name != column.Member.Name));
    }

    private static bool IsTrainingOnly(ISymbol member) => member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "TrainingOnlyAttribute");

    /// <summary>Whether anybody asks for what is predicted: a call that only warms the model up, or asks for its columns, may give it any row.</summary>
    private static bool IsLookedAt(ProgramEvent by, Flows flows) =>
        by.Kind == EventKind.Predict
            ? by.Operation.Parent is not IExpressionStatementOperation and not IAssignmentOperation { Target: IDiscardOperation }
            : flows.Of(EventKind.CreateEnumerable).Concat(flows.Of(EventKind.ReadColumn)).Any(read => Lineage.Ancestors(read.View).Any(view => view.Equals(by.Result)));
}
