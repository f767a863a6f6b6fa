using System;
using System.Collections.Immutable;

namespace MlAntipatternAnalyzers.MlNet;

/// <summary>What an estimator is there for.</summary>
internal enum OperatorKind
{
    /// <summary>Turns columns into columns.</summary>
    Transform,

    /// <summary>Learns a model that predicts.</summary>
    Trainer,

    /// <summary>Learns one column's own course in time: forecasters and detectors, which are fitted on history and have no held-out set.</summary>
    TimeSeries,

    /// <summary>Adds nothing to the columns: a cache checkpoint, a wrapper that is called back after Fit.</summary>
    Plumbing,
}

/// <summary>Whether Fit looks at the rows.</summary>
internal enum Learning
{
    No,
    Yes,

    /// <summary>Learns a key's values only: of no consequence for a metric where the column is the label.</summary>
    Keys,

    Unknown,
}

/// <summary>What becomes of a number that passes through.</summary>
internal enum Numbers
{
    /// <summary>A number stays a number: the zero that was a missing value goes on.</summary>
    Kept,

    /// <summary>Numbers become keys, categories or tokens.</summary>
    Replaced,
}

/// <summary>What a trainer does with rows in which a feature is NaN.</summary>
internal enum MissingNumbers
{
    Unknown,

    /// <summary>It learns from what is missing, as from a value.</summary>
    Learned,

    /// <summary>It looks at no feature.</summary>
    Unread,

    /// <summary>It leaves such rows out when it learns, and its score of one is NaN.</summary>
    Lost,

    /// <summary>It leaves such rows out when it learns, and scores one as if something else stood there: a tree sends it down one branch.</summary>
    Guessed,
}

/// <summary>What a trainer is trained to predict.</summary>
internal enum LearningTask
{
    None,
    Binary,
    Multiclass,
    Regression,
    Ranking,
    Clustering,
    AnomalyDetection,
    Recommendation,
    Forecasting,
}

/// <summary>One method that returns an estimator: an entry of the operator catalog.</summary>
/// <remarks>
/// Which columns a call reads and writes follows from ML.NET's own parameter names (<see cref="ColumnRoles"/>); the entry says what the
/// names do not: the types that they may have, and the types of what is written. What the catalog does not know is unknown, never a guess.
/// </remarks>
internal sealed class Operator
{
    private readonly Demand?[] demands = new Demand?[(int)ColumnRole.Dropped + 1];
    private int ignored;
    private Func<OperatorUse, ColumnType>? output;
    private Func<OperatorUse, ImmutableArray<OutputColumn>>? added;
    private Func<Func<string, object?>, bool>? draws;

    public Operator(string name, OperatorKind kind, Learning learning, Numbers numbers = Numbers.Kept, LearningTask task = LearningTask.None)
    {
        Name = name;
        Kind = kind;
        Learning = learning;
        Numbers = numbers;
        Task = task;
    }

    /// <summary>The method's name; trainers of several tasks share one (<c>FastTree</c>).</summary>
    public string Name { get; }

    public OperatorKind Kind { get; }

    public Learning Learning { get; }

    public Numbers Numbers { get; }

    public LearningTask Task { get; private set; }

    public bool IsTrainer => Kind == OperatorKind.Trainer;

    /// <summary>Whether Fit sees rows that a metric must not have seen.</summary>
    public bool Learns => Learning is Learning.Yes or Learning.Keys;

    /// <summary>Whether all inputs become one output (<c>Concatenate</c>); else each input becomes its own.</summary>
    public bool IsMerging { get; private set; }

    /// <summary>Whether a binary trainer's model gives probabilities.</summary>
    public bool IsCalibrated { get; private set; }

    /// <summary>Whether what a trainer learns depends on the scales of its features: ML.NET says that it needs them normalised, and does not do it.</summary>
    public bool NeedsScaling { get; private set; }

    /// <summary>Whether a transform puts its column on a scale of its own.</summary>
    public bool IsScaling { get; private set; }

    /// <summary>What a trainer does with features that are NaN.</summary>
    public MissingNumbers MissingNumbers { get; private set; }

    /// <summary>Whether it has no entry, and is known from its types only: what it writes besides what its parameters name is not known.</summary>
    public bool IsInferred { get; private set; }

    /// <summary>Whether it writes other columns than what all models of its task write.</summary>
    public bool AddsItsOwn => added is not null;

    /// <summary>The same entry for a trainer of one task.</summary>
    public Operator For(LearningTask task)
    {
        var copy = (Operator)MemberwiseClone();
        copy.Task = task;
        return copy;
    }

    /// <summary>What the input columns may hold.</summary>
    /// <param name="types">Where the operator is part of a chain, whose Fit propagates the schema first.</param>
    /// <param name="alone">Where it is fitted alone, if that lets other types pass.</param>
    public Operator Takes(Accepted types, Accepted? alone = null) => Takes(ColumnRole.Input, types, alone);

