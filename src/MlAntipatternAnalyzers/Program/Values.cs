using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What an expression may be when the program runs, as far as ML.NET is concerned.</summary>
internal abstract class Value
{
    /// <summary>What is not known. No rule speaks of it.</summary>
    public static readonly Value Unknown = new UnknownValue();

    /// <summary>What is made up: drawn at random, counted, read from the clock. What is computed of it alone is made up too, and no datum.</summary>
    public static readonly Value Invented = new InventedValue();

    private ImmutableArray<Value> self;

    /// <summary>The value's alternatives: several where branches join, else itself.</summary>
    public virtual ImmutableArray<Value> Alternatives => self.IsDefault ? self = ImmutableArray.Create(this) : self;

    public bool IsUnknown => this is UnknownValue;

    /// <summary>Whether a branch may have left null in its place, or another flow has made it: joins drop null, since what is null cannot be used.</summary>
    public bool MayBeNull { get; set; }

    private sealed class UnknownValue : Value
    {
    }

    private sealed class InventedValue : Value
    {
    }
}

/// <summary>What one of several branches left behind.</summary>
internal sealed class JoinValue : Value
{
    /// <summary>A join of more than this is unknown.</summary>
    public const int Limit = 8;

    private JoinValue(ImmutableArray<Value> alternatives) => Alternatives = alternatives;

    public override ImmutableArray<Value> Alternatives { get; }

    /// <summary>The join; <c>null</c> joins as nothing, since what is null cannot be used.</summary>
    public static Value Of(IReadOnlyList<Value> values)
    {
        if (values.Count == 0)
            return Unknown;

        // Mostly there is but one.
        var first = values[0];
        var same = 1;
        while (same < values.Count && values[same].Equals(first))
        {
            first.MayBeNull |= values[same].MayBeNull;
            same++;
        }

        if (same == values.Count)
            return ReferenceEquals(first, ConstantValue.SpelledNull) && AreOthers(values) ? ConstantValue.Null : first;

        var distinct = new List<Value>(values.Count);
        ConstantValue? absent = null;
        for (var i = 0; i < values.Count; i++)
        {
            foreach (var value in values[i].Alternatives)
            {
                if (value is ConstantValue { Content: null } nothing)
                    absent = absent is null ? nothing : ReferenceEquals(absent, nothing) ? absent : ConstantValue.Null;
                else if (distinct.IndexOf(value) is var known && known < 0)
                    distinct.Add(value);
                else
                    distinct[known].MayBeNull |= value.MayBeNull;
            }
        }

        if (absent is not null)
        {
            foreach (var value in distinct)
                value.MayBeNull = true;
        }

        return distinct.Count switch
        {
            0 => absent ?? Unknown,
            1 => distinct[0],
            > Limit => Unknown,
            _ => new JoinValue(distinct.ToImmutableArray()),
        };
    }

    public static Value Of(Value left, Value right) => ReferenceEquals(left, right) ? left : Of(new[] { left, right });

    private static bool AreOthers(IReadOnlyList<Value> values)
    {
        for (var i = 1; i < values.Count; i++)
        {
            if (!ReferenceEquals(values[i], values[0]))
                return true;
        }

        return false;
    }

    public override bool Equals(object? obj) => obj is JoinValue other && other.Alternatives.SequenceEqual(Alternatives);

    public override int GetHashCode() => Alternatives.Length;
}

/// <summary>A compile-time constant, null among them.</summary>
internal sealed class ConstantValue : Value
{
    public static readonly ConstantValue Null = new(null);

    /// <summary>A null that the code spells, told apart by reference from one that stands for what was never assigned in sight.</summary>
    public static readonly ConstantValue SpelledNull = new(null);

    public ConstantValue(object? content) => Content = content;

    public object? Content { get; }

    /// <summary>Whether a value is what a missing number is in ML.NET.</summary>
    public static bool IsNaN(Value value) => value is ConstantValue { Content: float.NaN or double.NaN };

    public override bool Equals(object? obj) => obj is ConstantValue other && Equals(other.Content, Content);

