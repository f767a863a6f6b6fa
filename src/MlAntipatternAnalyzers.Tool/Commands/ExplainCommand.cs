using System;
using System.Collections.Concurrent;
using System.CommandLine;
using System.Linq;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Tool.Analysis;
using MlAntipatternAnalyzers.Tool.Projects;

namespace MlAntipatternAnalyzers.Tool.Commands;

/// <summary>The forms in which a program model prints.</summary>
internal enum ModelFormat
{
    Text,
    Mermaid,
}

/// <summary><c>mlap explain PATH</c></summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        var paths = CommandOptions.Paths();
        var format = CommandOptions.Choice<ModelFormat>("--format", "text, or mermaid: a flowchart that Markdown viewers draw.", ModelFormat.Text);
        var noRestore = CommandOptions.NoRestore();
        var loose = CommandOptions.Loose();
        var command = new Command("explain", "Print what a program does with ML.NET: what is loaded, split, fitted, evaluated, saved and served, and from what.")
        {
            paths, format, noRestore, loose,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var models = new ConcurrentQueue<(string Project, string Text)>();
            var mermaid = parsed.Chosen<ModelFormat>(format) == ModelFormat.Mermaid;
            var reader = await Progress.RunAsync(terminal, async progress =>
            {
                var reader = new ProjectReader(parsed.GetValue(loose), !parsed.GetValue(noRestore), progress);
                await reader.ForEachAsync(
                    parsed.GetValue(paths)!,
                    async (opened, cancel) =>
                    {
                        var compilation = await opened.Project.GetCompilationAsync(cancel).ConfigureAwait(false);
                        if (compilation is not null && ProgramModel.TryCreate(compilation, cancel) is { } model)
                            models.Enqueue((opened.Name, (mermaid ? model.ToMermaid() : model.ToText(cancel, withSchemas: true)).TrimEnd()));
                    },
                    cancellationToken).ConfigureAwait(false);
                return reader;
            }).ConfigureAwait(false);

            Write(terminal, models.OrderBy(model => model.Project, StringComparer.Ordinal).Where(model => model.Text.Length > 0).ToArray(), mermaid);
            var failed = reader.Problems.Any(problem => problem.IsFailure);
            terminal.Write(reader.Problems);
            if (!failed && models.All(model => model.Text.Length == 0))
                terminal.Write([Problem.NoMLNet]);
            return failed ? ExitCodes.Failed : ExitCodes.Clean;
        });
        return command;
    }

    private static void Write(Terminal terminal, (string Project, string Text)[] models, bool mermaid)
    {
        // One model is printed as it is, so that it can be piped into what draws it; several are a Markdown page.
        if (models.Length == 1)
        {
            terminal.Out.WriteLine(models[0].Text);
            return;
        }

        foreach (var (project, text) in models)
        {
            terminal.Out.WriteLine($"# {project}");
            terminal.Out.WriteLine(mermaid ? $"```mermaid\n{text}\n```" : text);
            terminal.Out.WriteLine();
        }
    }
}
