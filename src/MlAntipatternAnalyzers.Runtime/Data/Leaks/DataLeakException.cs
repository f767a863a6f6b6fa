using System;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Data leaks. The message lists every finding.</summary>
public sealed class DataLeakException : Exception
{
    /// <summary>Reports what was found.</summary>
    public DataLeakException(DataLeakReport report)
        : base(Describe(report)) => Report = report;

    /// <summary>All that was found and measured.</summary>
    public DataLeakReport Report { get; }

    private static string Describe(DataLeakReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return $"The data leaks ({report.Findings.Count} finding(s)): metrics on it are better than the model will be.{string.Concat(report.Findings.Select(finding => $"\n  {finding}"))}";
    }
}