    public override int GetHashCode() => Content?.GetHashCode() ?? 0;
}

/// <summary>A plain datum on its way into a row: where it was read, whether text was cut up by hand, whether it was computed.</summary>
internal sealed class DatumValue : Value
{
    public static readonly DatumValue Raw = new(null, null, null);

    public DatumValue(SyntaxNode? read, SyntaxNode? split, SyntaxNode? computed)
    {
        Read = read;
        Split = split;
        Computed = computed;
    }

    /// <summary>The call that read text (<c>File.ReadAllLines</c>, <c>reader.ReadLine()</c>), or null.</summary>
    public SyntaxNode? Read { get; }

    /// <summary>The <c>Split</c> that cut the text up, or null.</summary>
    public SyntaxNode? Split { get; }

    /// <summary>The arithmetic, string work or condition that made it out of other data, or null where it was only copied or parsed.</summary>
    public SyntaxNode? Computed { get; }

    /// <summary>The datum that a value is, or that its alternatives or elements are; null where there is none.</summary>
    public static DatumValue? In(Value value)
    {
        if (value is DatumValue datum)
            return datum;
        var items = value switch
        {
            JoinValue join => join.Alternatives,
            SequenceValue sequence => sequence.Items,
            _ => Enumerable.Empty<Value>(),
        };
        return In(items.Where(item => item is not SequenceValue));
    }

    /// <summary>What is made of several values, where one of them is a datum: it has the provenance of all.</summary>
    public static DatumValue? In(IEnumerable<Value> values)
    {
        DatumValue? found = null;
        foreach (var datum in values.Select(In).OfType<DatumValue>())
            found = found is null ? datum : datum.With(found.Read, found.Split, found.Computed);
        return found;
    }

    /// <summary>What is computed of operands: a datum where one of them is, made up where all that is known of them is.</summary>
    public static Value Of(IReadOnlyCollection<Value> operands, SyntaxNode node)
    {
        if (In(operands) is { } datum)
            return datum.With(computed: datum.Computed ?? node);
        return operands.Any(IsInvented) && operands.All(operand => operand is ConstantValue || IsInvented(operand)) ? Invented : Unknown;
    }

    private static bool IsInvented(Value value) => value.Alternatives.All(alternative => alternative == Invented || alternative is ConstantValue) && value is not ConstantValue;

    /// <summary>The datum as it is where nothing is done to it but reading it.</summary>
    public DatumValue Copied() => Computed is null ? this : new DatumValue(Read, Split, null);

    public DatumValue With(SyntaxNode? read = null, SyntaxNode? split = null, SyntaxNode? computed = null) =>
        new(read ?? Read, split ?? Split, computed ?? Computed);

    public override bool Equals(object? obj) => obj is DatumValue other && other.Read == Read && other.Split == Split && other.Computed == Computed;

    public override int GetHashCode() => (Read?.SpanStart ?? 0) * 31 + (Computed?.SpanStart ?? 0);
}

/// <summary>A value that was made at one place: equal to every other of its kind that was made there.</summary>
internal abstract class MadeValue : Value
{
    protected MadeValue(Origin origin) => Origin = origin;

    public Origin Origin { get; }

    public override bool Equals(object? obj) => obj is MadeValue other && other.GetType() == GetType() && other.Origin.Equals(Origin) && IsSame(other);

    public override int GetHashCode() => Origin.GetHashCode();

    protected virtual bool IsSame(MadeValue other) => true;
}

/// <summary>An object of a class: a row, an options object, a class of the user's.</summary>
internal sealed class ObjectValue : MadeValue
{
    public ObjectValue(Origin origin, INamedTypeSymbol type, bool isThis = false)
        : base(origin)
    {
        Type = type;
        IsThis = isThis;
    }

    public INamedTypeSymbol Type { get; }

    /// <summary>The instance that a root method is called on: any instance of its class.</summary>
    public bool IsThis { get; }

    /// <summary>Everything that was ever assigned to a member of it.</summary>
    public List<MemberWrite> Writes { get; } = new();

