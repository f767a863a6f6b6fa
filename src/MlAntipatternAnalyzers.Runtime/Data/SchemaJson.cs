using System;
using System.Collections.Generic;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The objects and arrays inside a schema's file.</summary>
internal static class SchemaJson
{
    public static T Enumeration<T>(this JsonCursor json, string property, params T[] without)
        where T : struct, Enum
    {
        var expected = $"{CamelCase.List(without)} for '{property}'";
        var text = json.String(expected);
        foreach (var value in Enum.GetValues<T>())
        {
            if (Array.IndexOf(without, value) < 0 && CamelCase.Of(value) == text)
                return value;
        }
        throw json.Error($"expected {expected}, found {json.Found()}");
    }

    /// <summary>A number of things: whole, not negative.</summary>
    public static long Count(this JsonCursor json, string property, long most = long.MaxValue)
    {
        var value = json.Integer(SchemaTexts.WholeNumber(property));
        return value >= 0 && value <= most ? value : throw json.Error($"expected {SchemaTexts.WholeNumber(property)}, found {json.Found()}");
    }

    public static void Write(Utf8JsonWriter json, EnvironmentSet environments)
    {
        json.WriteStartArray();
        foreach (var name in environments)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }

    public static EnvironmentSet ReadEnvironments(ref JsonCursor json, string property)
    {
        json.Expect(JsonTokenType.StartArray, $"an array of names for '{property}'");
        var names = new List<string>();
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            var name = json.String($"the name of an environment in '{property}'");
            names.Add(string.IsNullOrWhiteSpace(name) ? throw json.Error($"expected the name of an environment in '{property}', found {json.Found()}") : name);
        }
        return EnvironmentSet.Create(names);
    }

    public static void Write(Utf8JsonWriter json, BooleanTokens tokens)
    {
        json.WriteStartObject();
        if (tokens.True is not null)
            json.WriteString("true", tokens.True);
        if (tokens.False is not null)
            json.WriteString("false", tokens.False);
        json.WriteEndObject();
    }

    public static BooleanTokens ReadTokens(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartObject, "an object for 'booleanTokens' ({ \"true\": …, \"false\": … })");
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        string? yes = null, no = null;
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "true":
                    yes = json.String("the text that means true");
                    break;
                case "false":
                    no = json.String("the text that means false");
                    break;
                default:
                    throw JsonFormat.UnknownProperty(json, seen[property], property, "true, false");
            }
        }
        return new(yes, no);
    }

    public static void Write(Utf8JsonWriter json, UniqueExpectation unique)
    {
        json.WriteStartObject();
        if (unique.Min is { } min)
            json.WriteNumber("min", min);
        if (unique.Max is { } max)
            json.WriteNumber("max", max);
        json.WriteEndObject();
    }

    public static UniqueExpectation ReadUnique(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartObject, "an object for 'unique' ({ \"min\": …, \"max\": … })");
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        long? min = null, max = null;
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "min":
                    min = json.Count(property);
                    break;
                case "max":
                    max = json.Count(property);
                    break;
                default:
                    throw JsonFormat.UnknownProperty(json, seen[property], property, "min, max");
            }
        }
        return new(min, max);
    }

    public static void Write(Utf8JsonWriter json, DistributionComparator comparator)
    {
        json.WriteStartObject();
        if (comparator.LInfinity is { } lInfinity)
            json.WriteNumber("lInfinity", lInfinity);
        if (comparator.JensenShannon is { } jensenShannon)
            json.WriteNumber("jensenShannon", jensenShannon);
        if (comparator.NormalizedAbsoluteDifference is { } difference)
            json.WriteNumber("normalizedAbsoluteDifference", difference);
        if (comparator.Histogram != HistogramKind.EqualWidth)
            json.WriteString("histogram", CamelCase.Of(comparator.Histogram));
        json.WriteEndObject();
    }

    public static DistributionComparator ReadComparator(ref JsonCursor json, string name)
    {
        json.Expect(JsonTokenType.StartObject, $"an object for '{name}' ({{ \"jensenShannon\": 0.1 }})");
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var comparator = new DistributionComparator();
        while (json.NextProperty(out var property, seen))
        {
            comparator = property switch
            {
                "lInfinity" => comparator with { LInfinity = json.Number(SchemaTexts.Number(property)) },
                "jensenShannon" => comparator with { JensenShannon = json.Number(SchemaTexts.Number(property)) },
                "normalizedAbsoluteDifference" => comparator with { NormalizedAbsoluteDifference = json.Number(SchemaTexts.Number(property)) },
                "histogram" => comparator with { Histogram = json.Enumeration<HistogramKind>(property) },
                _ => throw JsonFormat.UnknownProperty(json, seen[property], property, "lInfinity, jensenShannon, normalizedAbsoluteDifference, histogram"),
            };
        }
        return comparator;
    }

    /// <summary>A column's domain: its values or, where it is shared, its name.</summary>
    public static void WriteUse(Utf8JsonWriter json, TextDomain domain)
    {
        if (domain is { Name: { } only, MinShare: 1 })
        {
            json.WriteStringValue(only);
            return;
        }
        json.WriteStartObject();
        if (domain.Name is { } name)
            json.WriteString("name", name);
        if (domain.MinShare < 1)
            json.WriteNumber("minShare", domain.MinShare);
        if (domain.Name is null)
            WriteValues(json, domain);
        json.WriteEndObject();
    }

    public static void WriteValues(Utf8JsonWriter json, TextDomain domain)
    {
        json.WriteStartArray("values");
        foreach (var value in domain.Values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>A column's domain; where it is shared, a reference that is to be resolved.</summary>
    public static TextDomain ReadUse(ref JsonCursor json)
    {
        if (json.Token == JsonTokenType.String)
            return TextDomain.Reference(Name(json), 1);
        return Read(ref json, shared: false);
    }

    /// <summary>A domain of the schema's <c>domains</c>.</summary>
    public static TextDomain ReadShared(ref JsonCursor json) => Read(ref json, shared: true);

    private static TextDomain Read(ref JsonCursor json, bool shared)
    {
        json.Expect(JsonTokenType.StartObject, shared ? "a domain ({ \"name\": …, \"values\": [ … ] })" : "a domain ({ \"values\": [ … ] }), or the name of one of 'domains'");
        var start = json.Offset;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var values = new List<string>();
        string? name = null;
        var minShare = 1.0;
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "name":
                    name = Name(json);
                    break;
                case "minShare" when !shared:
                    minShare = json.Number(SchemaTexts.Number(property));
                    if (!(minShare > 0 && minShare <= 1))
                        throw json.Error($"expected a share above 0 and at most 1 for 'minShare', found {json.Found()}");
                    break;
                case "values":
                    ReadValues(ref json, values);
                    break;
                default:
                    throw JsonFormat.UnknownProperty(json, seen[property], property, shared ? "name, values" : "name, minShare, values");
            }
        }
        if (shared && name is null)
            throw json.Error(start, "expected the domain to have a 'name', found none");
        if (!shared && name is not null)
        {
            return seen.TryGetValue("values", out var valuesOffset)
                ? throw json.Error(valuesOffset, $"expected the values of the shared domain '{name}' under 'domains', found values here")
                : TextDomain.Reference(name, minShare);
        }
        return values.Count > 0
            ? new TextDomain(values, minShare).WithName(name)
            : throw json.Error(seen.GetValueOrDefault("values", start), "expected at least one text in the domain's 'values', found none");
    }

    private static void ReadValues(ref JsonCursor json, List<string> values)
    {
        json.Expect(JsonTokenType.StartArray, "an array of texts for 'values'");
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            var value = json.String("a text in 'values'");
            if (value.Length == 0)
                throw json.Error("expected a text in 'values', found the empty text, which is a missing value and belongs to presence");
            if (TextFormats.IsDamaged(value))
                throw json.Error("expected valid text in 'values', found U+FFFD, which stands for bytes that could not be read");
            values.Add(value);
        }
    }

    private static string Name(JsonCursor json)
    {
        var name = json.String("the name of a domain");
        return string.IsNullOrWhiteSpace(name) ? throw json.Error($"expected the name of a domain, found {json.Found()}") : name;
    }
}
