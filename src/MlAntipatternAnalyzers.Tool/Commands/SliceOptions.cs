using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;

namespace MlAntipatternAnalyzers.Tool.Commands;

/// <summary>The options that name slices, as all commands have them that look at any.</summary>
internal static class SliceOptions
{
    public static Option<string[]> Slices(string description)
    {
        var option = new Option<string[]>("--slices") { Description = description, HelpName = "City,City*Day", AllowMultipleArgumentsPerToken = false };
        option.Validators.Add(result => OptionValues.Check(result, value => SlicesOf([value])));
        return option;
    }

    public static Option<string[]> Buckets()
    {
        var option = new Option<string[]>("--buckets") { Description = "Boundaries between the buckets of a number column to slice by; may be given again.", HelpName = "Age=18,30,65" };
        option.Validators.Add(result => OptionValues.Check(result, value => BucketsOf([value])));
        return option;
    }

    public static IReadOnlyList<IReadOnlyList<string>> SlicesOf(IEnumerable<string> values)
    {
        var slices = values.SelectMany(value => value.Split(',')).Select(slice => (IReadOnlyList<string>)[.. slice.Split('*', StringSplitOptions.TrimEntries)]).ToList();
        if (slices.Any(slice => slice.Any(column => column.Length == 0)))
            throw new FormatException("--slices names columns, separated by commas, and crosses them by *: --slices City,City*Day.");
        if (slices.FirstOrDefault(slice => slice.Distinct().Count() < slice.Count) is { } twice)
            throw new FormatException($"--slices crosses '{twice[0]}' with itself.");
        return slices;
    }

    public static Dictionary<string, IReadOnlyList<double>> BucketsOf(IEnumerable<string> values)
    {
        var buckets = new Dictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            var (name, list) = OptionValues.NameAndRest(value, "--buckets", "--buckets Age=18,30,65");
            var boundaries = list.Split(',').Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToArray();
            if (boundaries.Any(double.IsNaN) || boundaries.Zip(boundaries.Skip(1)).Any(pair => pair.First >= pair.Second))
                throw new FormatException($"The boundaries in --buckets {value} are not ascending numbers, separated by commas.");
            buckets[name] = boundaries;
        }
        return buckets;
    }
}
