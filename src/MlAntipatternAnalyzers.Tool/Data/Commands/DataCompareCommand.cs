using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.ML;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Commands;
using MlAntipatternAnalyzers.Tool.Data.Input;
using MlAntipatternAnalyzers.Tool.Evaluation;
using MlAntipatternAnalyzers.Tool.Reports;

namespace MlAntipatternAnalyzers.Tool.Data.Commands;

/// <summary><c>mlap data drift DATA PREVIOUS</c> and <c>mlap data skew SERVING TRAINING</c></summary>
internal static class DataCompareCommand
{
    public static Command CreateDrift(Terminal terminal) => Create(
        terminal, DriftKind.Drift, "drift", "How far the columns of data are from those of the previous span.", ("DATA", "This span"), ("PREVIOUS", "The previous span"));

    public static Command CreateSkew(Terminal terminal) => Create(
        terminal, DriftKind.Skew, "skew", "How far the columns of served data are from those that the model was trained on.", ("SERVING", "Data of serving"), ("TRAINING", "The training data"));

    private static Command Create(Terminal terminal, DriftKind kind, string name, string what, (string Name, string What) current, (string Name, string What) control)
    {
        var data = DataInputOptions.Data(current.Name, current.What);
        var other = DataInputOptions.Data(control.Name, control.What);
        var limits = new DriftLimitOptions(kind);
        var format = CommandOptions.Choice<ValidationFormat>("--format", "Form of the report on standard output.", ValidationFormat.Text);
        var html = DataCommand.Html();
        var input = new DataInputOptions();
        var command = new Command(name, $"{what} Every distance is told; what is beyond a threshold is an anomaly. Exit code 0: none, or no threshold was given; 1: anomalies; 2: could not read.")
        {
            data, other, format, html,
        };
        limits.AddTo(command);
        input.AddTo(command);
        command.SetAction((parsed, cancellationToken) => DataRun.ReadAsync(terminal, parsed, input, cancellationToken, session =>
        {
            var page = OptionValues.Writable(parsed, html);
            var schema = limits.Schema(parsed);
            var options = limits.ToOptions(parsed, schema);
            var first = session.Load(parsed.GetValue(data)!, schema);
            var statistics = first.Compute(session.MLContext, new(), session.Watch);
            // What the one is read as, the other is too, or guesses about their first rows would be the difference.
            var second = session.Load(parsed.GetValue(other)!, schema ?? TypesOf(statistics));
            var before = second.Compute(session.MLContext, new(), session.Watch);
            var report = limits.Measure(session.MLContext, statistics, before, options);
            List<string> notes = [.. first.Notes, .. second.Notes, .. DataRun.UnreadNotes(first), .. DataRun.UnreadNotes(second)];
            notes.AddRange(DataRun.Page(page, () => Report(kind, first, statistics, second, before, report, notes)));
            return new(report.HasErrors ? ExitCodes.Findings : ExitCodes.Clean, to => Write(to, report, first.Name, parsed.Chosen<ValidationFormat>(format)!.Value)) { Notes = notes };
        }));
        return command;
    }

    private static DataSchema TypesOf(DataStatistics statistics) => new(statistics.Columns.Select(column => new ColumnExpectation(column.Name, column.Type)));

    private static void Write(Terminal terminal, DriftReport report, string data, ValidationFormat format)
    {
        switch (format)
        {
            case ValidationFormat.Json:
                terminal.Out.WriteLine(report.ToJson().TrimEnd());
                break;
            case ValidationFormat.Sarif:
                using (var stream = new MemoryStream())
                {
                    SarifLog.Write(stream, AnomalySarif.Rules, report.Anomalies.Select(anomaly => AnomalySarif.Result(anomaly, data)), [], new ReportPaths(Environment.CurrentDirectory));
                    terminal.Out.WriteLine(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
                }
                break;
            case ValidationFormat.GitHub:
                ValidationReports.WriteGitHub(terminal, data, report.Anomalies);
                break;
            default:
                terminal.Out.Write(report.ToString());
                break;
        }
    }

    private static DataReport Report(DriftKind kind, LoadedData first, DataStatistics statistics, LoadedData second, DataStatistics before, DriftReport report, IReadOnlyList<string> notes) => new()
    {
        Title = $"{kind} of {Path.GetFileName(first.Name)} against {Path.GetFileName(second.Name)}",
        Facts = [.. DataRun.Facts("data", kind == DriftKind.Drift ? "This span" : "Serving", first, statistics), .. DataRun.Facts("control", kind == DriftKind.Drift ? "Previous span" : "Training", second, before)],
        Sets = Named(first.Name, statistics, second.Name, before, kind),
        Distances =
        [
            .. report.Columns.SelectMany(column => column.Distances.Select(distance => new ColumnDistance(
                column.Name, Words(distance.Measure), distance.Value, distance.Threshold, distance.IsAlarm, distance.PValue, distance.OffendingValue))),
        ],
        Anomalies = report.Anomalies,
        IsComparison = true,
        Notes = [.. notes],
    };

    // Files of one name in two folders are told apart by what they are.
    private static NamedStatistics[] Named(string first, DataStatistics statistics, string second, DataStatistics before, DriftKind kind)
    {
        var (a, b) = (Path.GetFileName(first), Path.GetFileName(second));
        return a != b ? [new(a, statistics), new(b, before)]
            : kind == DriftKind.Drift ? [new("this span", statistics), new("previous span", before)] : [new("serving", statistics), new("training", before)];
    }

    private static string Words(DriftMeasure measure) => measure switch
    {
        DriftMeasure.MissingShare => "Missing share",
        DriftMeasure.LInfinity => "L-infinity",
        DriftMeasure.NormalizedAbsoluteDifference => "Normalised difference",
        DriftMeasure.JensenShannon => "Jensen–Shannon",
        DriftMeasure.ChiSquared => "Chi-squared",
        DriftMeasure.KolmogorovSmirnov => "Kolmogorov–Smirnov",
        DriftMeasure.PopulationStability => "Population stability",
        _ => "Wasserstein",
    };
}
