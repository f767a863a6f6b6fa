using System;
using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Which rows and columns <see cref="GoldenRows"/> record.</summary>
public sealed class GoldenRowsOptions
{
    private readonly int _maxRows = 20;

    /// <summary>How many rows are recorded, from the first on: 20 by default. They are few and chosen (each category, each missing value once), not a data set.</summary>
    public int MaxRows
    {
        get => _maxRows;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxRows));
            _maxRows = value;
        }
    }

    /// <summary>
    /// The columns of the model's output that are recorded. Null for those that matter: the feature columns of its trainers, and all that the last trainer and the steps after it
    /// add (score, probability, predicted label); of a model without a trainer, all that it adds.
    /// </summary>
    public IReadOnlyList<string>? OutputColumnNames { get; init; }

    /// <summary>Columns of the rows that the model does not need, and that should not be in a file: large ones, personal ones.</summary>
    public IReadOnlyList<string> IgnoredColumnNames { get; init; } = [];

    /// <summary>
    /// Columns that are there when training only: the label, weights. Their values are not recorded; the rows are replayed with the default value (0, empty) in their place, as serving has
    /// it. Members that a row class marks with <see cref="TrainingOnlyAttribute"/> are among them without being named.
    /// </summary>
    public IReadOnlyList<string> TrainingOnlyColumnNames { get; init; } = [];
}
