using System.Globalization;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>In what way a model does not compute what was recorded.</summary>
public enum GoldenRowProblem
{
    /// <summary>A value, or the size of a vector, is another one.</summary>
    Value,

    /// <summary>The model's output has no such column.</summary>
    MissingColumn,

    /// <summary>The column is there with another type.</summary>
    ColumnType,

    /// <summary>The model throws on this row.</summary>
    RowFailed,

    /// <summary>The model cannot be applied to the recorded columns, or to the row class, at all.</summary>
    ModelFailed,

    /// <summary>The model gives more or fewer rows than it gets.</summary>
    RowCount,
}

/// <summary>One thing that a model computes differently than was recorded.</summary>
/// <param name="Problem">What is different.</param>
/// <param name="Row">The row, from 1; null where it is about all rows.</param>
/// <param name="Column">The output's column; null where it is about the whole row or model.</param>
/// <param name="Slot">The place in a vector, from 0; null for scalars and where the sizes differ.</param>
/// <param name="SlotName">What the place holds, where the model says so: the feature's name.</param>
/// <param name="Expected">What was recorded, as text.</param>
/// <param name="Found">What the model gives now, as text; what it throws.</param>
public sealed record GoldenRowDifference(GoldenRowProblem Problem, int? Row, string? Column, int? Slot, string? SlotName, string Expected, string Found)
{
    /// <summary>One line: where, what was expected, what was found.</summary>
    public override string ToString()
    {
        var row = Row is { } number ? string.Create(CultureInfo.InvariantCulture, $"row {number}") : "all rows";
        var slot = Slot is { } index ? string.Create(CultureInfo.InvariantCulture, $"[{index}]") : "";
        var place = Column is null ? row : $"{row}, '{Column}'{slot}{(SlotName is null ? "" : $" ('{SlotName}')")}";
        return $"{place}: expected {Expected}, found {Found}";
    }
}
