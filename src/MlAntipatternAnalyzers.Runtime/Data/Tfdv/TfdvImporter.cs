using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Reads TensorFlow Data Validation's schema (<c>schema.proto</c> in text format) as one of these.</summary>
internal sealed class TfdvImporter
{
    // As for the own format: guards against a data file given by mistake.
    private const long MostBytes = 64L << 20;

    private readonly PrototextScanner _scanner;
    private readonly List<TfdvNote> _notes = [];
    private readonly List<DataAnomaly> _anomalies = [];
    private readonly Dictionary<string, TextDomain> _domains = new(StringComparer.Ordinal);

    private TfdvImporter(PrototextScanner scanner) => _scanner = scanner;

    public static TfdvImport Load(string path)
    {
        var file = ProgramFile.Find(path, AppContext.BaseDirectory, "TensorFlow Data Validation schema", name => $"It is written there by tfdv.write_schema_text(schema, '{name}').");
        if (file.Length > MostBytes)
            throw new DataSchemaFormatException(path, 1, 1, $"expected a schema of at most {MostBytes >> 20} MB, found {file.Length >> 20} MB; is this a data file?");
        return Read(path, File.ReadAllBytes(file.FullName));
    }

    public static TfdvImport Read(string path, byte[] content)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (DecoderFallbackException e)
        {
            throw new DataSchemaFormatException(path, 1, 1, "expected UTF-8 text, found bytes that are none; is this the binary form of a schema, or a data file?", e);
        }
        var scanner = new PrototextScanner(path, text.TrimStart('\uFEFF'));
        return new TfdvImporter(scanner).Import(new(scanner, PrototextParser.Parse(scanner)));
    }

    private TfdvImport Import(PrototextReader schema)
    {
        var features = schema.Messages("feature").ToList();
        if (features.Count == 0 && schema.Rest.Any(f => f.Name is not ("string_domain" or "default_environment" or "dataset_constraints" or "annotation" or "sparse_feature" or "weighted_feature")))
            throw _scanner.Error(schema.Rest.First().Offset, "expected a schema of TensorFlow Data Validation (feature { … }), found none");
        foreach (var domain in schema.Messages("string_domain"))
            ReadDomain(domain);
        var columns = new List<ColumnExpectation>();
        foreach (var feature in features)
        {
            if (new TfdvFeature(_scanner, _domains, _notes, _anomalies).Read(feature) is not { } column)
                continue;
            if (columns.Exists(c => c.Name == column.Name))
                throw _scanner.Error(feature.Offset, $"expected each feature once, found {TextFormats.QuoteName(column.Name)} again");
            columns.Add(Mend(column));
        }
        var result = new DataSchema(columns).WithEnvironments(EnvironmentSet.Create(schema.Texts("default_environment").Where(name => name.Length > 0)));
        // Those that no column has, too.
        result = _domains.Values.Aggregate(result, (s, domain) => s.WithDomain(domain));
        if (schema.Message("dataset_constraints") is { } constraints)
            result = ReadConstraints(constraints, result);
        if (result.Environments.Count == 0 && columns.Exists(c => c.Environments.Count > 0) && columns.Exists(c => c.Environments.Count == 0))
            _notes.Add(new("", "default_environment", "the schema names none: a column without environments of its own is in all of them here, and in no named one there"));
        NoteRest("", schema, _notes);
        return new(result, _notes, _anomalies);
    }

    /// <summary>Notes what nobody took.</summary>
    public static void NoteRest(string column, PrototextReader message, List<TfdvNote> notes, string prefix = "")
    {
        foreach (var field in message.Rest)
            notes.Add(new(column, prefix + field.Name, "left out; this schema has nothing of the kind"));
    }

    private ColumnExpectation Mend(ColumnExpectation column)
    {
        foreach (var (anomaly, mended) in Contradictions.Of([column]))
        {
            _anomalies.Add(anomaly);
            column = mended;
        }
        return column;
    }

    private void ReadDomain(PrototextReader message)
    {
        var name = message.Text("name");
        if (string.IsNullOrWhiteSpace(name))
            throw _scanner.Error(message.Offset, "expected a domain of the schema to have a 'name', found none");
        if (TfdvFeature.Values(message, "", "string_domain." + name, _notes, _anomalies) is { } domain && !_domains.TryAdd(name, domain.WithName(name)))
            throw _scanner.Error(message.Offset, $"expected each domain once, found '{name}' again");
        NoteRest("", message, _notes, $"string_domain.{name}.");
    }

    private DataSchema ReadConstraints(PrototextReader message, DataSchema schema)
    {
        var (min, max) = (Math.Max(0, message.Integer("min_examples_count") ?? 0), message.Integer("max_examples_count"));
        if (max < min)
        {
            Contradiction("max_examples_count", "the largest number of rows is below the smallest");
            max = null;
        }
        schema = schema.WithRows(min, max);
        if (message.Message("num_examples_drift_comparator") is { } comparator)
        {
            var (least, most) = (comparator.Real("min_fraction_threshold"), comparator.Real("max_fraction_threshold"));
            if (most < least || least < 0 || new[] { least, most }.Any(v => v is { } value && !double.IsFinite(value)))
                Contradiction("num_examples_drift_comparator", "the ratios are finite, not negative, and the largest is not below the smallest");
            else
                schema = schema.WithRowsRatio(least, most);
            NoteRest("", comparator, _notes, "dataset_constraints.num_examples_drift_comparator.");
        }
        NoteRest("", message, _notes, "dataset_constraints.");
        return schema;
    }

    private void Contradiction(string field, string message) =>
        _anomalies.Add(new("", DataAnomalyCode.InvalidSchemaSpecification, DataAnomalySeverity.Error, $"'{field}': {message}.") { Summary = "Expectation that contradicts itself" });
}
