using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>A column that something reads, where ML.NET would throw: it is not there, or it holds what is not taken.</summary>
internal sealed class SchemaProblem
{
    public SchemaProblem(string column, ColumnRole role, Accepted? expected, ColumnType? actual)
    {
        Column = column;
        Role = role;
        Expected = expected;
        Actual = actual;
    }

    public string Column { get; }

    public ColumnRole Role { get; }

    /// <summary>What the column should hold; null where the catalog does not know.</summary>
    public Accepted? Expected { get; }

    /// <summary>What the column holds; null where it does not exist.</summary>
    public ColumnType? Actual { get; }

    public bool IsMissing => Actual is null;

    public override string ToString() => IsMissing ? $"no column {Column}" : $"{Column} is {Actual}, expected {Expected!.Text}";
}
