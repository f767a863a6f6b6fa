using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Meta;

/// <summary>Programs to try all rules on: those in Meta/Programs, the samples, and what the rules' pages show.</summary>
internal static class Programs
{
    private const string Folder = "tests/MlAntipatternAnalyzers.Tests/Meta/Programs";

    /// <summary>What all of them need: the web framework, the other packages' signatures, and the runtime library.</summary>
    public const With References = With.AspNetCore | With.Stubs | With.Runtime;

    /// <summary>The realistic programs, each a whole program in one file.</summary>
    public static ImmutableArray<(string Name, string Text)> Realistic { get; } =
        [.. Repository.Files(Folder, ".cs").Select(path => ("/0/" + path[(Folder.Length + 1)..], Repository.Read(path)))];

    /// <summary>Every text there is.</summary>
    public static ImmutableArray<(string Name, string Text)> All { get; } =
    [
        .. Realistic,
        .. Repository.Files("samples", ".cs").Select(path => ("/0/" + path, Repository.Read(path))),
        .. Repository.Files("src/MlAntipatternAnalyzers/Rules", ".md").SelectMany(Blocks),
    ];

    private static (string, string)[] Blocks(string path)
    {
        var page = new RulePage(Repository.Read(path));
        return [.. page.Blocks("Flagged").Concat(page.Blocks("Clean")).Select((block, index) => ($"/0/{path}.{index}.cs", RulePage.GlobalUsings.Replace("global ", "") + block))];
    }
}
