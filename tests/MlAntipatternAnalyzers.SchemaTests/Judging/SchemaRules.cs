using System;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.SchemaTests.Judging;

/// <summary>The rules of the schema band, as reflection finds them.</summary>
internal static class SchemaRules
{
    /// <summary>The rules that say that ML.NET will throw. The others of the band speak of what runs and is wrong.</summary>
    public static readonly ImmutableArray<string> WillThrow = ["MLAP1001", "MLAP1002", "MLAP1003", "MLAP1004", "MLAP1005", "MLAP1006", "MLAP1013"];

    /// <summary>The rule about members of prediction classes, which ML.NET may leave unset without a word.</summary>
    public const string OutputMembers = "MLAP1003";

    private static readonly AnalyzerOptions NoOptions = new([]);

    /// <summary>The analyzers of the band, ordered by ID.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
        [.. Instances<DiagnosticAnalyzer>(Assembly.Load("MlAntipatternAnalyzers")).Where(analyzer => analyzer.SupportedDiagnostics.Any(IsOfBand)).OrderBy(IdOf, StringComparer.Ordinal)];

    /// <summary>The fixes of the band's rules.</summary>
    public static ImmutableArray<CodeFixProvider> Fixes { get; } =
        [.. Instances<CodeFixProvider>(Assembly.Load("MlAntipatternAnalyzers.CodeFixes")).Where(fix => fix.FixableDiagnosticIds.Any(id => id.StartsWith("MLAP1", StringComparison.Ordinal)))];

    /// <summary>The ID of an analyzer's rule.</summary>
    public static string IdOf(DiagnosticAnalyzer analyzer) => analyzer.SupportedDiagnostics.First(IsOfBand).Id;

    /// <summary>Everything that the band's rules say of a program, in the order of the text.</summary>
    public static Task<ImmutableArray<Diagnostic>> FindingsAsync(CSharpCompilation program) => Task.Run(() => TestProject.FindingsAsync(program, NoOptions, Analyzers, concurrent: false));

    /// <summary>Whether a finding says that ML.NET will throw: MLAP1004 also speaks of keys that are shown as they are, by programs that run.</summary>
    public static bool IsClaim(Diagnostic finding) => WillThrow.Contains(finding.Id) && !finding.Properties.ContainsKey("Shown");

    private static bool IsOfBand(DiagnosticDescriptor descriptor) => descriptor.Id.StartsWith("MLAP1", StringComparison.Ordinal);

    private static ImmutableArray<T> Instances<T>(Assembly assembly) =>
        [.. assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (T)Activator.CreateInstance(type)!)];
}
