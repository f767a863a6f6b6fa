using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection;
using System.Threading;

namespace MlAntipatternAnalyzers.CodeFixes.Tests;

/// <summary>The packages of this build, packed once into a local feed of a version of its own.</summary>
[CollectionDefinition(Collection)]
public sealed class Packages : IDisposable, ICollectionFixture<Packages>
{
    /// <summary>Tests that build with the packages: one after the other, since each build takes all cores.</summary>
    public const string Collection = "packages";

    private const int Minutes = 4;

    public Packages()
    {
        Folder = Directory.CreateTempSubdirectory("mlap-packages-").FullName;
        Version = $"0.1.0-test.{Environment.ProcessId}";
        foreach (var project in new[] { "CodeFixes", "Runtime" })
            Dotnet(Root, "pack", $"src/MlAntipatternAnalyzers.{project}", "--no-build", "-c", Configuration, "-o", Feed, $"-p:PackageVersion={Version}", "-p:NoPackageAnalysis=false").Succeed();
    }

    public static string Root => Metadata("RepositoryRoot");

    public static string Configuration => Metadata("Configuration");

    public string Folder { get; }

    public string Feed => Path.Combine(Folder, "feed");

    public string Version { get; }

    public static string MLNetVersion => Metadata("MLNetVersion");

    public string PathOf(string package) => Path.Combine(Feed, $"{package}.{Version}.nupkg");

    public IReadOnlyList<string> Entries(string package)
    {
        using var archive = ZipFile.OpenRead(PathOf(package));
        return [.. archive.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal)];
    }

    public string ReadEntry(string package, string entry)
    {
        using var archive = ZipFile.OpenRead(PathOf(package));
        using var reader = new StreamReader(archive.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>A new project that references the package and ML.NET, restored from the local feed and from what is already on this machine.</summary>
    public string Project(string name, string program, string properties = "", string items = "")
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        WriteNuGetConfig(folder);
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(folder, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="MlAntipatternAnalyzers" Version="{Version}" PrivateAssets="all" />
                <PackageReference Include="Microsoft.ML" Version="{MLNetVersion}" />
                <PackageReference Include="Microsoft.ML.FastTree" Version="{MLNetVersion}" />
                {items}
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), program);
        return folder;
    }

    /// <summary>Lets what is below a folder be restored from the local feed and from what is already on this machine.</summary>
    public void WriteNuGetConfig(string folder)
    {
        var installed = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(Folder, "installed")}" /></config>
              <packageSources><clear /><add key="feed" value="{Feed}" /></packageSources>
              <fallbackPackageFolders><add key="installed" value="{installed}" /></fallbackPackageFolders>
            </configuration>
            """);
    }

    public static Run Dotnet(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        // The test host's own settings of MSBuild are not the child's.
        foreach (var variable in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(variable);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(Minutes));
        try
        {
            process.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet {string.Join(' ', arguments)} did not end within {Minutes} minutes.");
        }

        return new Run(process.ExitCode, output.Result + error.Result, $"dotnet {string.Join(' ', arguments)}");
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Metadata(string key) =>
        typeof(Packages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}

/// <summary>How a command ended.</summary>
public sealed record Run(int ExitCode, string Output, string Command)
{
    public Run Succeed()
    {
        Assert.True(ExitCode == 0, $"{Command} ended with {ExitCode}:\n{Output}");
        return this;
    }

    /// <summary>The warnings of our rules, each once, as <c>line:ID</c>.</summary>
    public IReadOnlyList<string> Findings() =>
        [.. System.Text.RegularExpressions.Regex.Matches(Output, @"Program\.cs\((\d+),\d+\): (?:warning|error) (MLAP\d{4})")
            .Select(match => $"{match.Groups[1].Value}:{match.Groups[2].Value}").Distinct().OrderBy(finding => int.Parse(finding.Split(':')[0])).ThenBy(finding => finding, StringComparer.Ordinal)];
}
