using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Which names say where an item was shown, and which say how people reacted to it.</summary>
internal static class PositionalNames
{
    /// <summary>What is shown, or where: "item rank", "position on page".</summary>
    private static readonly HashSet<string> Places = new()
    {
        "ad", "ads", "article", "banner", "card", "carousel", "column", "display", "displayed", "doc", "document", "feed", "grid", "hotel", "impression", "item", "job", "list", "listing",
        "news", "offer", "original", "page", "product", "recommendation", "recommended", "result", "results", "row", "screen", "search", "serp", "shown", "view", "viewed",
    };

    private static readonly HashSet<string> Positions = new() { "position", "rank", "slot", "placement" };

    /// <summary>What a name must hold to be worth cutting into words.</summary>
    private static readonly string[] Signs = { "position", "rank", "slot", "placement", "index", "order", "number" };

    private static readonly HashSet<string> Glue = new() { "in", "on", "of", "at", "the", "when", "index", "number", "no" };

    private static readonly HashSet<string> Reactions = new()
    {
        "click", "clicks", "clicked", "ctr", "tap", "tapped", "purchase", "purchased", "purchases", "bought", "buy", "booked", "booking", "ordered", "converted", "conversion", "conversions",
        "engagement", "engaged", "dwell", "liked", "watched", "opened",
    };

    private static readonly HashSet<string> Keys = new() { "query", "session", "impression", "search", "srch" };

    private static readonly HashSet<string> People = new() { "user", "customer", "visitor", "reader", "viewer", "shopper", "member" };

    private static readonly HashSet<string> Identities = new() { "id", "key", "hash", "guid", "uuid" };

    /// <summary>Whether a column says where an item was shown: <c>Position</c>, <c>ItemRank</c>, <c>slot_index</c>, <c>PageIndex</c>, <c>DisplayOrder</c>.</summary>
    /// <remarks>The whole name must say so: a <c>ClosePosition</c>, <c>PositionX</c>, <c>PageRank</c> or <c>TimeSlot</c> is something else.</remarks>
    public static bool IsPosition(string column)
    {
        if (!HasSign(column))
            return false;
        var words = NameWords.Of(column);
        var at = words.FindIndex(Positions.Contains);
        if (at >= 0)
            return words.Where((_, i) => i != at).All(word => Places.Contains(word) || Glue.Contains(word)) && !(words[at] == "rank" && at > 0 && words[at - 1] == "page");
        return words.Count == 2 && (words[1], words[0]) switch
        {
            ("index", "row" or "page" or "display" or "list" or "result" or "screen" or "item") => true,
            ("order", "display" or "result" or "list" or "screen") => true,
            ("number", "page" or "result") => true,
            _ => false,
        };
    }

    private static bool HasSign(string column)
    {
        foreach (var sign in Signs)
        {
            if (column.IndexOf(sign, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>Whether a label says how people reacted.</summary>
    public static bool IsReaction(string label) => NameWords.Of(label).Any(Reactions.Contains);

    /// <summary>Whether a label is a rating, which people give to what they were shown, and editors and games to others.</summary>
    public static bool IsRating(string label) => NameWords.Of(label).Any(word => word is "rating" or "rated");

    /// <summary>Whether a column identifies what was asked for: a query, a session, an impression.</summary>
    public static bool IsQueryKey(string column)
    {
        var words = NameWords.Of(column);
        return words.Any(Keys.Contains) && (words.Count == 1 || Identities.Contains(words[words.Count - 1]));
    }

    /// <summary>Whether a column identifies who reacted.</summary>
    public static bool IsPersonKey(string column)
    {
        var words = NameWords.Of(column);
        return words.Any(People.Contains) && (words.Count == 1 || Identities.Contains(words[words.Count - 1]));
    }
}
