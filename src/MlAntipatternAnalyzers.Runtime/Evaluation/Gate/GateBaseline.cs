namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Whether a gate had a baseline to compare the candidate with.</summary>
public enum GateBaseline
{
    /// <summary>There was none: no limit of change was checked, and <see cref="ModelGate.WithoutBaseline"/> says what that means.</summary>
    None,

    /// <summary>There was one.</summary>
    Given,
}
