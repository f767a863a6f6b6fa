using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MlAntipatternAnalyzers.Contracts;
using MlAntipatternAnalyzers.Tool.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Contracts;

/// <summary>A contract's file as it lies there.</summary>
/// <param name="Path">As it was given.</param>
internal sealed record ContractFile(string Path, string Text, ContractReading Reading)
{
    private const int ShownErrors = 3;

    /// <summary>Why it is no contract, with the lines and what is expected there.</summary>
    public string WhatIsWrong
    {
        get
        {
            var more = Reading.Errors.Count - ShownErrors;
            return $"'{Path}' cannot be read as a contract: {string.Join("; ", Reading.Errors.Take(ShownErrors))}{(more > 0 ? $"; and {more} more" : "")}.";
        }
    }

    /// <summary>Whether it is of a later version of the format: this tool does not know what it would write over.</summary>
    public bool IsOfTheFuture
    {
        get
        {
            var header = Text.TrimStart('\ufeff').Split('\n').FirstOrDefault(line => line.Trim() is { Length: > 0 } content && content[0] != '#') ?? "";
            return header.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var word, var version]
                && word == ContractReader.Header.Split(' ')[0]
                && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > ContractReader.Version;
        }
    }

    /// <exception cref="CannotEvaluateException">There is no such file.</exception>
    public static ContractFile Load(string path)
    {
        if (!File.Exists(path))
            throw new CannotEvaluateException($"There is no contract '{path}'. 'mlap contract write PROJECT' makes one.");
        // With its byte order mark, if it has one: what is written over it keeps it.
        var text = Encoding.UTF8.GetString(File.ReadAllBytes(path));
        return new(path, text, ContractReader.Read(text));
    }

    /// <summary>The contract.</summary>
    /// <exception cref="CannotEvaluateException">The file is none.</exception>
    public ContractSource Require() => Reading.Contract is { } contract
        ? new(ContractOrigin.File, Path, Contract.NameOf(Path), contract)
        : throw new CannotEvaluateException(WhatIsWrong);
}
