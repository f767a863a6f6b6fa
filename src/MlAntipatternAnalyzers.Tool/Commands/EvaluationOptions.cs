using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
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

/// <summary>The options that <c>mlap evaluate</c> and <c>mlap compare</c> have in common: what is measured, on which rows, and how it is told.</summary>
internal sealed class EvaluationOptions
{
    private readonly Option<string> _label = Name("--label", "The column of the labels, of the data or of what the model makes of it; for a multiclass model its text or its key.", "Label");
    private readonly Option<string> _score = Name("--score", "The column of the model's scores.", "Score");
    private readonly Option<string?> _task = CommandOptions.Choice<EvaluationTask>("--task", "What kind of model it is; told from its output when not given.", fallback: null);
    private readonly Option<string[]> _slices = SliceOptions.Slices("Columns whose values are evaluated each by itself, separated by commas; City*Day crosses two.");
    private readonly Option<string[]> _buckets = SliceOptions.Buckets();
    private readonly Option<long> _minRows = new("--min-rows") { Description = "A slice with fewer rows is named and not evaluated.", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _weight = new("--weight") { Description = "The column of the rows' weights.", HelpName = "COLUMN" };
    private readonly Option<string?> _group = new("--group") { Description = "Ranking: the column that tells which rows are ranked together.", HelpName = "COLUMN" };
    private readonly Option<int> _replicates = new("--replicates") { Description = "How often the bootstrap measures anew for the confidence intervals; 0 for none.", DefaultValueFactory = _ => 20 };
    private readonly Option<int> _seed = new("--seed") { Description = "Draws the bootstrap; the same seed gives the same intervals.", DefaultValueFactory = _ => 0 };
    private readonly TextDataOptions _text = new();
    private readonly Option<string[]> _assemblies = new("--assembly")
    {
        Description = "An assembly that the model needs: one with the factories of its custom mappings, or an ML.NET package that the tool does not carry; may be given again.",
        HelpName = "FILE",
    };
    private readonly Option<string?> _format = CommandOptions.Choice<EvaluationFormat>("--format", "Form of the report on standard output.", EvaluationFormat.Text);
    private readonly Option<string?> _html = new("--html") { Description = "Write the report as one self-contained page too, with plots.", HelpName = "FILE" };

    public EvaluationOptions()
    {
        _minRows.Validators.Add(result => OptionValues.AtLeast(result, 1));
        _replicates.Validators.Add(result => OptionValues.AtLeast(result, 0));
        _replicates.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "1" }])
                result.AddError("--replicates is 0 (no intervals) or at least 2: from one there is no spread.");
        });
    }

    public static Argument<string> Model(string name, string description) => OptionValues.NotAnOption(new Argument<string>(name) { Description = description });

    public static Argument<string> Data() => OptionValues.NotAnOption(new Argument<string>("DATA")
    {
        Description = "Labelled rows that the model has not been trained on: text with a line of column names (.csv, .tsv), or ML.NET's binary form (.idv).",
    });

    public void AddTo(Command command)
    {
        Option[] all = [_label, _task, _slices, _buckets, _minRows, _weight, _group, _score, _replicates, _seed, .. _text.All, _assemblies, _format, _html];
        foreach (var option in all)
            command.Options.Add(option);
    }

    public EvaluationRequest Request(ParseResult parsed) => new()
    {
        Label = parsed.GetValue(_label)!,
        Task = parsed.Chosen<EvaluationTask>(_task),
        Score = parsed.GetValue(_score)!,
        Slices = SliceOptions.SlicesOf(parsed.GetValue(_slices) ?? []),
        Buckets = SliceOptions.BucketsOf(parsed.GetValue(_buckets) ?? []),
        Weight = parsed.GetValue(_weight),
        Group = parsed.GetValue(_group),
        MinRows = parsed.GetValue(_minRows),
        Replicates = parsed.GetValue(_replicates),
        Seed = parsed.GetValue(_seed),
    };

    public DataOptions DataOptions(ParseResult parsed) => new(
        _text.Separator(parsed),
        _text.HasHeader(parsed),
        _text.Places(parsed),
        _text.MissingIsZero(parsed));

    public string[] Assemblies(ParseResult parsed) => parsed.GetValue(_assemblies) ?? [];

    public EvaluationFormat Format(ParseResult parsed) => parsed.Chosen<EvaluationFormat>(_format)!.Value;

    /// <summary>The page's file, which can be written; null when none was asked for.</summary>
    public string? Html(ParseResult parsed) => OptionValues.Writable(parsed, _html);

    private static Option<string> Name(string name, string description, string fallback) =>
        new(name) { Description = description, HelpName = "COLUMN", DefaultValueFactory = _ => fallback };
}
