using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

internal sealed partial class TrialRun
{
    /// <summary>The objects whose initializers are run.</summary>
    private readonly Stack<object?> initialized = new();

    /// <summary>The receivers of <c>?.</c>.</summary>
    private readonly Stack<object?> receivers = new();

    private object? Evaluate(IOperation? operation)
    {
        if (operation is null || !Spend() || isFound)
            return Unknown;
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
            return Constant(constant);

        switch (operation)
        {
            case ILocalReferenceOperation local:
                return scope.TryGet(local.Local, out var variable) ? variable : Unknown;

            case IParameterReferenceOperation parameter:
                return scope.TryGet(parameter.Parameter, out var argument) ? argument : Captured(parameter.Parameter);

            case IInstanceReferenceOperation self:
                return self.ReferenceKind == InstanceReferenceKind.ImplicitReceiver && initialized.Count > 0 ? initialized.Peek() : Self();

            case IFieldReferenceOperation or IPropertyReferenceOperation:
                return Read((IMemberReferenceOperation)operation);

            case IInvocationOperation invocation:
                return Invoke(invocation);

            case IObjectCreationOperation creation:
                return Create(creation);

            case IAnonymousObjectCreationOperation creation:
                return Initialized(new TrialObject(creation.Type!), creation.Initializers);

            case IWithOperation altered:
                var copy = new TrialObject(altered.Type!);
                if (Evaluate(altered.Operand) is not TrialObject original)
                    return Unknown;
                foreach (var member in original.Members)
                    copy.Members[member.Key] = member.Value;
                return Initialized(copy, altered.Initializer.Initializers);

            case IConversionOperation conversion:
                return Convert(conversion);

            case IAwaitOperation awaited:
                return Evaluate(awaited.Operation);

            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);

            case ITranslatedQueryOperation query:
                return Evaluate(query.Operation);

            case ISimpleAssignmentOperation assignment:
                return Assigned(assignment);

            case ICompoundAssignmentOperation assignment:
                var computed = Arithmetic(assignment.OperatorKind, Evaluate(assignment.Target), Evaluate(assignment.Value), assignment.Type, assignment.OperatorMethod, assignment.Target.Type);
                Assign(assignment.Target, computed);
                return computed;

            case ICoalesceAssignmentOperation assignment:
                var held = Evaluate(assignment.Target) ?? Evaluate(assignment.Value);
                Assign(assignment.Target, held);
                return held;

            case IDeconstructionAssignmentOperation deconstruction:
                var whole = Evaluate(deconstruction.Value);
                Assign(deconstruction.Target, whole);
                return whole;

            case IIncrementOrDecrementOperation step:
                var before = Evaluate(step.Target);
                var after = before is double count ? count + (step.Kind == OperationKind.Increment ? 1 : -1) : Unknown;
                Assign(step.Target, after);
                return step.IsPostfix ? before : after;

            case IBinaryOperation binary:
                return Binary(binary);

            case IUnaryOperation unary:
                return (unary.OperatorKind, Evaluate(unary.Operand)) switch
                {
                    (UnaryOperatorKind.Minus, double number) => -number,
                    (UnaryOperatorKind.Plus, var same) => same,
                    (UnaryOperatorKind.Not, bool truth) => !truth,
                    _ => Unknown,
                };

            case IConditionalOperation choice:
                if (Leads(choice.WhenTrue))
                    return Evaluate(choice.WhenTrue);
                if (Leads(choice.WhenFalse))
                    return Evaluate(choice.WhenFalse);
                return Evaluate(choice.Condition) switch { true => Evaluate(choice.WhenTrue), false => Evaluate(choice.WhenFalse), _ => Unknown };

            case ISwitchExpressionOperation choice:
                return Choose(choice);

            case ICoalesceOperation coalesce:
                return Evaluate(coalesce.Value) ?? Evaluate(coalesce.WhenNull);

            case IConditionalAccessOperation access:
                var receiver = Evaluate(access.Operation);
                if (receiver is null)
                    return null;
                receivers.Push(receiver);
                var accessed = Evaluate(access.WhenNotNull);
                receivers.Pop();
                return accessed;

            case IConditionalAccessInstanceOperation:
                return receivers.Count > 0 ? receivers.Peek() : Unknown;

            case ITupleOperation tuple:
                return tuple.Elements.Select(Evaluate).ToArray();

            case IArrayCreationOperation array:
                return CreateArray(array);

            case IArrayElementReferenceOperation { Indices.Length: 1 } element:
                return ElementAt(Evaluate(element.ArrayReference), Evaluate(element.Indices[0]), element.Type);

            case IInterpolatedStringOperation text:
                return Interpolated(text);

            case IIsPatternOperation match:
                return Matches(Evaluate(match.Value), match.Pattern);

            case IDelegateCreationOperation creation:
                return Evaluate(creation.Target);

