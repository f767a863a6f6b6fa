using System.Collections.Immutable;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>One place of a flow where columns are read or written: a step that is fitted or applied, an evaluation, a filter, a class that is filled.</summary>
internal sealed class SchemaUse
{
    public SchemaUse(ProgramEvent @event, Step? step, int index, Value view, Schema input, Schema output, ImmutableArray<SchemaProblem> problems)
    {
        Event = @event;
        Step = step;
        Index = index;
        View = view;
        Input = input;
        Output = output;
        Problems = problems;
    }

    /// <summary>The Fit, Transform, CrossValidate, Evaluate, CreateEngine … that it happens at.</summary>
    public ProgramEvent Event { get; }

    /// <summary>The step; null where the event itself reads the columns (an evaluation, a filter).</summary>
    public Step? Step { get; }

    /// <summary>The step's index in its estimator.</summary>
    public int Index { get; }

    /// <summary>The view that the event begins with; the engine's row class where it is an engine's: then it is unknown.</summary>
    public Value View { get; }

    /// <summary>The columns before it.</summary>
    public Schema Input { get; }

    /// <summary>The columns after it.</summary>
    public Schema Output { get; }

    /// <summary>What ML.NET would throw about, if the flow comes here with this view and estimator.</summary>
    public ImmutableArray<SchemaProblem> Problems { get; }
}
