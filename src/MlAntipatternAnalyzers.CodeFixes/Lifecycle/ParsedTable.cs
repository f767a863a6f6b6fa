using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;

namespace MlAntipatternAnalyzers.CodeFixes.Lifecycle;

/// <summary>A table that is read, cut and parsed by hand, and nothing else: lines of one file, one separator, each member one cell.</summary>
internal sealed class ParsedTable
{
    private readonly SemanticModel semantics;
    private readonly CancellationToken cancellationToken;
    private readonly List<TextSpan> removed = new();
    private readonly ParsedLine line;

    private ParsedTable(SemanticModel semantics, CancellationToken cancellationToken)
    {
        this.semantics = semantics;
        this.cancellationToken = cancellationToken;
        line = new ParsedLine(semantics, cancellationToken);
    }

    /// <summary>The call of <c>LoadFromEnumerable</c>.</summary>
    public InvocationExpressionSyntax Load { get; private set; } = null!;

    public INamedTypeSymbol Row => line.Row!;

    /// <summary>The path of the file, as it is written where the rows are loaded.</summary>
    public string Path { get; private set; } = "";

    public char Separator => line.Separator!.Value;

    public bool HasHeader { get; private set; }

    /// <summary>The position in the line of each member that is filled.</summary>
    public IReadOnlyDictionary<ISymbol, int> Cells => line.Cells;

    /// <summary>What nothing needs any more.</summary>
    public IReadOnlyList<TextSpan> Removed => removed;

    /// <summary>The table that begins with a call that reads lines, or null where it is not that simple.</summary>
    public static ParsedTable? Of(InvocationExpressionSyntax read, SemanticModel semantics, CancellationToken cancellationToken)
    {
        var table = new ParsedTable(semantics, cancellationToken);
        return read.ArgumentList.Arguments.Count == 1 && table.MethodOf(read) is { Name: "ReadAllLines" or "ReadLines", ContainingType: { Name: "File", ContainingNamespace.Name: "IO" } }
            && table.Follow(read, read.ArgumentList.Arguments[0].Expression) && table.Cells.Count > 0
            ? table
            : null;
    }

    /// <summary>Follows the lines, then the rows, to the load.</summary>
    private bool Follow(ExpressionSyntax lines, ExpressionSyntax path)
    {
        Path = path.ToString();
        ISymbol? parts = null;
        for (var current = lines; ;)
        {
            if (Removal.HasComment(current))
                return false;
            switch (current.Parent)
            {
                case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == current:
                    if (!Query(call, access.Name.Identifier.ValueText, ref parts))
                        return false;
                    current = call;
                    continue;

                case ForEachStatementSyntax loop when loop.Expression == current && line.Row is null:
                    if (Loop(loop) is not { } filled)
                        return false;
                    current = filled;
                    continue;

                case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax statement } } variable }:
                    if (OnlyUse(semantics.GetDeclaredSymbol(variable, cancellationToken), statement) is not { } use || !Remove(statement))
                        return false;
                    current = use;
                    continue;

