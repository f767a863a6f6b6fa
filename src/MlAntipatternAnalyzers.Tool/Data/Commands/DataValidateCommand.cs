using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Commands;
using MlAntipatternAnalyzers.Tool.Data.Input;
using MlAntipatternAnalyzers.Tool.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Data.Commands;

/// <summary>The forms of what a validation found.</summary>
internal enum ValidationFormat
{
    Text,
    Json,
    Sarif,
    GitHub,
}

/// <summary><c>mlap data validate DATA</c></summary>
internal static class DataValidateCommand
{
    private const int RowsWithoutNumber = 20;

    public static Command Create(Terminal terminal)
    {
        var data = DataInputOptions.Data();
        var against = new ValidationOptions();
        var print = new Option<int?>("--rows")
        {
            Description = $"Print the rows that offend, as their source has them: the first {RowsWithoutNumber}, or as many as are said.",
            HelpName = "N",
            Arity = ArgumentArity.ZeroOrOne,
        };
        print.Validators.Add(result => OptionValues.AtLeast(result, 1));
        var severity = CommandOptions.Choice<DataAnomalySeverity>("--severity", "The least severity that makes the exit code 1.", DataAnomalySeverity.Error);
        var format = CommandOptions.Choice<ValidationFormat>("--format", "Form of the report on standard output.", ValidationFormat.Text);
        var html = DataCommand.Html();
        var input = new DataInputOptions();
        var command = new Command("validate", "Hold data against a schema: types, presence, ranges, values, drift from the previous span and skew between training and serving. " +
            "Exit code 0: it fits; 1: it does not; 2: could not read.")
        {
            data, print, severity, format, html,
        };
        against.AddTo(command);
        input.AddTo(command);
        command.SetAction((parsed, cancellationToken) => DataRun.ReadAsync(terminal, parsed, input, cancellationToken, session =>
        {
            var page = OptionValues.Writable(parsed, html);
            int? most = parsed.GetResult(print) is null ? null : parsed.GetValue(print) ?? RowsWithoutNumber;
            var schema = against.Schema(parsed);
            var options = against.ToOptions(parsed, schema, session);
            var loaded = session.Load(parsed.GetValue(data)!, schema);
            // A page needs the statistics too; both are one pass.
            var statistics = page is null ? null : loaded.Compute(session.MLContext, new() { Schema = schema, Validation = options }, session.Watch);
            var found = statistics is null ? loaded.Validate(session.MLContext, schema, options, session.Watch) : statistics.Validation ?? schema.Validate(statistics, options);
            session.Watch.CancellationToken.ThrowIfCancellationRequested();
            DataAnomaly[] unread = [.. Validation.OfUnread(loaded, schema)];
            var (rows, count) = most is { } number ? OffendingRows.Find(session.MLContext, loaded, schema, options.Environment, unread, number, session.Watch) : ([], 0);
            var validation = new Validation(loaded.Name, against.SchemaPath(parsed), found, [.. unread, .. found.Anomalies], rows, most is null ? null : count);
            List<string> notes = [.. loaded.Notes];
            if (most is not null && loaded.View is null)
                notes.Add($"{loaded.Name} has statistics only, and no row to print.");
            notes.AddRange(DataRun.Page(page, () => Report(loaded, statistics!, validation, schema, options)));
            var least = parsed.Chosen<DataAnomalySeverity>(severity)!.Value;
            return new(validation.Anomalies.Any(anomaly => anomaly.Severity >= least) ? ExitCodes.Findings : ExitCodes.Clean, to => ValidationReports.Write(to, validation, parsed.Chosen<ValidationFormat>(format)!.Value))
            {
                Notes = notes,
            };
        }));
        return command;
    }

    private static DataReport Report(LoadedData loaded, DataStatistics statistics, Validation validation, DataSchema schema, DataValidationOptions options)
    {
        List<NamedStatistics> sets = [new(Path.GetFileName(loaded.Name), statistics)];
        if ((options.Previous ?? options.Training ?? options.Serving) is { } other)
            sets.Add(new(options.Previous is not null ? "previous" : options.Training is not null ? "training" : "serving", other));
        return new()
        {
            Title = $"Validation of {Path.GetFileName(loaded.Name)}",
            Facts =
            [
                .. DataRun.Facts("data", "Data", loaded, statistics),
                new("schema", "Schema", $"{validation.SchemaPath} ({schema.Columns.Count} columns)"),
                .. options.Environment is { } environment ? new[] { new Fact("environment", "Environment", environment) } : [],
            ],
            Sets = sets,
            Anomalies = validation.Anomalies,
            Distances = validation.Report.Comparisons.Count == 0 ? null
                : [.. validation.Report.Comparisons.Select(each => new ColumnDistance(each.Column, $"{each.Comparator} {each.Distance}", each.Value, each.Threshold, each.IsAlarm, null, each.OffendingValue))],
            Notes = [.. loaded.Notes],
        };
    }
}
