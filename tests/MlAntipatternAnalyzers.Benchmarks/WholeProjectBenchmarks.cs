using System.Collections.Immutable;
using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MlAntipatternAnalyzers.Benchmarks;

/// <summary>A build: the whole project, once, with ML.NET and without.</summary>
[MemoryDiagnoser]
public class WholeProjectBenchmarks
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Empty = [new EmptyAnalyzer()];

    private Project project = null!;

    [Params(50, 500)]
    public int Files { get; set; }

    [Params(true, false)]
    public bool WithMlNet { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        project = WithMlNet ? Project.OfMlNet(Files) : Project.Plain(Files);
        if (!Project.Rules.IsEmpty)
            project.CheckFindings(await project.AnalyzeAsync(Project.Rules, concurrent: true));
    }

    [Benchmark]
    public ImmutableArray<Diagnostic> Bind() => project.Compile().GetDiagnostics();

    [Benchmark(Baseline = true)]
    public Task<AnalysisResult> EmptyAnalyzer() => project.AnalyzeAsync(Empty, concurrent: true);

    [Benchmark]
    public Task<AnalysisResult> AllRules() => project.AnalyzeAsync(Project.Rules.IsEmpty ? Empty : Project.Rules, concurrent: true);
}
