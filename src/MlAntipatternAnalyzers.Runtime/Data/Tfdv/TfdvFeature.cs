using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Reads one feature of TensorFlow Data Validation's schema as an expectation.</summary>
internal sealed class TfdvFeature(PrototextScanner scanner, IReadOnlyDictionary<string, TextDomain> domains, List<TfdvNote> notes, List<DataAnomaly> anomalies)
{
    private static readonly string[] Domains =
    [
        "domain", "int_domain", "float_domain", "string_domain", "bool_domain", "struct_domain", "natural_language_domain", "image_domain", "mid_domain", "url_domain", "time_domain", "time_of_day_domain",
    ];

    // 2⁵³: up to here every whole number is a double.
    private const long Exact = 1L << 53;

    private string _name = "";

    /// <returns>Null for a feature that is no column; there is a note then.</returns>
    public ColumnExpectation? Read(PrototextReader feature)
    {
        _name = feature.Text("name") ?? "";
        if (_name.Length == 0)
            throw scanner.Error(feature.Offset, "expected the feature to have a 'name', found none");
        if (Domains.Where(feature.Has).Skip(1).FirstOrDefault() is { } second)
            throw scanner.Error(feature.At(second), $"expected one domain of feature {TextFormats.QuoteName(_name)}, found '{second}' too");
        if (Item(feature) is not { } item)
            return null;

        var column = Shape(feature, new(_name, item));
        column = Presence(feature, column);
        column = Values(feature, column);
        column = Notes(feature, column);
        column = column with
        {
            Environments = Environments(feature, "in_environment"),
            NotInEnvironments = Environments(feature, "not_in_environment"),
            DriftComparator = Comparator(feature, "drift_comparator", item),
            SkewComparator = Comparator(feature, "skew_comparator", item),
        };
        if (feature.Message("unique_constraints") is { } unique)
        {
            column = column with { Unique = new(unique.Integer("min"), unique.Integer("max")) };
            Rest(unique, "unique_constraints.");
        }
        Rest(feature, "");
        return column;
    }

    /// <summary>The values of a domain, without the empty text and what is no text.</summary>
    public static TextDomain? Values(PrototextReader message, string column, string field, List<TfdvNote> notes, List<DataAnomaly> anomalies)
    {
        var values = message.Texts("value").ToList();
        if (values.Distinct(StringComparer.Ordinal).Count() < values.Count)
            anomalies.Add(Contradiction(column, field, "a value comes twice", DataAnomalyCode.InvalidDomainSpecification));
        if (values.Contains(""))
            notes.Add(new(column, field, "the empty text was left out of the values: it is a missing value here"));
        if (values.Exists(v => TextFormats.IsDamaged(v)))
            notes.Add(new(column, field, "values with U+FFFD were left out: they stand for bytes that could not be read"));
        values.RemoveAll(v => v.Length == 0 || TextFormats.IsDamaged(v));
        if (values.Count > 0)
            return new(values);
        notes.Add(new(column, field, "left out; it has no value"));
        return null;
    }

    private static DataAnomaly Contradiction(string column, string field, string message, string code = DataAnomalyCode.InvalidSchemaSpecification) =>
        new(column, code, DataAnomalySeverity.Error, $"'{field}': {message}.") { Summary = "Expectation that contradicts itself" };

    private void Note(string field, string message) => notes.Add(new(_name, field, message));

    private void Rest(PrototextReader message, string prefix) => TfdvImporter.NoteRest(_name, message, notes, prefix);

    private ColumnType? Item(PrototextReader feature)
    {
        switch (feature.Name("type"))
        {
            case "BYTES" or "1":
                return ColumnType.Text;
            case "INT" or "2":
                return ColumnType.Int64;
            case "FLOAT" or "3":
                return ColumnType.Single;
            case "STRUCT" or "4":
                Note("type", "left out with all that is in it; a view has no columns inside of columns");
                return null;
        }
        var type = feature.Has("int_domain") ? ColumnType.Int64
            : feature.Has("float_domain") ? ColumnType.Single
            : feature.Has("domain") || feature.Has("string_domain") ? ColumnType.Text
            : null;
        Note("type", type is null ? "left out; nothing says its type" : $"not given; {type} by its domain");
        return type;
    }

    private ColumnExpectation Shape(PrototextReader feature, ColumnExpectation column)
    {
        if (feature.Message("shape") is { } shape)
        {
            var dimensions = shape.Messages("dim").ToList();
            var sizes = dimensions.Select(d => d.Integer("size") ?? 0).ToList();
            foreach (var dimension in dimensions)
                Rest(dimension, "shape.dim.");
            Rest(shape, "shape.");
            if (sizes.Exists(s => s <= 0) || sizes.Aggregate(1.0, (all, size) => all * size) > int.MaxValue)
            {
                anomalies.Add(Contradiction(_name, "shape", "the size of a dimension is above 0, and that of all together at most 2³¹ - 1"));
                return column;
            }
            var size = (int)sizes.Aggregate(1L, (all, s) => all * s);
            if (sizes.Count > 1)
                Note("shape", $"its {sizes.Count} dimensions became one of {size} items");
            return size == 1 ? column : column with { Type = column.Type.Vector(size) };
        }
        if (feature.Message("value_count") is not { } count)
        {
            if (!feature.Has("value_counts"))
                Note("value_count", "not given; one value a row");
            return column;
        }
        var (min, max) = (count.Integer("min"), count.Integer("max"));
        Rest(count, "value_count.");
        if ((min, max) is (1, 1))
            return column;
        return column with { Type = column.Type.Vector(), MinValues = Size(min), MaxValues = Size(max) };
    }

