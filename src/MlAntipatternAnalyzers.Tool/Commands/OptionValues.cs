using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using MlAntipatternAnalyzers.Tool.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Commands;

/// <summary>How what is given on a command line is looked at before anything is done.</summary>
internal static class OptionValues
{
    /// <summary>An option is wrong where its value is, by the reason that the reader of it gives.</summary>
    public static void Check(OptionResult result, Action<string> parse)
    {
        foreach (var token in result.Tokens)
        {
            try
            {
                parse(token.Value);
            }
            catch (FormatException e)
            {
                result.AddError(e.Message);
            }
        }
    }

    public static void AtLeast(OptionResult result, long least)
    {
        if (result.Tokens is [{ Value: var text }] && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value < least)
            result.AddError($"{result.Option.Name} is at least {least}, and {value} was given.");
    }

    /// <summary>The two sides of <c>NAME=VALUE</c>. A name may hold "=", an index, a number and a type do not.</summary>
    public static (string Name, string Value) NameAndRest(string value, string option, string example) => value.LastIndexOf('=') is > 0 and var at
        ? (value[..at], value[(at + 1)..])
        : throw new FormatException($"{option} {value} names no column: {example}.");

    /// <summary>A file that can be written; null when none was named.</summary>
    /// <exception cref="CannotEvaluateException">It is a folder, or its folder is not there: better said before the data is read than after.</exception>
    public static string? Writable(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } path)
            return null;
        return Directory.Exists(path)
            ? throw new CannotEvaluateException($"{option.Name} '{path}' is a folder. Give the name of a file.")
            : Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)))
                ? path
                : throw new CannotEvaluateException($"The folder of {option.Name} '{path}' does not exist. Create it first.");
    }

    // Else a mistyped option is a file that does not exist.
    public static Argument<string> NotAnOption(Argument<string> argument)
    {
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] value }] && !Path.Exists(value))
                result.AddError($"There is no option {value}.");
        });
        return argument;
    }
}
