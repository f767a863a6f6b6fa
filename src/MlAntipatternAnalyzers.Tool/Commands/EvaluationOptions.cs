using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using System.Linq;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Commands;

/// <summary>The forms of an evaluation's report.</summary>
internal enum EvaluationFormat
{
    Text,
    Json,
}

/// <summary>What an empty field of a number column is.</summary>
internal enum MissingNumber
{
    NaN,
    Zero,
}

/// <summary>The options that <c>mlap evaluate</c> and <c>mlap compare</c> have in common: what is measured, on which rows, and how it is told.</summary>
internal sealed class EvaluationOptions
{
    private readonly Option<string> _label = Name("--label", "The column of the labels, of the data or of what the model makes of it; for a multiclass model its text or its key.", "Label");
    private readonly Option<string> _score = Name("--score", "The column of the model's scores.", "Score");
    private readonly Option<string?> _task = CommandOptions.Choice<EvaluationTask>("--task", "What kind of model it is; told from its output when not given.", fallback: null);
    private readonly Option<string[]> _slices = new("--slices")
    {
        Description = "Columns whose values are evaluated each by itself, separated by commas; City*Day crosses two.",
        HelpName = "City,City*Day",
        AllowMultipleArgumentsPerToken = false,
    };
    private readonly Option<string[]> _buckets = new("--buckets") { Description = "Boundaries between the buckets of a number column to slice by; may be given again.", HelpName = "Age=18,30,65" };
    private readonly Option<long> _minRows = new("--min-rows") { Description = "A slice with fewer rows is named and not evaluated.", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _weight = new("--weight") { Description = "The column of the rows' weights.", HelpName = "COLUMN" };
    private readonly Option<string?> _group = new("--group") { Description = "Ranking: the column that tells which rows are ranked together.", HelpName = "COLUMN" };
    private readonly Option<int> _replicates = new("--replicates") { Description = "How often the bootstrap measures anew for the confidence intervals; 0 for none.", DefaultValueFactory = _ => 20 };
    private readonly Option<int> _seed = new("--seed") { Description = "Draws the bootstrap; the same seed gives the same intervals.", DefaultValueFactory = _ => 0 };
    private readonly Option<string?> _separator = new("--separator") { Description = "What separates the columns of a text file: one character, or tab; told from its first line when not given.", HelpName = "CHAR" };
    private readonly Option<bool> _noHeader = new("--no-header") { Description = "The text file has no line of column names; then --column says where each is." };
    private readonly Option<string[]> _columns = new("--column") { Description = "Where a column is in a text file, counted from 0; of a vector, the first and the last; may be given again.", HelpName = "NAME=3|NAME=3-7" };
    private readonly Option<string?> _missing = CommandOptions.Choice<MissingNumber>(
        "--missing", "What an empty number of a text file is: nan, or zero as in ML.NET's text loader unless it is told otherwise.", MissingNumber.NaN);
    private readonly Option<string[]> _assemblies = new("--assembly")
    {
        Description = "An assembly that the model needs: one with the factories of its custom mappings, or an ML.NET package that the tool does not carry; may be given again.",
        HelpName = "FILE",
    };
    private readonly Option<string?> _format = CommandOptions.Choice<EvaluationFormat>("--format", "Form of the report on standard output.", EvaluationFormat.Text);
    private readonly Option<string?> _html = new("--html") { Description = "Write the report as one self-contained page too, with plots.", HelpName = "FILE" };

    public EvaluationOptions()
    {
        _slices.Validators.Add(result => Check(result, value => SlicesOf([value])));
        _buckets.Validators.Add(result => Check(result, value => BucketsOf([value])));
        _columns.Validators.Add(result => Check(result, value => PlacesOf([value])));
        _separator.Validators.Add(result => Check(result, value => SeparatorOf(value)));
        _minRows.Validators.Add(result => AtLeast(result, 1));
        _replicates.Validators.Add(result => AtLeast(result, 0));
        _replicates.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "1" }])
                result.AddError("--replicates is 0 (no intervals) or at least 2: from one there is no spread.");
        });
    }

    public static Argument<string> Model(string name, string description) => NotAnOption(new Argument<string>(name) { Description = description });

    public static Argument<string> Data() => NotAnOption(new Argument<string>("DATA")
    {
        Description = "Labelled rows that the model has not been trained on: text with a line of column names (.csv, .tsv), or ML.NET's binary form (.idv).",
    });

    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _label, _task, _slices, _buckets, _minRows, _weight, _group, _score, _replicates, _seed, _separator, _noHeader, _columns, _missing, _assemblies, _format, _html,
        })
        {
            command.Options.Add(option);
        }
    }

    public EvaluationRequest Request(ParseResult parsed) => new()
    {
        Label = parsed.GetValue(_label)!,
        Task = parsed.Chosen<EvaluationTask>(_task),
        Score = parsed.GetValue(_score)!,
        Slices = SlicesOf(parsed.GetValue(_slices) ?? []),
        Buckets = BucketsOf(parsed.GetValue(_buckets) ?? []),
        Weight = parsed.GetValue(_weight),
        Group = parsed.GetValue(_group),
        MinRows = parsed.GetValue(_minRows),
        Replicates = parsed.GetValue(_replicates),
        Seed = parsed.GetValue(_seed),
    };

    public DataOptions DataOptions(ParseResult parsed) => new(
        parsed.GetValue(_separator) is { } separator ? SeparatorOf(separator) : null,
        !parsed.GetValue(_noHeader),
        PlacesOf(parsed.GetValue(_columns) ?? []),
        parsed.Chosen<MissingNumber>(_missing) == MissingNumber.Zero);

    public string[] Assemblies(ParseResult parsed) => parsed.GetValue(_assemblies) ?? [];

    public EvaluationFormat Format(ParseResult parsed) => parsed.Chosen<EvaluationFormat>(_format)!.Value;

    /// <summary>The page's file, which can be written; null when none was asked for.</summary>
    /// <exception cref="CannotEvaluateException">Its folder is not there: better said before the rows are read than after.</exception>
    public string? Html(ParseResult parsed)
    {
        if (parsed.GetValue(_html) is not { } path)
            return null;
        return Directory.Exists(path)
            ? throw new CannotEvaluateException($"--html '{path}' is a folder. Give the name of a file.")
            : Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)))
                ? path
                : throw new CannotEvaluateException($"The folder of --html '{path}' does not exist. Create it first.");
    }

    private static IReadOnlyList<IReadOnlyList<string>> SlicesOf(IEnumerable<string> values)
    {
        var slices = values.SelectMany(value => value.Split(',')).Select(slice => (IReadOnlyList<string>)[.. slice.Split('*', StringSplitOptions.TrimEntries)]).ToList();
        if (slices.Any(slice => slice.Any(column => column.Length == 0)))
            throw new FormatException("--slices names columns, separated by commas, and crosses them by *: --slices City,City*Day.");
        if (slices.FirstOrDefault(slice => slice.Distinct().Count() < slice.Count) is { } twice)
            throw new FormatException($"--slices crosses '{twice[0]}' with itself.");
        return slices;
    }

    private static Dictionary<string, IReadOnlyList<double>> BucketsOf(IEnumerable<string> values)
    {
        var buckets = new Dictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            var (name, list) = NameAndRest(value, "--buckets", "--buckets Age=18,30,65");
            var boundaries = list.Split(',').Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToArray();
            if (boundaries.Any(double.IsNaN) || boundaries.Zip(boundaries.Skip(1)).Any(pair => pair.First >= pair.Second))
                throw new FormatException($"The boundaries in --buckets {value} are not ascending numbers, separated by commas.");
            buckets[name] = boundaries;
        }
        return buckets;
    }

    private static Dictionary<string, (int First, int Last)> PlacesOf(IEnumerable<string> values)
    {
        var places = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            var (name, range) = NameAndRest(value, "--column", "--column Distance=3, or --column Features=3-7");
            var ends = range.Split('-');
            if (ends.Length > 2
                || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
                || last < first)
            {
                throw new FormatException($"The place in --column {value} is no index, counted from 0, nor a first and a last one.");
            }
            places[name] = (first, last);
        }
        return places;
    }

    // A name may hold "=", an index and a boundary do not.
    private static (string Name, string Value) NameAndRest(string value, string option, string example) => value.LastIndexOf('=') is > 0 and var at
        ? (value[..at], value[(at + 1)..])
        : throw new FormatException($"{option} {value} names no column: {example}.");

    private static char SeparatorOf(string value) => value.ToLowerInvariant() switch
    {
        "tab" or "\\t" => '\t',
        "comma" => ',',
        "semicolon" => ';',
        "space" => ' ',
        { Length: 1 } => value[0],
        _ => throw new FormatException($"--separator {value} is neither one character nor tab."),
    };

    private static void Check(OptionResult result, Action<string> parse)
    {
        foreach (var token in result.Tokens)
        {
            try
            {
                parse(token.Value);
            }
            catch (FormatException e)
            {
                result.AddError(e.Message);
            }
        }
    }

    private static void AtLeast(OptionResult result, long least)
    {
        if (result.Tokens is [{ Value: var text }] && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value < least)
            result.AddError($"{result.Option.Name} is at least {least}, and {value} was given.");
    }

    private static Option<string> Name(string name, string description, string fallback) =>
        new(name) { Description = description, HelpName = "COLUMN", DefaultValueFactory = _ => fallback };

    // Else a mistyped option is a file that does not exist.
    private static Argument<string> NotAnOption(Argument<string> argument)
    {
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] value }] && !Path.Exists(value))
                result.AddError($"There is no option {value}.");
        });
        return argument;
    }
}
