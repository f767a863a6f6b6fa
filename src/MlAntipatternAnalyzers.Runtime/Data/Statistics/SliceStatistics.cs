using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The statistics of the rows that have certain values in the columns that are sliced by.</summary>
/// <param name="Key">The values, one of each column.</param>
/// <param name="Statistics">Of these rows alone.</param>
public sealed record SliceStatistics(IReadOnlyList<SliceKeyPart> Key, DataStatistics Statistics)
{
    /// <summary>The key as text: <c>City=Rome, Day=Monday</c>.</summary>
    public string Name => string.Join(", ", Key);
}
