using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Rules.DataValidation;

namespace MlAntipatternAnalyzers.CodeFixes.DataValidation;

/// <summary>Writes a <c>ReplaceMissingValues</c> in front of a chain of estimators.</summary>
internal sealed class MissingValueReplacer
{
    private const int ColumnsOnOneLine = 2;

    private const string Mode = "MissingValueReplacingEstimator.ReplacementMode.Mean";

    private MissingValueReplacer(InvocationExpressionSyntax step, SortedSet<string> columns, INamedTypeSymbol? row)
    {
        Step = step;
        Columns = columns;
        Row = row;
    }

    /// <summary>The chain's first step.</summary>
    public InvocationExpressionSyntax Step { get; }

    public SortedSet<string> Columns { get; }

    private INamedTypeSymbol? Row { get; }

    /// <summary>Whether the chain's type stays what it is: what is appended comes after, as before.</summary>
    public bool KeepsType => Step.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Append" or "AppendCacheCheckpoint" };

    /// <summary>The places that a finding names.</summary>
    public static IEnumerable<MissingValueReplacer> Of(SyntaxNode root, Diagnostic diagnostic, INamedTypeSymbol? row)
    {
        if (!diagnostic.Properties.TryGetValue(MissingValueReplacements.PlacesProperty, out var places) || string.IsNullOrEmpty(places))
            yield break;
        foreach (var place in places!.Split('\n').Select(line => line.Split('\t')))
        {
            var span = new TextSpan(int.Parse(place[0], CultureInfo.InvariantCulture), int.Parse(place[1], CultureInfo.InvariantCulture));
            if (root.FullSpan.Contains(span) && root.FindNode(span, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } step && step.Span == span)
                yield return new MissingValueReplacer(step, new SortedSet<string>(place.Skip(2), StringComparer.Ordinal), row);
        }
    }

    /// <summary>The changes, or none where no expression for the catalog is at hand.</summary>
    public IReadOnlyList<TextChange> Changes(SemanticModel model, SourceText text, MlNetSymbols ml, CancellationToken cancellationToken)
    {
        if (MlExpressions.Catalog(model, Step, "TransformsCatalog", "Transforms", cancellationToken) is not { } transforms)
            return Array.Empty<TextChange>();
        var newLine = MlExpressions.NewLineOf(text);
        var indentation = newLine + MlExpressions.IndentationAt(text, Step.SpanStart) + "    ";

        // Where the chain goes on below, so does the new link.
        var next = (Step.Parent as MemberAccessExpressionSyntax)?.OperatorToken.SpanStart ?? Step.Span.End;
        var gap = text.ToString(TextSpan.FromBounds(Step.Span.End, next));
        var link = gap.Contains('\n') ? newLine + MlExpressions.IndentationAt(text, next) : "";
        return new[]
        {
            new TextChange(new TextSpan(Step.SpanStart, 0), $"{transforms}.ReplaceMissingValues({Arguments(model, indentation, ml)}){link}.Append("),
            new TextChange(new TextSpan(Step.Span.End, 0), ")"),
        };
    }

    private string Arguments(SemanticModel model, string indentation, MlNetSymbols ml)
    {
        var names = Columns.Select(column => NameOf(model, column, ml)).ToList();
        if (names.Count == 1)
            return $"{names[0]}, replacementMode: {Mode}";
        var pairs = names.Select(name => $"new InputOutputColumnPair({name})");
        return names.Count <= ColumnsOnOneLine
            ? $"new[] {{ {string.Join(", ", pairs)} }}, {Mode}"
            : $"{indentation}new[]{indentation}{{{string.Concat(pairs.Select(pair => $"{indentation}    {pair},"))}{indentation}}},{indentation}{Mode}";
    }

    /// <summary>The column as <c>nameof</c> its member where that can be written here, else as text.</summary>
    private string NameOf(SemanticModel model, string column, MlNetSymbols ml)
    {
        var isMember = Row is not null && RowType.ColumnsOf(Row, ml).Any(candidate => candidate.Name == column && candidate.Member.Name == column);
        if (isMember && SymbolEqualityComparer.Default.Equals(model.LookupNamespacesAndTypes(Step.SpanStart, name: Row!.Name).FirstOrDefault(), Row))
            return $"nameof({Row.Name}.{column})";
        return Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(column, quote: true);
    }
}
