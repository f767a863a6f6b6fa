using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>A number that parsing code puts where a field is missing or cannot be read.</summary>
internal sealed class SilentDefault
{
    private static readonly HashSet<string> MissingTexts = new() { "", "?", "NA", "N/A", "na", "n/a", "null", "NULL", "NaN", "nan", "-" };

    private SilentDefault(SyntaxNode node, string number, ITypeSymbol? type)
    {
        Node = node;
        Number = number;
        Type = type;
    }

    /// <summary>The number as it is written, or the <c>TryParse</c> whose answer nobody looks at.</summary>
    public SyntaxNode Node { get; }

    public string Number { get; }

    /// <summary>The type that the number has in the code.</summary>
    public ITypeSymbol? Type { get; }

    /// <summary>The defaults among the operations behind a value: constants that stand in for what is parsed, or read out of a record.</summary>
    public static IEnumerable<SilentDefault> In(IReadOnlyList<IOperation> sources)
    {
        foreach (var source in sources)
        {
            if (source is IInvocationOperation { TargetMethod: { Name: "TryParse", ReturnType.SpecialType: SpecialType.System_Boolean } } parse && IsDropped(parse) && OutOf(parse) is { } filled)
                yield return new SilentDefault(parse.Syntax, "0", filled);
            else if (source.Syntax is LiteralExpressionSyntax or PrefixUnaryExpressionSyntax && source is ILiteralOperation or IUnaryOperation && IsNumber(source) && Outermost(source) is var value && IsDefault(value))
                yield return new SilentDefault(value.Syntax, value.Syntax.ToString(), value.Type);
        }
    }

    /// <summary>Whether something is parsed, or read out of a record that may have nothing there.</summary>
    private static bool Reads(IOperation source) =>
        source is IInvocationOperation { TargetMethod: var method } && method.Name switch
        {
            "Parse" or "ParseExact" or "ChangeType" => true,
            _ => method.Name.StartsWith("TryParse", System.StringComparison.Ordinal) || (method.ContainingType.Name == "Convert" && method.Name.StartsWith("To", System.StringComparison.Ordinal))
                || (IsReader(method.ContainingType) && method.Name.StartsWith("Get", System.StringComparison.Ordinal)),
        };

    private static bool IsReader(INamedTypeSymbol type) =>
        type.Name is "JsonElement" or "IDataRecord" || type.Name.EndsWith("DataReader", System.StringComparison.Ordinal);

    private static bool IsDropped(IOperation call) => call.Parent is IExpressionStatementOperation || (call.Parent is ISimpleAssignmentOperation { Target: IDiscardOperation });

    /// <summary>The type of the number that is 0 where it does not parse.</summary>
    private static ITypeSymbol? OutOf(IInvocationOperation parse) =>
        parse.Arguments.FirstOrDefault(argument => argument.Parameter is { RefKind: RefKind.Out, Type.SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double })?.Value.Type;

    private static bool IsNumber(IOperation value) =>
        value.ConstantValue is { HasValue: true, Value: int or long or float or double or decimal } constant && !(constant.Value is float.NaN or double.NaN) && value.Parent is not IUnaryOperation;

    /// <summary>A constant with the conversions and parentheses around it.</summary>
    private static IOperation Outermost(IOperation value)
    {
        while (value.Parent is IConversionOperation or IParenthesizedOperation && value.Parent.Syntax == value.Syntax)
            value = value.Parent;
        return value;
    }

    private static bool IsDefault(IOperation constant)
    {
        var (part, parent) = (constant, constant.Parent);
        while (parent is IConversionOperation or IParenthesizedOperation)
            (part, parent) = (parent, parent.Parent);
        switch (parent)
        {
            case IConditionalOperation choice when choice.WhenFalse is not null && part != choice.Condition:
                return IsForMissing(choice.Condition) && IsRead(part == choice.WhenTrue ? choice.WhenFalse : choice.WhenTrue);

            case IReturnOperation:
                return IsReturnedInstead(parent);

            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var assigned } }:
                return (IsInCatch(parent) || Conditions(parent).Any(IsForMissing)) && IsRead(assigned, Top(parent));

            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                return AssignmentsTo(local, Top(parent)).Any(assignment => IsRead(assignment.Value) && (IsSwallowed(assignment) || Conditions(assignment).Any(IsForMissing)));

