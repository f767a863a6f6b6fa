using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Diagnostics.Telemetry;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.Benchmarks;

/// <summary>The numbers that the package promises, measured in a minute or two and held against their limits.</summary>
internal static class Check
{
    private const int Files = 500;
    private const int EditorFiles = 100;
    private const int Runs = 9;
    private const long UncollectedBytes = 240_000_000;

    private const double CallbackShareLimit = 0.15;
    private const double TenfoldLimit = 11;
    private const double KeystrokeMillisecondsLimit = 50;
    private const double SchemaShareLimit = 1.0 / 3;
    private const double SlicedEvaluationLimit = 2;
    private const double StatisticsLimit = 2;
    private const double StatisticsMegabytesLimit = 100;
    private const double SqlStatisticsLimit = 1;
    private const double RowMicrosecondsLimit = 2;

    // A measurement of a busy machine is no proof of a fault: only what is beyond doubt fails.
    private const double Allowance = 1.5;

    private static readonly ImmutableArray<DiagnosticAnalyzer> Empty = [new EmptyAnalyzer()];

    public static async Task<int> RunAsync()
    {
        if (Project.Rules.IsEmpty)
        {
            Console.WriteLine("There is no rule to measure.");
            return 0;
        }

        var large = Project.OfMlNet(Files);
        var small = Project.OfMlNet(Files / 10);
        var result = await large.AnalyzeAsync(Project.Rules, concurrent: true);
        Console.WriteLine($"{Project.Rules.Length} rules, {Files} files: {result.GetAllDiagnostics().Length} findings"
            + string.Concat(result.GetAllDiagnostics().GroupBy(finding => finding.Id).OrderBy(group => group.Key).Select(group => $", {group.Key} {group.Count()}")));

        var wrong = large.WrongCounts(result);
        foreach (var count in wrong)
            Console.WriteLine("  WRONG " + count);

        var (bind, callbacks, others, fewer) = await BuildAsync(large, small);
        var registered = await RegisteredWithoutMlNetAsync();
        var keystroke = await KeystrokeAsync(Project.Rules);
        var emptyKeystroke = await KeystrokeAsync(Empty);

        var (least, all) = (await AllocatedAsync(large, Empty), await AllocatedAsync(large, [.. Empty, .. Project.Rules]));
        Console.WriteLine($"allocated {all:F0} MB, of which the rules {all - least:F0} MB");
        Console.WriteLine($"bind {bind:F0} ms, all rules' callbacks {callbacks:F0} ms, in a tenth of the code {fewer:F1} ms, keystroke with the empty analyzer {emptyKeystroke:F1} ms");
        await PrintSlowestAsync(large);
        Console.WriteLine();
        Console.WriteLine($"{"",-52}{"measured",10}{"limit",10}");
        var good = Line("callbacks of all rules, share of the time to bind", callbacks / bind, CallbackShareLimit, "P1")
            & Line("ten times the code, times the time", callbacks / fewer, TenfoldLimit, "F1")
            & Line("what the schema rules add to the others' time", (callbacks - others) / others, SchemaShareLimit, "P1")
            & Line("one document after a keystroke, ms", keystroke, KeystrokeMillisecondsLimit, "F1")
            & Line("actions registered without ML.NET", registered, 0, "F0");
        Console.WriteLine();
        good &= OfEvaluation();
        Console.WriteLine();
        good &= OfStatistics();
        Console.WriteLine();
        good &= OfSqlStatistics();
        Console.WriteLine();
        good &= OfRows();
        return good && wrong.Count == 0 ? 0 : 1;
    }

    /// <summary>What the library's evaluation by slices costs, for each task.</summary>
    public static bool OfEvaluation()
    {
        (string Task, double Times)[] tasks = [.. SlicedEvaluationCheck.Run()];
        Console.WriteLine();
        return tasks.Select(task => Line($"evaluation by slices over a plain one, {task.Task}", task.Times, SlicedEvaluationLimit, "F2")).ToArray().All(good => good);
    }

