using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.CodeFixes.Lifecycle;

/// <summary>How a line becomes a row: cut at one character, each member one piece, as it is or parsed as the member's own type.</summary>
internal sealed class ParsedLine
{
    private readonly SemanticModel semantics;
    private readonly CancellationToken cancellationToken;
    private readonly Dictionary<ISymbol, int> cells = new(SymbolEqualityComparer.Default);

    public ParsedLine(SemanticModel semantics, CancellationToken cancellationToken)
    {
        this.semantics = semantics;
        this.cancellationToken = cancellationToken;
    }

    /// <summary>The separator, once the line is cut.</summary>
    public char? Separator { get; private set; }

    /// <summary>The row class, once the row is made.</summary>
    public INamedTypeSymbol? Row { get; private set; }

    /// <summary>The position in the line of each member that is filled.</summary>
    public IReadOnlyDictionary<ISymbol, int> Cells => cells;

    /// <summary>A declaration of the pieces of a line.</summary>
    public bool Cuts(StatementSyntax statement, ISymbol? line, out ISymbol? pieces)
    {
        pieces = null;
        if (statement is not LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } || variables[0].Initializer is not { } initializer)
            return false;
        pieces = semantics.GetDeclaredSymbol(variables[0], cancellationToken);
        return Cuts(initializer.Value, line);
    }

    /// <summary><c>line.Split(',')</c>.</summary>
    public bool Cuts(ExpressionSyntax expression, ISymbol? line)
    {
        if (expression is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Split", Expression: var cut }, ArgumentList.Arguments: { Count: 1 } arguments } || !Is(cut, line))
            return false;
        var given = arguments[0].Expression switch
        {
            ImplicitArrayCreationExpressionSyntax { Initializer.Expressions: { Count: 1 } items } => items[0],
            ArrayCreationExpressionSyntax { Initializer.Expressions: { Count: 1 } items } => items[0],
            var one => one,
        };
        Separator = semantics.GetConstantValue(given, cancellationToken).Value switch
        {
            char unit => unit,
            string { Length: 1 } text => text[0],
            _ => null,
        };
        return Separator is not null and not ' ' and not '"';
    }

    /// <summary><c>new Row { Member = parts[0], Other = float.Parse(parts[1]) }</c>.</summary>
    public bool Creates(ExpressionSyntax expression, ISymbol? parts)
    {
        if (expression is not ObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: { } initializer } creation
            || semantics.GetTypeInfo(creation, cancellationToken).Type is not INamedTypeSymbol { TypeKind: TypeKind.Class, IsRecord: false } row)
            return false;
        foreach (var item in initializer.Expressions)
        {
            if (item is not AssignmentExpressionSyntax { Left: IdentifierNameSyntax left, Right: var right } || semantics.GetSymbolInfo(left, cancellationToken).Symbol is not { } member
                || CellOf(right, TypeOf(member), parts) is not { } cell || cells.ContainsKey(member))
                return false;
            cells.Add(member, cell);
        }

        Row = row;
        return true;
    }

    /// <summary>The index of the cell that an expression is, parsed as the member's own type; null where anything else happens to it.</summary>
    private int? CellOf(ExpressionSyntax expression, ITypeSymbol? type, ISymbol? parts)
    {
        if (type is null)
            return null;
        if (type.SpecialType == SpecialType.System_String)
            return IndexOf(expression, parts);
        if (type.SpecialType is not (SpecialType.System_Boolean or >= SpecialType.System_SByte and <= SpecialType.System_UInt64 or SpecialType.System_Single or SpecialType.System_Double)
            || expression is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 or 2 } arguments } call
            || semantics.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol { IsStatic: true } method || !SymbolEqualityComparer.Default.Equals(method.ReturnType, type)
            || !(method.Name == "Parse" && SymbolEqualityComparer.Default.Equals(method.ContainingType, type) || method.ContainingType is { Name: "Convert", ContainingNamespace.Name: "System" }))
            return null;

        // The text loader reads numbers of no other culture.
        if (arguments.Count == 2 && semantics.GetSymbolInfo(arguments[1].Expression, cancellationToken).Symbol is not IPropertySymbol { Name: "InvariantCulture" })
            return null;
        var text = arguments[0].Expression;
        if (text is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Trim", Expression: var trimmed }, ArgumentList.Arguments.Count: 0 })
            text = trimmed;
        return IndexOf(text, parts);
    }

    private int? IndexOf(ExpressionSyntax expression, ISymbol? parts) =>
        expression is ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } element && Is(element.Expression, parts)
            ? semantics.GetConstantValue(arguments[0].Expression, cancellationToken).Value as int?
            : null;

    private bool Is(ExpressionSyntax expression, ISymbol? symbol) =>
        symbol is not null && SymbolEqualityComparer.Default.Equals(semantics.GetSymbolInfo(expression, cancellationToken).Symbol, symbol);

    private static ITypeSymbol? TypeOf(ISymbol member) => (member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type;
}
