using System.CommandLine;
using System.Globalization;
using System.IO;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Commands;

namespace MlAntipatternAnalyzers.Tool.Data.Commands;

/// <summary><c>mlap data infer DATA</c></summary>
internal static class DataInferCommand
{
    public static Command Create(Terminal terminal)
    {
        var data = DataInputOptions.Data("DATA", "Good data, as what it has is what will be expected");
        var output = new Option<string?>("--output") { Description = $"Write the schema to a file ({DataSchema.FileExtension}). One that is there and differs stays as it is, and what differs is printed.", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Write over a schema that differs." };
        var maxDomain = new Option<int>("--max-domain") { Description = "Texts with at most so many values get the set of them as their domain.", DefaultValueFactory = _ => new DataSchemaInferenceOptions().MaxDomainSize };
        var ranges = new Option<bool>("--ranges") { Description = "Expect of numbers the range that they have." };
        maxDomain.Validators.Add(result => OptionValues.AtLeast(result, 0));
        var input = new DataInputOptions();
        var command = new Command("infer", "A schema that the data fits, to review and commit: types, presence, the values of texts that take few. " +
            "Exit code 0: done; 1: another schema is in the file, and was not written over; 2: could not read.")
        {
            data, output, force, maxDomain, ranges,
        };
        input.AddTo(command);
        command.SetAction((parsed, cancellationToken) => DataRun.ReadAsync(terminal, parsed, input, cancellationToken, session =>
        {
            var file = DataRun.Output(parsed, output, DataSchema.FileExtension);
            var loaded = session.Load(parsed.GetValue(data)!);
            var options = new DataSchemaInferenceOptions { MaxDomainSize = parsed.GetValue(maxDomain), InferRanges = parsed.GetValue(ranges) };
            var schema = loaded.Infer(session.MLContext, options, session.Watch);
            string[] notes = [.. loaded.Notes, .. DataRun.UnreadNotes(loaded)];
            var outcome = file is null ? new DataOutcome(ExitCodes.Clean, to => to.Out.Write(schema.ToJson())) : Write(schema, file, parsed.GetValue(force));
            return outcome with { Notes = [.. outcome.Notes, .. notes] };
        }));
        return command;
    }

    /// <summary>Writes a schema, unless another one is in the file.</summary>
    public static DataOutcome Write(DataSchema schema, string file, bool force)
    {
        if (File.Exists(file) && !force)
        {
            var diff = DataSession.Schema(file).Diff(schema);
            if (diff.IsEmpty)
                return new(ExitCodes.Clean, to => to.Out.WriteLine($"{file} says the same already."));
            return new(ExitCodes.Findings, to => to.Out.WriteLine(diff.ToString().TrimEnd())) { Notes = [$"{file} differs and stays as it is; --force writes over it."] };
        }
        schema.Save(file);
        return new(ExitCodes.Clean, to => to.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {schema.Columns.Count} columns. Review it and commit it.")));
    }
}
