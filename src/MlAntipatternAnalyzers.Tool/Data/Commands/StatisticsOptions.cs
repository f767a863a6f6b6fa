using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Commands;

namespace MlAntipatternAnalyzers.Tool.Data.Commands;

/// <summary>The options that say what statistics are computed.</summary>
internal sealed class StatisticsOptions
{
    private readonly Option<string?> _label = new("--label") { Description = "The column of the labels: how much each other column tells about it is measured, which finds leaks.", HelpName = "COLUMN" };
    private readonly Option<string?> _weight = new("--weight") { Description = "The column of the rows' weights.", HelpName = "COLUMN" };
    private readonly Option<string[]> _slices = SliceOptions.Slices("Columns by whose values the statistics are also computed, separated by commas; City*Day crosses two.");
    private readonly Option<string[]> _buckets = SliceOptions.Buckets();

    public StatisticsOptions() => _slices.Validators.Add(result => OptionValues.Check(result, value =>
    {
        if (SliceOptions.SlicesOf([value]).FirstOrDefault(slice => slice.Count > 2) is { } many)
            throw new FormatException($"--slices crosses two columns at most, and {string.Join('*', many)} are {many.Count}.");
    }));

    public void AddTo(Command command)
    {
        Option[] all = [_label, _weight, _slices, _buckets];
        foreach (var option in all)
            command.Options.Add(option);
    }

    public DataStatisticsOptions ToOptions(ParseResult parsed, DataSchema? schema = null) => new()
    {
        LabelColumnName = parsed.GetValue(_label),
        WeightColumnName = parsed.GetValue(_weight),
        Slices = SliceOptions.SlicesOf(parsed.GetValue(_slices) ?? []),
        Buckets = SliceOptions.BucketsOf(parsed.GetValue(_buckets) ?? []),
        Schema = schema,
    };
}
