using System.IO;
using System.Linq;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using MlAntipatternAnalyzers.Benchmarks;
using MlAntipatternAnalyzers.Benchmarks.Corpus;

if (args is ["--check", "evaluation"])
    return Check.OfEvaluation() ? 0 : 1;
if (args is ["--check", "statistics"])
    return Check.OfStatistics() ? 0 : 1;
if (args is ["--check", "sql"])
    return Check.OfSqlStatistics() ? 0 : 1;
if (args is ["--check", "rows"])
    return Check.OfRows() ? 0 : 1;
if (args is ["--check", var code])
    return await Check.RunOnAsync(code);
if (args.Contains("--check"))
    return await Check.RunAsync();

// The code that is measured on, to look at.
if (args is ["--write", var folder])
{
    foreach (var file in MlModules.Write(100).SelectMany(module => module.Files))
    {
        var path = Path.Combine(folder, file.Path.TrimStart('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, file.Text);
    }

    return 0;
}

// In this process: a project that the benchmark runner generates would not have the central package versions.
var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromTypes([typeof(WholeProjectBenchmarks), typeof(EditorBenchmarks)]).Run(args.Length == 0 ? ["--filter", "*"] : args, config);
return 0;
