using System;
using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Finds what contradicts itself in expectations, and mends it: for schemas of other systems, which are full of it.</summary>
internal static class Contradictions
{
    /// <returns>For each contradiction the anomaly, and the column without it and those before it.</returns>
    public static IEnumerable<(DataAnomaly Anomaly, ColumnExpectation Mended)> Of(IEnumerable<ColumnExpectation> columns)
    {
        foreach (var column in columns)
        {
            ArgumentNullException.ThrowIfNull(column);
            var current = column;
            while (ExpectationProblem.Of(current) is { } problem)
            {
                var mended = ColumnProperty.Find(problem.Property) is { } property ? property.Reset(current) : null;
                var before = current;
                yield return (
                    new(column.Name, problem.Code, DataAnomalySeverity.Error, $"'{problem.Property}': {problem.Message}.")
                    {
                        Summary = "Expectation that contradicts itself",
                        Change = mended is null ? null : new(new([]), schema => schema.FindColumn(column.Name) == before ? schema.WithColumn(mended) : schema),
                    },
                    mended ?? before);
                if (mended is null)
                    break;
                current = mended;
            }
        }
    }
}
