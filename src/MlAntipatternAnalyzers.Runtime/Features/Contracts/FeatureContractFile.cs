using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MlAntipatternAnalyzers.Contracts;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Finds, reads and writes the file of a feature contract. What is in it, the reader of the analyzers says.</summary>
internal static class FeatureContractFile
{
    // Far above any contract; guards against a data file given by mistake.
    private const long MostBytes = 16L << 20;

    /// <param name="path">As the caller wrote it.</param>
    /// <param name="programDirectory">Where a relative path is looked for that the current directory does not have.</param>
    public static Contract Load(string path, string programDirectory)
    {
        var file = ProgramFile.Find(
            path, programDirectory, "feature contract", name => $"Write it in the training project (mlap contract write --output {name}, or the fix of MLAP4012), commit it, and have it copied to the output directory.");
        if (file.Length > MostBytes)
            throw new FeatureContractFormatException(path, 1, 1, $"expected a feature contract of at most {MostBytes >> 20} MB, found {file.Length >> 20} MB; is this a data file?");
        var reading = ContractReader.Read(File.ReadAllText(file.FullName));
        return reading.Contract ?? throw Malformed(path, reading);
    }

    public static void Save(Contract contract, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!Contract.IsFile(path))
            throw new ArgumentException($"The name of a feature contract's file ends in '{Contract.FileExtension}', and '{path}' does not.", nameof(path));
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(ContractWriter.Write(contract)));
    }

    private static FeatureContractFormatException Malformed(string path, ContractReading reading)
    {
        var first = reading.Errors[0];
        var rest = reading.Errors.Skip(1).Select(e => string.Create(CultureInfo.InvariantCulture, $"\n  {path}({e.Line},{e.Column}): {e.Message}"));
        return new(path, first.Line, first.Column, first.Message + string.Concat(rest));
    }
}
