using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tool.Analysis;

namespace MlAntipatternAnalyzers.Tool.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("check --sevrity info .", "There is no option --sevrity.")]
    [InlineData("check", "Required argument missing")]
    [InlineData("check . --format xml", "xml")]
    [InlineData("chekc .", "chekc")]
    public async Task A_wrong_command_line_is_exit_code_2_with_the_reason(string line, string reason)
    {
        var run = await ToolRun.Of(line.Split(' '));

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains(reason, run.Error);
    }

    [Fact]
    public async Task A_path_that_does_not_exist_is_exit_code_2()
    {
        using var folder = new TempFolder();

        var run = await ToolRun.Of("check", folder["none"]);

        Assert.Equal((2, "", $"mlap: error: {folder["none"]}: no such file or folder.\n"), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public async Task A_folder_without_sources_and_a_file_of_another_kind_are_exit_code_2()
    {
        using var folder = new TempFolder();
        var text = folder.Write("notes.txt", "");

        var run = await ToolRun.Of("check", folder.Path, text);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            $"mlap: error: {folder.Path} holds no C# file.\nmlap: error: {text} is not a C# project, a solution, a folder or a C# file.\n", run.Error);
    }

    [Theory]
    [InlineData("error", 0, "No findings in 1 project. 2 below the chosen severity not shown (--severity info shows all).\n")]
    [InlineData("warning", 1, "1 warning in 1 file in 1 project. 1 below the chosen severity not shown (--severity info shows all).\n")]
    [InlineData("info", 1, "1 warning, 1 info in 1 file in 1 project.\n")]
    public async Task Severity_decides_what_is_shown_and_the_exit_code(string severity, int code, string summary)
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", ToolRun.Program);

        var run = await ToolRun.Of("check", folder.Path, "--severity", severity);

        Assert.Equal(code, run.ExitCode);
        Assert.EndsWith(summary, run.Out);
    }

    [Theory]
    [InlineData("exploration", "MLAP9001:warning")]
    [InlineData("default", "MLAP9002:info MLAP9001:warning")]
    [InlineData("strict", "MLAP9002:warning MLAP9001:warning")]
    public async Task A_mode_sets_severities(string mode, string expected)
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", ToolRun.Program);

        var run = await ToolRun.Of("check", folder.Path, "--severity", "info", "--mode", mode);

        Assert.Equal(expected, Severities(run));
    }

    [Fact]
    public async Task What_the_user_configured_wins_over_a_mode()
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", ToolRun.Program);
        folder.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.MLAP9001.severity = error\n");
        folder.Write(".editorconfig", "[*.cs]\ndotnet_diagnostic.MLAP9002.severity = suggestion\n");

        var run = await ToolRun.Of("check", folder.Path, "--severity", "info", "--mode", "strict");

        Assert.Equal("MLAP9002:info MLAP9001:error", Severities(run));
    }

    [Fact]
    public async Task An_analyzer_that_crashes_is_an_error_with_its_name_and_exit_code_2()
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", ToolRun.Program);
        folder.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.AD0001.severity = none\n");

        var run = await ToolRun.With(new AnalyzerSet([new FitAnalyzer(), new CrashingAnalyzer()], []), ["check", folder.Path]);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("mlap: error: CrashingAnalyzer crashed on ", run.Error);
        Assert.Contains("InvalidOperationException: the bug", run.Error);
        Assert.Contains("MLAP9001", run.Out);
    }

    [Fact]
    public async Task A_cancelled_run_ends_without_a_report()
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", ToolRun.Program);

        var run = await ToolRun.With(ToolRun.TestSet, ["check", folder.Path], new CancellationToken(canceled: true));

        Assert.Equal((130, "", "mlap: cancelled.\n"), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public async Task The_report_is_the_same_whatever_the_order_of_paths_and_threads()
    {
        using var folder = new TempFolder();
        for (var i = 0; i < 12; i++)
        {
            folder.Write($"p{i}/p{i}.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>");
            folder.Write($"p{i}/Program.cs", ToolRun.Program);
        }

        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => ToolRun.Of(
            [.. new[] { "check", "--loose" }, .. i % 2 == 0 ? [folder.Path] : Enumerable.Range(0, 12).Select(p => folder[$"p{p}"]).Reverse(), "--root", folder.Path])));

        Assert.All(runs, run => Assert.Equal(runs[0].Out, run.Out));
        Assert.Contains("12 warnings in 12 files in 12 projects", runs[0].Out);
    }

    [Fact]
    public async Task Rules_are_listed_and_told()
    {
        var list = await ToolRun.Of("rules");
        var page = await ToolRun.Of("rules", "9001");
        var unknown = await ToolRun.Of("rules", "MLAP0000");

        Assert.Contains(list.Out.Split('\n'), line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["MLAP9001", "Testing", "warning", "yes", "yes", "Fit", "is", "called"]);
        Assert.Contains(list.Out.Split('\n'), line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["MLAP9002", "Testing", "info", "Data", "is", "loaded"]);
        Assert.Equal((0, "MLAP9001: Fit is called\nSays where a model is fitted.\n"), (page.ExitCode, page.Out));
        Assert.Equal((2, "mlap: error: there is no rule MLAP0000; 'mlap rules' lists them.\n"), (unknown.ExitCode, unknown.Error));
    }

    private static string Severities(ToolRun run) => string.Join(' ', run.Out.Split('\n')
        .Where(line => line.Contains(": ") && line.Contains(" MLAP90") && line.Contains("Trainer.cs("))
        .Select(line => line.Split(": ")[1].Split(' ') is [var severity, var id] ? $"{id}:{severity}" : line));
}
