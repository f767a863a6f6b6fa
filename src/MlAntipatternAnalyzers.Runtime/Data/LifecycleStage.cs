namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// How far a column has come. Only <see cref="Unknown"/>, <see cref="Beta"/> and <see cref="Production"/> are checked: a column in any
/// other stage may be there or not, with any values.
/// </summary>
public enum LifecycleStage
{
    /// <summary>Nothing is said; checked.</summary>
    Unknown,

    /// <summary>To come; perhaps not in the data yet.</summary>
    Planned,

    /// <summary>A prototype that no model uses yet.</summary>
    Alpha,

    /// <summary>In experiments that users see; checked.</summary>
    Beta,

    /// <summary>In use; checked.</summary>
    Production,

    /// <summary>Not to be used by new models.</summary>
    Deprecated,

    /// <summary>Only there for debugging.</summary>
    DebugOnly,

    /// <summary>Kept out of models, for whatever reason.</summary>
    Disabled,
}
