namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What the values of a column must read as, beyond the column's own type.</summary>
public enum ValueFormat
{
    /// <summary>Nothing more is expected.</summary>
    Any,

    /// <summary>Texts are <c>true</c> or <c>false</c> in any case; numbers are 0 or 1.</summary>
    Boolean,

    /// <summary>Texts are whole numbers that fit 64 bits, in invariant notation.</summary>
    Integer,

    /// <summary>Texts are real numbers, in invariant notation (a point before the fraction, no grouping).</summary>
    Real,
}
