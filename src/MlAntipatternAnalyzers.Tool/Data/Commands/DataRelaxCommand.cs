using System.CommandLine;
using System.Linq;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Commands;

namespace MlAntipatternAnalyzers.Tool.Data.Commands;

/// <summary><c>mlap data relax DATA</c></summary>
internal static class DataRelaxCommand
{
    public static Command Create(Terminal terminal)
    {
        var data = DataInputOptions.Data("DATA", "Data that is good although the schema says otherwise");
        var against = new ValidationOptions();
        var output = new Option<string?>("--output") { Description = "Write the relaxed schema to a file; the schema's own is written by --force.", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Write over the schema, or over the file of --output." };
        var format = CommandOptions.Choice<DataFormat>("--format", "Form of what is written to standard output.", DataFormat.Text);
        var input = new DataInputOptions();
        var command = new Command("relax", "The smallest change of a schema with which data fits it, shown property by property, for a review. " +
            "Exit code 0: it fits already, or the change is written; 1: it would change and is not written; 2: could not read.")
        {
            data, output, force, format,
        };
        against.AddTo(command);
        input.AddTo(command);
        command.SetAction((parsed, cancellationToken) => DataRun.ReadAsync(terminal, parsed, input, cancellationToken, session =>
        {
            var file = DataRun.Output(parsed, output, DataSchema.FileExtension);
            var schema = against.Schema(parsed);
            var options = against.ToOptions(parsed, schema, session);
            var loaded = session.Load(parsed.GetValue(data)!, schema);
            var relaxed = loaded.Relax(session.MLContext, schema, options, session.Watch);
            session.Watch.CancellationToken.ThrowIfCancellationRequested();
            var diff = schema.Diff(relaxed);
            string[] notes = [.. loaded.Notes, .. DataRun.UnreadNotes(loaded)];
            void Print(Terminal to)
            {
                if (parsed.Chosen<DataFormat>(format) == DataFormat.Json)
                    to.Out.WriteLine(diff.ToJson().TrimEnd());
                else
                    to.Out.WriteLine(diff.IsEmpty ? "The data fits the schema." : diff.ToString().TrimEnd());
            }

            var isForced = parsed.GetValue(force);
            if (file is null && !isForced)
                return new(diff.IsEmpty ? ExitCodes.Clean : ExitCodes.Findings, Print) { Notes = [.. diff.IsEmpty ? [] : new[] { "nothing is written; --force writes the change into the schema, --output FILE into another one." }, .. notes] };
            var target = file ?? against.SchemaPath(parsed);
            var written = DataInferCommand.Write(relaxed, target, isForced);
            return written.ExitCode == ExitCodes.Clean
                ? new(ExitCodes.Clean, Print) { Notes = [$"the schema is in {target}.", .. notes] }
                : written with { Notes = [.. written.Notes, .. notes] };
        }));
        return command;
    }
}
