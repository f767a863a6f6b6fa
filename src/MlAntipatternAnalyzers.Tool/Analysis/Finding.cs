using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.Tool.Analysis;

/// <summary>One thing that a rule says of one place.</summary>
/// <param name="FilePath">Full path.</param>
/// <param name="Span">Lines and columns count from 0, as the compiler's do.</param>
/// <param name="Lines">The source lines that the span touches, at most <see cref="MaxLines"/>.</param>
/// <param name="Fixes">The titles of the fixes that the code fix providers offer for this very finding.</param>
internal sealed record Finding(
    DiagnosticDescriptor Rule,
    DiagnosticSeverity Severity,
    string Message,
    string FilePath,
    LinePositionSpan Span,
    ImmutableArray<string> Lines,
    ImmutableArray<string> Fixes)
{
    public const int MaxLines = 3;
}

/// <summary>What went wrong, or must be known, about the analysis itself.</summary>
/// <param name="IsFailure">The analysis is not complete: the tool's exit code is 2 whatever was found.</param>
internal sealed record Problem(bool IsFailure, string Text)
{
    public static Problem NoMLNet { get; } = Note("nothing here uses ML.NET.");

    public static Problem Failure(string text) => new(true, text);

    public static Problem Note(string text) => new(false, text);
}
