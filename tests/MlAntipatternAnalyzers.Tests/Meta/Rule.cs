using System;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.Tests.Meta;

/// <summary>A rule, as reflection finds it: its analyzer and its fixes.</summary>
internal sealed record Rule(DiagnosticAnalyzer Analyzer, ImmutableArray<CodeFixProvider> Fixes)
{
    /// <summary>Every fix of the package.</summary>
    public static ImmutableArray<CodeFixProvider> AllFixes { get; } = Instances<CodeFixProvider>(Assembly.Load("MlAntipatternAnalyzers.CodeFixes"));

    /// <summary>Every rule of the package, in the order of the IDs.</summary>
    public static ImmutableArray<Rule> All { get; } =
        [.. Instances<DiagnosticAnalyzer>(typeof(Categories).Assembly)
            .Select(analyzer => new Rule(analyzer, FixesOf(analyzer)))
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    /// <summary>The analyzers of every rule.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = [.. All.Select(rule => rule.Analyzer)];

    public Type Type => Analyzer.GetType();

    public DiagnosticDescriptor Descriptor => Analyzer.SupportedDiagnostics.First();

    public string Id => Descriptor.Id;

    public string Category => Descriptor.Category;

    /// <summary>What stands between the ID and "Analyzer" in the name of the class.</summary>
    public string Name => Type.Name[Id.Length..^"Analyzer".Length];

    /// <summary>The page's path from the root of the repository.</summary>
    public string PagePath => $"src/MlAntipatternAnalyzers/Rules/{Category}/{Id}.md";

    private static ImmutableArray<CodeFixProvider> FixesOf(DiagnosticAnalyzer analyzer) =>
        [.. AllFixes.Where(fix => analyzer.SupportedDiagnostics.Any(descriptor => fix.FixableDiagnosticIds.Contains(descriptor.Id)))];

    private static ImmutableArray<T> Instances<T>(Assembly assembly) =>
        [.. assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (T)Activator.CreateInstance(type)!)];
}
