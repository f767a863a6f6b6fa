using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A kind of JSON file that says what it is: <c>{ "format": …, "version": …, … }</c>.</summary>
/// <param name="What">What the file is called in messages: "a data schema".</param>
/// <param name="Name">What it says as its format.</param>
/// <param name="Version">The latest version that is known.</param>
/// <param name="Update">What to update where a later release wrote the file.</param>
internal sealed record JsonFormat(string What, string Name, int Version, string Update)
{
    /// <summary>Reads what the file says it is, whatever else it holds: a later version may hold anything.</summary>
    public void Check(JsonCursor json)
    {
        if (!json.Read())
            throw json.Error($"expected {What}, found an empty file");
        json.Expect(JsonTokenType.StartObject, $"{What} ({{ \"format\": \"{Name}\", … }})");

        string? format = null;
        long? version = null;
        var versionOffset = 0;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        while (json.NextProperty(out var property, seen))
        {
            if (property == "format")
            {
                format = json.String($"the text '{Name}' for 'format'");
                if (format != Name)
                    throw json.Error($"expected the format '{Name}', found {TextFormats.Quote(format)}: this is another kind of file");
            }
            else if (property == "version")
            {
                version = json.Integer("a whole number for 'version'");
                versionOffset = json.Offset;
            }
            else
            {
                json.SkipValue();
            }
        }
        json.Read();

        if (format is null)
            throw json.Error(0, $"expected {What}, which has \"format\": \"{Name}\", found JSON without it");
        if (version is null)
            throw json.Error(0, $"expected a format version (\"version\": {Version}), found none");
        if (version > Version)
            throw json.Error(versionOffset, $"expected format version {Version} at most, found {version}: a later release wrote this file; update {Update}");
        if (version < 1)
            throw json.Error(versionOffset, string.Create(CultureInfo.InvariantCulture, $"expected format version {Version}, found {version}"));
    }

    public static Exception UnknownProperty(JsonCursor json, int offset, string property, string known) =>
        json.Error(offset, $"expected one of the properties {known}; found {TextFormats.QuoteName(property)}");
}
