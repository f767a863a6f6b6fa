using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;

namespace MlAntipatternAnalyzers.Tool.Commands;

/// <summary>What an empty field of a number column is.</summary>
internal enum MissingNumber
{
    NaN,
    Zero,
}

/// <summary>How text that holds data is read: the options that all commands have that read any.</summary>
internal sealed class TextDataOptions
{
    private readonly Option<string?> _separator = new("--separator") { Description = "What separates the columns of a text file: one character, or tab; told from its first lines when not given.", HelpName = "CHAR" };
    private readonly Option<bool> _noHeader = new("--no-header") { Description = "The text file has no line of column names; then --column says where each is." };
    private readonly Option<string[]> _columns = new("--column") { Description = "Where a column is in a text file, counted from 0; of a vector, the first and the last; may be given again.", HelpName = "NAME=3|NAME=3-7" };
    private readonly Option<string?> _missing = CommandOptions.Choice<MissingNumber>(
        "--missing", "What an empty number of a text file is: nan, or zero as in ML.NET's text loader unless it is told otherwise.", MissingNumber.NaN);

    public TextDataOptions()
    {
        _columns.Validators.Add(result => OptionValues.Check(result, value => PlacesOf([value])));
        _separator.Validators.Add(result => OptionValues.Check(result, value => SeparatorOf(value)));
    }

    public IEnumerable<Option> All => [_separator, _noHeader, _columns, _missing];

    /// <summary>Null: to be found from the file.</summary>
    public char? Separator(ParseResult parsed) => parsed.GetValue(_separator) is { } separator ? SeparatorOf(separator) : null;

    public bool HasHeader(ParseResult parsed) => !parsed.GetValue(_noHeader);

    public IReadOnlyDictionary<string, (int First, int Last)> Places(ParseResult parsed) => PlacesOf(parsed.GetValue(_columns) ?? []);

    public bool MissingIsZero(ParseResult parsed) => parsed.Chosen<MissingNumber>(_missing) == MissingNumber.Zero;

    private static Dictionary<string, (int First, int Last)> PlacesOf(IEnumerable<string> values)
    {
        var places = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            var (name, range) = OptionValues.NameAndRest(value, "--column", "--column Distance=3, or --column Features=3-7");
            var ends = range.Split('-');
            if (ends.Length > 2
                || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
                || last < first)
            {
                throw new FormatException($"The place in --column {value} is no index, counted from 0, nor a first and a last one.");
            }
            places[name] = (first, last);
        }
        return places;
    }

    private static char SeparatorOf(string value) => value.ToLowerInvariant() switch
    {
        "tab" or "\\t" => '\t',
        "comma" => ',',
        "semicolon" => ';',
        "space" => ' ',
        { Length: 1 } => value[0],
        _ => throw new FormatException($"--separator {value} is neither one character nor tab."),
    };
}
