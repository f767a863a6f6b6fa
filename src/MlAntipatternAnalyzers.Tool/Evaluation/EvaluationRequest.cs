using System.Collections.Generic;
using System.Linq;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Tool.Evaluation;

/// <summary>What is to be evaluated, besides the model and the data.</summary>
internal sealed record EvaluationRequest
{
    /// <summary>The label's column, of the data or of what the model makes of it.</summary>
    public required string Label { get; init; }

    /// <summary>Null: as the model's score says.</summary>
    public EvaluationTask? Task { get; init; }

    public required string Score { get; init; }

    /// <summary>The columns of each slice: one, or several for a cross.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Slices { get; init; } = [];

    public IReadOnlyDictionary<string, IReadOnlyList<double>> Buckets { get; init; } = new Dictionary<string, IReadOnlyList<double>>();

    public string? Weight { get; init; }

    public string? Group { get; init; }

    public long MinRows { get; init; } = 1;

    public int Replicates { get; init; }

    public int Seed { get; init; }

    public IEnumerable<string> SliceColumns => Slices.SelectMany(columns => columns).Concat(Buckets.Keys).Distinct();

    /// <summary>The slices that are no crosses; a column that has buckets is one without being named twice.</summary>
    public IEnumerable<string> SingleSlices => Slices.Where(columns => columns.Count == 1).Select(columns => columns[0])
        .Concat(Buckets.Keys.Where(column => !Slices.Any(columns => columns.Contains(column))));

    public SlicedEvaluationOptions ToOptions() => new()
    {
        Crosses = [.. Slices.Where(columns => columns.Count > 1)],
        Buckets = Buckets,
        WeightColumnName = Weight,
        MinRows = MinRows,
        BootstrapReplicates = Replicates,
        Seed = Seed,
    };
}
