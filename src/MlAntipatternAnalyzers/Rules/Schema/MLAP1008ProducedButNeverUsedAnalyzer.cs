using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP1008: a step in front of a trainer makes a column that nothing reads.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP1008ProducedButNeverUsedAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP1008",
        "A column is produced and never used",
        "'{0}' makes '{1}', which no trainer, no later step and no class reads: use it, or {2}",
        Categories.Schema,
        DiagnosticSeverity.Info,
        "A step whose column nothing reads is work for nothing, and mostly a feature that was forgotten.");

    public MLAP1008ProducedButNeverUsedAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        if (context.Flows.Of(EventKind.Load).Any(load => load.Method.Name is "Read" or "ReadFromTextFile" or "ReadFromEnumerable"))
            return;

        // One step may be made on several ways, by a method that is called more than once: what is true of it is true of all.
        var makers = new Dictionary<SyntaxNode, List<Step>>();
        foreach (var training in Training.Of(context.Flows))
        {
            var index = training.Steps.IndexOf(training.Trainer);
            for (var i = 0; i < index; i++)
            {
                if (!AreRead(training.Steps, i) && IsMaker(training.Steps[i]))
                    Add(makers, training.Steps[i]);
            }
        }

        foreach (var maker in makers.Where(maker => !context.IsGenerated(maker.Key.SyntaxTree)))
        {
            var outputs = maker.Value[0].Column(ColumnRole.Output)!.Names.Distinct().ToList();
            var unused = outputs.Where(column => maker.Value.All(step => step.Column(ColumnRole.Output)!.Names.Contains(column)) && IsUnused(context, maker.Key, column)).ToList();
            if (unused.Count == outputs.Count && maker.Value.All(step => step.Column(ColumnRole.Output)!.Names.Distinct().Count() == outputs.Count))
                Report(context, maker.Key, maker.Value[0], string.Join("' and '", unused), "remove the step");
            else
                unused.ForEach(column => Report(context, ColumnPlace.Of(maker.Value[0].Arguments, maker.Key, column, ColumnRole.Output), maker.Value[0], column, "leave it out"));
        }
    }

    private static void Report(RuleContext context, SyntaxNode place, Step step, string columns, string advice) =>
        context.Report(place, step.Operator!.Name, columns, advice);

    private static void Add(Dictionary<SyntaxNode, List<Step>> makers, Step step)
    {
        if (!makers.TryGetValue(step.Origin.Node, out var known))
            makers.Add(step.Origin.Node, known = new List<Step>());
        known.Add(step);
    }

    /// <summary>Whether the steps behind one read all that it makes, as they mostly do.</summary>
    private static bool AreRead(IReadOnlyList<Step> steps, int index)
    {
        if (steps[index].Column(ColumnRole.Output) is not { } outputs)
            return false;
        foreach (var column in outputs.Names)
        {
            var isRead = false;
            for (var i = index + 1; i < steps.Count && !isRead; i++)
                isRead = Reads(steps[i], ColumnRole.Input, column) || Reads(steps[i], ColumnRole.Feature, column) || Reads(steps[i], ColumnRole.Label, column);
            if (!isRead)
                return false;
        }

        return true;
    }

    private static bool Reads(Step step, ColumnRole role, string column) => step.Column(role)?.Names.Contains(column) == true;

    /// <summary>Whether a step is there for the columns that it names as its outputs, and for nothing else.</summary>
    private static bool IsMaker(Step step) =>
        step is { Operator: { Kind: OperatorKind.Transform, IsInferred: false } known, IsMapping: false }
        && step.Column(ColumnRole.Output) is { Complete: true, Names.IsEmpty: false }
        && known.AddedBy(new StepContext(step, Schema.Unknown)).IsEmpty;

    private static bool IsUnused(RuleContext context, SyntaxNode step, string column)
    {
        var readers = ColumnReaders.OfStep(context.Flows, step, column);
        return !readers.Any && !readers.IsOverwritten && (!readers.IsSaved || ColumnReaders.IsInNoClass(context.Model.AllFlows(context.CancellationToken), column));
    }
}
