using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How two models are compared.</summary>
public sealed class ModelComparisonOptions
{
    private readonly ImmutableArray<string> _sliceColumnNames = [];

    /// <summary>The label's column, in the output of both models.</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>The score's column, in the output of both models.</summary>
    public string ScoreColumnName { get; init; } = "Score";

    /// <summary>Binary: the probability's column; null for models that have none, and the default is not missed where there is no such column.</summary>
    public string? ProbabilityColumnName { get; init; } = "Probability";

    /// <summary>Ranking: the column of the group that a row is ranked in.</summary>
    public string RowGroupColumnName { get; init; } = "GroupId";

    /// <summary>The columns to slice by, of the candidate's output, which has the data's columns too.</summary>
    public IReadOnlyList<string> SliceColumnNames
    {
        get => _sliceColumnNames;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            _sliceColumnNames = [.. value];
        }
    }

    /// <summary>Crosses, buckets, weights, intervals.</summary>
    public SlicedEvaluationOptions Evaluation { get; init; } = new();
}
