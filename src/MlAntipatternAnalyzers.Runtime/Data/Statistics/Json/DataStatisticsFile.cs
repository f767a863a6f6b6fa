using System;
using System.IO;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The file of statistics: its format, and finding, reading and writing it.</summary>
internal static class DataStatisticsFile
{
    public const string FormatName = "mlstats";
    public const int Version = 1;

    // Far above the statistics of thousands of columns; guards against a data file given by mistake.
    private const long MostBytes = 512L << 20;

    /// <param name="path">As the caller wrote it.</param>
    /// <param name="programDirectory">Where a relative path is looked for that the current directory does not have.</param>
    public static DataStatistics Load(string path, string programDirectory)
    {
        var file = ProgramFile.Find(
            path, programDirectory, "file of statistics", name => $"Compute them with mlContext.Data.ComputeStatistics(data).Save(\"{name}\"), and have the file copied to the output directory.");
        if (file.Length > MostBytes)
            throw new DataStatisticsFormatException(path, 1, 1, $"expected statistics of at most {MostBytes >> 20} MB, found {file.Length >> 20} MB; is this a data file?");
        return DataStatisticsReader.Read(path, File.ReadAllBytes(file.FullName));
    }

    public static void Save(DataStatistics statistics, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!path.EndsWith(DataStatistics.FileExtension, StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"The name of a file of statistics ends in '{DataStatistics.FileExtension}', and '{path}' does not.", nameof(path));
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(ToJson(statistics)));
    }

    public static string ToJson(DataStatistics statistics) => DataStatisticsWriter.Write(statistics);
}
