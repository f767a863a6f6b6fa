using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Tool.Reports;

/// <summary>The three words for severity that the command line and the reports share.</summary>
internal static class Severities
{
    public static string Word(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };
}
