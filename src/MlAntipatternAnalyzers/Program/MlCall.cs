using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Program;

/// <summary>A call of ML.NET's with the values of its arguments.</summary>
internal readonly struct MlCall
{
    public MlCall(IOperation operation, IMethodSymbol method, Value receiver, ImmutableArray<Value> arguments)
    {
        Operation = operation;
        Method = method;
        Receiver = receiver;
        Arguments = arguments;
    }

    public IOperation Operation { get; }

    public IMethodSymbol Method { get; }

    public Value Receiver { get; }

    /// <summary>In the order of the parameters, defaults included.</summary>
    public ImmutableArray<Value> Arguments { get; }

    public Value this[string parameter]
    {
        get
        {
            foreach (var declared in Method.Parameters)
            {
                if (declared.Name == parameter && declared.Ordinal < Arguments.Length)
                    return Arguments[declared.Ordinal];
            }

            return Value.Unknown;
        }
    }

    /// <summary>The view that the call is about: its first argument that is one.</summary>
    public Value View => First(value => value.Alternatives.All(alternative => alternative is ViewValue));

    public Value Model => First(value => value.Alternatives.All(alternative => alternative is TransformerValue));

    public Value FirstSequence => First(value => value is SequenceValue);

    /// <summary>The first argument that is a constant text, or several (<c>params string[]</c>).</summary>
    public Value Text => First(value => value is ConstantValue { Content: string } || IsTexts(value)) is var text && text is SequenceValue { Items.Count: 1 } one ? one.Items[0] : text;

    public bool Has(string parameter) => Method.Parameters.Any(declared => declared.Name == parameter);

    public Origin Origin(Frame frame) => new(Operation.Syntax, frame.Path);

    private static bool IsTexts(Value value) => value is SequenceValue { Exact: true, Items.Count: > 0 } texts && texts.Items.All(item => item is ConstantValue { Content: string });

    private Value First(System.Func<Value, bool> matches)
    {
        foreach (var argument in Arguments)
        {
            if (matches(argument))
                return argument;
        }

        return matches(Receiver) ? Receiver : Value.Unknown;
    }
}