    /// <summary>What the library's statistics of data, with validation, cost for each kind of file.</summary>
    public static bool OfStatistics()
    {
        (string View, double Times, double Megabytes)[] views = [.. StatisticsCheck.Run()];
        Console.WriteLine();
        return views.Select(view => Line($"statistics over a bare pass, {view.View}", view.Times, StatisticsLimit, "F2")
            & Line($"their memory over that of a bare pass, MB, {view.View}", view.Megabytes, StatisticsMegabytesLimit, "F1")).ToArray().All(good => good);
    }

    /// <summary>What statistics that a database computes cost.</summary>
    public static bool OfSqlStatistics()
    {
        var (times, processorTimes) = SqlStatisticsCheck.Run();
        return Line("statistics of a CSV over DuckDB's SUMMARIZE of it", times, SqlStatisticsLimit, "F2") & Line("the same, of all processors' time", processorTimes, SqlStatisticsLimit, "F2");
    }

    /// <summary>What the library's validation of one row costs.</summary>
    public static bool OfRows()
    {
        var (microseconds, bytes) = RowValidationCheck.Run();
        return Line("validation of a row of 20 columns, µs", microseconds, RowMicrosecondsLimit, "F2") & Line("allocated for it, bytes", bytes, 0, "F0");
    }

    /// <summary>The share of the callbacks on code that somebody wrote.</summary>
    public static async Task<int> RunOnAsync(string folder)
    {
        if (!Directory.Exists(folder))
        {
            Console.Error.WriteLine($"There is no folder '{folder}'.");
            return 2;
        }

        var project = Project.Of(folder);
        if (project.Trees.IsEmpty)
        {
            Console.Error.WriteLine($"There is no C# file in '{folder}'.");
            return 2;
        }

        var findings = (await project.AnalyzeAsync(Project.Rules, concurrent: true)).GetAllDiagnostics().Length;
        Console.WriteLine($"{Project.Rules.Length} rules, {project.Trees.Length} files of {project.Trees.Sum(tree => tree.GetText().Lines.Count)} lines: {findings} findings, {project.Errors.Length} compile errors");
        var (bind, callbacks, _, _) = await BuildAsync(project, project);
        Console.WriteLine($"bind {bind:F0} ms, all rules' callbacks {callbacks:F0} ms");
        await PrintSlowestAsync(project);
        return Line("callbacks of all rules, share of the time to bind", callbacks / bind, CallbackShareLimit, "P1") ? 0 : 1;
    }

    private static bool Line(string what, double measured, double limit, string format)
    {
        var good = measured <= limit * Allowance;
        var verdict = measured <= limit ? "" : good ? "  over, within the noise allowance" : "  EXCEEDED";
        Console.WriteLine($"{what,-52}{measured.ToString(format),10}{limit.ToString(format),10}{verdict}");
        return good;
    }

    /// <summary>
    /// Milliseconds to bind, and in the callbacks of all rules, of all but the schema rules, and there in a tenth of the code. They are measured in turn, so that a busy
    /// machine slows all, and of each the least disturbed run counts. The collector is held back meanwhile: a collection takes as long as a
    /// fifth of it all, most of it for what the compiler keeps, and into whose time it falls is chance; what the rules allocate is printed instead.
    /// </summary>
    private static async Task<(double Bind, double Callbacks, double Others, double Fewer)> BuildAsync(Project large, Project small)
    {
        ImmutableArray<DiagnosticAnalyzer> otherRules = [.. Project.Rules.Where(rule => rule.SupportedDiagnostics[0].Category != Categories.Schema)];
        var (bind, callbacks, others, fewer) = (double.MaxValue, double.MaxValue, double.MaxValue, double.MaxValue);
        for (var run = 0; run < Runs; run++)
        {
            var compilation = large.CompileForOneThread();
            bind = Math.Min(bind, await UncollectedAsync(() =>
            {
                var watch = Stopwatch.StartNew();
                compilation.GetDiagnostics();
                return Task.FromResult(watch.Elapsed.TotalMilliseconds);
            }));
            callbacks = Math.Min(callbacks, await UncollectedAsync(() => CallbacksAsync(large)));
            others = Math.Min(others, await UncollectedAsync(() => CallbacksAsync(large, otherRules)));
            fewer = Math.Min(fewer, await UncollectedAsync(() => CallbacksAsync(small)));
        }

        return (bind, callbacks, others, fewer);
    }

