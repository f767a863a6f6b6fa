using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Adds to columns what they tell about the label.</summary>
internal static class LabelInformation
{
    /// <param name="columns">The columns without it.</param>
    /// <param name="sample">What it is computed from; null without a label.</param>
    /// <param name="label">The label.</param>
    public static IEnumerable<ColumnStatistics> Add(IEnumerable<ColumnStatistics> columns, RowSample? sample, string? label)
    {
        if (sample is null || label is null || sample.Count == 0)
            return columns;
        var information = new MutualInformation(sample, label);
        var sampled = sample.Columns.ToDictionary(column => column.Name);
        return columns.Select(column =>
        {
            if (column.Name == label)
                return column.With(null, null, information.LabelEntropy);
            if (!sampled.TryGetValue(column.Name, out var codes))
                return column;
            var (plain, adjusted) = information.Of(codes);
            return column.With(plain, adjusted, information.LabelEntropy);
        });
    }
}
