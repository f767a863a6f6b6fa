using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MlAntipatternAnalyzers.Tests.Meta;

/// <summary>Options that have no value, and remember what they were asked for.</summary>
internal sealed class RecordingOptions : AnalyzerConfigOptionsProvider
{
    private readonly Options options = new();

    /// <summary>The keys asked for so far.</summary>
    public ICollection<string> Asked => options.Asked.Keys;

    public override AnalyzerConfigOptions GlobalOptions => options;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => options;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => options;

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
