using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// What a data set looks like: of every column how much is there and how its values are distributed, how columns go together, and the same for slices of the rows. Computed in one
/// pass (<c>mlContext.Data.ComputeStatistics</c>), saved beside the model, compared with later data.
/// </summary>
/// <remarks>
/// Statistics of parts merge to those of the whole (<see cref="Merge(DataStatistics, DataStatistics)"/>), those that were loaded from a file too. Counts, means and deviations are exact (means and deviations are rounded
/// once, at the end); quantiles, unique counts and top values are exact up to a limit, and within the bound that each says above it.
/// </remarks>
public sealed class DataStatistics
{
    /// <summary>The ending of the files' names.</summary>
    public const string FileExtension = ".mlstats.json";

    private readonly ImmutableArray<ColumnStatistics> _columns;
    private readonly Dictionary<string, ColumnStatistics> _byName;
    private IReadOnlyList<ColumnCorrelation>? _correlations;

    internal DataStatistics(long rows, double weightedRows, IEnumerable<ColumnStatistics> columns)
    {
        Rows = rows;
        WeightedRows = weightedRows;
        _columns = [.. columns];
        _byName = _columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
    }

    /// <summary>How many rows there are.</summary>
    public long Rows { get; }

    /// <summary>The sum of the rows' weights; without a weight column the same as <see cref="Rows"/>.</summary>
    public double WeightedRows { get; }

    /// <summary>The column that weighs the rows; null when all weigh alike.</summary>
    public string? WeightColumn { get; internal init; }

    /// <summary>The column that <see cref="ColumnStatistics.MutualInformation"/> speaks of; null when none was named.</summary>
    public string? LabelColumn { get; internal init; }

    /// <summary>The columns, in the order of the view.</summary>
    public IReadOnlyList<ColumnStatistics> Columns => _columns;

    /// <summary>The correlation of each pair of columns that hold one number or Boolean a row; empty when it was not asked for.</summary>
    public IReadOnlyList<ColumnCorrelation> Correlations => _correlations ??= [.. CorrelationState?.ToCorrelations() ?? []];

    /// <summary>The statistics of each slice, in the order of <see cref="DataStatisticsOptions.Slices"/>, of each the slice of most rows first.</summary>
    public IReadOnlyList<SliceStatistics> Slices { get; internal init; } = [];

    /// <summary>What contradicts <see cref="DataStatisticsOptions.Schema"/>, found in the same pass; null when none was given. It is no part of the file, and does not merge.</summary>
    public DataValidationReport? Validation { get; internal set; }

    /// <summary>How much of the sketches is shown.</summary>
    internal StatisticsShape Shape { get; init; } = new();

    /// <summary>What was sliced by.</summary>
    internal IReadOnlyList<IReadOnlyList<string>> SliceColumns { get; init; } = [];

    /// <summary>What <see cref="Correlations"/> and mutual information are made of, to merge; null where there is neither.</summary>
    internal CorrelationSums? CorrelationState { get; init; }

    /// <inheritdoc cref="CorrelationState"/>
    internal RowSample? SampleState { get; init; }

    /// <summary>The statistics of a column; null when there is no such column.</summary>
    public ColumnStatistics? FindColumn(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.GetValueOrDefault(name);
    }

    /// <summary>The statistics of two parts together, as if they had been one. Neither changes.</summary>
    /// <exception cref="ArgumentException">They speak of different columns, types, weights, labels or slices; the message says of which.</exception>
    public static DataStatistics Merge(DataStatistics a, DataStatistics b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return DataStatisticsMerge.Merge(a, b);
    }

    /// <summary>The statistics of many parts together.</summary>
    /// <exception cref="ArgumentException">There is no part, or they do not belong together.</exception>
    public static DataStatistics Merge(IEnumerable<DataStatistics> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return parts.Aggregate((DataStatistics?)null, (sum, part) => sum is null ? part : Merge(sum, part))
            ?? throw new ArgumentException("There are no statistics to merge.", nameof(parts));
    }

    /// <summary>Reads a file that <see cref="Save"/> wrote.</summary>
    /// <param name="path">Absolute, or relative to the current directory or else to the program's own (where the build copies content files).</param>
    /// <exception cref="System.IO.FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DataStatisticsFormatException">The file is damaged, of a later format version, or something else; the message says where and what was expected.</exception>
    public static DataStatistics Load(string path) => DataStatisticsFile.Load(path, AppContext.BaseDirectory);

    /// <summary>Writes the file: indented, in stable order, the same bytes for the same statistics on every system.</summary>
    /// <param name="path">Ends in <see cref="FileExtension"/>. A file that is there is replaced in one step: a reader sees the old one or the new one.</param>
    /// <exception cref="ArgumentException">The name has another ending.</exception>
    public void Save(string path) => DataStatisticsFile.Save(this, path);

    /// <summary>The content of the file that <see cref="Save"/> writes.</summary>
    public string ToJson() => DataStatisticsFile.ToJson(this);
}
