using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Which names say that a column tells one row from all others.</summary>
internal static class RowIdentifiers
{
    private static readonly string[] Endings = { "id", "guid", "uuid" };

    /// <summary>What rows are called, whatever they hold.</summary>
    private static readonly HashSet<string> Rows = new() { "row", "record", "sample", "example", "observation", "unique" };

    /// <summary>What the name of a row class says beside what a row is.</summary>
    private static readonly HashSet<string> Fillers = new() { "data", "input", "model", "row", "record", "raw", "entity", "dto", "info", "features", "item", "ml", "observation", "sample", "training" };

    private static readonly HashSet<string> Periods = new() { "year", "month", "week", "day", "date", "time", "hour", "quarter", "period", "timestamp" };

    /// <summary>Whether a column is named as every row's identifier is: <c>Id</c>, <c>RowId</c>, <c>Guid</c>.</summary>
    /// <param name="column">The column.</param>
    /// <param name="mayRepeat">Whether it may be an entity's that has several rows.</param>
    public static bool IsPlain(string column, out bool mayRepeat)
    {
        var prefix = PrefixOf(column);
        mayRepeat = prefix?.Length == 0 && Joined(column) == "id";
        return prefix is not null && (prefix.Length == 0 || Rows.Contains(prefix));
    }

    /// <summary>Whether a column is named as what a row is: <c>Trip.TripId</c>, <c>TaxiTripData.TripId</c>.</summary>
    /// <param name="column">The column.</param>
    /// <param name="row">The name of the row class.</param>
    /// <param name="others">The columns of the row class.</param>
    public static bool IsNamedLike(string column, string row, IEnumerable<string> others)
    {
        if (PrefixOf(column) is not { Length: > 0 } prefix)
            return false;
        var words = NameWords.Of(row);
        var count = words.Count;
        while (count > 0 && Fillers.Contains(words[count - 1]))
            count--;

        // "Data of a product" has a row for each month: it is not the product.
        if (count < words.Count && others.Any(other => NameWords.Of(other).Any(Periods.Contains)))
            return false;
        return Enumerable.Range(0, count).Any(start => string.Concat(words.Skip(start).Take(count - start)) == prefix);
    }

    /// <summary>What stands before the word that says identifier; null where there is none.</summary>
    private static string? PrefixOf(string column)
    {
        // Most names end otherwise, and need not be cut into words.
        if (!column.EndsWith("id", StringComparison.OrdinalIgnoreCase))
            return null;
        var joined = Joined(column);
        var ending = Endings.Where(end => joined.EndsWith(end, StringComparison.Ordinal)).OrderByDescending(end => end.Length).FirstOrDefault();
        return ending is null ? null : joined.Substring(0, joined.Length - ending.Length);
    }

    private static string Joined(string column) => string.Concat(NameWords.Of(column));
}
