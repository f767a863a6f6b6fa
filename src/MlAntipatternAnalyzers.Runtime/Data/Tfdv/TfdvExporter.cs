using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Writes a schema as TensorFlow Data Validation's.</summary>
internal sealed class TfdvExporter
{
    /// <summary>The annotations that hold what there is no field for.</summary>
    public const string OwnerTag = "owner:";

    /// <inheritdoc cref="OwnerTag"/>
    public const string PersonalDataTag = "personal_data";

    private readonly PrototextWriter _text = new();
    private readonly List<TfdvNote> _notes = [];
    private readonly DataSchema _schema;
    private readonly EnvironmentSet _environments;

    private TfdvExporter(DataSchema schema)
    {
        _schema = schema;
        // Without default environments a feature is in none of them there, and in all of them here.
        _environments = schema.Environments.Count > 0 ? schema.Environments : EnvironmentSet.Create(schema.Columns.SelectMany(c => c.Environments.Concat(c.NotInEnvironments)));
    }

    public static TfdvExport Export(DataSchema schema) => new TfdvExporter(schema).Write();

    private TfdvExport Write()
    {
        foreach (var column in _schema.Columns)
        {
            if (TypeOf(column.Type) is { } type)
                _text.Message("feature", () => Write(column, type));
            else
                _notes.Add(new(column.Name, "type", $"the column is left out: there is no type for {column.Type}"));
        }
        foreach (var domain in _schema.Domains)
        {
            _text.Message("string_domain", () =>
            {
                _text.Text("name", domain.Name!);
                foreach (var value in domain.Values)
                    _text.Text("value", value);
            });
        }
        foreach (var environment in _environments)
            _text.Text("default_environment", environment);
        WriteConstraints();
        if (_schema.AllowNewColumns)
            _notes.Add(new("", "allowNewColumns", "left out; there, an unknown column is always an anomaly"));
        if (_schema.Severities.Count > 0)
            _notes.Add(new("", "severities", "left out; there, severities are given to the validation, not to the schema"));
        return new(_text.ToString(), _notes);
    }

    private static string? TypeOf(ColumnType type) => type.IsReal ? "FLOAT"
        : type.IsInteger || type.IsKey || type.Kind == ColumnKind.Boolean ? "INT"
        : type.Kind == ColumnKind.Text ? "BYTES"
        : null;

    private void Note(ColumnExpectation column, string property, string message) => _notes.Add(new(column.Name, property, message));

    private void Write(ColumnExpectation column, string type)
    {
        _text.Text("name", column.Name);
        _text.Word("type", type);
        if (column.Type.Item is { } item && item != ColumnType.Text && item != ColumnType.Int64 && item != ColumnType.Single && item.Kind != ColumnKind.Boolean)
            Note(column, "type", $"written as {type}; that it is {item} is left out");
        if (column.Type.Kind == ColumnKind.Boolean)
            Note(column, "type", "written as INT of truth values");
        if (column.MinCount > 0 || column.MinFraction > 0)
        {
            _text.Message("presence", () =>
            {
                _text.Number("min_fraction", column.MinFraction);
                _text.Integer("min_count", column.MinCount > 0 ? column.MinCount : null);
            });
            if (!column.Required)
                Note(column, "required", "left out; there, a column that must have values is required");
        }
        else if (column.Required)
        {
            Note(column, "required", "left out; there, a column is required only when it must have values (minCount, minFraction)");
        }
        WriteShape(column);
        WriteDomain(column);
        if (column.Domain is { MinShare: < 1 } partial)
            _text.Message("distribution_constraints", () => _text.Number("min_domain_mass", partial.MinShare));
        WriteAnnotation(column);
        WriteComparator("skew_comparator", OfTexts(column, "skewComparator", column.SkewComparator));
        WriteComparator("drift_comparator", OfTexts(column, "driftComparator", column.DriftComparator));
        WriteEnvironments(column);
        if (column.Lifecycle != LifecycleStage.Unknown)
            _text.Word("lifecycle_stage", column.Lifecycle == LifecycleStage.DebugOnly ? "DEBUG_ONLY" : column.Lifecycle.ToString().ToUpperInvariant());
        if (column.Unique is { } unique)
        {
            _text.Message("unique_constraints", () =>
            {
                _text.Integer("min", unique.Min);
                _text.Integer("max", unique.Max);
            });
        }
        if (column.AllowInvalidUtf8)
            Note(column, "allowInvalidUtf8", "left out");
    }

    private void WriteShape(ColumnExpectation column)
    {
        if (column.Type.VectorSize is { } size and > 1)
        {
            _text.Message("shape", () => _text.Message("dim", () => _text.Integer("size", size)));
            return;
        }
        if (column.Type.VectorSize == 1)
            Note(column, "type", "that it is a vector of one item is left out");
        var (min, max) = column.Type.IsVector && column.Type.VectorSize is null ? (column.MinValues, column.MaxValues) : (1, 1);
        if ((min, max) is (1, 1) && column.Type is { IsVector: true, VectorSize: null })
            Note(column, "type", "that it is a vector is left out: every row has one item");
        _text.Message("value_count", () =>
        {
            _text.Integer("min", min);
            _text.Integer("max", max);
        });
    }

