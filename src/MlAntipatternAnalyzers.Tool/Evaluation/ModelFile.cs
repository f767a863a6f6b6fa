using System;
using System.IO;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Tool.Evaluation;

/// <summary>A saved model.</summary>
/// <param name="Path">Its file, as it was given.</param>
/// <param name="Transformer">The model.</param>
/// <param name="InputSchema">The columns that were saved with it; null when it was saved without.</param>
/// <param name="Fingerprint">The file's SHA-256, so that a report tells of which model it is.</param>
internal sealed record ModelFile(string Path, ITransformer Transformer, DataViewSchema? InputSchema, string Fingerprint)
{
    public static ModelFile Load(MLContext mlContext, string path)
    {
        if (!File.Exists(path))
            throw new CannotEvaluateException($"There is no model '{path}'. It is the .zip that mlContext.Model.Save wrote.");
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.ReadByte() != 'P' || stream.ReadByte() != 'K')
                throw new CannotEvaluateException($"'{path}' is not a model: it is no .zip archive. It is the file that mlContext.Model.Save wrote.");
            stream.Position = 0;
            var fingerprint = Convert.ToHexString(SHA256.HashData(stream)).ToLowerInvariant();
            stream.Position = 0;
            var transformer = mlContext.Model.Load(stream, out var schema);
            return new(path, transformer, schema, fingerprint);
        }
        catch (Exception e) when (Reason(e) is { } reason)
        {
            throw new CannotEvaluateException($"The model '{path}' cannot be loaded: {reason}");
        }
    }

    // ML.NET throws whatever its reader comes upon; what is none of these is a fault of the tool and stays one.
    private static string? Reason(Exception e) => e switch
    {
        TargetInvocationException { InnerException: { } inner } => Reason(inner),
        FileNotFoundException { FileName: { } name } => MissingAssembly(name),
        TypeLoadException or DllNotFoundException => $"{OneLine(e)} Give the program's .dll, with all that it needs beside it, by --assembly.",
        InvalidDataException or EndOfStreamException or FormatException or IOException =>
            $"the file is damaged, or not a model of ML.NET ({OneLine(e)}). Save it again with mlContext.Model.Save.",
        InvalidOperationException or ArgumentException or NotSupportedException or OverflowException or IndexOutOfRangeException or UnauthorizedAccessException =>
            $"{OneLine(e)} If it holds a custom mapping, give the assembly with its factory by --assembly; else the file is damaged, and is to be saved again.",
        _ => null,
    };

    private static string MissingAssembly(string name)
    {
        var assembly = new AssemblyName(name).Name;
        return $"it needs the assembly {assembly}, which the tool does not carry. Give it by --assembly: the {assembly}.dll in the output folder of the program that saved the model, or that program's own .dll.";
    }

    private static string OneLine(Exception e) => e.Message.ReplaceLineEndings(" ").TrimEnd('.') + ".";
}
