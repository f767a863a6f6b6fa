using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.CodeFixes.Shared;

namespace MlAntipatternAnalyzers.CodeFixes.DataValidation;

/// <summary>The check of a row before it is predicted: how it is spelled, where it stands, and what is answered to a row that does not fit.</summary>
internal sealed class ServingCheck
{
    private const string Environment = "SERVING";

    private readonly SemanticModel semantics;
    private readonly InvocationExpressionSyntax call;
    private readonly ExpressionSyntax example;
    private readonly SyntaxNode function;

    private ServingCheck(SemanticModel semantics, InvocationExpressionSyntax call, ExpressionSyntax example, INamedTypeSymbol row, SyntaxNode function)
    {
        this.semantics = semantics;
        this.call = call;
        this.example = example;
        this.function = function;
        Row = row;
    }

    public INamedTypeSymbol Row { get; }

    /// <summary>The check for a call of Predict; null where there is no place for one.</summary>
    public static ServingCheck? Of(SemanticModel semantics, InvocationExpressionSyntax call, CancellationToken cancellationToken)
    {
        var arguments = call.ArgumentList.Arguments;
        var example = (arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == "example")
            ?? arguments.LastOrDefault(argument => semantics.GetTypeInfo(argument.Expression, cancellationToken).Type is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None }))?.Expression;
        if (example is null || semantics.GetTypeInfo(example, cancellationToken).Type is not INamedTypeSymbol { TypeKind: TypeKind.Class, IsGenericType: false, IsAnonymousType: false } row)
            return null;
        var function = call.FirstAncestorOrSelf<SyntaxNode>(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax);
        return function is null ? null : new ServingCheck(semantics, call, example, row, function);
    }

    /// <summary>Adds the validator where there is none yet, and the check.</summary>
    /// <param name="edits">The changes of the document.</param>
    /// <param name="schema">The path of the data schema.</param>
    /// <param name="made">The validators that were added before, by place and class.</param>
    /// <param name="throws">Whether a row that does not fit is answered with an exception though the handler could answer otherwise.</param>
    public bool TryAdd(Edits edits, string schema, IDictionary<(SyntaxNode, ISymbol), string> made, bool throws)
    {
        var names = new FreshNames(semantics, call);
        if (Validator(edits, schema, made, names) is not { } validator)
            return false;
        var row = example is IdentifierNameSyntax name ? name.Identifier.ValueText : names.Next("row");
        var declaration = example is IdentifierNameSyntax ? null : $"var {row} = {example};";
        if (declaration is not null)
            edits.Replace(example, row);
        var answer = throws ? null : Answer();
        var body = function switch
        {
            AnonymousFunctionExpressionSyntax lambda => lambda.ExpressionBody,
            LocalFunctionStatementSyntax local => local.ExpressionBody?.Expression,
            BaseMethodDeclarationSyntax method => method.ExpressionBody?.Expression,
            _ => null,
        };
        return body is null ? AddToBlock(edits, declaration, validator, row, answer) : AddToExpression(edits, body, declaration, validator, row, answer);
    }

    private bool AddToBlock(Edits edits, string? declaration, string validator, string row, string? answer)
    {
        var statement = call.FirstAncestorOrSelf<StatementSyntax>();
        if (statement is not { Parent: BlockSyntax } or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax || !function.Span.Contains(statement.Span))
            return false;
        if (declaration is not null)
            edits.InsertLineBefore(statement, declaration);
        edits.InsertLineBefore(statement, Check(validator, row, answer, edits.LineEnd + edits.IndentationOf(statement)));
        return true;
    }

    /// <summary>Makes a block of an expression.</summary>
    private bool AddToExpression(Edits edits, ExpressionSyntax body, string? declaration, string validator, string row, string? answer)
    {
        var arrow = function switch
        {
            LambdaExpressionSyntax lambda => lambda.ArrowToken,
            LocalFunctionStatementSyntax local => local.ExpressionBody!.ArrowToken,
            BaseMethodDeclarationSyntax method => method.ExpressionBody!.ArrowToken,
            _ => default,
        };
        if (arrow.IsKind(SyntaxKind.None))
            return false;
        var newLine = edits.LineEnd + edits.IndentationOf(function.FirstAncestorOrSelf<SyntaxNode>(node => node is StatementSyntax or MemberDeclarationSyntax)!);
        var inner = newLine + "    ";
        var isLambda = function is LambdaExpressionSyntax;
        var wraps = isLambda && answer is not null && !IsResult(semantics.GetTypeInfo(body).Type);
        var returns = !IsVoid() ? "return " : "";
        edits.Replace(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(isLambda ? arrow.Span.End : arrow.GetPreviousToken().Span.End, body.SpanStart),
            $"{newLine}{{{inner}{(declaration is null ? "" : declaration + inner)}{Check(validator, row, answer, inner)}{inner}{returns}{(wraps ? "Results.Ok(" : "")}");
        edits.Replace(new Microsoft.CodeAnalysis.Text.TextSpan(body.Span.End, 0), $"{(wraps ? ")" : "")};{newLine}}}");
        if (!isLambda && body.GetLastToken().GetNextToken() is var semicolon && semicolon.IsKind(SyntaxKind.SemicolonToken))
            edits.Replace(semicolon.Span, "");
        return true;
    }

    private static string Check(string validator, string row, string? answer, string newLine) =>
        answer is null ? $"{validator}.ThrowIfInvalid({row});" : $"if (!{validator}.IsValid({row})){newLine}    return {answer}(string.Join(\"; \", {validator}.Validate({row})));";

    /// <summary>What refuses a request here; null where only an exception does.</summary>
    private string? Answer()
    {
        var returned = ReturnType();
        if (function is MethodDeclarationSyntax && returned?.Name is "IActionResult" or "ActionResult" && IsController())
            return "BadRequest";
        if (returned?.Name is "IActionResult" && semantics.Compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Mvc.BadRequestObjectResult") is not null)
            return semantics.LookupNamespacesAndTypes(call.SpanStart, name: "BadRequestObjectResult").IsEmpty ? "new Microsoft.AspNetCore.Mvc.BadRequestObjectResult" : "new BadRequestObjectResult";
        if (IsResult(returned) || (function is LambdaExpressionSyntax { ExpressionBody: not null, Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax map } } && map.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var verb } && verb.StartsWith("Map", StringComparison.Ordinal)))
            return semantics.LookupNamespacesAndTypes(call.SpanStart, name: "Results").IsEmpty ? "Microsoft.AspNetCore.Http.Results.BadRequest" : "Results.BadRequest";
        return null;
    }

    private bool IsController()
    {
        for (var type = semantics.GetEnclosingSymbol(call.SpanStart)?.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.Name == "ControllerBase")
                return true;
        }

        return false;
    }

    private bool IsVoid() => ReturnType() is null or { SpecialType: SpecialType.System_Void };

    /// <summary>What the handler answers, without the task around it; null where it answers nothing.</summary>
    private ITypeSymbol? ReturnType()
    {
        var method = function switch
        {
            AnonymousFunctionExpressionSyntax => semantics.GetSymbolInfo(function).Symbol as IMethodSymbol,
            _ => semantics.GetDeclaredSymbol(function) as IMethodSymbol,
        };
        return method?.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask" } task ? task.TypeArguments.FirstOrDefault() : method?.ReturnType;
    }

    private static bool IsResult(ITypeSymbol? type) => type is not null && (type.Name == "IResult" || type.AllInterfaces.Any(implemented => implemented.Name == "IResult"));

    /// <summary>The validator's name: of a field of the class, or of a variable before the statement at the top level.</summary>
    private string? Validator(Edits edits, string schema, IDictionary<(SyntaxNode, ISymbol), string> made, FreshNames names)
    {
        SyntaxNode? home = call.FirstAncestorOrSelf<TypeDeclarationSyntax>(type => type is ClassDeclarationSyntax or RecordDeclarationSyntax or StructDeclarationSyntax);
        home ??= call.FirstAncestorOrSelf<CompilationUnitSyntax>();
        if (home is null)
            return null;
        if (made.TryGetValue((home, Row), out var known))
            return known;
        if (semantics.LookupSymbols(call.SpanStart).FirstOrDefault(symbol => TypeOf(symbol) is INamedTypeSymbol { Name: "RowValidator", TypeArguments: { Length: 1 } rows } && SymbolEqualityComparer.Default.Equals(rows[0], Row)) is { } there)
            return made[(home, Row)] = there.Name;

        var row = Row.ToMinimalDisplayString(semantics, call.SpanStart);
        var name = names.Next(char.ToLowerInvariant(Row.Name[0]) + Row.Name.Substring(1) + "Validator");
        var value = $"DataSchema.Load(\"{schema}\").ForRows<{row}>(\"{Environment}\");";
        if (home is TypeDeclarationSyntax type)
        {
            var indentation = edits.LineEnd + edits.IndentationOf(type) + "    ";
            var gap = type.Members.FirstOrDefault() is FieldDeclarationSyntax ? "" : edits.LineEnd;
            edits.Replace(new Microsoft.CodeAnalysis.Text.TextSpan(type.OpenBraceToken.Span.End, 0), $"{indentation}private static readonly RowValidator<{row}> {name} = {value}{gap}");
        }
        else if (call.FirstAncestorOrSelf<GlobalStatementSyntax>() is { Statement: not LocalFunctionStatementSyntax } statement)
        {
            edits.InsertLineBefore(statement, $"var {name} = {value}");
        }
        else
        {
            return null;
        }

        return made[(home, Row)] = name;
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) =>
        symbol switch
        {
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            ILocalSymbol local => local.Type,
            _ => null,
        };
}
