using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>How a column of the data becomes a feature: the call that reads it, and under which name.</summary>
internal sealed class FeaturePath
{
    /// <summary>The key of a finding's property that lists <see cref="Names"/>, for the fix that leaves them out.</summary>
    public const string NamesProperty = "names";

    /// <param name="source">The column and the steps that it goes through.</param>
    /// <param name="trainer">What takes the features.</param>
    /// <param name="shared">First steps that the column goes through for another purpose too: they read it with good reason.</param>
    public FeaturePath(ColumnTrace.Source source, Step trainer, IReadOnlyList<Step> shared)
    {
        var steps = source.Via.Concat(new[] { trainer }).ToList();
        var first = 0;
        while (first < steps.Count - 1 && first < shared.Count && steps[first].Equals(shared[first]))
            first++;

        var joined = steps.FindIndex(first, IsJoin);
        var index = joined < 0 ? first : joined;
        Reader = steps[index];
        var inputs = Reader.Column(index == steps.Count - 1 ? ColumnRole.Feature : ColumnRole.Input)?.Names ?? ImmutableArray<string>.Empty;
        var written = index == 0 ? ImmutableArray.Create(source.Column) : steps[index - 1].Column(ColumnRole.Output)?.Names ?? ImmutableArray<string>.Empty;
        var names = written.Where(name => inputs.Contains(name)).ToImmutableArray();
        Names = names.IsEmpty ? ImmutableArray.Create(source.Column) : names;
    }

    /// <summary>The call that takes the column among the features: the first one that joins several, else the first one that reads it.</summary>
    public Step Reader { get; }

    /// <summary>The names that it reads it under: what the step before wrote, or the column's own.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Whether a step makes one column of several, of which one can be left out.</summary>
    private static bool IsJoin(Step step) =>
        step is { IsMapping: false, Operator: { IsTrainer: false, Name: not "Expression" } }
        && step.Column(ColumnRole.Output)?.Names.Length == 1
        && step.Column(ColumnRole.Input) is { } inputs && (inputs.Names.Length > 1 || !inputs.Complete || step.Operator.Name == "Concatenate");

    public static ImmutableDictionary<string, string?> Properties(IEnumerable<string> names) =>
        ImmutableDictionary<string, string?>.Empty.Add(NamesProperty, string.Join("\n", names));
}
