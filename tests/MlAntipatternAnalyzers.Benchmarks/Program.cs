using System.Linq;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using MlAntipatternAnalyzers.Benchmarks;

if (args.Contains("--check"))
    return await Check.RunAsync();

// In this process: a project that the benchmark runner generates would not have the central package versions.
var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromTypes([typeof(WholeProjectBenchmarks), typeof(EditorBenchmarks)]).Run(args.Length == 0 ? ["--filter", "*"] : args, config);
return 0;
