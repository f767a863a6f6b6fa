using System;

namespace MlAntipatternAnalyzers.Runtime;

internal static class DataStatisticsFile
{
    public static DataStatistics Load(string path, string directory) => throw new NotSupportedException("The file comes with the next commit.");

    public static void Save(DataStatistics statistics, string path) => throw new NotSupportedException("The file comes with the next commit.");

    public static string ToJson(DataStatistics statistics) => throw new NotSupportedException("The file comes with the next commit.");
}
