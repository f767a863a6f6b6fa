namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What one item of a column is, by ML.NET's names.</summary>
public enum ColumnKind
{
    /// <summary>A <see cref="bool"/>; cannot be missing.</summary>
    Boolean,

    /// <summary>A signed 8-bit integer; cannot be missing.</summary>
    SByte,

    /// <summary>An unsigned 8-bit integer; cannot be missing, except as a key.</summary>
    Byte,

    /// <summary>A signed 16-bit integer; cannot be missing.</summary>
    Int16,

    /// <summary>An unsigned 16-bit integer; cannot be missing, except as a key.</summary>
    UInt16,

    /// <summary>A signed 32-bit integer; cannot be missing.</summary>
    Int32,

    /// <summary>An unsigned 32-bit integer; cannot be missing, except as a key.</summary>
    UInt32,

    /// <summary>A signed 64-bit integer; cannot be missing.</summary>
    Int64,

    /// <summary>An unsigned 64-bit integer; cannot be missing, except as a key.</summary>
    UInt64,

    /// <summary>A 32-bit real; NaN is missing.</summary>
    Single,

    /// <summary>A 64-bit real; NaN is missing.</summary>
    Double,

    /// <summary>A text; the empty text is missing.</summary>
    Text,

    /// <summary>A date and time; cannot be missing.</summary>
    DateTime,

    /// <summary>A date and time with its offset; cannot be missing.</summary>
    DateTimeOffset,

    /// <summary>A duration; cannot be missing.</summary>
    TimeSpan,

    /// <summary>A row identifier of ML.NET.</summary>
    RowId,

    /// <summary>Any other type, such as an image: its presence in the view is checked, its values are not.</summary>
    Other,
}
