using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>A feature contract among a project's additional files.</summary>
internal sealed class CommittedContract
{
    // A text is parsed once, whoever asks: the rules, the fixes, the next compilation.
    private static readonly ConditionalWeakTable<SourceText, ContractReading> Readings = new();

    private CommittedContract(string path, SourceText text)
    {
        Path = path;
        Text = text;
        Reading = Readings.GetValue(text, text => ContractReader.Read(text.ToString()));
    }

    public string Path { get; }

    public SourceText Text { get; }

    /// <summary>The contract, or what is wrong with the file.</summary>
    public ContractReading Reading { get; }

    /// <summary>The name that code calls it by.</summary>
    public string Name => Contract.NameOf(Path);

    /// <summary>The file's name in messages.</summary>
    public string FileName => Name + Contract.FileExtension;

    public static bool AreIn(ImmutableArray<AdditionalText> files) => files.Any(file => Contract.IsFile(file.Path));

    /// <summary>The contracts among additional files, each once, in the order of their paths.</summary>
    public static IReadOnlyList<CommittedContract> In(ImmutableArray<AdditionalText> files, CancellationToken cancellationToken) =>
        CommittedFiles.In(files, Contract.IsFile, file => Read(file, cancellationToken));

    /// <summary>One file; null where it cannot be read.</summary>
    public static CommittedContract? Read(AdditionalText file, CancellationToken cancellationToken) =>
        file.GetText(cancellationToken) is { } text ? new CommittedContract(file.Path, text) : null;

    /// <summary>The place of a line, from 1, and in it of a column, from 1.</summary>
    public Location LocationOf(int line, int column = 1)
    {
        if (line < 1 || line > Text.Lines.Count)
            line = 1;
        var span = Text.Lines[line - 1].Span;
        span = TextSpan.FromBounds(Math.Min(span.Start + column - 1, span.End), span.End);
        return Location.Create(Path, span, Text.Lines.GetLinePositionSpan(span));
    }
}
