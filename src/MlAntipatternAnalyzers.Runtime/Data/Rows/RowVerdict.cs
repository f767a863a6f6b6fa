using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Whether a row fits the expectation of one column.</summary>
internal sealed class RowVerdict(ColumnExpectation expected) : ColumnVisitor
{
    private readonly ItemRules _rules = new(expected);

    /// <summary>Whether something of the rows since <see cref="Reset"/> offends.</summary>
    public bool Offends { get; private set; }

    public void Reset() => Offends = false;

    public override void Number(double value, int times) => Offends |= _rules.Judge(value) != Offence.None;

    public override void Text(ReadOnlySpan<char> value) => Offends |= _rules.Judge(value) != Offence.None;

    protected override void RowEnded(int length, bool present) => Offends |= IsOffence(expected, length, present);

    /// <summary>Whether a row may have this number of items.</summary>
    public static bool IsOffence(ColumnExpectation expected, int length, bool present) =>
        present ? length < expected.MinValues || length > expected.MaxValues : expected.MinFraction > 0;
}
