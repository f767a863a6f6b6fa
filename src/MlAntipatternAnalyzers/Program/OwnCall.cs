using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Program;

/// <summary>A call of a method of the program's own, or of a library that the model knows nothing of: only names and attributes tell what it is for.</summary>
internal sealed class OwnCall
{
    public OwnCall(IMethodSymbol method, ImmutableArray<Value> arguments, Value result, int position)
    {
        Method = method;
        Arguments = arguments;
        Result = result;
        Position = position;
    }

    public IMethodSymbol Method { get; }

    /// <summary>In the order of the parameters.</summary>
    public ImmutableArray<Value> Arguments { get; }

    public Value Result { get; }

    /// <summary>How many events of its flow came before it.</summary>
    public int Position { get; }
}
