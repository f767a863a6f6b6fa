using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>A problem that a flow is sure to run into: each way to come to the step has it.</summary>
internal readonly struct SchemaFinding
{
    public SchemaFinding(SchemaUse use, SchemaProblem problem, Step? taught)
    {
        Use = use;
        Problem = problem;
        Taught = taught;
    }

    public SchemaUse Use { get; }

    public SchemaProblem Problem { get; }

    /// <summary>Where the column's name is written; where a model is applied, it is the view that is wrong, not the name.</summary>
    public SyntaxNode Place =>
        Use.Event.Kind is EventKind.Transform or EventKind.CreateEngine
            ? Use.Event.Node
            : Use.Step is { } step ? ColumnPlace.Of(step.Arguments, step.Origin.Node, Problem.Column, Problem.Role) : ColumnPlace.Of(Use.Event.Arguments, Use.Event.Node, Problem.Column, Problem.Role);

    /// <summary>The trainer, where a model that is applied misses the column only for the label that it was trained with: a fault of its own (MLAP1013).</summary>
    public Step? Taught { get; }

    /// <summary>The problems of flows; where branches join, only those that all alternatives share.</summary>
    public static IEnumerable<SchemaFinding> Of(Flows flows) => flows.Roots.SelectMany(root => flows.SchemasOf(root).Findings);

    /// <summary>Finds them among the uses of one flow.</summary>
    public static IEnumerable<SchemaFinding> Among(ImmutableArray<SchemaUse> uses)
    {
        var fitted = new HashSet<(Step Step, string Column)>();
        var enumerated = new HashSet<string>();
        for (var i = 0; i < uses.Length; i++)
        {
            var use = uses[i];
            foreach (var problem in use.Problems)
            {
                // Members that cannot be filled are a fault of their own (MLAP1003), and the flow goes no further with that column.
                if (use is { Step: null, Event.Kind: EventKind.CreateEnumerable or EventKind.CreateEngine })
                {
                    enumerated.Add(problem.Column);
                    continue;
                }

                if (enumerated.Contains(problem.Column))
                    continue;

                // A model that cannot be fitted is not applied.
                if (use is { Step: { } step, Event.Kind: EventKind.Fit or EventKind.CrossValidate })
                    fitted.Add((step, problem.Column));
                else if (use.Step is { } applied && fitted.Contains((applied, problem.Column)))
                    continue;
                if (IsFirst(uses, i) && Alternatives(uses, i).All(other => other.Problems.Any(same => same.Column == problem.Column && same.IsMissing == problem.IsMissing)))
                    yield return new SchemaFinding(use, problem, TaughtBy(uses, i, problem));
            }
        }
    }

    private static bool IsFirst(ImmutableArray<SchemaUse> uses, int index)
    {
        for (var i = index - 1; i >= 0 && uses[i].Event == uses[index].Event; i--)
        {
            if (IsSame(uses[i], uses[index]))
                return false;
        }

        return true;
    }

    private static IEnumerable<SchemaUse> Alternatives(ImmutableArray<SchemaUse> uses, int index)
    {
        for (var i = index + 1; i < uses.Length && uses[i].Event == uses[index].Event; i++)
        {
            if (IsSame(uses[i], uses[index]))
                yield return uses[i];
        }
    }

    private static bool IsSame(SchemaUse left, SchemaUse right) => left.Step is null ? right.Step is null : left.Step.Equals(right.Step);

    /// <summary>The trainer whose label is made of a column, where that is all that a model needs the column for.</summary>
    private static Step? TaughtBy(ImmutableArray<SchemaUse> uses, int index, SchemaProblem problem)
    {
        var use = uses[index];
        if (use.Event.Kind is not EventKind.Transform and not EventKind.CreateEngine || !problem.IsMissing || use.Step is not { } reader)
            return null;
        var made = new HashSet<string>(MadeOf(reader, problem.Column));
        for (var i = index + 1; i < uses.Length && uses[i].Event == use.Event && uses[i].Step is { } step; i++)
        {
            if (step.Operator is { IsTrainer: true })
            {
                if (step.Column(ColumnRole.Label)?.Single is { } label && made.Contains(label))
                    return step;
                if (step.Column(ColumnRole.Feature) is { } features && features.Names.Any(made.Contains))
                    return null;
            }
            else if (step.Column(ColumnRole.Input) is { } inputs)
            {
                made.UnionWith(inputs.Names.Where(made.Contains).ToList().SelectMany(name => MadeOf(step, name)));
            }
        }

        return null;
    }

    /// <summary>The columns that a step makes of one that it reads.</summary>
    private static IEnumerable<string> MadeOf(Step step, string column)
    {
        if (step.Column(ColumnRole.Output) is not { } outputs)
            return Enumerable.Empty<string>();
        if (step.Reads is { } reads)
            return outputs.Names.Where(output => !reads.TryGetValue(output, out var read) || !read.Complete || read.Names.Contains(column));
        var inputs = step.Column(ColumnRole.Input);
        return step.Operator is { IsMerging: false } && inputs is not null && inputs.Names.Length == outputs.Names.Length
            ? outputs.Names.Where((_, i) => inputs.Names[i] == column)
            : outputs.Names;
    }
}
