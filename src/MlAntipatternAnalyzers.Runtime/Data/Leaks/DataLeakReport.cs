using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What leaks in the data, and all that was measured to find it.</summary>
public sealed class DataLeakReport
{
    private const string FormatName = "mlap-data-leaks";
    private const int Version = 1;

    internal DataLeakReport(SharedRows? sharedRows, IReadOnlyList<LabelRelation> relations, IReadOnlyList<string> identifiers)
    {
        SharedRows = sharedRows;
        Relations = relations;
        IdentifierColumnNames = identifiers;
        Findings = [.. DataLeakTexts.Of(sharedRows), .. relations.Where(relation => relation.IsLeak).Select(DataLeakTexts.Of)];
    }

    /// <summary>The leaks; empty when none was found.</summary>
    public IReadOnlyList<DataLeak> Findings { get; }

    /// <summary>Whether there is any.</summary>
    public bool HasLeaks => Findings.Count > 0;

    /// <summary>Which rows the training and the test data share, a leak or not; null without test data.</summary>
    public SharedRows? SharedRows { get; }

    /// <summary>What columns and orders tell about the label, leaks or not; empty without a label, with fewer than 50 labelled rows, or with a label that is always the same.</summary>
    public IReadOnlyList<LabelRelation> Relations { get; }

    /// <summary>The columns that were taken for identifiers: those that the options name, and those that look like it.</summary>
    public IReadOnlyList<string> IdentifierColumnNames { get; }

    /// <exception cref="DataLeakException">There is a leak. The message lists all.</exception>
    public void ThrowIfLeaks()
    {
        if (HasLeaks)
            throw new DataLeakException(this);
    }

    /// <summary>The leaks, and what was measured.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(Findings.Count == 0 ? "No leak was found.\n" : string.Create(CultureInfo.InvariantCulture, $"{Findings.Count} leak(s)\n"));
        foreach (var finding in Findings)
            text.Append("  ").Append(finding).Append('\n');
        if (SharedRows is { } rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"Shared rows: {rows.TestRowsInTrain} of {rows.TestRows} test rows ({TextFormats.Percent(rows.Share)}) are in the {rows.TrainRows} training rows")
                .Append(rows.TestRowsInTrain > 0 ? string.Create(CultureInfo.InvariantCulture, $"; chance explains {rows.ExpectedByChance:0.#}, p {rows.PValue:G2}\n") : "\n");
        }
        foreach (var relation in Relations.OrderByDescending(relation => relation.IsLeak).ThenBy(relation => relation.Kind).ThenByDescending(relation => relation.Share))
            text.Append(relation).Append('\n');
        return text.ToString();
    }

    /// <summary>
    /// JSON with <c>findings</c> (<c>kind</c>, <c>column</c>, <c>message</c>), <c>sharedRows</c>, <c>relations</c> (<c>kind</c>, <c>column</c>, <c>share</c>, <c>threshold</c>, <c>pValue</c>,
    /// <c>smallestPValue</c>, <c>mutualInformation</c>, <c>labelEntropy</c>, <c>rows</c>, <c>leak</c>) and <c>identifiers</c>; the format is versioned.
    /// </summary>
    public string ToJson() => SlicedEvaluationJson.Document(json =>
    {
        json.WriteString("format", FormatName);
        json.WriteNumber("version", Version);
        json.WriteStartArray("findings");
        foreach (var finding in Findings)
        {
            json.WriteStartObject();
            json.WriteString("kind", JsonNames.Of(finding.Kind));
            json.WriteString("column", finding.Column);
            json.WriteString("message", finding.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (SharedRows is { } rows)
            Write(json, rows);
        json.WriteStartArray("relations");
        foreach (var relation in Relations)
            Write(json, relation);
        json.WriteEndArray();
        Write(json, "identifiers", IdentifierColumnNames);
    });

    private static void Write(Utf8JsonWriter json, SharedRows rows)
    {
        json.WriteStartObject("sharedRows");
        json.WriteNumber("trainRows", rows.TrainRows);
        json.WriteNumber("testRows", rows.TestRows);
        json.WriteNumber("testRowsInTrain", rows.TestRowsInTrain);
        json.WriteNumber("trainRowsInTest", rows.TrainRowsInTest);
        json.WriteNumber("distinctShared", rows.DistinctShared);
        json.WriteNumber("share", rows.Share);
        json.WriteNumber("expectedByChance", rows.ExpectedByChance);
        json.WriteNumber("pValue", rows.PValue);
        json.WriteBoolean("byChance", rows.IsByChance);
        Write(json, "columns", rows.Columns);
        json.WriteStartArray("sample");
        foreach (var (test, train) in rows.Sample)
        {
            json.WriteStartObject();
            json.WriteNumber("testRow", test);
            json.WriteNumber("trainRow", train);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LabelRelation relation)
    {
        json.WriteStartObject();
        json.WriteString("kind", JsonNames.Of(relation.Kind));
        json.WriteString("column", relation.Column);
        json.WriteNumber("share", relation.Share);
        json.WriteNumber("threshold", relation.Threshold);
        json.WriteNumber("pValue", relation.PValue);
        json.WriteNumber("smallestPValue", relation.SmallestPValue);
        if (!double.IsNaN(relation.MutualInformation))
        {
            json.WriteNumber("mutualInformation", relation.MutualInformation);
            json.WriteNumber("labelEntropy", relation.LabelEntropy);
        }
        json.WriteNumber("rows", relation.Rows);
        json.WriteBoolean("leak", relation.IsLeak);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
