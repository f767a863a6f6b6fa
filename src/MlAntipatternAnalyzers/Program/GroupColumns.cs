using System.Collections.Generic;
using System.Linq;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Which columns say that rows belong together: those of one patient, one session, one query.</summary>
internal static class GroupColumns
{
    private static readonly HashSet<string> Groups = new() { "group", "query", "session", "search" };

    private static readonly HashSet<string> Owners = new()
    {
        "patient", "user", "subject", "customer", "client", "household", "visitor", "player", "student", "speaker", "device", "machine", "account", "member", "author",
    };

    private static readonly HashSet<string> Identities = new() { "id", "key", "guid", "uuid" };

    /// <summary>
    /// The column whose equal values are rows that belong together; null where none is certain to have several rows a value: a customer may be one
    /// row, unless a row has a date or an identity of its own besides.
    /// </summary>
    public static SchemaColumn? In(Schema schema)
    {
        var identities = schema.Columns.Where(IsIdentity).ToList();
        if (identities.FirstOrDefault(column => NameWords.Of(column.Name).Any(Groups.Contains)) is { } group)
            return group;
        var owner = identities.FirstOrDefault(column => NameWords.Of(column.Name).Any(Owners.Contains));
        if (owner is null)
            return null;
        var hasTime = TimeColumns.In(schema, out var isAttribute) is not null && !isAttribute;
        return hasTime || identities.Any(other => other != owner && !NameWords.Of(other.Name).Any(Owners.Contains)) ? owner : null;
    }

    private static bool IsIdentity(SchemaColumn column) =>
        column.IsCertain && column.Type.IsScalar && NameWords.Of(column.Name) is { Count: > 1 } words && Identities.Contains(words[words.Count - 1]);
}
