using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Prints how a member is computed: what is in variables in place of the variables, what a method answers in place of the call.</summary>
internal static class ComputationText
{
    private const int MaximalLength = 160;
    private const int MaximalDepth = 4;

    private static readonly Regex Space = new(@"\s+", RegexOptions.CultureInvariant);

    /// <param name="code">The program.</param>
    /// <param name="node">The assignment, or the creation of a record.</param>
    /// <param name="member">The member's name.</param>
    public static string Of(SourceCode code, SyntaxNode node, string member)
    {
        if (TrialRun.BodyAround(code.Own, node) is not { } body || code.OperationOf(body) is not { } operation)
            return Shortened(node.ToString());
        var value = operation.DescendantsAndSelf().FirstOrDefault(inner => inner.Syntax == node) switch
        {
            ISimpleAssignmentOperation assignment => assignment.Value,
            IObjectCreationOperation creation => creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == member)?.Value,
            _ => null,
        };
        while (value is IConversionOperation { IsImplicit: true } conversion)
            value = conversion.Operand;
        return Shortened(value is null ? node.ToString() : Print(code, value, operation, null, 0));
    }

    private static string Shortened(string text)
    {
        text = Space.Replace(text, " ").Trim();
        return text.Length <= MaximalLength ? text : text.Substring(0, MaximalLength - 1) + "…";
    }

    private static string Print(SourceCode code, IOperation operation, IOperation body, IReadOnlyDictionary<ISymbol, string>? arguments, int depth)
    {
        if (Replacement(code, operation, body, arguments, depth) is { } whole)
            return whole;
        var text = operation.Syntax.ToString();
        var start = operation.Syntax.SpanStart;
        var replaced = new List<(int Start, int Length, string Text)>();
        Collect(operation);
        foreach (var (place, length, by) in replaced.OrderByDescending(part => part.Start))
            text = text.Substring(0, place - start) + by + text.Substring(place - start + length);
        return text;

        void Collect(IOperation outer)
        {
            foreach (var inner in outer.ChildOperations)
            {
                if (inner.IsImplicit && !inner.ChildOperations.Any())
                    continue;
                if (!inner.IsImplicit && operation.Syntax.Span.Contains(inner.Syntax.Span) && Replacement(code, inner, body, arguments, depth) is { } by)
                    replaced.Add((inner.Syntax.SpanStart, inner.Syntax.Span.Length, Grouped(by, inner.Syntax)));
                else
                    Collect(inner);
            }
        }
    }

    private static string? Replacement(SourceCode code, IOperation operation, IOperation body, IReadOnlyDictionary<ISymbol, string>? arguments, int depth)
    {
        if (depth >= MaximalDepth)
            return null;
        switch (operation)
        {
            case IParameterReferenceOperation parameter when arguments is not null && arguments.TryGetValue(parameter.Parameter, out var given):
                return given;

            case ILocalReferenceOperation { IsDeclaration: false } local when OnlyValueOf(local.Local, body) is { } value && !IsLong(value):
                return Print(code, value, body, arguments, depth + 1);

            case IInvocationOperation { TargetMethod: var method } invocation when code.IsSource(method) && code.BodyOf(method) is { } callee && code.OperationOf(callee) is { } inner && Returned(inner) is { } answer && !IsLong(answer):
                var inside = new Dictionary<ISymbol, string>(SymbolEqualityComparer.Default);
                foreach (var argument in invocation.Arguments)
                {
                    if (argument.Parameter is { } target && callee.Method is { } definition && target.Ordinal < definition.Parameters.Length)
                        inside[definition.Parameters[target.Ordinal]] = Grouped(Print(code, argument.Value, body, arguments, depth + 1), argument.Value.Syntax);
                }

                return Print(code, answer, inner, inside, depth + 1);

            default:
                return null;
        }
    }

    private static bool IsLong(IOperation value) => value.Syntax.Span.Length > MaximalLength || value.Syntax is AnonymousFunctionExpressionSyntax;

    /// <summary>What a variable holds, where only its declaration says so.</summary>
    private static IOperation? OnlyValueOf(ILocalSymbol local, IOperation body)
    {
        IOperation? value = null;
        foreach (var inner in body.DescendantsAndSelf())
        {
            switch (inner)
            {
                case IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, local):
                    value = declarator.GetVariableInitializer()?.Value;
                    break;
                case IAssignmentOperation { Target: ILocalReferenceOperation target } when SymbolEqualityComparer.Default.Equals(target.Local, local):
                case IIncrementOrDecrementOperation { Target: ILocalReferenceOperation counted } when SymbolEqualityComparer.Default.Equals(counted.Local, local):
                    return null;
            }
        }

        return value is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : value;
    }

    /// <summary>What a method answers after all checks.</summary>
    private static IOperation? Returned(IOperation body)
    {
        var last = body is IMethodBodyOperation method ? (method.BlockBody ?? method.ExpressionBody)?.Operations.LastOrDefault() : null;
        return last is IReturnOperation { ReturnedValue: { } value } ? value is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : value : null;
    }

    private static string Grouped(string text, SyntaxNode replaced) =>
        text.IndexOf(' ') >= 0 && replaced.Parent is BinaryExpressionSyntax or MemberAccessExpressionSyntax or CastExpressionSyntax or PrefixUnaryExpressionSyntax && !(text[0] == '(' && text[text.Length - 1] == ')') ? $"({text})" : text;
}
