using System;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>Makes every rule's descriptor, so that the help link and the tags are the same everywhere.</summary>
/// <remarks>The type and its method carry the names that Roslyn's own checks of descriptors (RS1018-RS1021, RS2000-RS2002) know.</remarks>
internal static class DiagnosticDescriptorHelper
{
    /// <summary>The tag of rules that speak in <c>exploration</c> mode: what is wrong, or will throw.</summary>
    public const string ExplorationTag = "MlapExploration";

    private static readonly string RepositoryUrl = typeof(DiagnosticDescriptorHelper).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "RepositoryUrl").Value!;

    public static DiagnosticDescriptor Create(
        string id,
        string title,
        string messageFormat,
        string category,
        DiagnosticSeverity defaultSeverity,
        string description,
        bool exploration = false) =>
        new(
            id,
            title,
            messageFormat,
            category,
            defaultSeverity,
            isEnabledByDefault: true,
            description,
            helpLinkUri: $"{RepositoryUrl}/blob/main/src/MlAntipatternAnalyzers/Rules/{category}/{id}.md",
            customTags: exploration ? new[] { ExplorationTag } : Array.Empty<string>());
}