                case ReturnStatementSyntax or ArrowExpressionClauseSyntax:
                    if (OnlyCall(current, path) is not { } caller)
                        return false;
                    current = caller;
                    continue;

                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 } load } when line.Row is not null && MethodOf(load) is { Name: "LoadFromEnumerable" }:
                    Load = load;
                    return true;

                default:
                    return false;
            }
        }
    }

    /// <summary>One step of a query: the header skipped, a line cut, a row made of the pieces, the rows collected.</summary>
    private bool Query(InvocationExpressionSyntax call, string name, ref ISymbol? parts)
    {
        var arguments = call.ArgumentList.Arguments;
        switch (name)
        {
            case "Skip" when arguments.Count == 1 && line.Row is null && line.Separator is null && !HasHeader && semantics.GetConstantValue(arguments[0].Expression, cancellationToken).Value is 1:
                return HasHeader = true;

            case "ToList" or "ToArray" or "AsEnumerable":
                return arguments.Count == 0;

            case "Select" when arguments.Count == 1 && line.Row is null && arguments[0].Expression is SimpleLambdaExpressionSyntax lambda:
                var element = semantics.GetDeclaredSymbol(lambda.Parameter, cancellationToken);
                if (line.Separator is not null)
                    return lambda.Body is ExpressionSyntax made && line.Creates(made, element);
                return lambda.Body switch
                {
                    ExpressionSyntax cut => line.Cuts(cut, element),
                    BlockSyntax { Statements: { Count: 2 } statements } => line.Cuts(statements[0], element, out var pieces) && statements[1] is ReturnStatementSyntax { Expression: { } result } && line.Creates(result, pieces),
                    _ => false,
                };

            default:
                return false;
        }
    }

    /// <summary>A loop over the lines that does nothing but cut each and add a row to a list; the list's one other use.</summary>
    private ExpressionSyntax? Loop(ForEachStatementSyntax loop)
    {
        if (loop.Statement is not BlockSyntax { Statements: { Count: 2 } statements } || !line.Cuts(statements[0], semantics.GetDeclaredSymbol(loop, cancellationToken), out var pieces))
            return null;
        if (statements[1] is not ExpressionStatementSyntax
            {
                Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add", Expression: IdentifierNameSyntax list }, ArgumentList.Arguments: { Count: 1 } added },
            }
            || !line.Creates(added[0].Expression, pieces) || semantics.GetSymbolInfo(list, cancellationToken).Symbol is not ILocalSymbol local)
            return null;

        if (local.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is not VariableDeclaratorSyntax
            {
                Initializer.Value: BaseObjectCreationExpressionSyntax { Initializer: null, ArgumentList: null or { Arguments.Count: 0 } },
                Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax declaration },
            })
            return null;
        var uses = Uses(local, declaration).Where(use => use != list).ToList();
        return uses.Count == 1 && uses[0].SpanStart > loop.Span.End && Remove(declaration) && Remove(loop) ? uses[0] : null;
    }

    /// <summary>The one call of the method that returns an expression, the path in its own terms.</summary>
    private ExpressionSyntax? OnlyCall(ExpressionSyntax returned, ExpressionSyntax path)
    {
        if (returned.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not MethodDeclarationSyntax method
            || returned.Ancestors().TakeWhile(node => node != method).Any(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
            || semantics.GetDeclaredSymbol(method, cancellationToken) is not { } symbol)
            return null;

        // Whatever else the method does stays undone: it must do nothing else.
        var rest = method.Body?.Statements.Count(statement => statement is not ReturnStatementSyntax && !removed.Any(span => span.Contains(statement.Span))) ?? 0;
        var calls = method.SyntaxTree.GetRoot(cancellationToken).DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == symbol.Name && SymbolEqualityComparer.Default.Equals(semantics.GetSymbolInfo(name, cancellationToken).Symbol, symbol)).ToList();
        if (rest > 0 || calls.Count != 1)
            return null;
        var call = calls[0].Parent is MemberAccessExpressionSyntax access && access.Name == calls[0] ? access.Parent : calls[0].Parent;
        if (call is not InvocationExpressionSyntax invocation)
            return null;

        switch (semantics.GetSymbolInfo(path, cancellationToken).Symbol)
        {
            case IParameterSymbol parameter when invocation.ArgumentList.Arguments.Count == method.ParameterList.Parameters.Count && invocation.ArgumentList.Arguments.All(argument => argument.NameColon is null):
                Path = invocation.ArgumentList.Arguments[parameter.Ordinal].Expression.ToString();
                break;
            default:
                if (!semantics.GetConstantValue(path, cancellationToken).HasValue)
                    return null;
                break;
        }

        // A method that others may call, or that has something to say, stays where it is.
        removed.RemoveAll(span => method.Span.Contains(span));
        if (symbol.DeclaredAccessibility == Accessibility.Private && Removal.LinesOf(method, isMember: true) is { } lines)
            removed.Add(lines);
        return invocation;
    }

    private ExpressionSyntax? OnlyUse(ISymbol? symbol, StatementSyntax declaration) =>
        symbol is ILocalSymbol local && Uses(local, declaration) is { Count: 1 } uses ? uses[0] : null;

    private List<IdentifierNameSyntax> Uses(ILocalSymbol local, StatementSyntax declaration)
    {
        var scope = declaration.Parent is GlobalStatementSyntax { Parent: { } unit } ? unit : declaration.Parent!;
        return scope.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == local.Name && SymbolEqualityComparer.Default.Equals(semantics.GetSymbolInfo(name, cancellationToken).Symbol, local)).ToList();
    }

    private bool Remove(StatementSyntax statement)
    {
        if (Removal.LinesOf(statement) is not { } lines)
            return false;
        removed.Add(lines);
        return true;
    }

    private IMethodSymbol? MethodOf(InvocationExpressionSyntax call) => semantics.GetSymbolInfo(call, cancellationToken).Symbol as IMethodSymbol;
}