    /// <summary>Measures while no garbage is collected.</summary>
    private static async Task<double> UncollectedAsync(Func<Task<double>> measure)
    {
        GC.Collect();
        if (!GC.TryStartNoGCRegion(UncollectedBytes))
            throw new InvalidOperationException("The collector cannot be held back: there is too little memory.");
        var measured = await measure();
        if (GCSettings.LatencyMode != GCLatencyMode.NoGCRegion)
            throw new InvalidOperationException($"More than {UncollectedBytes / 1_000_000} MB were allocated in one run.");
        GC.EndNoGCRegion();
        return measured;
    }

    /// <summary>Megabytes that an analysis allocates.</summary>
    private static async Task<double> AllocatedAsync(Project project, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await project.AnalyzeAsync(analyzers, concurrent: false);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / 1e6;
    }

    /// <summary>The time spent in the callbacks of all rules, in milliseconds; on one thread, so that no rule's time holds another's.</summary>
    private static Task<double> CallbacksAsync(Project project) => CallbacksAsync(project, Project.Rules);

    private static async Task<double> CallbacksAsync(Project project, ImmutableArray<DiagnosticAnalyzer> rules) =>
        (await project.AnalyzeAsync([.. Empty, .. rules], concurrent: false)).AnalyzerTelemetryInfo.Where(pair => pair.Key is not EmptyAnalyzer).Sum(pair => pair.Value.ExecutionTime.TotalMilliseconds);

    private static async Task PrintSlowestAsync(Project project)
    {
        var telemetry = (await project.AnalyzeAsync(Project.Rules, concurrent: false)).AnalyzerTelemetryInfo;
        foreach (var (analyzer, info) in telemetry.OrderByDescending(pair => pair.Value.ExecutionTime).Take(5))
            Console.WriteLine($"  {analyzer.GetType().Name,-50}{info.ExecutionTime.TotalMilliseconds,10:F1} ms");
    }

    /// <summary>The actions that the rules have in a compilation without ML.NET, apart from the look at the compilation that finds this out.</summary>
    private static async Task<int> RegisteredWithoutMlNetAsync()
    {
        var result = await Project.Plain(Files / 10).AnalyzeAsync(Project.Rules, concurrent: true);
        return result.AnalyzerTelemetryInfo.Values.Sum(Actions);
    }

    private static int Actions(AnalyzerTelemetryInfo info) =>
        info.AdditionalFileActionsCount + info.CodeBlockActionsCount + info.CodeBlockEndActionsCount + info.CodeBlockStartActionsCount
        + info.CompilationActionsCount + info.CompilationEndActionsCount + info.OperationActionsCount + info.OperationBlockActionsCount
        + info.OperationBlockEndActionsCount + info.OperationBlockStartActionsCount + info.SemanticModelActionsCount + info.SymbolActionsCount
        + info.SymbolEndActionsCount + info.SymbolStartActionsCount + info.SyntaxNodeActionsCount + info.SyntaxTreeActionsCount;

    /// <summary>The median time of a keystroke, each in another document, after a round to warm up.</summary>
    private static async Task<double> KeystrokeAsync(ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var editor = new Editor(Project.OfMlNet(EditorFiles));
        var times = new List<double>();
        for (var keystroke = 0; keystroke < 2 * EditorFiles; keystroke++)
        {
            var tree = editor.Type(keystroke % EditorFiles);
            var watch = Stopwatch.StartNew();
            await editor.AnalyzeAsync(tree, analyzers);
            if (keystroke >= EditorFiles)
                times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return Median(times);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
