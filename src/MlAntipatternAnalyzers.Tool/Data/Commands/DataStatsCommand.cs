using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Commands;

namespace MlAntipatternAnalyzers.Tool.Data.Commands;

/// <summary><c>mlap data stats DATA</c></summary>
internal static class DataStatsCommand
{
    public static Command Create(Terminal terminal)
    {
        var data = DataInputOptions.Data();
        var output = new Option<string?>("--output") { Description = $"Save the statistics, to merge and to compare with later ({DataStatistics.FileExtension}).", HelpName = "FILE" };
        var html = DataCommand.Html();
        var format = CommandOptions.Choice<DataFormat>("--format", "Form of the report on standard output; json is what --output saves.", DataFormat.Text);
        var statistics = new StatisticsOptions();
        var input = new DataInputOptions();
        var command = new Command("stats", "What data looks like: of every column how much is there, how its values are distributed, and how columns go together; in one pass, of any number of rows. " +
            "Exit code 0: done; 2: could not read.")
        {
            data, output, html, format,
        };
        statistics.AddTo(command);
        input.AddTo(command);
        command.SetAction((parsed, cancellationToken) => DataRun.ReadAsync(terminal, parsed, input, cancellationToken, session =>
        {
            var (file, page) = (DataRun.Output(parsed, output, DataStatistics.FileExtension), OptionValues.Writable(parsed, html));
            var loaded = session.Load(parsed.GetValue(data)!);
            var result = loaded.Compute(session.MLContext, statistics.ToOptions(parsed), session.Watch);
            if (file is not null)
                result.Save(file);
            List<string> notes = [.. loaded.Notes, .. DataRun.UnreadNotes(loaded)];
            notes.AddRange(DataRun.Page(page, () => new DataReport
            {
                Title = $"Statistics of {Path.GetFileName(loaded.Name)}",
                Facts = [.. DataRun.Facts("data", "Data", loaded, result)],
                Sets = [new(Path.GetFileName(loaded.Name), result)],
                Notes = [.. notes],
            }));
            return new(ExitCodes.Clean, to =>
            {
                if (parsed.Chosen<DataFormat>(format) == DataFormat.Json)
                    to.Out.Write(result.ToJson());
                else
                    StatisticsText.Write(to, loaded.Name, result);
            })
            {
                Notes = [.. file is null ? [] : new[] { $"the statistics are in {file}." }, .. notes],
            };
        }));
        return command;
    }
}
