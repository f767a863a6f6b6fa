using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>Tells test and benchmark projects from others.</summary>
internal static class TestProjects
{
    /// <summary>The option that makes the silent bands speak there: <c>mlap.analyze_tests = true</c>.</summary>
    public const string Option = "mlap.analyze_tests";

    private static readonly string[] Frameworks =
    {
        "xunit.core", "xunit.v3.core", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit.Core", "BenchmarkDotNet",
    };

    public static bool IsOne(Compilation compilation, AnalyzerConfigOptions options)
    {
        if (options.TryGetValue(Option, out var speak) && string.Equals(speak, "true", StringComparison.OrdinalIgnoreCase))
            return false;
        if (options.TryGetValue("build_property.IsTestProject", out var isTest) && string.Equals(isTest, "true", StringComparison.OrdinalIgnoreCase))
            return true;
        return compilation.ReferencedAssemblyNames.Any(assembly => Frameworks.Contains(assembly.Name, StringComparer.OrdinalIgnoreCase));
    }
}
