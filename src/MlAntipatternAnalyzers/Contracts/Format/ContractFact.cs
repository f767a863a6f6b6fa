using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>What a fact of a contract is about; in the order in which a contract is written.</summary>
internal enum ContractFactKind
{
    /// <summary>A column of the data that the model is trained on and served with.</summary>
    Raw,

    /// <summary>How a member of a row is computed.</summary>
    Compute,

    /// <summary>A step of the pipeline.</summary>
    Step,

    /// <summary>A raw column that becomes the label.</summary>
    Label,

    /// <summary>A raw column that becomes part of the features.</summary>
    Feature,

    /// <summary>A column that the model adds.</summary>
    Output,
}

/// <summary>One line of a contract.</summary>
internal abstract class ContractFact
{
    /// <summary>Stands for what is not known: as a name, for any number of facts besides the others.</summary>
    public const string Unknown = "?";

    protected ContractFact(ContractFactKind kind, string name, int line, object? source)
    {
        Kind = kind;
        Name = name;
        Line = line;
        Source = source;
    }

    public ContractFactKind Kind { get; }

    /// <summary>The column, the member or the operator; <see cref="Unknown"/> where the fact is that there may be others.</summary>
    public string Name { get; }

    /// <summary>Whether it only says that there may be other facts of its kind. (A column that is named <c>?</c> is written in quotes, and is none of these.)</summary>
    public bool IsOpen { get; protected set; }

    /// <summary>The line of the file, from 1; 0 for a fact that was not read from one.</summary>
    public int Line { get; }

    /// <summary>Where a fact that was not read from a file comes from; whoever makes it says what this is.</summary>
    public object? Source { get; }

    /// <summary>The line as it is written.</summary>
    public sealed override string ToString() => ContractText.Word(Kind) + " " + (IsOpen ? Unknown : Body);

    /// <summary>The line after its first word.</summary>
    protected abstract string Body { get; }
}

/// <summary>A fact about a column: <c>raw Size Single</c>, <c>output Score Single</c>.</summary>
internal sealed class ColumnFact : ContractFact
{
    public ColumnFact(ContractFactKind kind, string name, ContractType type, int line = 0, object? source = null)
        : base(kind, name, line, source) => Type = type;

    public ContractType Type { get; }

    protected override string Body => ContractText.Name(Name) + " " + Type;

    public static ColumnFact Open(ContractFactKind kind, int line = 0, object? source = null) => new(kind, Unknown, ContractType.Unknown, line, source) { IsOpen = true };
}

/// <summary>A column that has a part: <c>label Price</c>, <c>feature Size</c>.</summary>
internal sealed class NameFact : ContractFact
{
    public NameFact(ContractFactKind kind, string name, int line = 0, object? source = null)
        : base(kind, name, line, source)
    {
    }

    protected override string Body => ContractText.Name(Name);

    public static NameFact Open(ContractFactKind kind, int line = 0, object? source = null) => new(kind, Unknown, line, source) { IsOpen = true };
}

/// <summary>How a member is computed: <c>compute PricePerRoom = Price / Rooms #0123456789abcdef</c>.</summary>
internal sealed class ComputeFact : ContractFact
{
    public ComputeFact(string member, string text, string hash, int line = 0, object? source = null)
        : base(ContractFactKind.Compute, member, line, source)
    {
        Text = text;
        Hash = hash;
    }

    /// <summary>The computation in its normal form, for people.</summary>
    public string Text { get; }

    /// <summary>16 hexadecimal digits: two computations are the same where these are.</summary>
    public string Hash { get; }

    protected override string Body => ContractText.Name(Name) + " = " + ContractText.OneLine(Text) + " #" + Hash;

    /// <summary>That other members may be computed too, in a way that is not known.</summary>
    public static ComputeFact Open(int line = 0, object? source = null) => new(Unknown, Unknown, Unknown, line, source) { IsOpen = true };
}

/// <summary>A step of the pipeline: <c>step NormalizeMinMax(Size, Rooms) -> Size, Rooms fixZero=false</c>; with a <c>?</c> behind it where it may have other parameters.</summary>
internal sealed class StepFact : ContractFact
{
    public StepFact(string @operator, IEnumerable<StepInput> inputs, IEnumerable<string?> outputs, IEnumerable<StepParameter> parameters, bool hasOthers = false, int line = 0, object? source = null)
        : base(ContractFactKind.Step, @operator, line, source)
    {
        Inputs = inputs.ToList();
        Outputs = outputs.ToList();
        Parameters = parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).ToList();
        HasOthers = hasOthers;
    }

    /// <summary>The columns that it reads; one that is null stands for any number that are not known.</summary>
    public IReadOnlyList<StepInput> Inputs { get; }

    /// <summary>The columns that it writes where its call names them; one that is null stands for any number that are not known.</summary>
    public IReadOnlyList<string?> Outputs { get; }

    /// <summary>What else its call is given, by parameter: in the order of their names.</summary>
    public IReadOnlyList<StepParameter> Parameters { get; }

    /// <summary>Whether it may have other parameters that are not known, or are no part of what is promised.</summary>
    public bool HasOthers { get; }

    protected override string Body =>
        Name
        + "(" + string.Join(", ", Inputs) + ")"
        + (Outputs.Count == 0 ? "" : " -> " + string.Join(", ", Outputs.Select(ContractText.Name)))
        + string.Concat(Parameters.Select(parameter => " " + parameter))
        + (HasOthers ? " " + Unknown : "");

    /// <summary>Any number of steps of which nothing is known.</summary>
    public static StepFact Open(int line = 0, object? source = null) =>
        new(Unknown, Array.Empty<StepInput>(), Array.Empty<string?>(), Array.Empty<StepParameter>(), true, line, source) { IsOpen = true };
}

/// <summary>A column that a step reads: <c>Size</c>, <c>label: Price</c>.</summary>
internal sealed class StepInput : IEquatable<StepInput>
{
    public StepInput(string? column, string? role = null)
    {
        Column = column;
        Role = role;
    }

    /// <summary>The column; null for any number of them that are not known.</summary>
    public string? Column { get; }

    /// <summary>What a trainer takes it for where that is not its features: <c>label</c>, <c>weight</c>, <c>group</c>.</summary>
    public string? Role { get; }

    public override string ToString() => (Role is null ? "" : Role + ": ") + ContractText.Name(Column);

    public bool Equals(StepInput? other) => other is not null && other.Column == Column && other.Role == Role;

    public override bool Equals(object? obj) => Equals(obj as StepInput);

    public override int GetHashCode() => Column?.GetHashCode() ?? 0;
}

/// <summary>A parameter that a step is given: <c>fixZero=false</c>.</summary>
internal sealed class StepParameter
{
    public StepParameter(string name, string value)
    {
        Name = name;
        Value = value;
    }

    public string Name { get; }

    /// <summary>As it is written: a number, <c>true</c>, <c>null</c>, the name of an enum's member, <c>"a text"</c>, <c>[1, 2]</c>; <c>?</c> where it is not known.</summary>
    public string Value { get; }

    public override string ToString() => Name + "=" + Value;
}
