using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.Skew;

/// <summary>MLAP4013: a feature depends on the culture or the time zone of the machine that computes it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP4013MappingDependsOnCultureAnalyzer : ProgramRule
{
    /// <summary>The property of a project that leaves it but one culture.</summary>
    internal const string InvariantOption = "build_property.InvariantGlobalization";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP4013",
        "A feature depends on the culture or the time zone",
        "'{0}' is made a feature and depends on {1}: on a machine with another {2} the same row gets another value; use {3}",
        Categories.Skew,
        DiagnosticSeverity.Warning,
        "Text is cut up and numbers are written by the culture of the machine, unless the code names one; the machine that serves is rarely the one that trained.",
        exploration: true);

    public MLAP4013MappingDependsOnCultureAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        var isInvariant = context.GlobalOptions.TryGetValue(InvariantOption, out var set) && string.Equals(set, "true", StringComparison.OrdinalIgnoreCase);
        bool? isChosen = isInvariant ? true : null;
        foreach (var training in context.Flows.Trainings)
        {
            foreach (var (member, use, place) in context.Model.Ask(() => InMappings(training, context.Model).Concat(InSharedCode(training, context)).ToList()))
            {
                if (!use.IsZone && (isChosen ??= context.Model.Ask(() => context.Model.ChoosesCulture)))
                    continue;
                context.Report(
                    TreeIndex.Of(use.Operation.Syntax.SyntaxTree).MentionsMl ? use.Operation.Syntax : place,
                    ImmutableDictionary<string, string?>.Empty,
                    member.Name,
                    use.Text,
                    use.IsZone ? "time zone" : "culture",
                    use.IsZone ? "universal time" : "the invariant culture");
            }
        }
    }

    private static IEnumerable<(ISymbol, CultureUse, SyntaxNode)> InMappings(Training training, ProgramModel program)
    {
        foreach (var (step, member, assignment) in MappingCode.FeaturesOf(training, program))
        {
            foreach (var use in ValueSources.Of(assignment.Value, program).Select(CultureUse.Of).OfType<CultureUse>())
                yield return (member, use, step.Origin.Node);
        }
    }

    /// <summary>Code that fills the rows of both sides: those of training, and those that are predicted.</summary>
    private static IEnumerable<(ISymbol, CultureUse, SyntaxNode)> InSharedCode(Training training, RuleContext context)
    {
        HashSet<SyntaxNode>? served = null;
        foreach (var load in Lineage.Ancestors(training.View).Select(view => view.Load).OfType<LoadInfo>())
        {
            foreach (var write in FilledRows.Of(load).SelectMany(row => row.Writes).Where(write => training.Reads(RowType.NameOf(write.Member, context.Symbols))))
            {
                served ??= new HashSet<SyntaxNode>(FilledRows.Scored(context.Flows).SelectMany(row => row.Writes).Select(other => other.Node));
                if (!served.Contains(write.Node))
                    continue;

                // What is parsed or written while rows are filled, on whatever side, is MLAP2010's business.
                foreach (var use in ValueSources.OfWrite(write.Node, context.Model).Select(CultureUse.Of).OfType<CultureUse>().Where(use => use.Kind is not CultureUseKind.Parse and not CultureUseKind.Format))
                    yield return (write.Member, use, write.Node);
            }
        }
    }
}