    /// <summary>What the input columns may hold, where that depends on the call.</summary>
    public Operator Takes(Func<OperatorUse, Accepted> types, Func<OperatorUse, Accepted>? alone = null)
    {
        demands[(int)ColumnRole.Input] = new Demand(types, alone ?? types);
        return this;
    }

    /// <summary>What the label, the features, the weight, the group may hold.</summary>
    public Operator Takes(ColumnRole role, Accepted types, Accepted? alone = null)
    {
        demands[(int)role] = new Demand(_ => types, _ => alone ?? types);
        return this;
    }

    /// <summary>The same, where it depends on the call.</summary>
    public Operator Takes(ColumnRole role, Func<OperatorUse, Accepted> types)
    {
        demands[(int)role] = new Demand(types, types);
        return this;
    }

    /// <summary>What is written to the output column.</summary>
    public Operator Makes(Func<OperatorUse, ColumnType> type)
    {
        output = type;
        return this;
    }

    /// <summary>All inputs together become one output.</summary>
    public Operator MakesOne(Func<OperatorUse, ColumnType> type)
    {
        IsMerging = true;
        return Makes(type);
    }

    /// <summary>Columns besides the one that the parameter for the output names.</summary>
    public Operator Adds(Func<OperatorUse, ImmutableArray<OutputColumn>> columns)
    {
        added = columns;
        return this;
    }

    /// <summary>It never looks at a column of a role, though its parameters or options may name one.</summary>
    public Operator Ignores(ColumnRole role)
    {
        ignored |= 1 << (int)role;
        return this;
    }

    /// <summary>A trainer takes features of one scale.</summary>
    public Operator Scaled()
    {
        NeedsScaling = true;
        return this;
    }

    /// <summary>A transform brings its column to one scale.</summary>
    public Operator Scales()
    {
        IsScaling = true;
        return this;
    }

    /// <summary>What a trainer does with features that are NaN.</summary>
    public Operator OnNaN(MissingNumbers missing)
    {
        MissingNumbers = missing;
        return this;
    }

    /// <summary>Fit draws random numbers from the context: what it learns depends on the context's seed.</summary>
    /// <param name="where">Where that depends on the call, of whose arguments it asks as <see cref="OperatorUse.Argument"/> does.</param>
    public Operator Draws(Func<Func<string, object?>, bool>? where = null)
    {
        draws = where ?? (static _ => true);
        return this;
    }

    /// <summary>The model of a binary trainer gives probabilities.</summary>
    public Operator Calibrated()
    {
        IsCalibrated = true;
        return this;
    }

    /// <summary>There is no entry: its types and parameter names are all that is known.</summary>
    public Operator Inferred()
    {
        IsInferred = true;
        return this;
    }

    /// <summary>Whether a role's column is read; the rest of what trainers name is read by all of them.</summary>
    public bool Reads(ColumnRole role) => (ignored & (1 << (int)role)) == 0 && (role is ColumnRole.Input or ColumnRole.Label or ColumnRole.Feature or ColumnRole.Weight or ColumnRole.Group || demands[(int)role] is not null);

    /// <summary>What a column of a role may hold; null where the catalog does not know.</summary>
    /// <param name="alone">Whether the operator is fitted, or applied, outside a chain.</param>
    public Accepted? AcceptedAs(ColumnRole role, OperatorUse use, bool alone)
    {
        if (demands[(int)role] is { } demand)
            return alone ? demand.Alone(use) : demand.InChain(use);
        return IsTrainer ? TrainerColumns.AcceptedAs(role, Task) : null;
    }

    /// <summary>Whether a call's Fit draws random numbers from the context.</summary>
    /// <param name="argument">The call's arguments, as <see cref="OperatorUse.Argument"/> gives them.</param>
    public bool IsRandom(Func<string, object?> argument) => draws is not null && draws(argument);

    /// <summary>The type of the output that is named, as far as it is known.</summary>
    public ColumnType OutputOf(OperatorUse use) => output is null ? ColumnType.Unknown : output(use);

    /// <summary>The columns that are written besides the named one.</summary>
    public ImmutableArray<OutputColumn> AddedBy(OperatorUse use) =>
        added is not null ? added(use) : IsTrainer ? TrainerColumns.Of(this, use) : ImmutableArray<OutputColumn>.Empty;

    private sealed class Demand
    {
        public Demand(Func<OperatorUse, Accepted> inChain, Func<OperatorUse, Accepted> alone)
        {
            InChain = inChain;
            Alone = alone;
        }

        public Func<OperatorUse, Accepted> InChain { get; }

        public Func<OperatorUse, Accepted> Alone { get; }
    }
}

/// <summary>A column that an operator writes; without a name where that is not known.</summary>
internal readonly struct OutputColumn
{
    public OutputColumn(string? name, ColumnType type)
    {
        Name = name;
        Type = type;
    }

    public string? Name { get; }

    public ColumnType Type { get; }
}
