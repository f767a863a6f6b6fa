using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>A split of rows that a variable holds, and what the code around it makes of its sides.</summary>
internal sealed class SplitUse
{
    private readonly SemanticModel model;
    private readonly CancellationToken cancellationToken;

    private SplitUse(SemanticModel model, InvocationExpressionSyntax call, ISymbol variable, StatementSyntax statement, CancellationToken cancellationToken)
    {
        this.model = model;
        this.cancellationToken = cancellationToken;
        Call = call;
        Variable = variable;
        Statement = statement;
    }

    public InvocationExpressionSyntax Call { get; }

    public ISymbol Variable { get; }

    public string Name => Variable.Name;

    public StatementSyntax Statement { get; }

    /// <summary>What is split.</summary>
    public ExpressionSyntax? Data =>
        (Call.ArgumentList.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == "data") ?? Call.ArgumentList.Arguments.FirstOrDefault())?.Expression;

    /// <summary>The split that a finding says where it begins, when a local variable is what it initialises.</summary>
    public static SplitUse? Of(SemanticModel model, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(SplitPlace.Property, out var text) || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var start))
            return null;
        var call = model.SyntaxTree.GetRoot(cancellationToken).FindToken(start).Parent?.AncestorsAndSelf().OfType<InvocationExpressionSyntax>()
            .FirstOrDefault(candidate => candidate.SpanStart == start && candidate.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TrainTestSplit" });
        return call is { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 } statement } declarator } }
            && model.GetDeclaredSymbol(declarator, cancellationToken) is { } variable
                ? new SplitUse(model, call, variable, statement, cancellationToken)
                : null;
    }

    /// <summary>Whether an expression is a side of this split, under its own name or that of a local variable.</summary>
    public bool IsSide(ExpressionSyntax expression, string side) =>
        expression switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: IdentifierNameSyntax split } => name == side && IsVariable(split),
            IdentifierNameSyntax local => InitializerOf(model, local, cancellationToken) is { } value && IsSide(value, side),
            _ => false,
        };

    public bool IsVariable(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(expression, cancellationToken).Symbol, Variable);

    /// <summary>Puts others in the place of a side of the split in rows that are the side, or what transformers make of it.</summary>
    /// <returns>Whether the rows are that.</returns>
    public bool Replace(Edits edits, ExpressionSyntax rows, string side, string other)
    {
        if (!IsSide(rows, side) && rows is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Transform" }, ArgumentList.Arguments: { Count: 1 } transformed })
            return Replace(edits, transformed[0].Expression, side, other);
        if (WithSide(rows, side, other) is not { } text)
            return false;
        edits.Replace(rows, text);
        return true;
    }

    private string? WithSide(ExpressionSyntax rows, string side, string other) => IsSide(rows, side) ? other : Transformed(model, rows, inner => WithSide(inner, side, other), cancellationToken);

    /// <summary>What transformers make of rows, written out with the rows that a function gives in their place.</summary>
    public static string? Transformed(SemanticModel model, ExpressionSyntax rows, System.Func<ExpressionSyntax, string?> replace, CancellationToken cancellationToken) =>
        rows switch
        {
            IdentifierNameSyntax local when InitializerOf(model, local, cancellationToken) is InvocationExpressionSyntax made => Transformed(model, made, replace, cancellationToken),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Transform" } transform, ArgumentList.Arguments: { Count: 1 } arguments }
                when replace(arguments[0].Expression) is { } replaced => $"{transform}({replaced})",
            _ => null,
        };

    /// <summary>A statement that splits the train side once more, with the groups that this split keeps together.</summary>
    public string Again(string name)
    {
        var key = Call.ArgumentList.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == "samplingKeyColumnName");
        return $"var {name} = {Call.Expression}({Name}.TrainSet, testFraction: 0.2{(key is null ? "" : ", " + key)});";
    }

    /// <summary>What a local variable is initialised with, where nothing is assigned to it later.</summary>
    public static ExpressionSyntax? InitializerOf(SemanticModel model, ExpressionSyntax variable, CancellationToken cancellationToken) =>
        variable is IdentifierNameSyntax
            && model.GetSymbolInfo(variable, cancellationToken).Symbol is ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } references } local
            && references[0].GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: var value }
            && !Edits.UsesOf(model, local, cancellationToken).Any(IsWritten)
            ? value
            : null;

    /// <summary>Whether something is assigned, between two places, to a variable that a node reads.</summary>
    public static bool ChangesBetween(SyntaxNode root, TextSpan between, SyntaxNode read)
    {
        var names = new HashSet<string>(read.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText));
        return root.DescendantNodes(between).OfType<IdentifierNameSyntax>().Any(name => between.Contains(name.Span) && names.Contains(name.Identifier.ValueText) && IsWritten(name));
    }

    private static bool IsWritten(IdentifierNameSyntax name) =>
        (name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name) || name.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not (int)SyntaxKind.None };
}