            case IAnonymousFunctionOperation lambda:
                return HandedOut(new TrialFunction(lambda.Symbol, lambda.Body, scope, Self()));

            case IMethodReferenceOperation method:
                return LocalFunction(method.Method) is { } referenced ? HandedOut(referenced) : new TrialFunction(method.Method, null, null, method.Instance is null ? null : Evaluate(method.Instance));

            case IDefaultValueOperation { Type: { } type }:
                return Default(type);

            case IDeclarationExpressionOperation declaration:
                return Evaluate(declaration.Expression);

            case IArgumentOperation given:
                return Evaluate(given.Value);

            case IThrowOperation:
                return Unknown;

            case IObjectOrCollectionInitializerOperation or IMemberInitializerOperation:
                return Unknown;

            case IBlockOperation or IReturnOperation or IExpressionStatementOperation or IVariableDeclarationGroupOperation:
                Execute(operation);
                return Unknown;

            default:
                if (operation.Syntax is CollectionExpressionSyntax)
                    return Collection(operation);
                foreach (var child in operation.ChildOperations)
                    Evaluate(child);
                return Unknown;
        }
    }

    /// <summary>A constant of the code, as trials have it.</summary>
    private static object? Constant(object? constant) =>
        constant switch
        {
            null or bool or string or char => constant,
            System.IConvertible number => System.Convert.ToDouble(number, CultureInfo.InvariantCulture),
            _ => Unknown,
        };

    private static object? Default(ITypeSymbol type) =>
        type.SpecialType switch
        {
            SpecialType.System_Boolean => false,
            >= SpecialType.System_SByte and <= SpecialType.System_Double => 0.0,
            _ => type.IsReferenceType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? null : type.TypeKind == TypeKind.Enum ? 0.0 : Unknown,
        };

    private object? Self()
    {
        for (var current = scope; current is not null; current = current.Outer)
        {
            if (current.Self is not null)
                return current.Self;
        }

        return Unknown;
    }

    /// <summary>A parameter of a primary constructor.</summary>
    private object? Captured(IParameterSymbol parameter) => Outside(parameter.Type, "field " + parameter.ContainingType?.ToDisplayString() + "." + parameter.Name, parameter.Name, null, 0, salt: "");

    private object? Assigned(ISimpleAssignmentOperation assignment)
    {
        var value = Evaluate(assignment.Value);
        if (IsTarget(assignment.Syntax) && assignment.Target is IMemberReferenceOperation { Member: var member })
            Find(assignment.Syntax, new Dictionary<string, object?> { [member.Name] = value });
        Assign(assignment.Target, value);
        return value;
    }

    private void Assign(IOperation target, object? value)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                scope.Set(local.Local, value);
                break;
            case IParameterReferenceOperation parameter:
                scope.Set(parameter.Parameter, value);
                break;
            case IVariableDeclaratorOperation declarator:
                scope.Declare(declarator.Symbol, value);
                break;
            case IDeclarationExpressionOperation declaration:
                Assign(declaration.Expression, value);
                break;
            case IConversionOperation conversion:
                Assign(conversion.Operand, value);
                break;
            case IArrayElementReferenceOperation { Indices.Length: 1 } element:
                Put(Evaluate(element.ArrayReference), Evaluate(element.Indices[0]), value);
                break;
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } indexed, Arguments.Length: 1 } property:
                Put(Evaluate(indexed), Evaluate(property.Arguments[0].Value), value);
                break;
            case IMemberReferenceOperation { Instance: { } instance } member:
                if (Evaluate(instance) is TrialObject made)
                    made.Members[member.Member.Name] = value;
                break;
            case ITupleOperation tuple:
                for (var i = 0; i < tuple.Elements.Length; i++)
                    Assign(tuple.Elements[i], Part(value, i));
                break;
        }
    }

    private static object? Part(object? value, int index) =>
        value switch
        {
            object?[] tuple when index < tuple.Length => tuple[index],
            TrialObject made when made.Members.Count > index && made.Type.IsRecord => made.Members.Values.ElementAt(index),
            _ => Unknown,
        };

    private object? Convert(IConversionOperation conversion)
    {
        var value = Evaluate(conversion.Operand);
        if (conversion.OperatorMethod is { } method && code.IsSource(method))
            return Call(method, null, new[] { value }, conversion);
        return Converted(value, conversion.Type);
    }

    /// <summary>A number as an integer where it becomes one; narrower reals are what they were.</summary>
    private static object? Converted(object? value, ITypeSymbol? type) =>
        value switch
        {
            double number when IsInteger(type) => System.Math.Truncate(number),
            char unit when IsInteger(type) || TrialInputs.IsReal(type) => (double)unit,
            double code when type?.SpecialType == SpecialType.System_Char && code is >= 0 and <= char.MaxValue => (char)code,
            _ => value,
        };

    private static bool IsInteger(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        return type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;
    }

    private object? Binary(IBinaryOperation binary)
    {
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr:
                var decisive = binary.OperatorKind == BinaryOperatorKind.ConditionalOr;
                var left = Evaluate(binary.LeftOperand);
                if (left is bool first && first == decisive)
                    return decisive;
                var right = Evaluate(binary.RightOperand);
                return right is bool second && second == decisive ? decisive : left is bool && right is bool ? !decisive : Unknown;
            default:
                if (Compares(binary.OperatorKind))
                {
                    Remember(binary.LeftOperand);
                    Remember(binary.RightOperand);
                }

                return Arithmetic(binary.OperatorKind, Evaluate(binary.LeftOperand), Evaluate(binary.RightOperand), binary.Type, binary.OperatorMethod, binary.LeftOperand.Type);
        }
    }

    private object? Arithmetic(BinaryOperatorKind kind, object? left, object? right, ITypeSymbol? type, IMethodSymbol? method, ITypeSymbol? operandType)
    {
        if (kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
        {
            return AreEqual(left, right) is bool same ? same == (kind == BinaryOperatorKind.Equals) : Unknown;
        }

        if (TrialValue.IsUnknown(left) || TrialValue.IsUnknown(right))
            return Unknown;
        if (method is not null && code.IsSource(method))
            return Call(method, null, new[] { left, right }, null);
        if (kind == BinaryOperatorKind.Add && (left is string || right is string || type?.SpecialType == SpecialType.System_String))
            return TrialText.Of(left) is { } first && TrialText.Of(right) is { } second ? Bounded(first + second) : Unknown;

        // A truth as a number.
        if (left is bool one && right is bool other)
        {
            return kind switch
            {
                BinaryOperatorKind.And => one && other,
                BinaryOperatorKind.Or => one || other,
                BinaryOperatorKind.ExclusiveOr => one != other,
                _ => Unknown,
            };
        }

        if (left is System.DateTime || left is System.TimeSpan)
            return TrialTime.Compute(kind, left, right) ?? Unknown;
        if (Number(left) is not { } a || Number(right) is not { } b)
            return Unknown;
        switch (kind)
        {
            case BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual:
                return kind switch
                {
                    BinaryOperatorKind.LessThan => a < b,
                    BinaryOperatorKind.LessThanOrEqual => a <= b,
                    BinaryOperatorKind.GreaterThan => a > b,
                    _ => a >= b,
                };
        }

        double? result = kind switch
        {
            BinaryOperatorKind.Add => a + b,
            BinaryOperatorKind.Subtract => a - b,
            BinaryOperatorKind.Multiply => a * b,
            BinaryOperatorKind.Divide => IsInteger(type ?? operandType) ? (b == 0 ? double.NaN : System.Math.Truncate(a / b)) : a / b,
            BinaryOperatorKind.Remainder => a % b,
            BinaryOperatorKind.And => (long)a & (long)b,
            BinaryOperatorKind.Or => (long)a | (long)b,
            BinaryOperatorKind.ExclusiveOr => (long)a ^ (long)b,
            BinaryOperatorKind.LeftShift => (long)a << (int)b,
            BinaryOperatorKind.RightShift => (long)a >> (int)b,
            _ => null,
        };
        return result is { } number ? number : Unknown;
    }

    private static double? Number(object? value) => value switch { double number => number, char unit => unit, _ => null };

    private static bool Compares(BinaryOperatorKind kind) => kind is >= BinaryOperatorKind.Equals and <= BinaryOperatorKind.GreaterThan;

    /// <summary>Keeps in mind the constants that inputs are compared with, to try values around them.</summary>
    private void Remember(IOperation compared)
    {
        if (compared.ConstantValue is { HasValue: true, Value: var content })
            Remember(Constant(content));
    }

    private void Remember(object? constant)
    {
        if (constant is double number)
            inputs.Thresholds.Add(number);
        else if (constant is string text)
            inputs.Words.Add(text);
    }

    private object? Interpolated(IInterpolatedStringOperation text)
    {
        var content = new System.Text.StringBuilder();
        object? failed = null;
        foreach (var part in text.Parts)
        {
            if (part is IInterpolatedStringTextOperation literal)
            {
                content.Append(literal.Text.ConstantValue.Value as string);
            }
            else if (part is IInterpolationOperation hole)
            {
                var value = Evaluate(hole.Expression);
                var format = (hole.FormatString?.ConstantValue is { HasValue: true } known ? known.Value : null) as string;
                if (TrialText.Of(value, format) is { } shown && hole.Alignment is null)
                    content.Append(shown);
                else
                    failed = Unknown;
            }
        }

        return failed ?? Bounded(content.ToString());
    }

    private static object Bounded(string text) => text.Length > 100_000 ? Unknown : text;
}
