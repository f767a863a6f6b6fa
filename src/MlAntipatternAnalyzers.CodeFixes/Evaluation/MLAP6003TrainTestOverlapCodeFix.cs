using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Fits a model on the train side of the split whose test side it is evaluated on.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6003TrainTestOverlapCodeFix))]
public sealed class MLAP6003TrainTestOverlapCodeFix : EditsCodeFix
{
    public const string FitOnTrainSet = "MLAP6003.FitOnTrainSet";

    public MLAP6003TrainTestOverlapCodeFix()
        : base("MLAP6003", FitOnTrainSet)
    {
    }

    private protected override string? Edit(Edits edits, SemanticModel model, Diagnostic diagnostic, IDictionary<string, string> made, CancellationToken cancellationToken)
    {
        var root = model.SyntaxTree.GetRoot(cancellationToken);
        if (Edits.CallAt(root, diagnostic.Location.SourceSpan) is not { } fit
            || SplitUse.Of(model, diagnostic, cancellationToken) is not { Data: { } data } split
            || fit.FirstAncestorOrSelf<StatementSyntax>() is not { } statement)
            return null;

        var fitted = fit.ArgumentList.Arguments.Where(argument => SyntaxFactory.AreEquivalent(argument.Expression, data)).ToList();
        var between = TextSpan.FromBounds(System.Math.Min(fit.SpanStart, split.Statement.SpanStart), System.Math.Max(fit.Span.End, split.Statement.Span.End));
        if (fitted.Count != 1 || SplitUse.ChangesBetween(root, between, split.Call))
            return null;

        var train = split.Name + ".TrainSet";
        edits.Replace(fitted[0].Expression, train);
        if (split.Statement.SpanStart > fit.SpanStart)
        {
            // A split that two models need moves once, before the first.
            var moved = split.Statement.SpanStart.ToString(CultureInfo.InvariantCulture);
            if (!made.ContainsKey(moved) && !Move(edits, model.SyntaxTree.GetText(cancellationToken), split.Statement, statement))
                return null;
            made[moved] = train;
        }

        return $"Fit on '{train}'";
    }

    /// <summary>Moves the lines of a statement, with the comments right above it and behind it, before another one of its block.</summary>
    private static bool Move(Edits edits, SourceText text, StatementSyntax moved, StatementSyntax before)
    {
        if (ListOf(moved) is not { } list || list != ListOf(before))
            return false;
        var first = text.Lines.GetLineFromPosition(moved.SpanStart).LineNumber;
        var last = text.Lines.GetLineFromPosition(moved.Span.End);
        var end = last.ToString().Substring(moved.Span.End - last.Start).Trim();
        if (!string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(text.Lines[first].Start, moved.SpanStart))) || (end.Length > 0 && !end.StartsWith("//", System.StringComparison.Ordinal)))
            return false;
        while (first > 0 && text.Lines[first - 1].ToString().TrimStart().StartsWith("//", System.StringComparison.Ordinal))
            first--;
        var lines = TextSpan.FromBounds(text.Lines[first].Start, last.EndIncludingLineBreak);
        edits.InsertLineBefore(before, text.ToString(TextSpan.FromBounds(lines.Start, last.End)).Trim());
        edits.Replace(WithBlankLine(text, first, last.LineNumber, lines), "");
        return true;
    }

    /// <summary>The lines, and the blank one before them where another, or the end of the block, follows.</summary>
    private static TextSpan WithBlankLine(SourceText text, int first, int last, TextSpan lines)
    {
        var follows = last + 1 < text.Lines.Count ? text.Lines[last + 1].ToString().Trim() : "";
        return first > 0 && follows is "" or "}" && string.IsNullOrWhiteSpace(text.Lines[first - 1].ToString()) ? TextSpan.FromBounds(text.Lines[first - 1].Start, lines.End) : lines;
    }

    private static SyntaxNode? ListOf(StatementSyntax statement) => statement.Parent is GlobalStatementSyntax global ? global.Parent : statement.Parent as BlockSyntax;
}
