using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.Program;

/// <summary>How control came to a piece of code: the chain of calls from a flow's root, a call and the iteration it was made in.</summary>
internal sealed class CallPath
{
    public CallPath(CallPath? caller, SyntaxNode call, int iteration, bool inLoop)
    {
        Caller = caller;
        Call = call;
        Iteration = iteration;
        InLoop = inLoop;
        Depth = caller is null ? 1 : caller.Depth + 1;
    }

    public CallPath? Caller { get; }

    public SyntaxNode Call { get; }

    public int Iteration { get; }

    /// <summary>Whether the call, or one above it, is made again and again.</summary>
    public bool InLoop { get; }

    public int Depth { get; }

    /// <summary>Whether what is called runs on other threads.</summary>
    public bool Concurrent { get; set; }
}

/// <summary>Where a value was made: an expression, reached on one path. Two values of one origin are the same value.</summary>
internal sealed class Origin : IEquatable<Origin>
{
    public Origin(SyntaxNode node, CallPath? path)
    {
        Node = node;
        Path = path;
    }

    public SyntaxNode Node { get; }

    public CallPath? Path { get; }

    /// <summary>The node, or the call on the way to it that stands in the innermost code which the way to another one passes too.</summary>
    public SyntaxNode SeenFrom(Origin other)
    {
        var node = Node;
        for (var path = Path; path is not null && !other.IsBelow(path); path = path.Caller)
            node = path.Call is ExpressionSyntax ? path.Call : node;
        return node;
    }

    private bool IsBelow(CallPath above)
    {
        for (var path = Path; path is not null; path = path.Caller)
        {
            if (ReferenceEquals(path, above))
                return true;
        }

        return false;
    }

    public bool Equals(Origin? other) => other is not null && ReferenceEquals(Node, other.Node) && Same(Path, other.Path);

    public override bool Equals(object? obj) => Equals(obj as Origin);

    public override int GetHashCode() => Node.SpanStart * 31 + (Path?.Depth ?? 0);

    private static bool Same(CallPath? left, CallPath? right)
    {
        while (!ReferenceEquals(left, right))
        {
            if (left is null || right is null || left.Depth != right.Depth || left.Iteration != right.Iteration || !ReferenceEquals(left.Call, right.Call))
                return false;
            left = left.Caller;
            right = right.Caller;
        }

        return true;
    }
}
