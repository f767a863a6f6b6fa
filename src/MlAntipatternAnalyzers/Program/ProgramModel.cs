using System.Threading;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What a compilation does with ML.NET.</summary>
internal sealed class ProgramModel
{
    /// <summary>The model of a whole compilation, or null when it does not reference ML.NET.</summary>
    public static ProgramModel? TryCreate(Compilation compilation, CancellationToken cancellationToken) => null;

    /// <summary>Every flow of the compilation as text, one event a line.</summary>
    public string ToText() => "";

    /// <summary>Every flow of the compilation as one Mermaid flowchart.</summary>
    public string ToMermaid() => "";
}
