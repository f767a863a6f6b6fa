using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP1003: a class that predictions or rows are read into has a member that no column fills, or not with its type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP1003OutputMemberNotProducedAnalyzer : ProgramRule
{
    /// <summary>The class's metadata name.</summary>
    internal const string RowProperty = "Row";

    /// <summary>The member.</summary>
    internal const string MemberProperty = "Member";

    /// <summary>The column that was probably meant; empty where none is alike.</summary>
    internal const string NearestProperty = "Nearest";

    /// <summary>The C# type that holds the column; empty where the member's type is not the fault, or there is none.</summary>
    internal const string TypeProperty = "Type";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP1003",
        "A member of the output class is not produced",
        "'{0}' of {1} {2}",
        Categories.Schema,
        DiagnosticSeverity.Warning,
        "The members of the class that predictions are read into are bound to columns by name when the program runs; one that has no column keeps its default value, and one of another type is an exception.",
        exploration: true);

    public MLAP1003OutputMemberNotProducedAnalyzer()
        : base(Rule)
    {
    }

    private protected override bool SpeaksInTests => true;

    private protected override void Analyze(RuleContext context)
    {
        foreach (var root in context.Flows.Roots)
        {
            var schemas = context.Flows.SchemasOf(root);
            foreach (var ways in schemas.Uses.Where(IsRead).GroupBy(use => use.Event))
            {
                // On every way that the view or the model can have taken, and what ML.NET throws for before what it passes over.
                var problems = ways.First().Problems.Where(problem => ways.All(way => way.Problems.Any(other => other.Column == problem.Column && other.IsMissing == problem.IsMissing)));
                foreach (var problem in problems.OrderBy(problem => problem.IsMissing))
                {
                    // What the keys stand for can be had, by a step more (MLAP1004).
                    if (PredictedKeys.TrainerOf(schemas, ways.First(), problem) is null)
                        Report(context, ways.First(), problem);
                }
            }
        }
    }

    private static bool IsRead(SchemaUse use) => use is { Step: null, Event.Kind: EventKind.CreateEngine or EventKind.CreateEnumerable } && !use.Problems.IsEmpty;

    private static void Report(RuleContext context, SchemaUse use, SchemaProblem problem)
    {
        var type = use.Event.Kind == EventKind.CreateEngine ? (use.Event.Result as EngineValue)?.Output : use.Event.Arguments?.TypeArgument(0);
        if (type is not INamedTypeSymbol row || RowMembers.Of(row, RowUse.Write, context.Symbols).FirstOrDefault(candidate => candidate.Name == problem.Column) is not { } member)
            return;

        // What the program fills itself needs no column.
        if (problem.IsMissing && context.Model.Ask(() => context.Model.Code.WritersOf(member.Symbol.OriginalDefinition).Any()))
            return;
        var nearest = problem.IsMissing ? Meant(use, row, problem.Column, context.Symbols) : null;
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(RowProperty, RowType.MetadataNameOf(row.OriginalDefinition))
            .Add(MemberProperty, member.Symbol.Name)
            .Add(NearestProperty, nearest ?? "")
            .Add(TypeProperty, problem.Actual is { } actual ? MemberTypes.Of(actual) ?? "" : "");

        // At the member, where the fault is; at the call, where that is too far from it.
        context.Report(context.DeclarationOf(member.Symbol, use.Event.Node) ?? use.Event.Node, properties, member.Symbol.Name, row.Name, Describe(use, problem, nearest));
    }

    /// <summary>The column that a member is probably meant to hold: one that the model makes and that is spelled much the same, else the one of a trainer's that it can hold.</summary>
    private static string? Meant(SchemaUse use, INamedTypeSymbol row, string member, MlNetSymbols ml)
    {
        var given = (use.Event.Result as EngineValue)?.Input is { } input ? RowType.ColumnNamesOf(input, ml).Names : ImmutableArray<string>.Empty;
        var made = use.Input.Columns.Where(column => column.IsCertain && !given.Contains(column.Name)).ToList();
        if (made.Where(column => Spelled.Distance(member, column.Name) <= Spelled.Tolerance(member)).OrderBy(column => Spelled.Distance(member, column.Name)).FirstOrDefault() is { } alike)
            return alike.Name;
        var type = RowColumns.Of(row, RowUse.Write, ml)?.TypeOf(member);
        var fitting = made.Where(column => column.Name is "Score" or "PredictedLabel" or "Probability" && type is not null && RowBinding.Holds(type, column.Type) == true).ToList();
        return fitting.Count == 1 ? fitting[0].Name : null;
    }

    private static string Describe(SchemaUse use, SchemaProblem problem, string? nearest)
    {
        if (!problem.IsMissing)
            return $"holds {problem.Expected!.Text}, but column '{problem.Column}' is {problem.Actual}, and ML.NET throws; give the member the column's type";
        var throws = use.Event.Kind == EventKind.CreateEnumerable || use.Event.Arguments?["ignoreMissingColumns"] is ConstantValue { Content: false };
        return (throws ? $"has no column '{problem.Column}', and ML.NET throws; " : $"has no column '{problem.Column}': it keeps its default value and nothing tells; ")
            + (nearest is not null ? $"did you mean '{nearest}'?" : ViewText.Columns(use.Input));
    }
}
