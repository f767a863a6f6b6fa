using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.Skew;

/// <summary>MLAP4007: a feature is computed from more than the row: the clock, chance, the environment, files, or state that changes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP4007ImpureMappingAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP4007",
        "A feature is not computed from its row alone",
        "'{0}' is made a feature and is computed from {1}: the same row gets another value {2}; compute it from the row alone, with a column for whatever else it needs",
        Categories.Skew,
        DiagnosticSeverity.Warning,
        "A mapping runs when the model is trained, and again for every row that is predicted: what it reads beside the row is not the same then.",
        exploration: true);

    public MLAP4007ImpureMappingAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var training in context.Flows.Trainings)
        {
            foreach (var (place, member, impurity) in context.Model.Ask(() => InMappings(training, context.Model).Concat(InRows(training, context)).ToList()))
                context.Report(place, ImmutableDictionary<string, string?>.Empty, member.Name, impurity.Text, Then(impurity.Kind));
        }
    }

    private static IEnumerable<(SyntaxNode, ISymbol, Impurity)> InMappings(Training training, ProgramModel program)
    {
        foreach (var (step, member, assignment) in MappingCode.FeaturesOf(training, program))
        {
            var code = MappingCode.Of(step.Mapping, program).ToList();
            foreach (var source in ValueSources.Of(assignment.Value, program))
            {
                if ((Impurity.Of(source) ?? code.Select(each => Impurity.OfState(source, each.Body, program)).FirstOrDefault(state => state is not null)) is { } impurity)
                    yield return (TreeIndex.Of(source.Syntax.SyntaxTree).MentionsMl ? source.Syntax : step.Origin.Node, member, impurity);
            }
        }
    }

    /// <summary>Members of training rows that data is mixed into with what is read at the time of training. What is made up as a whole is an example, or was measured just then.</summary>
    private static IEnumerable<(SyntaxNode, ISymbol, Impurity)> InRows(Training training, RuleContext context)
    {
        foreach (var load in Lineage.Ancestors(training.View).Select(view => view.Load).OfType<LoadInfo>())
        {
            foreach (var write in FilledRows.Of(load).SelectMany(row => row.Writes).Where(write => training.Reads(RowType.NameOf(write.Member, context.Symbols))))
            {
                if (DatumValue.In(write.Value) is not { } datum)
                    continue;
                var sources = ValueSources.OfWrite(write.Node, context.Model);
                if (datum.Computed is null && !sources.Any(source => source is IParameterReferenceOperation))
                    continue;
                foreach (var source in sources)
                {
                    if (Impurity.Of(source) is { Kind: ImpurityKind.Clock or ImpurityKind.Chance } impurity)
                        yield return (TreeIndex.Of(source.Syntax.SyntaxTree).MentionsMl ? source.Syntax : write.Node, write.Member, impurity);
                }
            }
        }
    }

    private static string Then(ImpurityKind kind) =>
        kind switch
        {
            ImpurityKind.Clock => "at another time",
            ImpurityKind.Chance => "every time",
            ImpurityKind.Environment => "on another machine",
            ImpurityKind.Medium => "when that changes, or is not there",
            _ => "from then on",
        };
}
