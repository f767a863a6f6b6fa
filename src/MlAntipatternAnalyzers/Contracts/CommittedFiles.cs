using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>The files of one kind among a project's additional files.</summary>
internal static class CommittedFiles
{
    /// <summary>The files of a kind, each once, in the order of their paths, without those that cannot be read.</summary>
    public static IReadOnlyList<TFile> In<TFile>(ImmutableArray<AdditionalText> files, Func<string, bool> isOfKind, Func<AdditionalText, TFile?> read)
        where TFile : class =>
        files.Where(file => isOfKind(file.Path))
            .GroupBy(file => file.Path)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => read(group.First()))
            .OfType<TFile>()
            .ToList();
}
