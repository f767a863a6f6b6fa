using System;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Tool.Data.Input;

/// <summary>
/// What the fields of a column have in common, by the types that ML.NET's own inference gives: truth values that are never missing, real numbers,
/// else text.
/// </summary>
internal sealed class ColumnGuess(FieldParser parser)
{
    // Whole numbers up to here are floats without loss; up to the other, doubles.
    private const double LargestSingle = 1 << 24;
    private const double LargestDouble = 1L << 53;

    private bool _isBoolean = true;
    private bool _isNumber = true;
    private bool _isWide;
    private bool _hasValue;

    /// <summary>A column without any value is text.</summary>
    public ColumnType Type => !_hasValue ? ColumnType.Text : _isBoolean ? ColumnType.Boolean : !_isNumber ? ColumnType.Text : _isWide ? ColumnType.Double : ColumnType.Single;

    public void Add(ReadOnlySpan<char> field)
    {
        field = field.Trim();
        if (field.IsEmpty)
        {
            // A truth value cannot be missing, so this is a text that reads as one.
            _isBoolean = false;
            return;
        }
        _hasValue = true;
        var isWord = field.Equals("true", StringComparison.OrdinalIgnoreCase) || field.Equals("false", StringComparison.OrdinalIgnoreCase);
        _isBoolean &= isWord;
        if (!_isNumber)
            return;
        if (isWord || HasLeadingZero(field) || !parser.Double(field, out var value))
        {
            _isNumber = false;
            return;
        }
        if (Math.Abs(value) <= LargestSingle || !IsWhole(field))
            return;
        _isWide = true;
        // An identifier that no number holds.
        _isNumber = Math.Abs(value) < LargestDouble;
    }

    // 00501 is a postal code: as a number it would be another one.
    private static bool HasLeadingZero(ReadOnlySpan<char> field) => field.Length > 1 && field[0] == '0' && char.IsAsciiDigit(field[1]);

    private static bool IsWhole(ReadOnlySpan<char> field) => !(field[0] is '-' or '+' ? field[1..] : field).ContainsAnyExceptInRange('0', '9');
}