            default:
                return false;
        }
    }

    /// <summary>Whether a method returns a constant where it returns what it read otherwise.</summary>
    private static bool IsReturnedInstead(IOperation returned)
    {
        var returns = Top(returned).Descendants().OfType<IReturnOperation>().ToList();
        if (!returns.Any(other => IsRead(other.ReturnedValue)))
            return false;
        if (IsInCatch(returned) || Conditions(returned).Any(IsForMissing))
            return true;

        // What comes after 'if (float.TryParse(…)) return number;'.
        return returns.Any(other => other.Syntax.Span.End < returned.Syntax.SpanStart && Conditions(other).Any(IsForMissing) && IsRead(other.ReturnedValue))
            || (Conditions(returned).Any() is false && returns.Any(other => other != returned && IsSwallowed(other)));
    }

    /// <summary>Whether a value is what was parsed or read, as it is or in a variable.</summary>
    private static bool IsRead(IOperation? value) =>
        value?.DescendantsAndSelf().Any(part => Reads(part) || (part is ILocalReferenceOperation { Local: var local } && IsRead(local, Top(part)))) == true;

    private static bool IsRead(ILocalSymbol local, IOperation code) =>
        code.Descendants().Any(operation => operation switch
        {
            IArgumentOperation { Parameter.RefKind: RefKind.Out, Parent: IInvocationOperation call, Value: var filled } => Reads(call) && Names(filled, local),
            IVariableDeclaratorOperation { Symbol: var declared } declarator => Same(declared, local) && declarator.GetVariableInitializer()?.Value.DescendantsAndSelf().Any(Reads) == true,
            _ => false,
        }) || AssignmentsTo(local, code).Any(assignment => assignment.Value.DescendantsAndSelf().Any(Reads));

    private static IEnumerable<ISimpleAssignmentOperation> AssignmentsTo(ILocalSymbol local, IOperation code) =>
        code.Descendants().OfType<ISimpleAssignmentOperation>().Where(assignment => Names(assignment.Target, local));

    private static bool Names(IOperation target, ILocalSymbol local) =>
        target switch
        {
            ILocalReferenceOperation reference => Same(reference.Local, local),
            IDeclarationExpressionOperation declaration => Names(declaration.Expression, local),
            _ => false,
        };

    private static bool Same(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);

    private static IEnumerable<IOperation> Conditions(IOperation place)
    {
        for (var (part, parent) = (place, place.Parent); parent is not null and not IAnonymousFunctionOperation and not ILocalFunctionOperation and not IMethodBodyBaseOperation; (part, parent) = (parent, parent.Parent))
        {
            if (parent is IConditionalOperation choice && part != choice.Condition)
                yield return choice.Condition;
        }
    }

    private static bool IsInCatch(IOperation place)
    {
        for (var parent = place.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ICatchClauseOperation)
                return true;
        }

        return false;
    }

    /// <summary>Whether an exception at a place is caught there and forgotten.</summary>
    private static bool IsSwallowed(IOperation place)
    {
        for (var (part, parent) = (place, place.Parent); parent is not null and not IAnonymousFunctionOperation; (part, parent) = (parent, parent.Parent))
        {
            if (parent is ITryOperation attempt && part == attempt.Body && attempt.Catches.Any(clause => !clause.Handler.Descendants().Any(inner => inner is IThrowOperation or IReturnOperation or IBranchOperation)))
                return true;
        }

        return false;
    }

    /// <summary>Whether a condition asks whether a field is there, or can be read.</summary>
    private static bool IsForMissing(IOperation condition) =>
        condition.DescendantsAndSelf().Any(part => part switch
        {
            IInvocationOperation { TargetMethod.Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace" or "IsDBNull" } => true,
            IInvocationOperation { TargetMethod.Name: var name } when name.StartsWith("TryParse", System.StringComparison.Ordinal) => true,
            IIsTypeOperation { TypeOperand.Name: "DBNull" } or ITypePatternOperation { MatchedType.Name: "DBNull" } => true,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison => IsMissing(comparison.LeftOperand) || IsMissing(comparison.RightOperand),
            IIsPatternOperation { Pattern: IConstantPatternOperation or INegatedPatternOperation } match => match.Pattern.DescendantsAndSelf().OfType<IConstantPatternOperation>().Any(pattern => IsMissing(pattern.Value)),
            _ => false,
        });

    private static bool IsMissing(IOperation value)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        return value.ConstantValue is { HasValue: true, Value: null } || (value.ConstantValue is { HasValue: true, Value: string text } && MissingTexts.Contains(text))
            || value is IFieldReferenceOperation { Field: { Name: "Value", ContainingType.Name: "DBNull" } };
    }

    private static IOperation Top(IOperation operation)
    {
        while (operation.Parent is { } parent and not IAnonymousFunctionOperation and not ILocalFunctionOperation)
            operation = parent;
        return operation;
    }
}
