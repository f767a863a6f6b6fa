namespace MlAntipatternAnalyzers.Runtime;

/// <summary>One property in which two schemas differ.</summary>
/// <param name="Column">The column's name; empty for a property of the schema as a whole.</param>
/// <param name="Property">The property's name in the file (<c>minFraction</c>; <c>domains.NAME</c> for a shared domain); empty where the whole column is there in only one of the two.</param>
/// <param name="Before">Its JSON before, on one line; null when it was not there.</param>
/// <param name="After">Its JSON after; null when it is no longer there.</param>
public sealed record SchemaDifference(string Column, string Property, string? Before, string? After)
{
    /// <summary>One line: "'Fare' min: 0 → -7".</summary>
    public override string ToString()
    {
        var what = Column.Length == 0 ? Property : Property.Length == 0 ? TextFormats.QuoteName(Column) : $"{TextFormats.QuoteName(Column)} {Property}";
        return $"{what}: {Shorten(Before)} → {Shorten(After)}";
    }

    // A domain may have hundreds of values; the report has all of them, a line has not.
    internal static string Shorten(string? json)
    {
        const int Longest = 160;
        return json is null ? "none" : json.Length <= Longest ? json : json[..(char.IsHighSurrogate(json[Longest - 1]) ? Longest - 1 : Longest)] + "…";
    }
}
