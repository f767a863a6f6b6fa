using System;
using System.Threading;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Statistics as an operation of <c>mlContext.Data</c>.</summary>
public static class DataStatisticsCatalog
{
    /// <summary>Reads the data once and says what it looks like.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="data">The data, best as it was loaded; any view. Several threads read it where the view has a cursor for each.</param>
    /// <param name="options">What to compute; null for the defaults.</param>
    /// <param name="progress">Is told now and then how far the pass is, in the thread of the caller.</param>
    /// <param name="cancellationToken">Ends the pass.</param>
    /// <returns>The statistics: the same for the same rows in the same order, however many threads there are.</returns>
    /// <exception cref="DataStatisticsException">The options name a column that is not there or will not do, a weight is no weight, or there are too many slices.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <remarks>
    /// Functions of custom mappings are called by several threads at once, each with rows of its own; <see cref="DataStatisticsOptions.MaxDegreeOfParallelism"/> of 1 is for those that cannot bear it.
    /// Give the text loader <c>TextLoader.Options.MissingRealsAsNaNs = true</c>: by default ML.NET reads a missing real field as 0, and no statistics can tell it from a real zero.
    /// </remarks>
    public static DataStatistics ComputeStatistics(
        this DataOperationsCatalog catalog,
        IDataView data,
        DataStatisticsOptions? options = null,
        IProgress<DataStatisticsProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        return DataStatisticsPass.Run(data, options ?? new(), progress, cancellationToken);
    }
}
