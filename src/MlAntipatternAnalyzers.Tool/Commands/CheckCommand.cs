using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tool.Analysis;
using MlAntipatternAnalyzers.Tool.Projects;
using MlAntipatternAnalyzers.Tool.Reports;
using Finding = MlAntipatternAnalyzers.Tool.Analysis.Finding;

namespace MlAntipatternAnalyzers.Tool.Commands;

/// <summary>The forms of a report.</summary>
internal enum ReportFormat
{
    Text,
    Json,
    Sarif,
    GitHub,
}

/// <summary>The severities that can be asked for.</summary>
internal enum MinimumSeverity
{
    Info = DiagnosticSeverity.Info,
    Warning = DiagnosticSeverity.Warning,
    Error = DiagnosticSeverity.Error,
}

/// <summary><c>mlap check PATH…</c></summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal, AnalyzerSet set)
    {
        var paths = CommandOptions.Paths();
        var format = CommandOptions.Choice<ReportFormat>("--format", "Form of the report.", ReportFormat.Text);
        var severity = CommandOptions.Choice<MinimumSeverity>("--severity", "Least severity that is shown, and that makes the exit code 1.", MinimumSeverity.Warning);
        var mode = CommandOptions.Choice<Mode>(
            "--mode",
            "exploration: only what is wrong or will throw; default: each rule as documented; strict: every rule a warning. " +
                "What the project's .editorconfig or .globalconfig says wins. Not given: the project's own <MlAntipatternMode>, else default.",
            fallback: null);
        var root = new Option<DirectoryInfo?>("--root") { Description = "Folder that the report's paths are relative to; the current folder if not given." };
        var noRestore = CommandOptions.NoRestore();
        var loose = CommandOptions.Loose();
        var command = new Command("check", "Find machine-learning production anti-patterns in projects, solutions, or folders of C# files. " +
            "Exit code 0: none; 1: findings; 2: could not analyse.")
        {
            paths, format, severity, mode, root, noRestore, loose,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var least = (DiagnosticSeverity)parsed.Chosen<MinimumSeverity>(severity)!.Value;
            var result = await Progress.RunAsync(terminal, progress =>
            {
                var reader = new ProjectReader(parsed.GetValue(loose), !parsed.GetValue(noRestore), progress);
                return RunAsync(reader, set, parsed.GetValue(paths)!, least, parsed.Chosen<Mode>(mode), cancellationToken);
            }).ConfigureAwait(false);
            var shown = result.Findings.Where(finding => finding.Severity >= least).ToArray();
            var rootPath = parsed.GetValue(root)?.FullName ?? Environment.CurrentDirectory;
            Report(terminal, set, parsed.Chosen<ReportFormat>(format)!.Value, result, shown, new ReportPaths(rootPath));
            return result.Failed ? ExitCodes.Failed : shown.Length > 0 ? ExitCodes.Findings : ExitCodes.Clean;
        });
        return command;
    }

    private static async Task<CheckResult> RunAsync(
        ProjectReader reader, AnalyzerSet set, IEnumerable<string> paths, DiagnosticSeverity least, Mode? mode, CancellationToken cancellationToken)
    {
        var checker = new Checker(set, least);
        var findings = new ConcurrentQueue<Finding>();
        var problems = new ConcurrentQueue<Problem>();
        var usesMLNet = 0;
        var looseErrors = new ConcurrentDictionary<FileLinePositionSpan, bool>();
        var projects = await reader.ForEachAsync(
            paths,
            async (opened, cancel) =>
            {
                var result = await checker.CheckAsync(WithMode(WithoutPromotion(opened.Project), set, mode), cancel).ConfigureAwait(false);
                if (result.UsesMLNet)
                    Interlocked.Exchange(ref usesMLNet, 1);
                foreach (var finding in result.Findings.Where(finding => opened.Owns(finding.FilePath)))
                    findings.Enqueue(finding);
                foreach (var crash in result.Crashes)
                    problems.Enqueue(Problem.Failure(crash));
                if (opened.IsLoose)
                {
                    // Some errors have no place: WPF's entry point is generated, so the compiler misses one.
                    foreach (var error in result.Errors.Where(error => error.Location.IsInSource).Select(error => error.Location.GetLineSpan()).Where(place => opened.Owns(place.Path)))
                        looseErrors[error] = true;
                }
                else if (result.Errors.Length > 0)
                {
                    problems.Enqueue(Problem.Failure(CompileErrors.Say(opened, result.Errors, reader.Restores, "the findings")));
                }
            },
            cancellationToken).ConfigureAwait(false);
        if (!looseErrors.IsEmpty)
        {
            var places = looseErrors.Count == 1 ? "1 place does" : $"{looseErrors.Count} places do";
            problems.Enqueue(Problem.Note($"{places} not bind in loose files, where not every reference is known; what does not bind is not analysed."));
        }

        // The queue's order is the threads'.
        var all = reader.Problems.Concat(problems.OrderBy(problem => problem.Text, StringComparer.Ordinal));
        if (usesMLNet == 0 && !all.Any(problem => problem.IsFailure))
            all = all.Append(Problem.NoMLNet);
        return CheckResult.Of(findings, all, projects);
    }

    // TreatWarningsAsErrors is about the build: here a severity says how sure a rule is. What the project says of one rule stays.
    private static Project WithoutPromotion(Project project) => project.CompilationOptions is { GeneralDiagnosticOption: ReportDiagnostic.Error } options
        ? project.WithCompilationOptions(options.WithGeneralDiagnosticOption(ReportDiagnostic.Default))
        : project;

    // The same text, by the same mechanism, as the package's props give to the compiler.
    private static Project WithMode(Project project, AnalyzerSet set, Mode? mode) => mode is null
        ? project
        : project.AddAnalyzerConfigDocument(
            "mlap.mode.globalconfig",
            SourceText.From(Modes.ToGlobalConfig(set.Rules, mode.Value, Modes.ToolGlobalLevel)),
            filePath: Path.Combine(Path.GetDirectoryName(project.FilePath) ?? Path.GetTempPath(), "mlap.mode.globalconfig")).Project;

    private static void Report(Terminal terminal, AnalyzerSet set, ReportFormat format, CheckResult result, Finding[] shown, ReportPaths paths)
    {
        switch (format)
        {
            case ReportFormat.Json:
                WriteUtf8(terminal, stream => JsonReport.Write(stream, result, shown, paths));
                break;
            case ReportFormat.Sarif:
                WriteUtf8(terminal, stream => SarifReport.Write(stream, result, shown, set.Rules, paths));
                break;
            case ReportFormat.GitHub:
                GitHubReport.Write(terminal.Out, result, shown, paths);
                break;
            default:
                TextReport.Write(terminal.LineConsole, result, shown, paths);
                break;
        }

        terminal.Write(result.Problems);
    }

    private static void WriteUtf8(Terminal terminal, Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        terminal.Out.WriteLine(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }
}
