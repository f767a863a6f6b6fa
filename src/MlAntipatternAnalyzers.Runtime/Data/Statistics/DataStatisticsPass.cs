using System;
using System.Threading;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

internal static class DataStatisticsPass
{
    public static DataStatistics Run(IDataView data, DataStatisticsOptions options, IProgress<DataStatisticsProgress>? progress, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Statistics of a view come with the next commit.");
}
