using System;
using System.Linq;
using System.Reflection;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.Tool;

/// <summary>What the tool says of itself.</summary>
internal static class ToolVersion
{
    public static string Text { get; } = typeof(ToolVersion).Assembly.GetName().Version!.ToString(3);

    public static string RepositoryUrl { get; } = typeof(DiagnosticDescriptorHelper).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "RepositoryUrl").Value!;
}
