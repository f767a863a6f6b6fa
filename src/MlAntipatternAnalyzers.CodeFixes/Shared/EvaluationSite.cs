using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.CodeFixes.Shared;

/// <summary>A call <c>catalog.Evaluate(model.Transform(rows), …)</c>, of which the parts can be written again beside it.</summary>
internal sealed class EvaluationSite
{
    private const string Runtime = "MlAntipatternAnalyzers.Runtime";

    private readonly InvocationExpressionSyntax call;
    private readonly IMethodSymbol method;
    private readonly StatementSyntax statement;
    private readonly SemanticModel semantics;

    private EvaluationSite(InvocationExpressionSyntax call, IMethodSymbol method, StatementSyntax statement, SemanticModel semantics, string catalog, string predictions, InvocationExpressionSyntax transform)
    {
        this.call = call;
        this.method = method;
        this.statement = statement;
        this.semantics = semantics;
        Catalog = catalog;
        Predictions = predictions;
        Model = ((MemberAccessExpressionSyntax)transform.Expression).Expression;
        Rows = transform.ArgumentList.Arguments[0].Expression;
    }

    /// <summary><c>mlContext.Regression</c></summary>
    public string Catalog { get; }

    /// <summary>What is evaluated: a variable, or <c>model.Transform(rows)</c>.</summary>
    public string Predictions { get; }

    public ExpressionSyntax Model { get; }

    public ExpressionSyntax Rows { get; }

    /// <summary>The method, lambda or program that it stands in.</summary>
    public SyntaxNode Body => BodyOf(call);

    public static EvaluationSite? Of(SemanticModel semantics, SyntaxNode root, Location place, CancellationToken cancellationToken)
    {
        if (place.SourceTree != root.SyntaxTree
            || root.FindNode(place.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax access } call
            || !IsPath(access.Expression)
            || semantics.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method
            || MlExpressions.ArgumentOf(call, method, "data")?.Expression is not { } predictions
            || call.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax or GlobalStatementSyntax } statement
            || statement is not (LocalDeclarationStatementSyntax or ExpressionStatementSyntax or IfStatementSyntax or ReturnStatementSyntax)
            || BodyOf(statement) != BodyOf(call))
            return null;
        var made = predictions is IdentifierNameSyntax && semantics.GetSymbolInfo(predictions, cancellationToken).Symbol is ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } declared } && IsSteady(predictions)
            ? (declared[0].GetSyntax(cancellationToken) as VariableDeclaratorSyntax)?.Initializer?.Value
            : predictions;
        return made is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Transform" } transform, ArgumentList.Arguments: { Count: 1 } rows } transformed
            && IsSteady(transform.Expression) && IsSteady(rows[0].Expression)
            ? new EvaluationSite(call, method, statement, semantics, access.Expression.ToString(), predictions.ToString(), transformed)
            : null;
    }

    /// <summary>An expression of names only, whose variable has one value in its method: written again, it means the same.</summary>
    public static bool IsSteady(ExpressionSyntax expression)
    {
        if (!IsPath(expression))
            return false;
        var first = expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().FirstOrDefault()?.Identifier.ValueText;
        return !BodyOf(expression).DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment => assignment.Left is IdentifierNameSyntax written && written.Identifier.ValueText == first);
    }

    public static SyntaxNode BodyOf(SyntaxNode node) =>
        node.Ancestors().First(ancestor => ancestor is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax or TypeDeclarationSyntax or CompilationUnitSyntax);

    /// <summary>The argument for a parameter, where it is given and can be written again.</summary>
    public string? Argument(string parameter) =>
        MlExpressions.ArgumentOf(call, method, parameter)?.Expression is { } argument && (semantics.GetConstantValue(argument) is { HasValue: true } || IsSteady(argument)) ? argument.ToString() : null;

    /// <summary>The same arguments by name, each behind a comma.</summary>
    public string Arguments(params string[] parameters)
    {
        var text = new StringBuilder();
        foreach (var parameter in parameters)
        {
            if (Argument(parameter) is { } argument)
                text.Append(", ").Append(parameter).Append(": ").Append(argument);
        }

        return text.ToString();
    }

    /// <summary>A plan that prints what an expression gives: behind the statement, or before it where the metrics are used in it at once.</summary>
    public EditPlan Print(Document document, SourceText text, string expression, string type)
    {
        var plan = new EditPlan();
        var lineEnd = MlExpressions.NewLineOf(text);
        var (indentation, line) = (EditPlan.Indentation(statement), $"Console.WriteLine({expression});");
        if (statement is LocalDeclarationStatementSyntax or ExpressionStatementSyntax)
            plan.Insert(document, text.Lines.GetLineFromPosition(statement.Span.End).End, lineEnd + indentation + line);
        else
            plan.Insert(document, statement.SpanStart, line + lineEnd + indentation);
        plan.Use(document, semantics, statement.SpanStart, "Console", "System", lineEnd);
        plan.Use(document, semantics, statement.SpanStart, type, Runtime, lineEnd);
        return plan;
    }

    private static bool IsPath(ExpressionSyntax expression) =>
        expression switch
        {
            IdentifierNameSyntax or ThisExpressionSyntax => true,
            MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } access => IsPath(access.Expression),
            _ => false,
        };
}
