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
    /// <param name="shared">First steps that the column goes through for another purpose too: the reader is the first step after them.</param>
    public FeaturePath(ColumnTrace.Source source, Step trainer, IReadOnlyList<Step> shared)
    {
        var steps = source.Via.Concat(new[] { trainer }).ToList();
        var index = 0;
        while (index < steps.Count - 1 && index < shared.Count && steps[index].Equals(shared[index]))
            index++;
        Reader = steps[index];

        // The name that the reader reads it under: one that the step before wrote, or the column's own.
        var inputs = Reader.IsMapping ? ColumnNames.Unknown : Reader.Column(index == steps.Count - 1 ? ColumnRole.Feature : ColumnRole.Input) ?? ColumnNames.Unknown;
        var written = index == 0 ? ImmutableArray.Create(source.Column) : steps[index - 1].Column(ColumnRole.Output)?.Names ?? ImmutableArray<string>.Empty;
        var names = written.Where(name => inputs.Names.Contains(name)).ToImmutableArray();
        Names = names.IsEmpty ? ImmutableArray.Create(source.Column) : names;
    }

    /// <summary>The call that reads the column on its way to the features.</summary>
    public Step Reader { get; }

    public ImmutableArray<string> Names { get; }

    public static ImmutableDictionary<string, string?> Properties(IEnumerable<string> names) =>
        ImmutableDictionary<string, string?>.Empty.Add(NamesProperty, string.Join("\n", names));
}
