using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>The columns of the data that a column is made from, and by which steps.</summary>
internal sealed class ColumnTrace
{
    private readonly List<Source> sources = new();

    private ColumnTrace()
    {
    }

    /// <summary>The columns that no step writes: those that the data must have.</summary>
    public IReadOnlyList<Source> Sources => sources;

    /// <summary>Whether <see cref="Sources"/> is all: no name was unknown, and no estimator.</summary>
    public bool Complete { get; private set; } = true;

    /// <summary>Follows columns back through a chain.</summary>
    /// <param name="steps">The chain, what was done to the view before it included.</param>
    /// <param name="before">The index of the step that reads the columns.</param>
    /// <param name="columns">What it reads.</param>
    public static ColumnTrace Of(IReadOnlyList<Step> steps, int before, ColumnNames columns)
    {
        var trace = new ColumnTrace { Complete = columns.Complete };
        foreach (var column in columns.Names)
            trace.Follow(steps, before, column, ImmutableStack<Step>.Empty);
        return trace;
    }

    private void Follow(IReadOnlyList<Step> steps, int before, string column, ImmutableStack<Step> via)
    {
        for (var i = before - 1; i >= 0; i--)
        {
            var step = steps[i];
            if (step.Operator is null)
            {
                Complete = false;
                continue;
            }

            if (step.Column(ColumnRole.Output) is not { } outputs)
                continue;
            if (!outputs.Names.Contains(column))
            {
                // A step of unknown outputs may have written it.
                Complete &= outputs.Complete;
                continue;
            }

            var inputs = InputsOf(step, column);
            Complete &= inputs.Complete;
            foreach (var input in inputs.Names)
                Follow(steps, i, input, via.Push(step));
            return;
        }

        sources.Add(new Source(column, via));
    }

    /// <summary>The inputs that one output of a step is made from.</summary>
    private static ColumnNames InputsOf(Step step, string output)
    {
        var outputs = step.Column(ColumnRole.Output)!;
        var inputs = step.Column(ColumnRole.Input) ?? outputs;
        if (step.Reads is not null)
            return step.Reads.TryGetValue(output, out var read) ? read : new ColumnNames(ImmutableArray<string>.Empty, true);
        if (step.Method?.Parameters.Any(parameter => ColumnRoles.Of(parameter.Name) == ColumnRole.Pairs) != true)
            return inputs;
        if (outputs.Names.Length != inputs.Names.Length)
            return ColumnNames.Unknown;
        var index = outputs.Names.IndexOf(output);
        return new ColumnNames(ImmutableArray.Create(inputs.Names[index]), true);
    }

    /// <summary>A column of the data, and the steps from it to the one that was asked about, the first one first.</summary>
    internal readonly struct Source
    {
        public Source(string column, ImmutableStack<Step> via)
        {
            Column = column;
            Via = via;
        }

        public string Column { get; }

        public ImmutableStack<Step> Via { get; }

        /// <summary>Whether it is certain that the column is read: a mapping whose code does not tell may leave it alone.</summary>
        public bool IsCertain => Via.All(step => !step.IsMapping || step.Reads is not null);

        /// <summary>Whether a number in the column is still a number when it arrives.</summary>
        public bool StaysNumber => Via.All(step => step.Operator is { Numbers: Numbers.Kept });
    }
}
