using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>How much the rules ask for: a notebook that became a program needs less than a service does.</summary>
internal enum Mode
{
    /// <summary>Only what is wrong or will throw; the other rules are off.</summary>
    Exploration,

    /// <summary>Each rule as its descriptor says.</summary>
    Default,

    /// <summary>Every rule is a warning.</summary>
    Strict,
}

/// <summary>The one table from mode to severity: the package's generated global configs and the tool both come from it.</summary>
internal static class Modes
{
    /// <summary>Below whatever level the user's own global configs have, so that a mode never overrides a choice made by hand.</summary>
    public const int PackageGlobalLevel = -2;

    /// <summary>Above the package's: what is asked for on the command line wins over the project's mode, not over its own choices.</summary>
    public const int ToolGlobalLevel = -1;

    public static ReportDiagnostic SeverityOf(DiagnosticDescriptor rule, Mode mode) => mode switch
    {
        Mode.Exploration when !rule.CustomTags.Contains(DiagnosticDescriptorHelper.ExplorationTag) => ReportDiagnostic.Suppress,
        Mode.Strict => ReportDiagnostic.Warn,
        _ => ReportDiagnostic.Default,
    };

    /// <summary>A mode as a global analyzer config; lines end in LF, rules are in the order of their IDs.</summary>
    public static string ToGlobalConfig(IEnumerable<DiagnosticDescriptor> rules, Mode mode, int globalLevel)
    {
        var config = new StringBuilder($"is_global = true\nglobal_level = {globalLevel}\n");
        foreach (var rule in rules.OrderBy(rule => rule.Id, StringComparer.Ordinal))
        {
            var severity = SeverityOf(rule, mode) switch
            {
                ReportDiagnostic.Suppress => "none",
                ReportDiagnostic.Warn => "warning",
                _ => Keyword(rule.DefaultSeverity),
            };
            config.Append("dotnet_diagnostic.").Append(rule.Id).Append(".severity = ").Append(severity).Append('\n');
        }

        return config.ToString();
    }

    // The words of .editorconfig, which differ from the enum's for the two lowest.
    private static string Keyword(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        DiagnosticSeverity.Info => "suggestion",
        _ => "silent",
    };
}
