using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MlAntipatternAnalyzers.Tests.Meta;

/// <summary>Options that have no value, and remember what they were asked for.</summary>
internal sealed class RecordingOptions : AnalyzerConfigOptionsProvider
{
    private readonly Options options = new();

    /// <summary>The keys asked for so far.</summary>
    public IEnumerable<string> Asked => options.Asked.Keys.Where(key => !IsTheCompilers(key));

    public override AnalyzerConfigOptions GlobalOptions => options;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => options;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => options;

    /// <summary>What the compiler itself asks for, and what the build says of the project: no option of a rule.</summary>
    private static bool IsTheCompilers(string key) =>
        key == "generated_code"
        || key.StartsWith("dotnet_analyzer_diagnostic.", StringComparison.OrdinalIgnoreCase)
        || (key.StartsWith("build_property.", StringComparison.OrdinalIgnoreCase) && !key.Contains("MlAntipattern", StringComparison.OrdinalIgnoreCase));

    private sealed class Options : AnalyzerConfigOptions
    {
        public ConcurrentDictionary<string, bool> Asked { get; } = new(KeyComparer);

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            Asked[key] = true;
            value = null;
            return false;
        }
    }
}
