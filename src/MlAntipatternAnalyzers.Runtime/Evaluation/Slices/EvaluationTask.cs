namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What kind of model is evaluated: it says which columns are read and which metrics there are.</summary>
public enum EvaluationTask
{
    /// <summary>Two classes; a Boolean label, a score, and for a calibrated model a probability.</summary>
    Binary,

    /// <summary>Several classes; a key label, a predicted key, and a vector of scores.</summary>
    Multiclass,

    /// <summary>A number; a number as label and a number as score.</summary>
    Regression,

    /// <summary>An order within a group of rows; a relevance label, a group key, and a score.</summary>
    Ranking,
}
