using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Microsoft.ML;
using MlAntipatternAnalyzers.Tool.Tests.Data;
using MlAntipatternAnalyzers.Tool.Tests.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Tests;

/// <summary>The package as a user gets it: packed, installed from a folder, run.</summary>
public sealed class PackageTests
{
    [Fact]
    public async Task The_packed_tool_installs_and_runs()
    {
        using var folder = new TempFolder();
        var project = Path.Combine(Metadata("RepositoryRoot"), "src", "MlAntipatternAnalyzers.Tool");
        await DotNetAsync(folder.Path, "pack", project, "--no-build", "-c", Metadata("Configuration"), "-o", folder["feed"]);

        var package = Assert.Single(Directory.GetFiles(folder["feed"], "*.nupkg"));
        var entries = Entries(package);
        Assert.Contains("README.md", entries);
        Assert.Contains("tools/net8.0/any/mlap.dll", entries);
        Assert.Contains("tools/net8.0/any/MlAntipatternAnalyzers.CodeFixes.dll", entries);
        Assert.Contains("tools/net8.0/any/BuildHost-netcore/Microsoft.CodeAnalysis.Workspaces.MSBuild.BuildHost.dll", entries);
        Assert.Equal(
            ["Microsoft.ML.ImageAnalytics.dll", "Microsoft.ML.OnnxTransformer.dll"],
            entries.Where(entry => entry.StartsWith("tools/net8.0/any/mlnet/", StringComparison.Ordinal)).Select(Path.GetFileName));
        Assert.Equal(
            [
                "Microsoft.ML.Core.dll", "Microsoft.ML.CpuMath.dll", "Microsoft.ML.Data.dll", "Microsoft.ML.DataView.dll", "Microsoft.ML.FastTree.dll",
                "Microsoft.ML.KMeansClustering.dll", "Microsoft.ML.LightGbm.dll", "Microsoft.ML.PCA.dll", "Microsoft.ML.StandardTrainers.dll",
                "Microsoft.ML.Transforms.dll",
            ],
            entries.Where(entry => entry.StartsWith("tools/net8.0/any/Microsoft.ML.", StringComparison.Ordinal)).Select(Path.GetFileName));
        // Of what is native, only what a model needs that predicts: trees do it in managed code.
        Assert.All(entries.Where(entry => entry.Contains("/native/", StringComparison.Ordinal)), entry => Assert.Contains("LdaNative", entry));
        Assert.DoesNotContain(entries, entry => Path.GetExtension(entry) is ".dbg" or ".dwarf");
        Assert.Contains("tools/net8.0/any/DuckDB.NET.Data.dll", entries);
        // DuckDB's own library would make it eight times as large.
        Assert.InRange(new FileInfo(package).Length, 1 << 20, 24 << 20);

        folder.Write("nuget.config", "<configuration><packageSources><clear /><add key=\"local\" value=\"feed\" /></packageSources></configuration>");
        await DotNetAsync(folder.Path, "tool", "install", "MlAntipatternAnalyzers.Tool", "--tool-path", folder["tool"], "--configfile", folder["nuget.config"]);
        folder.Write("code/Trainer.cs", ToolRun.Program);
        var tool = Path.Combine(folder["tool"], OperatingSystem.IsWindows() ? "mlap.exe" : "mlap");
        var (code, output) = await RunAsync(folder.Path, tool, "check", "code", "--format", "json");

        Assert.InRange(code, 0, 1);
        Assert.Contains("\"complete\": true", output);
        Assert.Contains("\"projects\": 1", output);

        // Models of packages whose native libraries the tool leaves out, in a process that has nothing but the tool's own files. The first is in the repository,
        // because LightGBM trains only where OpenMP is installed: the steps of the second, then Ranking.Trainers.LightGbm of ten iterations.
        using var shop = new Shop();
        foreach (var model in new[] { Path.Combine(AppContext.BaseDirectory, "Evaluation", "lightgbm.zip"), shop.Ranking })
        {
            (code, output) = await RunAsync(folder.Path, tool, "evaluate", model, shop.Csv, "--label", "Stars", "--group", "Visitor", "--slices", "City", "--html", folder["page.html"]);
            Assert.True(code == 0, output);
            Assert.Contains("NDCG@3", output);
        }

        // Data from text and from Parquet, whose library is managed.
        using var trips = new Trips();
        foreach (var data in new[] { trips.Csv, trips.Binary(), await DataInferTests.ParquetAsync(trips, "package.parquet", 100) })
        {
            (code, output) = await RunAsync(folder.Path, tool, "data", "stats", data, "--html", folder["data.html"]);
            Assert.True(code == 0, output);
        }
        (code, output) = await RunAsync(folder.Path, tool, "data", "stats", "trips", "--provider", "duckdb", "--connection", "DataSource=:memory:");
        Assert.True(code == 2 && output.Contains("--assembly PROGRAM.dll", StringComparison.Ordinal), output);

        var mapped = shop.Save(
            "mapped.zip",
            shop.MLContext.Transforms.CustomMapping(new HalfMapping().GetMapping(), HalfMapping.Contract)
                .Append(shop.MLContext.Regression.Trainers.FastTree("Price", "Features", numberOfTrees: 5)),
            shop.Visits());
        var alone = await RunAsync(folder.Path, tool, "evaluate", mapped, shop.Csv, "--label", "Price");
        var given = await RunAsync(folder.Path, tool, "evaluate", mapped, shop.Csv, "--label", "Price", "--assembly", typeof(HalfMapping).Assembly.Location);
        Assert.Equal(2, alone.Code);
        Assert.Contains("--assembly", alone.Output);
        Assert.True(given.Code == 0, given.Output);
    }

    private static string Metadata(string key) =>
        typeof(PackageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private static List<string> Entries(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        return [.. archive.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal)];
    }

    private static async Task DotNetAsync(string folder, params string[] arguments)
    {
        var (code, output) = await RunAsync(folder, "dotnet", arguments);
        Assert.True(code == 0, $"dotnet {arguments[0]} gave {code}:\n{output}");
    }

    private static async Task<(int Code, string Output)> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