    private static int? Size(long? count) => count is { } value ? (int)Math.Clamp(value, int.MinValue, int.MaxValue) : null;

    private ColumnExpectation Presence(PrototextReader feature, ColumnExpectation column)
    {
        if (feature.Message("presence") is not { } presence)
            return column with { Required = false };
        column = column with { MinFraction = presence.Real("min_fraction"), MinCount = presence.Integer("min_count") ?? 0 };
        Rest(presence, "presence.");
        return column with { Required = column.MinFraction > 0 || column.MinCount > 0, MinFraction = column.MinFraction == 0 ? null : column.MinFraction };
    }

    private ColumnExpectation Values(PrototextReader feature, ColumnExpectation column)
    {
        if (feature.Text("domain") is { } name)
        {
            if (domains.TryGetValue(name, out var shared))
                column = column with { Domain = shared };
            else
                anomalies.Add(Contradiction(_name, "domain", $"the schema has no domain '{name}'", DataAnomalyCode.InvalidDomainSpecification));
        }
        if (feature.Message("string_domain") is { } texts)
        {
            column = column with { Domain = Values(texts, _name, "string_domain", notes, anomalies) };
            if (texts.Text("name") is not null)
                Note("string_domain.name", "left out; a domain of one column has no name here");
            Rest(texts, "string_domain.");
        }
        if (feature.Message("int_domain") is { } integers)
            column = Integers(integers, column);
        if (feature.Message("float_domain") is { } reals)
            column = Reals(reals, column);
        if (feature.Message("bool_domain") is { } booleans)
            column = Booleans(booleans, column);
        if (feature.Message("time_domain") is { } times)
            column = Times(times, column, "time_domain");
        if (feature.Message("time_of_day_domain") is { } hours)
            column = Times(hours, column, "time_of_day_domain");
        if (feature.Message("distribution_constraints") is { } distribution)
        {
            var mass = distribution.Real("min_domain_mass") ?? 1;
            Rest(distribution, "distribution_constraints.");
            if (column.Domain is null || !(mass > 0 && mass <= 1))
                anomalies.Add(Contradiction(_name, "distribution_constraints", column.Domain is null ? "it needs a domain of texts" : "the share of values in the domain is above 0 and at most 1"));
            else
                column = column with { Domain = column.Domain.WithMinShare(mass) };
        }
        return column;
    }

    private ColumnExpectation Integers(PrototextReader domain, ColumnExpectation column)
    {
        var (min, max) = (domain.Integer("min"), domain.Integer("max"));
        if (new[] { min, max }.Any(v => v is { } value && (value > Exact || value < -Exact)))
            Note("int_domain", "bounds beyond 2⁵³ were rounded to the nearest real number");
        Rest(domain, "int_domain.");
        if (column.Type.IsReal)
        {
            anomalies.Add(Contradiction(_name, "int_domain", "it is for INT and BYTES", DataAnomalyCode.DomainInvalidForType));
            return column;
        }
        return column with { Min = min, Max = max, Format = column.Type.Kind == ColumnKind.Text ? ValueFormat.Integer : ValueFormat.Any };
    }

    private ColumnExpectation Reals(PrototextReader domain, ColumnExpectation column)
    {
        var (min, max) = (domain.Real("min"), domain.Real("max"));
        var (noNaN, noInfinity) = (domain.Boolean("disallow_nan") == true, domain.Boolean("disallow_inf") == true);
        Rest(domain, "float_domain.");
        if (column.Type.IsInteger)
        {
            anomalies.Add(Contradiction(_name, "float_domain", "it is for FLOAT and BYTES", DataAnomalyCode.DomainInvalidForType));
            return column;
        }
        // An infinite bound is none.
        column = column with { Min = min is { } low && double.IsNegativeInfinity(low) ? null : min, Max = max is { } high && double.IsPositiveInfinity(high) ? null : max };
        if (column.Type.IsReal)
            return column with { AllowNaN = !noNaN, AllowInfinity = !noInfinity };
        if (noNaN || noInfinity)
            Note("float_domain", "disallow_nan and disallow_inf were left out: a text that is to be a real number is never NaN or infinite here");
        return column with { Format = ValueFormat.Real };
    }

