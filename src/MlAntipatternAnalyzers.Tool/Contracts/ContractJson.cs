using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using MlAntipatternAnalyzers.Contracts;
using MlAntipatternAnalyzers.Tool.Analysis;
using MlAntipatternAnalyzers.Tool.Reports;

namespace MlAntipatternAnalyzers.Tool.Contracts;

/// <summary>Contracts as JSON; members are added, never renamed or removed, within one <c>version</c>.</summary>
internal static class ContractJson
{
    public const int Version = 1;

    public static string Show(IEnumerable<ContractSource> sources, IReadOnlyCollection<Problem> problems) => Document(problems, json =>
    {
        json.WriteStartArray("contracts");
        foreach (var source in sources)
        {
            json.WriteStartObject();
            WriteSource(json, source);
            json.WriteStartArray("facts");
            foreach (var fact in source.Contract.Facts)
                WriteFact(json, fact);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    public static string Check(IEnumerable<ContractComparison> comparisons, IReadOnlyCollection<Problem> problems) => Document(problems, json =>
    {
        json.WriteStartArray("comparisons");
        foreach (var (contract, other, differences) in comparisons)
        {
            json.WriteStartObject();
            json.WriteStartObject("contract");
            WriteSource(json, contract);
            json.WriteEndObject();
            json.WriteStartObject("other");
            WriteSource(json, other);
            json.WriteEndObject();
            WriteDifferences(json, differences);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    public static string Write(IEnumerable<ContractWriting> writings, IReadOnlyCollection<Problem> problems) => Document(problems, json =>
    {
        json.WriteStartArray("files");
        foreach (var writing in writings)
        {
            json.WriteStartObject();
            json.WriteString("path", writing.Path);
            json.WriteString("outcome", Word(writing.Outcome));
            WriteDifferences(json, writing.Differences);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static string Document(IReadOnlyCollection<Problem> problems, Action<Utf8JsonWriter> content)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonReport.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            content(json);
            json.WriteBoolean("complete", !problems.Any(problem => problem.IsFailure));
            JsonReport.WriteProblems(json, problems);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteSource(Utf8JsonWriter json, ContractSource source)
    {
        json.WriteString("origin", Word(source.Origin));
        json.WriteString("where", source.Where);
        json.WriteString("name", source.Name);
        json.WriteString("place", source.Place);
    }

    private static void WriteFact(Utf8JsonWriter json, ContractFact fact)
    {
        json.WriteStartObject();
        json.WriteString("kind", Word(fact.Kind));
        json.WriteString("name", fact.IsOpen ? null : fact.Name);
        json.WriteString("line", fact.ToString());
        switch (fact)
        {
            case { IsOpen: true }:
                break;
            case ColumnFact column:
                json.WriteString("type", column.Type.ToString());
                break;
            case ComputeFact compute:
                json.WriteString("computation", compute.Text);
                json.WriteString("hash", compute.Hash);
                break;
            case StepFact step:
                Names(json, "inputs", step.Inputs.Select(input => input.Column));
                Names(json, "outputs", step.Outputs);
                json.WriteStartObject("parameters");
                foreach (var parameter in step.Parameters)
                    json.WriteString(parameter.Name, parameter.Value);
                json.WriteEndObject();
                break;
        }
        json.WriteEndObject();
    }

    private static void WriteDifferences(Utf8JsonWriter json, IEnumerable<ContractDifference> differences)
    {
        json.WriteStartArray("differences");
        foreach (var difference in differences)
        {
            json.WriteStartObject();
            json.WriteString("kind", Word(difference.Kind));
            json.WriteString("fact", Word(difference.Fact));
            json.WriteString("name", difference.Name);
            json.WriteNumber("line", difference.Line);
            json.WriteString("expected", difference.Expected?.ToString());
            json.WriteString("found", difference.Found?.ToString());
            json.WriteString("message", difference.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Names(Utf8JsonWriter json, string property, IEnumerable<string?> columns)
    {
        json.WriteStartArray(property);
        foreach (var column in columns)
            json.WriteStringValue(column);
        json.WriteEndArray();
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
