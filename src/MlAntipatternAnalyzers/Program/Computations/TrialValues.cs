using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Values of a trial: numbers are doubles, whatever their type in the code, and texts, truths, times are themselves.</summary>
internal static class TrialValue
{
    /// <summary>What a trial cannot tell.</summary>
    public static readonly object Unknown = new UnknownMark();

    /// <summary>The number of the row that is being filled.</summary>
    public static readonly object RowNumber = new RowNumberMark();

    public static bool IsUnknown(object? value) => ReferenceEquals(value, Unknown);

    /// <summary>A text that two values have in common if and only if they are equal; null where that is not known.</summary>
    public static string? Key(object? value) =>
        value switch
        {
            null => "null",
            UnknownMark or RowNumberMark or TrialFunction => null,
            double number => "n" + Rounded(number),
            string text => "s" + text,
            bool truth => truth ? "n1" : "n0",
            char unit => "s" + unit,
            System.DateTime time => "d" + time.Ticks.ToString(CultureInfo.InvariantCulture),
            System.TimeSpan span => "t" + span.Ticks.ToString(CultureInfo.InvariantCulture),
            TrialEntity entity => "e" + entity.Type.ToDisplayString() + "|" + entity.Path + "|" + entity.Index.ToString(CultureInfo.InvariantCulture),
            TrialTypeName name => "y" + name.Type.ToDisplayString(),
            TrialObject made => Joined("o", made.Members.OrderBy(member => member.Key, System.StringComparer.Ordinal).Select(member => member.Value)),
            TrialList list => Joined("l", list.Items),
            object?[] tuple => Joined("p", tuple),
            _ => null,
        };

    /// <summary>A number without what the order of additions does to its last digits.</summary>
    private static string Rounded(double number) => number == 0 ? "0" : number.ToString("G9", CultureInfo.InvariantCulture);

    private static string? Joined(string kind, IEnumerable<object?> items)
    {
        var text = new System.Text.StringBuilder(kind).Append('(');
        foreach (var item in items)
        {
            if (Key(item) is not { } key)
                return null;
            text.Append(key.Length).Append(':').Append(key);
        }

        return text.Append(')').ToString();
    }

    private sealed class UnknownMark
    {
    }

    private sealed class RowNumberMark
    {
    }
}

/// <summary>An object that comes from outside: a record of a database, a request, a row of a view. Its members are raw inputs.</summary>
internal sealed class TrialEntity
{
    public TrialEntity(ITypeSymbol type, INamedTypeSymbol root, string path, int index)
    {
        Type = type;
        Root = root;
        Path = path;
        Index = index;
    }

    public ITypeSymbol Type { get; }

    /// <summary>The class of the object that it is a part of: its own, where it is no part.</summary>
    public INamedTypeSymbol Root { get; }

    /// <summary>The members that lead to it from there.</summary>
    public string Path { get; }

    /// <summary>Which one it is of several; the row that is being filled comes from number 0.</summary>
    public int Index { get; }

    /// <summary>Whether it stands for an object that the code makes in a way that is not known.</summary>
    public bool IsAssumed { get; set; }
}

/// <summary>An object that the code makes.</summary>
internal sealed class TrialObject
{
    public TrialObject(ITypeSymbol type) => Type = type;

    public ITypeSymbol Type { get; }

    public Dictionary<string, object?> Members { get; } = new();
}

/// <summary>An array, list, set or query.</summary>
internal class TrialList
{
    /// <summary>The number of an element of which is not known what it was made of.</summary>
    public const int Added = -1;

    public TrialList(IEnumerable<object?> items, IEnumerable<int>? numbers = null)
    {
        Items = items.ToList();
        Numbers = numbers?.ToList() ?? Enumerable.Range(0, Items.Count).ToList();
    }

    public List<object?> Items { get; }

    /// <summary>Which of the elements that came from outside each was made of.</summary>
    public List<int> Numbers { get; }

    public bool IsSet { get; set; }

    /// <summary>The element that the row which is being filled is made of, where it is not among the elements.</summary>
    public object? Row { get; set; } = TrialValue.Unknown;

    /// <summary>The element that the row which is being filled is made of.</summary>
    public object? RowItem => Numbers.IndexOf(0) is var place && place >= 0 ? Items[place] : Row;

}

