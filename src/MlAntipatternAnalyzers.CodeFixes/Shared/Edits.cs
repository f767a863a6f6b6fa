using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Changes to the text of one document: what is not named stays as it is, comments and line ends too.</summary>
internal sealed class Edits
{
    private readonly List<TextChange> changes = new();
    private readonly SourceText text;

    public Edits(SourceText text) => this.text = text;

    public string LineEnd => MlExpressions.NewLineOf(text);

    public bool IsEmpty => changes.Count == 0;

    /// <summary>Whether two changes are about the same text, so that they cannot both be made.</summary>
    public bool Overlap => changes.Any(one => changes.Any(other => !one.Equals(other) && one.Span.OverlapsWith(other.Span)));

    public void Replace(SyntaxNode node, string with) => Replace(node.Span, with);

    /// <summary>Replaces a text; that the same is asked for twice is no harm.</summary>
    public void Replace(TextSpan span, string with)
    {
        var change = new TextChange(span, with);
        if (span.IsEmpty || !changes.Contains(change))
            changes.Add(change);
    }

    public void InsertBefore(SyntaxNode node, string inserted) => changes.Add(new TextChange(new TextSpan(node.SpanStart, 0), inserted));

    /// <summary>Inserts a line of its own before a statement, below the statement's comments and as far in.</summary>
    public void InsertLineBefore(SyntaxNode statement, string line) => InsertBefore(statement, line + LineEnd + IndentationOf(statement));

    /// <summary>Inserts a line of its own after a statement, as far in.</summary>
    public void InsertLineAfter(SyntaxNode statement, string line)
    {
        var end = text.Lines.GetLineFromPosition(statement.Span.End).End;
        changes.Add(new TextChange(new TextSpan(end, 0), LineEnd + IndentationOf(statement) + line));
    }

    /// <summary>Removes a statement with its line; comments before it stay.</summary>
    public void RemoveLine(SyntaxNode statement)
    {
        var first = text.Lines.GetLineFromPosition(statement.SpanStart);
        var last = text.Lines.GetLineFromPosition(statement.Span.End);
        var isAlone = string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(first.Start, statement.SpanStart)))
            && string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(statement.Span.End, last.End)));
        changes.Add(new TextChange(isAlone ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak) : statement.Span, ""));
    }

    public string IndentationOf(SyntaxNode node) => MlExpressions.IndentationAt(text, node.SpanStart);

    public SourceText Apply() => text.WithChanges(changes.OrderBy(change => change.Span.Start));

    public Document Apply(Document document) => document.WithText(Apply());

    /// <summary>Whether the document has no more errors with the changes than without.</summary>
    public async Task<bool> CompileAsync(Document document, CancellationToken cancellationToken) =>
        await Errors.CountAsync(Apply(document), cancellationToken).ConfigureAwait(false) <= await Errors.CountAsync(document, cancellationToken).ConfigureAwait(false);

    /// <summary>A name that nothing in scope has yet.</summary>
    public static string UniqueName(SemanticModel model, int position, string name)
    {
        var taken = new HashSet<string>(model.LookupSymbols(position).Select(symbol => symbol.Name));
        var scope = model.SyntaxTree.GetRoot().FindToken(position).Parent?.FirstAncestorOrSelf<SyntaxNode>(node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or CompilationUnitSyntax);
        foreach (var declared in scope?.DescendantNodes() ?? Enumerable.Empty<SyntaxNode>())
        {
            var identifier = declared switch
            {
                VariableDeclaratorSyntax variable => variable.Identifier,
                SingleVariableDesignationSyntax designation => designation.Identifier,
                ParameterSyntax parameter => parameter.Identifier,
                ForEachStatementSyntax loop => loop.Identifier,
                _ => default,
            };
            taken.Add(identifier.ValueText ?? "");
        }

        var unique = name;
        for (var i = 2; taken.Contains(unique); i++)
            unique = name + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return unique;
    }

    /// <summary>The call whose name a finding underlines.</summary>
    public static InvocationExpressionSyntax? CallAt(SyntaxNode root, TextSpan span) =>
        root.FindNode(span, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>(call => call.Expression.Span.Contains(span));

    /// <summary>The uses of a local variable or parameter in the code that can see it.</summary>
    public static ImmutableArray<IdentifierNameSyntax> UsesOf(SemanticModel model, ISymbol symbol, CancellationToken cancellationToken)
    {
        var declaration = symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken);
        var scope = declaration?.FirstAncestorOrSelf<SyntaxNode>(node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax) ?? declaration?.SyntaxTree.GetRoot(cancellationToken);
        return (scope?.DescendantNodes() ?? Enumerable.Empty<SyntaxNode>()).OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == symbol.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol, symbol))
            .ToImmutableArray();
    }
}
