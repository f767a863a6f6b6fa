using System.Collections.Immutable;
using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MlAntipatternAnalyzers.Benchmarks;

/// <summary>A keystroke in one document of a project of 100 ML.NET files.</summary>
[MemoryDiagnoser]
public class EditorBenchmarks
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Empty = [new EmptyAnalyzer()];

    private Editor editor = null!;
    private int document;

    [GlobalSetup]
    public void Setup() => editor = new Editor(Project.OfMlNet(100));

    [Benchmark(Baseline = true)]
    public Task<ImmutableArray<Diagnostic>> EmptyAnalyzer() => KeystrokeAsync(Empty);

    [Benchmark]
    public Task<ImmutableArray<Diagnostic>> AllRules() => KeystrokeAsync(Project.Rules.IsEmpty ? Empty : Project.Rules);

    private Task<ImmutableArray<Diagnostic>> KeystrokeAsync(ImmutableArray<DiagnosticAnalyzer> analyzers) =>
        editor.AnalyzeAsync(editor.Type(document++ % editor.Documents), analyzers);
}
