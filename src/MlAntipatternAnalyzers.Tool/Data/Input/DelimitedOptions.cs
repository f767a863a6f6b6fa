using System.Collections.Generic;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Tool.Data.Input;

/// <summary>How delimited text is read; the names and meanings of ML.NET's <c>TextLoader.Options</c>.</summary>
internal sealed record DelimitedOptions
{
    /// <summary>Null: found from the first line.</summary>
    public char? Separator { get; init; }

    public bool HasHeader { get; init; } = true;

    /// <summary>Whether a field that starts with a quotation mark ends with one, and may hold separators and line ends.</summary>
    public bool AllowQuoting { get; init; } = true;

    /// <summary>Whether an empty number is 0, as in ML.NET's loader unless told otherwise, in place of NaN.</summary>
    public bool MissingIsZero { get; init; }

    public char DecimalMarker { get; init; } = '.';

    /// <summary>Whether a row may have fewer or more fields than the first; what it lacks is missing, what it has besides is passed over.</summary>
    public bool AllowRagged { get; init; }

    /// <summary>Where columns are that the header does not tell: the first and the last index, from 0.</summary>
    public IReadOnlyDictionary<string, (int First, int Last)> Places { get; init; } = new Dictionary<string, (int, int)>();

    /// <summary>The types of columns that are not to be guessed.</summary>
    public IReadOnlyDictionary<string, ColumnType> Types { get; init; } = new Dictionary<string, ColumnType>();
}