    protected override bool IsSame(MadeValue other) =>
        other is ObjectValue it && it.IsThis == IsThis && SymbolEqualityComparer.Default.Equals(it.Type, Type);
}

/// <summary>One assignment to a member of an object.</summary>
internal readonly struct MemberWrite
{
    public MemberWrite(ISymbol member, Value value, SyntaxNode node, CallPath? path)
    {
        Member = member;
        Value = value;
        Node = node;
        Path = path;
    }

    /// <summary>The member; where it is chosen at run time, the method that sets it by reflection; a parameter of a constructor of ML.NET's that no member is named like.</summary>
    public ISymbol Member { get; }

    public Value Value { get; }

    public SyntaxNode Node { get; }

    /// <summary>The calls that led to it.</summary>
    public CallPath? Path { get; }
}

/// <summary>An array, list or query: its elements where each is known, else what any of them may be.</summary>
internal sealed class SequenceValue : MadeValue
{
    public SequenceValue(Origin origin, IEnumerable<Value> items, bool exact, bool literal = false)
        : base(origin)
    {
        Items = items.ToList();
        Exact = exact;
        Certain = exact;
        Literal = literal;
    }

    public List<Value> Items { get; }

    /// <summary>Whether <see cref="Items"/> are the elements, all of them and in order.</summary>
    public bool Exact { get; set; }

    /// <summary>Whether each of <see cref="Items"/> is among the elements, though there may be more; else each only may be.</summary>
    public bool Certain { get; set; }

    /// <summary>Whether the elements were written out in the source.</summary>
    public bool Literal { get; }

    /// <summary>The view that the rows were read from, where they were (<c>CreateEnumerable</c>).</summary>
    public Value? View { get; set; }

    /// <summary>The sequence that these elements were taken from: the same ones, or some of them.</summary>
    public SequenceValue? From { get; set; }

    /// <summary>Whether <see cref="From"/> may hold others besides.</summary>
    public bool IsSelection { get; set; }

    /// <summary>Which elements of <see cref="From"/> these are, where that is told by their number.</summary>
    public RowRange? Range { get; set; }

    /// <summary>Whether some elements are in it more than once.</summary>
    public bool Repeats { get; set; }

    /// <summary>Whether elements were taken out later on: what was taken from it before may hold others.</summary>
    public bool Shrinks { get; set; }

    /// <summary>What put the elements in an order that is another one in every run, or chose them so.</summary>
    public ImmutableArray<Shuffle> Shuffles { get; set; } = ImmutableArray<Shuffle>.Empty;

    public Value Element => Items.Count > 0 ? JoinValue.Of(Items) : View is null ? Unknown : new RowValue(View);
}

/// <summary>Several values in one.</summary>
internal sealed class TupleValue : Value
{
    public TupleValue(ImmutableArray<Value> items) => Items = items;

    public ImmutableArray<Value> Items { get; }

    public override bool Equals(object? obj) => obj is TupleValue other && other.Items.SequenceEqual(Items);

    public override int GetHashCode() => Items.Length;
}

/// <summary>A lambda, local function or method that can be invoked later.</summary>
internal sealed class DelegateValue : MadeValue
{
    public DelegateValue(Origin origin, Callable callable, Frame? closure, Value receiver)
        : base(origin)
    {
        Callable = callable;
        Closure = closure;
        Receiver = receiver;
    }

    public Callable Callable { get; }

    public Frame? Closure { get; }

    public Value Receiver { get; }
}

/// <summary>A <c>Lazy&lt;T&gt;</c> or <c>ThreadLocal&lt;T&gt;</c>: what its factory returns.</summary>
internal sealed class LazyValue : MadeValue
{
    public LazyValue(Origin origin, DelegateValue factory, IOperation creation, bool perThread)
        : base(origin)
    {
        Factory = factory;
        Creation = creation;
        PerThread = perThread;
    }

    public DelegateValue Factory { get; }

    /// <summary>The expression that makes it: what its factory makes is made there, wherever it is asked for.</summary>
    public IOperation Creation { get; }

    public bool PerThread { get; }
}
