using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Two models, measured on the same rows: each by itself, and what changes from the one to the other.</summary>
public sealed class ModelComparison
{
    internal ModelComparison(SlicedEvaluation baseline, SlicedEvaluation candidate, IReadOnlyList<SliceComparison> slices)
    {
        Baseline = baseline;
        Candidate = candidate;
        Slices = slices;
    }

    /// <summary>What kind of model was compared.</summary>
    public EvaluationTask Task => Candidate.Task;

    /// <summary>The baseline's metrics.</summary>
    public SlicedEvaluation Baseline { get; }

    /// <summary>The candidate's metrics.</summary>
    public SlicedEvaluation Candidate { get; }

    /// <summary>What changes on all rows.</summary>
    public SliceComparison Overall => Slices[0];

    /// <summary>What changes, in the order of <see cref="SlicedEvaluation.Slices"/>.</summary>
    public IReadOnlyList<SliceComparison> Slices { get; }

    /// <summary>A slice by its name.</summary>
    /// <param name="sliceName">As in <see cref="SlicedEvaluation.Find"/>.</param>
    /// <returns>Null when there is no such slice, or it was too small.</returns>
    public SliceComparison? Find(string sliceName) => Slices.FirstOrDefault(slice => slice.Name == sliceName);

    /// <summary>Text tables: the changes of each slice, and the rows of each class that are gained and lost.</summary>
    public override string ToString() => ModelComparisonText.Write(this);

    /// <summary>The comparison as JSON, without the two evaluations, which have their own; the format is versioned.</summary>
    public string ToJson() => ModelComparisonJson.Write(this);
}
