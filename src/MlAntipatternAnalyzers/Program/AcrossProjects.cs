using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Symbols as several projects see them.</summary>
/// <remarks>Where a project sees the framework or a package in another version than one that it references, each of them has symbols of its own for one declaration.</remarks>
internal static class AcrossProjects
{
    /// <summary>Whether two symbols are one declaration of one project.</summary>
    public static bool AreSame(ISymbol? left, ISymbol? right) =>
        SymbolEqualityComparer.Default.Equals(left, right)
        || (left is { ContainingAssembly: { } one } && right is { ContainingAssembly: { } other } && !ReferenceEquals(one, other)
            && left.Kind == right.Kind && left.Name == right.Name && one.Identity.Name == other.Identity.Name
            && left.GetDocumentationCommentId() is { } id && id == right.GetDocumentationCommentId());
}
