using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;

namespace MlAntipatternAnalyzers.Tool.Loose;

/// <summary>What a project file says that matters for binding its sources when MSBuild is not asked. Conditions are not evaluated.</summary>
internal sealed class ProjectFacts
{
    private static readonly string[] SdkUsings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
    ];

    private static readonly string[] HostingUsings =
    [
        "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
    ];

    private static readonly string[] WebUsings =
    [
        "System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing",
    ];

    private static readonly string[] TestPackages = ["Microsoft.NET.Test.Sdk", "xunit", "xunit.v3", "NUnit", "MSTest", "MSTest.TestFramework", "TUnit"];

    private readonly Dictionary<string, string> _properties = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _usings = [];
    private readonly List<string> _removedUsings = [];
    private readonly List<string> _staticUsings = [];
    private readonly List<string> _references = [];
    private readonly List<string> _packages = [];
    private readonly List<string> _linked = [];
    private readonly List<string> _removed = [];
    private string _sdk = "";

    private ProjectFacts(string path) => Path = path;

    public string Path { get; }

    public string Directory => System.IO.Path.GetDirectoryName(Path)!;

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Full paths of the projects that this one references, as far as they can be read without evaluating properties.</summary>
    public IReadOnlyList<string> ProjectReferences => _references;

    public IReadOnlyList<string> Packages => _packages;

    /// <summary>Patterns (full paths with wildcards) of sources from outside the project's folder, and of those taken out of it.</summary>
    public IReadOnlyList<string> LinkedSources => _linked;

    public IReadOnlyList<string> RemovedSources => _removed;

    public bool IsWeb => _sdk.StartsWith("Microsoft.NET.Sdk.Web", StringComparison.OrdinalIgnoreCase)
        || _sdk.StartsWith("Microsoft.NET.Sdk.Razor", StringComparison.OrdinalIgnoreCase)
        || _packages.Contains("Microsoft.AspNetCore.App");

    public bool IsWorker => _sdk.StartsWith("Microsoft.NET.Sdk.Worker", StringComparison.OrdinalIgnoreCase);

    public bool IsTest => IsTrue("IsTestProject") || _packages.Any(package => TestPackages.Contains(package, StringComparer.OrdinalIgnoreCase));

    public bool IsExecutable =>
        Property("OutputType") is { } output ? output.EndsWith("exe", StringComparison.OrdinalIgnoreCase) : IsWeb || IsWorker;

    public bool Nullable => Property("Nullable") is "enable" or "annotations" or "warnings";

    public IEnumerable<string> Constants => (Property("DefineConstants") ?? "")
        .Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(constant => !constant.Contains('$', StringComparison.Ordinal));

    /// <summary>The source of the file of global usings that the SDK would generate; empty when there are none.</summary>
    public string GlobalUsings
    {
        get
        {
            var names = new List<string>();
            if (IsTrue("ImplicitUsings"))
            {
                names.AddRange(SdkUsings);
                if (IsWeb || IsWorker)
                    names.AddRange(HostingUsings);
                if (IsWeb)
                    names.AddRange(WebUsings);
            }

            return ToGlobalUsings(names.Concat(_usings).Except(_removedUsings), _staticUsings);
        }
    }

    /// <summary>Global usings of sources that no project file speaks for: those of a new console project.</summary>
    public static string DefaultGlobalUsings => ToGlobalUsings(SdkUsings, []);

    /// <summary>Reads a project file, and the Directory.Build.props above it.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="XmlException">The file is not XML.</exception>
    public static ProjectFacts Read(string path)
    {
        var facts = new ProjectFacts(System.IO.Path.GetFullPath(path));
        for (var directory = facts.Directory; directory is not null; directory = System.IO.Path.GetDirectoryName(directory))
        {
            var shared = System.IO.Path.Combine(directory, "Directory.Build.props");
            if (!File.Exists(shared))
                continue;
            facts.Add(XDocument.Load(shared), directory);
            break;
        }

        facts.Add(XDocument.Load(facts.Path), facts.Directory);
        return facts;
    }

    private static string ToGlobalUsings(IEnumerable<string> names, IEnumerable<string> staticNames) => string.Concat(
        names.Distinct().Select(name => name.Contains('=', StringComparison.Ordinal) ? $"global using {name};\n" : $"global using global::{name};\n")
            .Concat(staticNames.Distinct().Select(name => $"global using static global::{name};\n")));

    private string? Property(string name) => _properties.GetValueOrDefault(name);

    private bool IsTrue(string name) =>
        Property(name) is { } value && (value.Equals("true", StringComparison.OrdinalIgnoreCase) || value.Equals("enable", StringComparison.OrdinalIgnoreCase));

    private void Add(XDocument document, string directory)
    {
        if (document.Root is not { } root)
            return;
        _sdk = root.Attribute("Sdk")?.Value ?? root.Elements().FirstOrDefault(e => e.Name.LocalName == "Sdk")?.Attribute("Name")?.Value ?? _sdk;
        foreach (var element in root.Descendants())
        {
            var kind = element.Name.LocalName;
            if (element.Parent?.Name.LocalName == "PropertyGroup")
                _properties[kind] = element.Value.Trim();
            else if (element.Parent?.Name.LocalName == "ItemGroup")
                AddItem(element, kind, directory);
            else if (kind == "Import" && Full(element.Attribute("Project")?.Value, directory) is { } import
                && import.EndsWith(".projitems", StringComparison.OrdinalIgnoreCase) && File.Exists(import))
                Add(XDocument.Load(import), System.IO.Path.GetDirectoryName(import)!);
        }
    }

    private void AddItem(XElement element, string kind, string directory)
    {
        var include = Parts(element.Attribute("Include"));
        var remove = Parts(element.Attribute("Remove"));
        switch (kind)
        {
            case "Using":
                var isStatic = string.Equals(element.Attribute("Static")?.Value, "true", StringComparison.OrdinalIgnoreCase);
                var alias = element.Attribute("Alias")?.Value;
                (isStatic ? _staticUsings : _usings).AddRange(include.Select(name => alias is null ? name : $"{alias} = global::{name}"));
                _removedUsings.AddRange(remove);
                break;
            case "ProjectReference":
                _references.AddRange(FullAll(include, directory));
                break;
            case "PackageReference" or "FrameworkReference":
                _packages.AddRange(include);
                break;
            case "Compile":
                _linked.AddRange(FullAll(include, directory));
                _removed.AddRange(FullAll(remove, directory));
                break;
        }
    }

    private static string[] Parts(XAttribute? attribute) =>
        attribute?.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static IEnumerable<string> FullAll(IEnumerable<string> paths, string directory) =>
        paths.Select(path => Full(path, directory)).OfType<string>();

    // Null where the path depends on a property that only MSBuild could evaluate.
    private static string? Full(string? path, string directory)
    {
        if (path is null)
            return null;
        foreach (var property in new[] { "MSBuildThisFileDirectory", "MSBuildProjectDirectory", "ProjectDir" })
            path = path.Replace($"$({property})", directory + System.IO.Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase);
        return path.Contains("$(", StringComparison.Ordinal)
            ? null
            : System.IO.Path.GetFullPath(System.IO.Path.Combine(directory, path.Replace('\\', System.IO.Path.DirectorySeparatorChar)));
    }
}
