using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.DataValidation;

/// <summary>MLAP2006: a file's name says what separates its fields, and the loader is told otherwise, or nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP2006SeparatorDoesNotFitFileAnalyzer : ProgramRule
{
    /// <summary>The separators that fit the file, the likeliest first.</summary>
    internal const string SeparatorsProperty = "separators";

    private const string OfCommas = ",;";
    private const string OfTabs = "\t";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP2006",
        "The separator does not fit the file",
        "'{0}' is read with {1}, and its name says that {2} separate its fields: each line is one field then, and ML.NET fills all other columns with 0 and empty text and says nothing; pass separatorChar: '{3}'",
        Categories.DataValidation,
        DiagnosticSeverity.Warning,
        "ML.NET's text loader separates fields by tabs unless it is told otherwise, and takes a line without the separator for a row whose other fields are missing.",
        exploration: true);

    public MLAP2006SeparatorDoesNotFitFileAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        var misread = new Dictionary<SyntaxNode, List<(string Name, LoadInfo Load)>>();
        foreach (var loaded in context.Flows.Of(EventKind.Load))
        {
            if (loaded.Result is not ViewValue { Load: { Call: { } call, Layout.Separators: { Length: > 0 } } load })
                continue;
            if (!misread.TryGetValue(call, out var files))
                misread.Add(call, files = new List<(string, LoadInfo)>());
            files.Add((FileNames.Of(loaded) ?? "", load));
        }

        foreach (var pair in misread.OrderBy(pair => pair.Key.SpanStart))
        {
            // One loader for files of both kinds is wrong about one of them, and nobody knows which.
            if (pair.Value.All(file => IsMisread(file.Name, file.Load, context)))
                Report(context, pair.Key, pair.Value[0].Name, pair.Value[0].Load.Layout!);
        }
    }

    private static void Report(RuleContext context, SyntaxNode call, string name, TextLayout layout)
    {
        var fitting = SeparatorsOf(name)!;
        var read = layout.SeparatorsNode is null ? "ML.NET's default separator, a tab" : $"the separator '{layout.Separators}'";
        context.Report(
            call,
            ImmutableDictionary<string, string?>.Empty.Add(SeparatorsProperty, fitting),
            name,
            read,
            fitting == OfTabs ? "tabs" : "commas",
            fitting == OfTabs ? "\\t" : ",");
    }

    private static bool IsMisread(string name, LoadInfo load, RuleContext context)
    {
        if (SeparatorsOf(name) is not { } fitting || load.Layout is not { Separators: { } separators } layout || separators.IndexOfAny(fitting.ToCharArray()) >= 0)
            return false;

        // Who writes a tab for a .csv has seen the file; a separator that comes from elsewhere was chosen there.
        if (fitting == OfCommas ? layout.SeparatorsNode is not null : layout.SeparatorsNode is null || !IsWrittenOut(layout.SeparatorsNode) || separators.Trim(OfCommas.ToCharArray()).Length > 0)
            return false;

        // A file of one field a line is read alike whatever separates the others.
        return LoadedColumns.LastIndexOf(load, context.Symbols) > 0;
    }

    private static string? SeparatorsOf(string name) =>
        Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".CSV" => OfCommas,
            ".TSV" or ".TAB" => OfTabs,
            _ => null,
        };

    private static bool IsWrittenOut(ExpressionSyntax separators) => !separators.DescendantNodesAndSelf().Any(node => node is IdentifierNameSyntax);
}
