namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How the label, or the test data, leaks.</summary>
public enum DataLeakKind
{
    /// <summary>Rows of the test data are in the training data too.</summary>
    SharedRows,

    /// <summary>A column alone tells (nearly) what the label is.</summary>
    ColumnDeterminesLabel,

    /// <summary>Where a row stands in the order of an identifier or of a time predicts the label.</summary>
    OrderPredictsLabel,

    /// <summary>Rows next to each other have labels that are alike, or unlike, more often than by chance.</summary>
    NeighboursPredictLabel,
}

/// <summary>A leak that was found.</summary>
/// <param name="Kind">How it leaks.</param>
/// <param name="Column">The column; empty for rows and their order. A slot of a vector is <c>Features[3]</c>.</param>
/// <param name="Message">What was found, with its numbers, and what to do.</param>
public sealed record DataLeak(DataLeakKind Kind, string Column, string Message)
{
    /// <summary>Kind, column and message on one line.</summary>
    public override string ToString() => Column.Length == 0 ? $"{Kind}: {Message}" : $"{Kind} '{Column}': {Message}";
}
