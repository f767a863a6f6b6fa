using System;
using System.CommandLine;
using System.IO;
using System.Linq;

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

    /// <summary>An option whose values are the members of an enumeration, in lower case.</summary>
    /// <param name="fallback">Its value when it is not given; null: none.</param>
    public static Option<string?> Choice<T>(string name, string description, T? fallback)
        where T : struct, Enum
    {
        var values = Enum.GetNames<T>().Select(value => value.ToLowerInvariant()).ToArray();
        var option = new Option<string?>(name) { Description = description, HelpName = string.Join('|', values) };
        if (fallback is { } value)
            option.DefaultValueFactory = _ => value.ToString().ToLowerInvariant();
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    public static T? Chosen<T>(this ParseResult parsed, Option<string?> option)
        where T : struct, Enum => parsed.GetValue(option) is { } value ? Enum.Parse<T>(value, ignoreCase: true) : null;

    public static Option<bool> NoRestore() => new("--no-restore")
    {
        Description = "Do not run 'dotnet restore' first; a project that is not restored cannot be analysed.",
    };

    public static Option<bool> Loose() => new("--loose")
    {
        Description = "Analyse the C# files of a folder against the ML.NET assemblies that the tool carries, though there are projects: nothing is restored or evaluated.",
    };
}
