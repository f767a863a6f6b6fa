using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>A piece of code that runs as one: a method, constructor or accessor, an initializer, a file's top-level statements.</summary>
internal sealed class Body
{
    public Body(TreeIndex.BodyEntry entry, ISymbol symbol, bool mentionsMl)
    {
        Entry = entry;
        Symbol = symbol;
        MentionsMl = mentionsMl;
    }

    public TreeIndex.BodyEntry Entry { get; }

    public SyntaxNode Node => Entry.Node;

    /// <summary>The method, or the field or property that an initializer belongs to.</summary>
    public ISymbol Symbol { get; }

    public IMethodSymbol? Method => Symbol as IMethodSymbol;

    public bool IsInitializer => Node is EqualsValueClauseSyntax;

    public bool IsTopLevel => Node is CompilationUnitSyntax;

    public INamedTypeSymbol? Type => Symbol.ContainingType;

    /// <summary>Whether the file it stands in mentions ML.NET.</summary>
    public bool MentionsMl { get; }

    public override string ToString() => IsTopLevel ? "top-level statements" : Symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}

/// <summary>What a delegate runs: a lambda's or local function's body, or a method.</summary>
internal sealed class Callable
{
    public Callable(IMethodSymbol method, IOperation? body)
    {
        Method = method;
        Body = body;
    }

    public IMethodSymbol Method { get; }

    /// <summary>The body of a lambda or local function; null for a method, which is looked up.</summary>
    public IOperation? Body { get; }
}

/// <summary>One activation of a body while it is interpreted.</summary>
internal sealed class Frame
{
    public Frame(Body body, CallPath? path, Value @this, Frame? closure)
    {
        Body = body;
        Path = path;
        This = @this;
        Closure = closure;
        TypeArguments = closure?.TypeArguments;
    }

    public Body Body { get; }

    public CallPath? Path { get; set; }

    public Value This { get; }

    /// <summary>The frame whose locals a lambda or local function sees.</summary>
    public Frame? Closure { get; }

    public Dictionary<ITypeParameterSymbol, ITypeSymbol>? TypeArguments { get; set; }

    public List<Value> Returns { get; } = new();

    /// <summary>What had changed at each early return.</summary>
    public List<Dictionary<StoreKey, Value>> Exits { get; } = new();

    /// <summary>Whether control cannot come here any more.</summary>
    public bool Ended { get; set; }

    /// <summary>Whether the body's last statement returns.</summary>
    public bool Returned { get; set; }

    /// <summary>The journal that was opened when the frame was.</summary>
    public int Journal { get; set; }

    public int Loops { get; set; }

    /// <summary>How many loops it is in whose rounds are not told apart.</summary>
    public int Rounds { get; set; }

    public bool InLoop => Loops > 0 || Path is { InLoop: true };

    public Dictionary<IMethodSymbol, ILocalFunctionOperation>? LocalFunctions { get; set; }

    /// <summary>What an iterator yields.</summary>
    public List<Value>? Yields { get; set; }

    /// <summary>The loops that it is in over sequences which were shuffled, and what shuffled those.</summary>
    public List<(SyntaxNode Loop, ImmutableArray<Shuffle> Shuffles)>? ShuffledLoops { get; set; }

    /// <summary>What puts what an iterator yields in an order that is another one in every run.</summary>
    public List<Shuffle>? YieldShuffles { get; set; }

    public ILocalFunctionOperation? FindLocalFunction(IMethodSymbol method, out Frame owner)
    {
        for (var frame = this; frame is not null; frame = frame.Closure)
        {
            if (frame.LocalFunctions is not null && frame.LocalFunctions.TryGetValue(method, out var found))
            {
                owner = frame;
                return found;
            }
        }

        owner = this;
        return null;
    }
}
