namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What a gate with limits of change says when there is no baseline yet to compare with.</summary>
public enum NoBaselineRule
{
    /// <summary>The gate fails.</summary>
    Fail,

    /// <summary>The limits of value decide alone; a gate that has none fails.</summary>
    ValueThresholdsAlone,
}
