using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A join as JSON.</summary>
internal static class FeatureSkewJson
{
    public const string FormatName = "mlap-feature-skew";
    public const int Version = 1;

    public static string Write(FeatureSkewReport report) => SlicedEvaluationJson.Document(json =>
    {
        json.WriteString("format", FormatName);
        json.WriteNumber("version", Version);
        json.WriteStartArray("identifiers");
        foreach (var name in report.IdentifierColumnNames)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteNumber("baseRows", report.BaseRows);
        json.WriteNumber("testRows", report.TestRows);
        json.WriteNumber("baseRowsWithoutIdentifier", report.BaseRowsWithoutIdentifier);
        json.WriteNumber("testRowsWithoutIdentifier", report.TestRowsWithoutIdentifier);
        json.WriteNumber("identifierCount", report.Identifiers);
        json.WriteNumber("identifiersMissingInBase", report.IdentifiersMissingInBase);
        json.WriteNumber("identifiersMissingInTest", report.IdentifiersMissingInTest);
        json.WriteNumber("duplicateIdentifiers", report.DuplicateIdentifiers);
        json.WriteNumber("matchingPairs", report.MatchingPairs);
        json.WriteNumber("comparedPairs", report.ComparedPairs);
        json.WriteNumber("skewedPairs", report.SkewedPairs);
        json.WriteStartArray("features");
        foreach (var feature in report.Features)
            Write(json, feature);
        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, FeatureSkew feature)
    {
        json.WriteStartObject();
        json.WriteString("name", feature.Name);
        if (feature.BaseType is { } baseType)
            json.WriteString("baseType", baseType.ToString());
        if (feature.TestType is { } testType)
            json.WriteString("testType", testType.ToString());
        json.WriteNumber("baseCount", feature.BaseCount);
        json.WriteNumber("testCount", feature.TestCount);
        json.WriteNumber("inBothCount", feature.InBothCount);
        json.WriteNumber("baseOnlyCount", feature.BaseOnlyCount);
        json.WriteNumber("testOnlyCount", feature.TestOnlyCount);
        json.WriteNumber("matchCount", feature.MatchCount);
        json.WriteNumber("mismatchCount", feature.MismatchCount);
        json.WriteNumber("differenceCount", feature.DifferenceCount);
        json.WriteNumber("differenceShare", feature.DifferenceShare);
        if (feature is { MeanDifference: { } mean, MeanAbsoluteDifference: { } absolute, MaxAbsoluteDifference: { } most })
        {
            json.WriteNumber("meanDifference", mean);
            json.WriteNumber("meanAbsoluteDifference", absolute);
            json.WriteNumber("maxAbsoluteDifference", most);
        }
        if (feature.Slots.Count > 0)
        {
            json.WriteStartArray("slots");
            foreach (var slot in feature.Slots)
            {
                json.WriteStartObject();
                json.WriteNumber("slot", slot.Slot);
                if (slot.Name is { } name)
                    json.WriteString("name", name);
                json.WriteNumber("mismatchCount", slot.MismatchCount);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        if (feature.Sample.Count > 0)
        {
            json.WriteStartArray("sample");
            foreach (var pair in feature.Sample)
            {
                json.WriteStartObject();
                json.WriteString("identifier", pair.Identifier);
                if (pair.BaseValue is { } before)
                    json.WriteString("base", before);
                if (pair.TestValue is { } now)
                    json.WriteString("test", now);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }
}
