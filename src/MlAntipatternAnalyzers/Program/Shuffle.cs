using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Program;

/// <summary>A call that puts a sequence's elements in another order in every run, or keeps others of them.</summary>
internal sealed class Shuffle
{
    public Shuffle(SyntaxNode call, SyntaxNode? draw, SyntaxNode? creation)
    {
        Call = call;
        Draw = draw;
        Creation = creation;
    }

    /// <summary>The call: <c>OrderBy</c>, <c>Shuffle</c>, <c>Where</c>.</summary>
    public SyntaxNode Call { get; }

    /// <summary>The call that draws (<c>random.Next()</c>, <c>Guid.NewGuid()</c>); null where it is the shuffle itself.</summary>
    public SyntaxNode? Draw { get; }

    /// <summary>The expression that made the <c>Random</c> without a seed; null where it is the shared one, or none.</summary>
    public SyntaxNode? Creation { get; }
}
