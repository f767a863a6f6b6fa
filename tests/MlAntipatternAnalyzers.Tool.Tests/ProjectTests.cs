using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Tool.Tests;

/// <summary>Projects that MSBuild opens. They reference only what this repository references, so that no network is needed.</summary>
public sealed class ProjectTests
{
    private const string Version = "5.0.1";

    private const string Project = $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <UseAppHost>false</UseAppHost>
          </PropertyGroup>
          <ItemGroup><PackageReference Include="Microsoft.ML" Version="{Version}" /></ItemGroup>
        </Project>
        """;

    [Fact]
    public async Task A_project_is_restored_and_analysed_with_its_own_settings()
    {
        using var folder = new TempFolder();
        folder.Write("App.csproj", Project.Replace("<OutputType>", "<NoWarn>MLAP9002</NoWarn><OutputType>"));
        folder.Write("Program.cs", ToolRun.Program);
        folder.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.MLAP9001.severity = error\n");

        var refused = await ToolRun.Of("check", folder.Path, "--no-restore");
        var run = await ToolRun.Of("check", folder.Path, "--root", folder.Path, "--severity", "info");

        Assert.Equal(2, refused.ExitCode);
        Assert.Equal("mlap: error: App is not restored, so its references are not known. Run 'dotnet restore', or leave out --no-restore.\n", refused.Error);
        Assert.Equal("", run.Error);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("Program.cs(5,13): error MLAP9001: 'NormalizingEstimator' is fitted\n", run.Out);
        Assert.Contains("fix: Fit later", run.Out);
        Assert.EndsWith("1 error in 1 file in 1 project.\n", run.Out);
    }

    [Fact]
    public async Task Warnings_stay_warnings_where_the_build_takes_them_for_errors()
    {
        using var folder = new TempFolder();
        folder.Write("App.csproj", Project.Replace("<OutputType>", "<TreatWarningsAsErrors>true</TreatWarningsAsErrors><OutputType>"));
        folder.Write("Program.cs", ToolRun.Program);

        var run = await ToolRun.Of("check", folder.Path, "--root", folder.Path);

        Assert.StartsWith("Program.cs(5,13): warning MLAP9001", run.Out);
    }

    [Fact]
    public async Task What_does_not_compile_is_exit_code_2_with_the_first_errors_and_still_the_findings()
    {
        using var folder = new TempFolder();
        folder.Write("App.csproj", Project);
        folder.Write("Program.cs", ToolRun.Program + "class Broken : Missing { int X => \"text\"; }\n");

        var run = await ToolRun.Of("check", folder["App.csproj"], "--root", folder.Path);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("mlap: error: App does not compile (2 errors), so the findings may be incomplete: ", run.Error);
        Assert.Contains("error CS0246", run.Error);
        Assert.Contains("Program.cs(5,13): warning MLAP9001", run.Out);
    }

    [Fact]
    public async Task A_solution_of_projects_for_several_frameworks_gives_each_finding_once()
    {
        using var folder = new TempFolder();
        folder.Write("Common/Common.csproj", Project
            .Replace("<TargetFramework>net10.0</TargetFramework>", "<TargetFrameworks>net8.0;net10.0</TargetFrameworks>")
            .Replace("<OutputType>Exe</OutputType>", ""));
        folder.Write("Common/Normaliser.cs", """
            using Microsoft.ML;
            public static class Normaliser
            {
                public static ITransformer Fit(MLContext context, IDataView view) => context.Transforms.NormalizeMinMax("Fare").Fit(view);
            }

            """);
        folder.Write("App/App.csproj", Project.Replace("</Project>", "<ItemGroup><ProjectReference Include=\"../Common/Common.csproj\" /></ItemGroup></Project>"));
        folder.Write("App/Program.cs", ToolRun.Program);
        folder.Write("All.slnx", "<Solution><Project Path=\"App/App.csproj\" /><Project Path=\"Common/Common.csproj\" /></Solution>");

        var run = await ToolRun.Of("check", folder.Path, "--root", folder.Path);

        Assert.Equal("", run.Error);
        Assert.Equal(["App/Program.cs(5,13)", "Common/Normaliser.cs(4,74)"], run.Out.Split('\n').Where(line => line.Contains(" MLAP9001: ")).Select(line => line.Split(": ")[0]));
        Assert.EndsWith("2 warnings in 2 files in 3 projects. 1 below the chosen severity not shown (--severity info shows all).\n", run.Out);
    }

    [Fact]
    public async Task Packages_that_cannot_be_restored_are_named()
    {
        using var folder = new TempFolder();
        // An empty folder as the one source of packages: no network is asked.
        folder.Write("feed/empty.txt", "");
        folder.Write("nuget.config", "<configuration><packageSources><clear /><add key=\"local\" value=\"feed\" /></packageSources></configuration>");
        folder.Write("App.csproj", Project.Replace("Microsoft.ML", "No.Such.Package"));
        folder.Write("Program.cs", "class C { }\n");

        var run = await ToolRun.Of("check", folder.Path);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"mlap: error: {folder["App.csproj"]} is not restored: ", run.Error);
        Assert.Contains("No.Such.Package", run.Error);
    }

    [Fact]
    public async Task A_project_that_is_no_XML_cannot_be_opened()
    {
        using var folder = new TempFolder();
        folder.Write("App.csproj", "<Project");
        folder.Write("Program.cs", "class C { }\n");

        var run = await ToolRun.Of("check", folder.Path, "--no-restore");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("App.csproj", run.Error);
    }

    [Fact]
    public async Task The_command_runs_as_a_process_of_its_own()
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", ToolRun.Program);

        var (code, output, error) = await StartAsync(folder.Path, "check", ".", "--format", "json");
        var (helpCode, help, _) = await StartAsync(folder.Path, "--help");
        var (missingCode, _, missing) = await StartAsync(folder.Path, "check", "none");

        Assert.Equal("", error);
        Assert.InRange(code, 0, 1);
        Assert.StartsWith("{", output);
        Assert.Equal(0, helpCode);
        Assert.Contains("check <PATH>", help);
        Assert.Equal(2, missingCode);
        Assert.Contains("no such file or folder", missing);
    }

    private static async Task<(int Code, string Out, string Error)> StartAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "mlap.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
