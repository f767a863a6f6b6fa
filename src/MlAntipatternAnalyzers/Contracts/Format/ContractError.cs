using System.Globalization;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>What is wrong with one line of a contract's file.</summary>
internal sealed class ContractError
{
    public ContractError(int line, int column, string message)
    {
        Line = line;
        Column = column;
        Message = message;
    }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The character of the line, from 1.</summary>
    public int Column { get; }

    /// <summary>What was expected, and what was found instead: <c>expected the name of a column, found the end of the line</c>.</summary>
    public string Message { get; }

    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "line {0}, column {1}: {2}", Line, Column, Message);
}
