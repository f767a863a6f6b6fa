using System.CommandLine;
using System.IO;

namespace MlAntipatternAnalyzers.Tool.Commands;

/// <summary>Arguments and options that more than one command has.</summary>
internal static class CommandOptions
{
    public static Argument<string[]> Paths()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "A project, a solution, a folder, or a C# file. A folder stands for the solution in it, else the projects in or below it, else its C# files.",
            Arity = ArgumentArity.OneOrMore,
        };
        // Else a mistyped option is a path that does not exist.
        paths.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (token.Value.StartsWith('-') && !Path.Exists(token.Value))
                    result.AddError($"There is no option {token.Value}.");
            }
        });
        return paths;
    }

    public static Option<bool> NoRestore() => new("--no-restore")
    {
        Description = "Do not run 'dotnet restore' first; a project that is not restored cannot be analysed.",
    };

    public static Option<bool> Loose() => new("--loose")
    {
        Description = "Analyse the C# files of a folder against the ML.NET assemblies that the tool carries, though there are projects: nothing is restored or evaluated.",
    };
}