    private void WriteDomain(ColumnExpectation column)
    {
        var isText = column.Type.Kind == ColumnKind.Text;
        if (column.Domain is { } domain)
        {
            if (domain.Name is { } name)
                _text.Text("domain", name);
            else
                _text.Message("string_domain", () => _text.Texts("value", domain.Values));
        }
        else if (column.TimeFormat is { } format)
        {
            if (column.Min is not null || column.Max is not null)
                Note(column, "min, max", "left out; there, a column of times has no range");
            if (isText && TfdvTimeFormats.ToStrptime(format) is { } text)
                _text.Message("time_domain", () => _text.Text("string_format", text));
            else if (!isText && TfdvTimeFormats.UnitTo(format) is { } unit)
                _text.Message("time_domain", () => _text.Word("integer_format", unit));
            else
                Note(column, "timeFormat", $"left out; the format '{format}' cannot be said there");
        }
        else if (column.Format == ValueFormat.Boolean || column.Type.Kind == ColumnKind.Boolean)
        {
            var tokens = column.BooleanTokens;
            if (column is not { Min: null, Max: null, AllowNaN: true, AllowInfinity: true })
                Note(column, "min, max, allowNaN, allowInfinity", "left out; there, a column of truth values has no range");
            if (isText && tokens is null)
            {
                Note(column, "format", "true and false in any case cannot be said there; written as the texts true and false");
                tokens = new("true", "false");
            }
            _text.Message("bool_domain", () =>
            {
                _text.Text("true_value", tokens?.True);
                _text.Text("false_value", tokens?.False);
            });
        }
        else if (column.Format == ValueFormat.Integer || column.Type.IsInteger)
        {
            WriteIntegers(column);
        }
        else if (column.Format == ValueFormat.Real || column.Type.IsReal)
        {
            if (isText || column.Min is not null || column.Max is not null || !column.AllowNaN || !column.AllowInfinity)
            {
                _text.Message("float_domain", () =>
                {
                    _text.Number("min", column.Min);
                    _text.Number("max", column.Max);
                    _text.Word("disallow_nan", column.AllowNaN ? null : "true");
                    _text.Word("disallow_inf", column.AllowInfinity ? null : "true");
                });
            }
        }
    }

    private void WriteIntegers(ColumnExpectation column)
    {
        if (column.Min is null && column.Max is null && column.Type.Kind != ColumnKind.Text)
            return;
        var (min, max) = (Whole(column.Min, Math.Ceiling), Whole(column.Max, Math.Floor));
        if ((double?)min != column.Min || (double?)max != column.Max)
            Note(column, "min, max", "rounded to whole numbers of 64 bits");
        _text.Message("int_domain", () =>
        {
            _text.Integer("min", min);
            _text.Integer("max", max);
        });
    }

    private static long? Whole(double? bound, Func<double, double> round) =>
        bound is not { } value ? null : value >= long.MaxValue ? long.MaxValue : value <= long.MinValue ? long.MinValue : (long)round(value);

    private void WriteAnnotation(ColumnExpectation column)
    {
        if (column.Description is null && column.Owner is null && !column.PersonalData)
            return;
        _text.Message("annotation", () =>
        {
            _text.Text("tag", column.Owner is { } owner ? OwnerTag + owner : null);
            _text.Text("tag", column.PersonalData ? PersonalDataTag : null);
            _text.Text("comment", column.Description);
        });
    }

    // There, keys and truth values are numbers, whose values are not counted.
    private DistributionComparator? OfTexts(ColumnExpectation column, string property, DistributionComparator? comparator)
    {
        if (comparator is null || column.Type.Kind == ColumnKind.Text || (comparator.LInfinity ?? comparator.NormalizedAbsoluteDifference) is null)
            return comparator;
        Note(column, property, "lInfinity and normalizedAbsoluteDifference are left out; there, they are for texts");
        return comparator.JensenShannon is null ? null : comparator with { LInfinity = null, NormalizedAbsoluteDifference = null };
    }

    private void WriteComparator(string name, DistributionComparator? comparator)
    {
        if (comparator is null)
            return;
        _text.Message(name, () =>
        {
            Write("infinity_norm", comparator.LInfinity, quantiles: false);
            Write("jensen_shannon_divergence", comparator.JensenShannon, comparator.Histogram == HistogramKind.Quantiles);
            Write("normalized_abs_difference", comparator.NormalizedAbsoluteDifference, quantiles: false);
        });

        void Write(string distance, double? threshold, bool quantiles)
        {
            if (threshold is null)
                return;
            _text.Message(distance, () =>
            {
                _text.Number("threshold", threshold);
                if (quantiles)
                    _text.Message("source", () => _text.Word("type", "QUANTILES"));
            });
        }
    }

    private void WriteEnvironments(ColumnExpectation column)
    {
        IEnumerable<string> @in = column.Environments, @out = column.NotInEnvironments;
        if (_schema.Environments.Count == 0 && column.Environments.Count > 0)
            (@in, @out) = ([], _environments.Except(column.Environments).Union(column.NotInEnvironments));
        foreach (var environment in @out.Order(StringComparer.Ordinal))
            _text.Text("not_in_environment", environment);
        foreach (var environment in @in)
            _text.Text("in_environment", environment);
    }

    private void WriteConstraints()
    {
        if (_schema is { MinRows: 0, MaxRows: null, MinRowsRatio: null, MaxRowsRatio: null })
            return;
        _text.Message("dataset_constraints", () =>
        {
            if (_schema.MinRowsRatio is not null || _schema.MaxRowsRatio is not null)
            {
                _text.Message("num_examples_drift_comparator", () =>
                {
                    _text.Number("min_fraction_threshold", _schema.MinRowsRatio);
                    _text.Number("max_fraction_threshold", _schema.MaxRowsRatio);
                });
            }
            _text.Integer("min_examples_count", _schema.MinRows > 0 ? _schema.MinRows : null);
            _text.Integer("max_examples_count", _schema.MaxRows);
        });
    }
}
