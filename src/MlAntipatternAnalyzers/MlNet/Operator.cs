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
/// names do not.
/// </remarks>
internal sealed class Operator
{
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

    public LearningTask Task { get; }

    public bool IsTrainer => Kind == OperatorKind.Trainer;

    /// <summary>Whether Fit sees rows that a metric must not have seen.</summary>
    public bool Learns => Learning is Learning.Yes or Learning.Keys;
}
