using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP3002: rows for a view are cut out of text by hand, where ML.NET's text loader would read them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP3002TextParsedByHandAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP3002",
        "Rows are parsed from text by hand",
        "The rows of '{0}' are cut out of text by hand: a quoted separator, an empty field or another culture breaks them, and each program that reads the file has its own reading of it; load them by LoadFromTextFile<{0}> with [LoadColumn] on the members",
        Categories.Lifecycle,
        DiagnosticSeverity.Warning,
        "Hand-written parsing is glue code that the text loader makes unnecessary.");

    public MLAP3002TextParsedByHandAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var load in context.Flows.Of(EventKind.Load).Select(@event => @event.Result).OfType<ViewValue>().Select(view => view.Load!))
        {
            foreach (var row in FilledRows.Of(load))
            {
                if (ParsedBy(row) is { } split)
                    context.Report(PlaceOf(split), row.Type.Name);
            }
        }
    }

    /// <summary>One of the data that a row was cut out of text for; null where the row is no line of a file that the text loader reads.</summary>
    private static DatumValue? ParsedBy(ObjectValue row)
    {
        var data = row.Writes.Select(write => DatumValue.In(write.Value)).OfType<DatumValue>().ToList();
        var cut = data.Where(datum => datum.Split is not null).ToList();
        if (cut.Count == 0 || cut.Any(datum => !IsReadable(datum.Split!)))
            return null;

        // Lines that are read one after the other into one row: a record of several lines.
        if (cut.Select(datum => datum.Read).Distinct().Count() > 1)
            return null;

        // A name that is cut in two is no line of a file: where nothing was read, all there is must come from one Split.
        if (cut[0].Read is null && (cut.Count < 2 || cut.Count < data.Count || cut.Select(datum => datum.Split).Distinct().Count() > 1))
            return null;
        return cut[0];
    }

    /// <summary>Whether the text loader knows the separator: one character, whatever blanks are around it.</summary>
    private static bool IsReadable(SyntaxNode split)
    {
        if (split is not InvocationExpressionSyntax { ArgumentList.Arguments: var arguments })
            return true;
        var texts = arguments.SelectMany(argument => argument.DescendantNodes()).OfType<LiteralExpressionSyntax>()
            .Select(literal => literal.Token.Value).OfType<string>();
        return texts.All(text => text.Length <= 1 || text.Trim().Length == 1);
    }

    /// <summary>The call that reads where it stands beside the one that cuts, else the one that cuts: there the parsing is written.</summary>
    private static SyntaxNode PlaceOf(DatumValue datum) =>
        datum.Read is { } read && MemberOf(read) == MemberOf(datum.Split!) ? read : datum.Split!;

    private static SyntaxNode? MemberOf(SyntaxNode node) => node.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax);
}