    private ColumnExpectation Booleans(PrototextReader domain, ColumnExpectation column)
    {
        var tokens = new BooleanTokens(domain.Text("true_value"), domain.Text("false_value"));
        if (domain.Text("name") is not null)
            Note("bool_domain.name", "left out");
        Rest(domain, "bool_domain.");
        var given = tokens.True is not null || tokens.False is not null;
        if (column.Type.Kind != ColumnKind.Text)
        {
            if (given)
                Note("bool_domain", "the texts for true and false were left out: the column has numbers");
            return column with { Format = ValueFormat.Boolean };
        }
        if (tokens.True == "" || tokens.False == "")
        {
            Note("bool_domain", "the empty text was left out: it is a missing value here");
            tokens = new(tokens.True == "" ? null : tokens.True, tokens.False == "" ? null : tokens.False);
        }
        if (tokens is { True: null, False: null })
        {
            Note("bool_domain", "left out; it gives no text for true or false");
            return column;
        }
        return column with { Format = ValueFormat.Boolean, BooleanTokens = tokens };
    }

    private ColumnExpectation Times(PrototextReader domain, ColumnExpectation column, string field)
    {
        var (text, unit) = (domain.Text("string_format"), domain.Name("integer_format"));
        Rest(domain, field + ".");
        var format = column.Type.Kind == ColumnKind.Text && text is not null ? TfdvTimeFormats.FromStrptime(text)
            : column.Type.IsInteger ? TfdvTimeFormats.UnitFrom(unit)
            : null;
        if (format is null)
            Note(field, $"left out; {(text is not null ? $"the format {TextFormats.Quote(text)}" : unit is not null ? $"the unit {unit}" : "no format")} cannot be said here for a column of {column.Type}");
        return column with { TimeFormat = format };
    }

    private ColumnExpectation Notes(PrototextReader feature, ColumnExpectation column)
    {
        var stage = feature.Name("lifecycle_stage") switch
        {
            null or "UNKNOWN_STAGE" or "0" => LifecycleStage.Unknown,
            "PLANNED" or "1" => LifecycleStage.Planned,
            "ALPHA" or "2" => LifecycleStage.Alpha,
            "BETA" or "3" => LifecycleStage.Beta,
            "PRODUCTION" or "4" => LifecycleStage.Production,
            "DEPRECATED" or "5" => LifecycleStage.Deprecated,
            "DEBUG_ONLY" or "6" => LifecycleStage.DebugOnly,
            "DISABLED" or "7" => LifecycleStage.Disabled,
            var other => Unknown(other),
        };
        if (feature.Boolean("deprecated") == true)
            stage = LifecycleStage.Deprecated;
        column = column with { Lifecycle = stage };
        if (feature.Message("annotation") is not { } annotation)
            return column;
        var comments = annotation.Texts("comment").ToList();
        if (comments.Count > 0)
            column = column with { Description = string.Join("\n", comments) };
        foreach (var tag in annotation.Texts("tag"))
        {
            if (tag.StartsWith(TfdvExporter.OwnerTag, StringComparison.Ordinal))
                column = column with { Owner = tag[TfdvExporter.OwnerTag.Length..] };
            else if (tag == TfdvExporter.PersonalDataTag)
                column = column with { PersonalData = true };
            else
                Note("annotation.tag", $"{TextFormats.Quote(tag)} was left out");
        }
        Rest(annotation, "annotation.");
        return column;

        LifecycleStage Unknown(string stage)
        {
            Note("lifecycle_stage", $"{stage} was left out; the column is checked");
            return LifecycleStage.Unknown;
        }
    }

    private static EnvironmentSet Environments(PrototextReader feature, string name) => EnvironmentSet.Create(feature.Texts(name).Where(e => !string.IsNullOrWhiteSpace(e)));

    private DistributionComparator? Comparator(PrototextReader feature, string field, ColumnType item)
    {
        if (feature.Message(field) is not { } message)
            return null;
        var comparator = new DistributionComparator
        {
            LInfinity = Threshold(message, field, "infinity_norm"),
            NormalizedAbsoluteDifference = Threshold(message, field, "normalized_abs_difference"),
            JensenShannon = Threshold(message, field, "jensen_shannon_divergence"),
        };
        if (message.Message("jensen_shannon_divergence")?.Message("source")?.Name("type") is "QUANTILES" or "1")
            comparator = comparator with { Histogram = HistogramKind.Quantiles };
        Rest(message, field + ".");
        if (item.Kind != ColumnKind.Text && (comparator.LInfinity ?? comparator.NormalizedAbsoluteDifference) is not null)
        {
            anomalies.Add(Contradiction(_name, field, "infinity_norm and normalized_abs_difference compare texts, and this column has numbers"));
            comparator = comparator with { LInfinity = null, NormalizedAbsoluteDifference = null };
        }
        return comparator.IsEmpty ? null : comparator;
    }

    private double? Threshold(PrototextReader comparator, string field, string name)
    {
        if (comparator.Message(name) is not { } distance)
            return null;
        var threshold = distance.Real("threshold");
        if (threshold is { } value && !(value >= 0 && value <= 1))
        {
            anomalies.Add(Contradiction(_name, $"{field}.{name}", "a limit of a distance is between 0 and 1"));
            threshold = null;
        }
        _ = distance.Message("source");
        Rest(distance, $"{field}.{name}.");
        return threshold;
    }
}
