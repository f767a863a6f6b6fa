using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6006: rows that belong together are split apart.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6006GroupsSplitApartAnalyzer : ProgramRule
{
    /// <summary>A fact for the fix: the column that says which rows belong together.</summary>
    public const string ColumnProperty = "column";

    /// <summary>A fact for the fix: the class of the rows, where a member of it has the column's name.</summary>
    public const string RowProperty = "row";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6006",
        "Rows of one group are split apart",
        "'{0}' puts rows of one '{1}' on both sides: {2}; give it samplingKeyColumnName: \"{1}\", which keeps them together",
        Categories.Evaluation,
        DiagnosticSeverity.Warning,
        "Rows of one query, patient or session resemble each other: a model that was trained on some of them knows the rest.");

    public MLAP6006GroupsSplitApartAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var training in context.Flows.Trainings.OrderBy(training => training.Task == LearningTask.Ranking ? 0 : 1))
        {
            foreach (var (call, rows) in SplitFacts.RandomSplitsOf(training, context.Flows))
            {
                if (SplitFacts.HasSamplingKey(call))
                    continue;
                var schema = SplitFacts.SchemaBehind(rows, context.Symbols);
                if (training.Task == LearningTask.Ranking)
                {
                    if (GroupOf(training, schema) is { } group)
                        context.Report(call.Node, Facts(group, rows), call.Method.Name, group, "a ranking is judged on queries of which it lacks the rows that it was trained on");
                }
                else if (training.Task is LearningTask.Binary or LearningTask.Multiclass or LearningTask.Regression && GroupColumns.In(schema) is { } owner && owner.Name != LabelOf(training))
                {
                    context.Suggest(call.Node, Facts(owner.Name, rows), call.Method.Name, owner.Name, "the model may be judged on rows that resemble what it was trained on, and be served others");
                }
            }
        }
    }

    /// <summary>The column of the data that a ranking is grouped by.</summary>
    private static string? GroupOf(Training training, Schema schema)
    {
        if (training.Trainer.IsExperiment)
            return schema.Find("GroupId")?.Name;
        if (training.Trainer.Column(ColumnRole.Group) is not { Single: { } named })
            return null;
        var trace = ColumnTrace.Of(training.Steps, training.Steps.IndexOf(training.Trainer), new ColumnNames(ImmutableArray.Create(named), true));
        return trace is { Complete: true, Sources.Count: 1 } && trace.Sources[0].IsCertain ? trace.Sources[0].Column : null;
    }

    private static string? LabelOf(Training training) => training.Label.Sources.Count == 1 ? training.Label.Sources[0].Column : null;

    private static ImmutableDictionary<string, string?> Facts(string column, Value rows)
    {
        var facts = ImmutableDictionary<string, string?>.Empty.Add(ColumnProperty, column);
        return Lineage.RowClassOf(rows) is { IsGenericType: false } row && HasMember(row, column) ? facts.Add(RowProperty, RowType.MetadataNameOf(row)) : facts;
    }

    private static bool HasMember(INamedTypeSymbol row, string name)
    {
        for (INamedTypeSymbol? type = row; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(name).Any(member => member is IPropertySymbol or IFieldSymbol))
                return true;
        }

        return false;
    }
}
