using System;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Runtime.Sql.Tests;

/// <summary>The package as a user gets it.</summary>
public sealed class PackageTests
{
    [Fact]
    public async Task The_package_brings_no_database_and_no_driver_of_a_server()
    {
        using var folder = new TemporaryDirectory();
        var project = Path.Combine(Metadata("RepositoryRoot"), "src", "MlAntipatternAnalyzers.Runtime.Sql");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "pack", project, "--no-build", "-c", Metadata("Configuration"), "-o", folder["feed"] })
            start.ArgumentList.Add(argument);
        // The test host's own settings of MSBuild are not the child's.
        foreach (var variable in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(variable);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + await error);

        using var package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(folder["feed"], "*.nupkg")));
        var entries = package.Entries.Select(entry => entry.FullName).ToList();
        Assert.Contains("README.md", entries);
        Assert.Equal(
            ["lib/net8.0/MlAntipatternAnalyzers.Runtime.Sql.dll", "lib/net8.0/MlAntipatternAnalyzers.Runtime.Sql.xml"],
            entries.Where(entry => entry.StartsWith("lib/", StringComparison.Ordinal) || entry.StartsWith("runtimes/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        using var reader = new StreamReader(package.GetEntry("MlAntipatternAnalyzers.Runtime.Sql.nuspec")!.Open());
        var dependencies = Regex.Matches(await reader.ReadToEndAsync(), "<dependency id=\"([^\"]+)\"").Select(match => match.Groups[1].Value).ToList();
        Assert.Contains("MlAntipatternAnalyzers.Runtime", dependencies);
        // The managed part only; the library is another package's.
        Assert.Equal(["DuckDB.NET.Data"], dependencies.Where(dependency => !dependency.StartsWith("M", StringComparison.Ordinal) && !dependency.StartsWith("System.", StringComparison.Ordinal)));
    }

    private static string Metadata(string key) =>
        typeof(PackageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