/// <summary>The elements that have a key in common.</summary>
internal sealed class TrialGroup : TrialList
{
    public TrialGroup(object? key, IEnumerable<object?> items, IEnumerable<int> numbers)
        : base(items, numbers) => Key = key;

    public object? Key { get; }
}

/// <summary>A line of a text file, or all of its text: what it says is not known, only that each of its fields is a raw input.</summary>
internal sealed class TrialLine
{
    public TrialLine(string id, int index, bool isWhole)
    {
        Id = id;
        Index = index;
        IsWhole = isWhole;
    }

    public string Id { get; }

    public int Index { get; }

    /// <summary>Whether it is the whole text, and not one line.</summary>
    public bool IsWhole { get; }
}

/// <summary>The fields of a line.</summary>
internal sealed class TrialFields
{
    public TrialFields(TrialLine line, ITypeSymbol text, object? function = null)
    {
        Line = line;
        Text = text;
        Function = function;
    }

    public TrialLine Line { get; }

    /// <summary>The type of text.</summary>
    public ITypeSymbol Text { get; }

    /// <summary>What is done to each of them.</summary>
    public object? Function { get; }
}

/// <summary>A dictionary or lookup.</summary>
internal sealed class TrialMap
{
    public TrialMap(bool isLookup, bool ignoresCase)
    {
        IsLookup = isLookup;
        this.ignoresCase = ignoresCase;
    }

    private readonly bool ignoresCase;

    public bool IsLookup { get; }

    public Dictionary<string, (object? Key, object? Value)> Entries { get; } = new();

    public string? KeyOf(object? key)
    {
        var text = TrialValue.Key(key);
        return ignoresCase ? text?.ToUpperInvariant() : text;
    }
}

/// <summary>A lambda, local function or method that can be called.</summary>
internal sealed class TrialFunction
{
    public TrialFunction(IMethodSymbol method, IOperation? body, TrialScope? closure, object? receiver)
    {
        Method = method;
        Body = body;
        Closure = closure;
        Receiver = receiver;
    }

    public IMethodSymbol Method { get; }

    public IOperation? Body { get; }

    public TrialScope? Closure { get; }

    public object? Receiver { get; }
}

/// <summary>A text that is put together piece by piece.</summary>
internal sealed class TrialBuilder
{
    public System.Text.StringBuilder? Text { get; set; } = new();
}

/// <summary>What <c>ToString</c> says of an object whose class does not say what: the class's name.</summary>
internal sealed class TrialTypeName
{
    public TrialTypeName(ITypeSymbol type, string? note = null)
    {
        Type = type;
        Note = note;
    }

    public ITypeSymbol Type { get; }

    /// <summary>Which of its class's settings it is, for a culture or comparer.</summary>
    public string? Note { get; }
}

/// <summary>The variables of one activation.</summary>
internal sealed class TrialScope
{
    private readonly Dictionary<ISymbol, object?> variables = new(SymbolEqualityComparer.Default);

    public TrialScope(TrialScope? outer, object? self)
    {
        Outer = outer;
        Self = self;
    }

    public TrialScope? Outer { get; }

    /// <summary>The object that a member of a class is called on.</summary>
    public object? Self { get; }

    /// <summary>Whether the code that is looked for is reached through it.</summary>
    public bool IsOnWay { get; set; }

    /// <summary>What it returns; null until it does.</summary>
    public object? Result { get; set; }

    /// <summary>Whether it may have returned before, for all that is known.</summary>
    public bool IsDoubtful { get; set; }

    public List<object?>? Yields { get; set; }

    public Dictionary<IMethodSymbol, IOperation> LocalFunctions { get; } = new(SymbolEqualityComparer.Default);

    public bool TryGet(ISymbol symbol, out object? value)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.variables.TryGetValue(symbol, out value))
                return true;
        }

        value = null;
        return false;
    }

    public void Declare(ISymbol symbol, object? value) => variables[symbol] = value;

    public void Set(ISymbol symbol, object? value)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.variables.ContainsKey(symbol))
            {
                scope.variables[symbol] = value;
                return;
            }
        }

        variables[symbol] = value;
    }
}
