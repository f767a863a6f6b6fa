using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.Tool.Analysis;

/// <summary>The analyzers that are run, and the fixes that are asked for their titles.</summary>
internal sealed record AnalyzerSet(ImmutableArray<DiagnosticAnalyzer> Analyzers, ImmutableArray<CodeFixProvider> Fixes)
{
    private static readonly Lazy<AnalyzerSet> Shipped = new(() => new AnalyzerSet(
        Instances<DiagnosticAnalyzer>(typeof(DiagnosticDescriptorHelper).Assembly),
        Instances<CodeFixProvider>(Assembly.Load("MlAntipatternAnalyzers.CodeFixes"))));

    /// <summary>Every analyzer and fix of this package.</summary>
    public static AnalyzerSet All => Shipped.Value;

    /// <summary>The rules of the analyzers, each once, in the order of their IDs.</summary>
    public ImmutableArray<DiagnosticDescriptor> Rules { get; } =
    [
        .. Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .GroupBy(rule => rule.Id, StringComparer.Ordinal)
            .Select(rules => rules.First())
            .OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    public bool HasFix(string id) => Fixes.Any(fix => fix.FixableDiagnosticIds.Contains(id));

    private static ImmutableArray<T> Instances<T>(Assembly assembly) =>
    [
        .. assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, IsPublic: true } && typeof(T).IsAssignableFrom(type) && type.GetConstructor(Type.EmptyTypes) is not null)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (T)Activator.CreateInstance(type)!),
    ];
}
