using System;
using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A row class does not fit the schema that a model was saved with. The message lists every difference.</summary>
public sealed class InputSchemaException : Exception
{
    /// <summary>Reports what <see cref="InputSchemas.Check{TRow}"/> found.</summary>
    /// <param name="rowType">The name of the row class.</param>
    /// <param name="differences">At least one, each a sentence that says what to do.</param>
    public InputSchemaException(string rowType, IReadOnlyList<string> differences)
        : base(Describe(rowType, differences))
    {
        RowType = rowType;
        Differences = differences;
    }

    /// <summary>The name of the row class.</summary>
    public string RowType { get; }

    /// <summary>Every difference, in the order of the class's members.</summary>
    public IReadOnlyList<string> Differences { get; }

    private static string Describe(string rowType, IReadOnlyList<string> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        return $"'{rowType}' does not fit the schema that the model was saved with:\n  " + string.Join("\n  ", differences);
    }
}
