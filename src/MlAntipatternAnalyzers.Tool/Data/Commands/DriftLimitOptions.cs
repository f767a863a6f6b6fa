using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using Microsoft.ML;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Commands;
using MlAntipatternAnalyzers.Tool.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Data.Commands;

/// <summary>The options that say how far the columns of two data sets may be from each other.</summary>
internal sealed class DriftLimitOptions
{
    private const string Significance = "significance";

    private readonly DriftKind _kind;
    private readonly Option<string?> _schema;
    private readonly Option<string[]> _thresholds = new("--threshold")
    {
        Description = $"How far a column may be, by a measure: {string.Join(", ", Names)}; or the level of significance of its test. Of all columns, or of one whose name stands before a colon; may be given again.",
        HelpName = "[COLUMN:]jensenShannon=0.1",
    };

    public DriftLimitOptions(DriftKind kind)
    {
        _kind = kind;
        _schema = new("--schema") { Description = $"A data schema ({DataSchema.FileExtension}) whose {kind.ToString().ToLowerInvariant()} comparators are thresholds too, and whose types are read.", HelpName = "FILE" };
        _thresholds.Validators.Add(result => OptionValues.Check(result, value => Parse([value])));
    }

    private static IEnumerable<string> Names => Enum.GetNames<DriftMeasure>().Where(name => name != nameof(DriftMeasure.ChiSquared)).Select(name => char.ToLowerInvariant(name[0]) + name[1..]).Append(Significance);

    public void AddTo(Command command)
    {
        command.Options.Add(_thresholds);
        command.Options.Add(_schema);
    }

    public DataSchema? Schema(ParseResult parsed) => parsed.GetValue(_schema) is { } path ? DataSession.Schema(path) : null;

    public DriftOptions ToOptions(ParseResult parsed, DataSchema? schema)
    {
        var (all, columns) = Parse(parsed.GetValue(_thresholds) ?? []);
        return new() { Thresholds = all, ColumnThresholds = columns, Schema = schema };
    }

    /// <exception cref="CannotEvaluateException">A threshold is for a column that is not there, or that has no such measure.</exception>
    public DriftReport Measure(MLContext mlContext, DataStatistics statistics, DataStatistics other, DriftOptions options)
    {
        try
        {
            return _kind == DriftKind.Drift ? mlContext.Data.MeasureDrift(statistics, other, options) : mlContext.Data.MeasureSkew(statistics, other, options);
        }
        catch (ArgumentException e) when (e.ParamName == "options")
        {
            // The options hold what --threshold says and nothing else.
            throw new CannotEvaluateException("--threshold: " + e.Message.Replace(" (Parameter 'options')", "", StringComparison.Ordinal));
        }
    }

    private static (DriftThresholds All, Dictionary<string, DriftThresholds> Columns) Parse(IEnumerable<string> values)
    {
        var all = new DriftThresholds();
        var columns = new Dictionary<string, DriftThresholds>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            var (name, number) = OptionValues.NameAndRest(value, "--threshold", "--threshold jensenShannon=0.1, or --threshold Fare:wasserstein=2");
            if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit) || !double.IsFinite(limit) || limit < 0)
                throw new FormatException($"The limit in --threshold {value} is no number from 0 on.");
            var colon = name.LastIndexOf(':');
            var measure = name[(colon + 1)..];
            if (colon <= 0)
                all = With(all, measure, limit, value);
            else
                columns[name[..colon]] = With(columns.GetValueOrDefault(name[..colon]) ?? new(), measure, limit, value);
        }
        return (all, columns);
    }

    private static DriftThresholds With(DriftThresholds thresholds, string measure, double limit, string value)
    {
        if (measure.Equals(Significance, StringComparison.OrdinalIgnoreCase))
            return limit is > 0 and < 1 ? thresholds with { SignificanceLevel = limit } : throw new FormatException($"The level of significance in --threshold {value} is not between 0 and 1.");
        if (!Enum.TryParse<DriftMeasure>(measure, ignoreCase: true, out var known) || !Enum.IsDefined(known) || measure.All(char.IsAsciiDigit))
            throw new FormatException($"--threshold {value} names no measure; there are {string.Join(", ", Names)}.");
        if (limit > 1 && known is not (DriftMeasure.PopulationStability or DriftMeasure.Wasserstein))
            throw new FormatException($"--threshold {value}: {measure} is a distance of 0 to 1.");
        return known switch
        {
            DriftMeasure.MissingShare => thresholds with { MissingShare = limit },
            DriftMeasure.LInfinity => thresholds with { LInfinity = limit },
            DriftMeasure.NormalizedAbsoluteDifference => thresholds with { NormalizedAbsoluteDifference = limit },
            DriftMeasure.JensenShannon => thresholds with { JensenShannon = limit },
            DriftMeasure.KolmogorovSmirnov => thresholds with { KolmogorovSmirnov = limit },
            DriftMeasure.PopulationStability => thresholds with { PopulationStability = limit },
            DriftMeasure.Wasserstein => thresholds with { Wasserstein = limit },
            _ => throw new FormatException($"--threshold {value}: chi-squared is a test; give its level by {Significance}=0.01."),
        };
    }
}
