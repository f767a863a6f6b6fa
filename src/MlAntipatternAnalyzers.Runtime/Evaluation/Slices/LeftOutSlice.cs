using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A slice that has fewer rows than the smallest that is evaluated: named, with its size, and without metrics.</summary>
/// <param name="Key">What makes the slice, a part for each of its columns.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="WeightedRows">The sum of their weights.</param>
public sealed record LeftOutSlice(IReadOnlyList<SliceKeyPart> Key, long Rows, double WeightedRows)
{
    /// <summary>As <see cref="SliceEvaluation.Name"/>.</summary>
    public string Name => SliceEvaluation.NameOf(Key);
}
