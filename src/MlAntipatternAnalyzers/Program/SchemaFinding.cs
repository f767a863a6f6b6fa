using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MlAntipatternAnalyzers.Program;

/// <summary>A problem that a flow is sure to run into: each way to come to the step has it.</summary>
internal readonly struct SchemaFinding
{
    public SchemaFinding(SchemaUse use, SchemaProblem problem)
    {
        Use = use;
        Problem = problem;
    }

    public SchemaUse Use { get; }

    public SchemaProblem Problem { get; }

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
                if (IsFirst(uses, i) && Alternatives(uses, i).All(other => other.Problems.Any(same => same.Column == problem.Column && same.IsMissing == problem.IsMissing)) && !IsLabelOfModel(uses, i, problem))
                    yield return new SchemaFinding(use, problem);
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

    /// <summary>Whether a model only wants the label that it was trained with: a fault of its own (MLAP1013).</summary>
    private static bool IsLabelOfModel(ImmutableArray<SchemaUse> uses, int index, SchemaProblem problem)
    {
        var use = uses[index];
        if (use.Event.Kind is not EventKind.Transform and not EventKind.CreateEngine || use.Step?.Column(MlNet.ColumnRole.Output) is not { } outputs || !problem.IsMissing)
            return false;
        for (var i = index + 1; i < uses.Length && uses[i].Event == use.Event; i++)
        {
            if (uses[i].Step is { Operator.IsTrainer: true } trainer && trainer.Column(MlNet.ColumnRole.Label)?.Single is { } label && outputs.Names.Contains(label))
                return true;
        }

        return false;
    }
}
