using System.CommandLine;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tool.Commands;

namespace MlAntipatternAnalyzers.Tool.Data.Commands;

/// <summary><c>mlap data diff OLD NEW</c></summary>
internal static class DataDiffCommand
{
    public static Command Create(Terminal terminal)
    {
        var old = OptionValues.NotAnOption(new Argument<string>("OLD") { Description = "A data schema (.mlschema.json)." });
        var @new = OptionValues.NotAnOption(new Argument<string>("NEW") { Description = "The one to compare it with." });
        var format = CommandOptions.Choice<DataFormat>("--format", "Form of what is written to standard output.", DataFormat.Text);
        var command = new Command("diff", "What differs between two data schemas, property by property. Exit code 0: they say the same; 1: they differ; 2: could not compare.") { old, @new, format };
        command.SetAction((parsed, _) => DataRun.GuardAsync(terminal, () =>
        {
            var diff = DataSession.Schema(parsed.GetValue(old)!).Diff(DataSession.Schema(parsed.GetValue(@new)!));
            if (parsed.Chosen<DataFormat>(format) == DataFormat.Json)
                terminal.Out.WriteLine(diff.ToJson().TrimEnd());
            else
                terminal.Out.WriteLine(diff.IsEmpty ? "The schemas say the same." : diff.ToString().TrimEnd());
            return Task.FromResult(diff.IsEmpty ? ExitCodes.Clean : ExitCodes.Findings);
        }));
        return command;
    }
}
