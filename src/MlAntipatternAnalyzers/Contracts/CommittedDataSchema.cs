using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>A data schema among a project's additional files: <c>NAME.mlschema.json</c>, which the runtime library writes, and reads when the program runs.</summary>
internal sealed class CommittedDataSchema
{
    public const string FileExtension = ".mlschema.json";

    // A text is parsed once, whoever asks: the rules, the fixes, the next compilation.
    private static readonly ConditionalWeakTable<SourceText, DataSchemaReading> Readings = new();

    private CommittedDataSchema(string path, SourceText text)
    {
        Path = path;
        Text = text;
        Reading = Readings.GetValue(text, text => DataSchemaReading.Of(text.ToString()));
    }

    public string Path { get; }

    public SourceText Text { get; }

    /// <summary>The schema, or what is wrong with the file.</summary>
    public DataSchemaReading Reading { get; }

    /// <summary>The file's name without folder and extension, which is that of a row class.</summary>
    public string Name => FileName.Substring(0, FileName.Length - FileExtension.Length);

    /// <summary>The file's name in messages.</summary>
    public string FileName => NameOf(Path);

    public static bool IsFile(string path) => path.EndsWith(FileExtension, StringComparison.OrdinalIgnoreCase);

    public static bool AreIn(ImmutableArray<AdditionalText> files) => files.Any(file => IsFile(file.Path));

    /// <summary>The schemas among additional files, each once, in the order of their paths.</summary>
    public static IReadOnlyList<CommittedDataSchema> In(ImmutableArray<AdditionalText> files, CancellationToken cancellationToken) =>
        CommittedFiles.In(files, IsFile, file => Read(file, cancellationToken));

    /// <summary>One file; null where it cannot be read.</summary>
    public static CommittedDataSchema? Read(AdditionalText file, CancellationToken cancellationToken) =>
        file.GetText(cancellationToken) is { } text ? new CommittedDataSchema(file.Path, text) : null;

    /// <summary>The name of a path's file.</summary>
    public static string NameOf(string path) => path.Substring(path.LastIndexOfAny(new[] { '/', '\\' }) + 1);

    /// <summary>The place of a part of the file: to the end of its line.</summary>
    public Location LocationOf(int position, int? end = null)
    {
        position = Math.Min(position, Text.Length);
        var span = TextSpan.FromBounds(position, Math.Min(Math.Max(position, end ?? int.MaxValue), Text.Lines.GetLineFromPosition(position).End));
        return Location.Create(Path, span, Text.Lines.GetLinePositionSpan(span));
    }

    /// <summary>The line of a position, from 1.</summary>
    public int LineOf(int position) => Text.Lines.GetLinePosition(Math.Min(position, Text.Length)).Line + 1;
}
