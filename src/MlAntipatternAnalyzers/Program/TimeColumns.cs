using System.Collections.Generic;
using System.Linq;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Which columns say when a row happened.</summary>
internal static class TimeColumns
{
    private const Items Instant = Items.DateTime | Items.DateTimeOffset;

    /// <summary>What belongs to a person or a thing from the start, and orders no rows.</summary>
    private static readonly HashSet<string> Attributes = new()
    {
        "birth", "birthday", "birthdate", "born", "dob", "hire", "hired", "join", "joined", "registered", "registration", "signup", "expiry", "expires", "expiration", "built", "manufactured", "founded", "due",
    };

    /// <summary>The column that says when a row happened, or, where there is no other, one that says when whom or what it is about began: a birthday.</summary>
    public static SchemaColumn? In(Schema schema, out bool isAttribute)
    {
        SchemaColumn? attribute = null;
        isAttribute = false;
        foreach (var column in schema.Columns)
        {
            if (!IsTime(column))
                continue;
            if (!NameWords.Of(column.Name).Any(Attributes.Contains))
                return column;
            attribute ??= column;
        }

        isAttribute = attribute is not null;
        return attribute;
    }

    /// <summary>A point in time, or a text whose name says that it is one: <c>OrderDate</c>, <c>pickup_datetime</c>.</summary>
    private static bool IsTime(SchemaColumn column)
    {
        if (!column.IsCertain || !column.Type.IsScalar || column.Type.Items == Items.None)
            return false;
        return (column.Type.Items & ~Instant) == Items.None
            || (column.Type.Items == Items.Text && NameWords.Of(column.Name).LastOrDefault() is "date" or "datetime" or "timestamp");
    }
}
