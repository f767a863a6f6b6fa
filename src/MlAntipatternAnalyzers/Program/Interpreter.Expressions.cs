using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

internal sealed partial class Interpreter
{
    private Value Evaluate(IOperation? operation)
    {
        if (operation is null || !Spend())
            return Value.Unknown;

        // By kind: asking for one interface after the other is what the time would go into.
        var kind = operation.Kind;
        if (MayBeConstant(kind) && operation.ConstantValue is { HasValue: true, Value: var constant })
            return constant is null ? ConstantValue.SpelledNull : new ConstantValue(constant);

        switch (kind)
        {
            case OperationKind.LocalReference:
                return ReadLocal(((ILocalReferenceOperation)operation).Local);

            case OperationKind.ParameterReference:
                return ReadLocal(((IParameterReferenceOperation)operation).Parameter);

            case OperationKind.InstanceReference:
                return Self((IInstanceReferenceOperation)operation);

            case OperationKind.FieldReference:
                var field = (IFieldReferenceOperation)operation;
                return ReadMember(field.Field, field.Instance, field);

            case OperationKind.PropertyReference:
                return ReadProperty((IPropertyReferenceOperation)operation);

            case OperationKind.Invocation:
                return Invoke((IInvocationOperation)operation);

            case OperationKind.ObjectCreation:
                return Create((IObjectCreationOperation)operation);

            case OperationKind.TypeParameterObjectCreation:
                return Create((ITypeParameterObjectCreationOperation)operation);

            case OperationKind.Invalid when operation.Syntax is InvocationExpressionSyntax call:
                return InvokeUnbound((IInvalidOperation)operation, call);

            case OperationKind.Conversion:
                return Convert((IConversionOperation)operation);

            case OperationKind.Await:
                return Evaluate(((IAwaitOperation)operation).Operation);

            case OperationKind.TranslatedQuery:
                return Evaluate(((ITranslatedQueryOperation)operation).Operation);

            case OperationKind.Parenthesized:
                return Evaluate(((IParenthesizedOperation)operation).Operand);

            case OperationKind.SimpleAssignment:
                return EvaluateAssignment((ISimpleAssignmentOperation)operation);

            case OperationKind.CoalesceAssignment:
                return EvaluateCoalesceAssignment((ICoalesceAssignmentOperation)operation);

            case OperationKind.CompoundAssignment:
                return EvaluateCompound((ICompoundAssignmentOperation)operation);

            case OperationKind.DeconstructionAssignment:
                var deconstruction = (IDeconstructionAssignmentOperation)operation;
                var deconstructed = Evaluate(deconstruction.Value);
                AssignTo(deconstruction.Target, deconstructed);
                return deconstructed;

            case OperationKind.Conditional:
                var conditional = (IConditionalOperation)operation;
                if (NullTest(conditional.Condition) is { } holds)
                    return Evaluate(holds ? conditional.WhenTrue : conditional.WhenFalse);
                var condition = Evaluate(conditional.Condition);
                return Join(Try(conditional.WhenTrue), Try(conditional.WhenFalse), condition, conditional);

            case OperationKind.SwitchExpression:
                return Choose((ISwitchExpressionOperation)operation);

            case OperationKind.Increment or OperationKind.Decrement:
                return Count((IIncrementOrDecrementOperation)operation);

            case OperationKind.With:
                return Alter((IWithOperation)operation);

            case OperationKind.AnonymousObjectCreation when operation.Type is INamedTypeSymbol anonymous:
                var made = new ObjectValue(Here(operation.Syntax), anonymous);
                initialized.Push(made);
                EvaluateChildren(operation);
                initialized.Pop();
                return made;

            case OperationKind.Coalesce:
                var coalesce = (ICoalesceOperation)operation;
                if (IsNull(coalesce.Value) is { } absent)
                    return Evaluate(absent ? coalesce.WhenNull : coalesce.Value);
                return JoinValue.Of(Evaluate(coalesce.Value), coalesce.WhenNull is IConversionOperation { Operand: IThrowOperation } or IThrowOperation ? ConstantValue.Null : Try(coalesce.WhenNull));

            case OperationKind.ConditionalAccess:
                var access = (IConditionalAccessOperation)operation;
                if (IsNull(access.Operation) == true)
                    return ConstantValue.SpelledNull;
                receivers.Push(Evaluate(access.Operation));
                var accessed = Evaluate(access.WhenNotNull);
                receivers.Pop();
                return accessed;

            case OperationKind.ConditionalAccessInstance:
                return receivers.Count > 0 ? receivers.Peek() : Value.Unknown;

            case OperationKind.Tuple:
                return new TupleValue(((ITupleOperation)operation).Elements.Select(Evaluate).ToImmutableArray());

            case OperationKind.ArrayCreation:
                return CreateArray((IArrayCreationOperation)operation);

            case OperationKind.ArrayElementReference:
                return ReadElement((IArrayElementReferenceOperation)operation);

            case OperationKind.DelegateCreation:
                return Evaluate(((IDelegateCreationOperation)operation).Target);

            case OperationKind.AnonymousFunction:
                var lambda = (IAnonymousFunctionOperation)operation;
                return idle[lambda.Body.Syntax] = new DelegateValue(Here(lambda.Syntax), new Callable(lambda.Symbol, lambda.Body), frame, frame.This);

            case OperationKind.MethodReference:
                return ReferTo((IMethodReferenceOperation)operation);

            // The compiler does not count it among the constants: a nullable parameter that a call leaves out has it.
            case OperationKind.DefaultValue when operation.Type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T:
                return ConstantValue.SpelledNull;

            case OperationKind.DeclarationExpression:
                return Evaluate(((IDeclarationExpressionOperation)operation).Expression);

            case OperationKind.InterpolatedString:
                return Interpolate((IInterpolatedStringOperation)operation);

            case OperationKind.Binary:
                var binary = (IBinaryOperation)operation;
                return Compute(binary, Evaluate(binary.LeftOperand), Evaluate(binary.RightOperand));

            case OperationKind.Unary:
                return Compute(operation, Evaluate(((IUnaryOperation)operation).Operand), Value.Unknown);

            case OperationKind.IsPattern:
                return Match((IIsPatternOperation)operation);

            case OperationKind.Throw:
                Evaluate(((IThrowOperation)operation).Exception);
                return ConstantValue.Null;

            case OperationKind.Block or OperationKind.VariableDeclarationGroup or OperationKind.ExpressionStatement or OperationKind.Loop
                or OperationKind.Return or OperationKind.YieldReturn or OperationKind.YieldBreak or OperationKind.Try:
                Execute(operation);
                return Value.Unknown;

            default:
                if (operation.Syntax is CollectionExpressionSyntax)
                    return CreateCollection(operation);
                if (kind is OperationKind.Invalid or OperationKind.DynamicInvocation or OperationKind.DynamicMemberReference or OperationKind.DynamicIndexerAccess or OperationKind.DynamicObjectCreation)
                    EvaluateLost(operation);
                else
                    EvaluateChildren(operation);
                return Value.Unknown;
        }
    }

    private static bool MayBeConstant(OperationKind kind) =>
        kind is not OperationKind.Invocation and not OperationKind.PropertyReference and not OperationKind.ObjectCreation and not OperationKind.ParameterReference
            and not OperationKind.InstanceReference and not OperationKind.SimpleAssignment and not OperationKind.ArrayCreation and not OperationKind.AnonymousFunction;

    private Value Self(IInstanceReferenceOperation reference) =>
        reference.ReferenceKind switch
        {
            InstanceReferenceKind.ContainingTypeInstance => frame.This,
            InstanceReferenceKind.ImplicitReceiver when initialized.Count > 0 => initialized.Peek(),
            _ => Value.Unknown,
        };

    private Value Create(ITypeParameterObjectCreationOperation creation)
    {
        var instance = Instance(creation, creation.Type) ?? Value.Unknown;
        if (creation.Initializer is not null)
            Initialize(instance, creation.Initializer);
        return instance;
    }

    /// <summary>One more, or one less.</summary>
    private Value Count(IIncrementOrDecrementOperation step)
    {
        var stepped = Evaluate(step.Target) is ConstantValue { Content: int count } ? new ConstantValue(step.Kind == OperationKind.Increment ? count + 1 : count - 1) : Value.Unknown;
        AssignTo(step.Target, stepped);
        return stepped;
    }

    /// <summary>The objects whose initializers are being evaluated.</summary>
    private readonly Stack<Value> initialized = new();

    /// <summary>The receivers of <c>?.</c>.</summary>
    private readonly Stack<Value> receivers = new();

    private void EvaluateChildren(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
            ExecuteOrEvaluate(child);
    }

    /// <summary>Evaluates what may not happen: its effects are one of two ways to go on.</summary>
    private Value Try(IOperation? operation)
    {
        var result = Value.Unknown;
        store.Begin();
        result = Evaluate(operation);
        store.Merge(new[] { store.Undo(), Store.Nothing }, untouched);
        return result;
    }

    private Value ReadLocal(ISymbol symbol)
    {
        for (var owner = frame; owner is not null; owner = owner.Closure)
        {
            if (store.TryGet(new StoreKey(owner, symbol), out var value))
                return value;
        }

        if (symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } captured)
            return PrimaryParameter(captured);
        return Value.Unknown;
    }

    private void WriteLocal(ISymbol symbol, Value value)
    {
        for (var owner = frame; owner is not null; owner = owner.Closure)
        {
            if (store.TryGet(new StoreKey(owner, symbol), out _))
            {
                store.Set(new StoreKey(owner, symbol), value);
                return;
            }
        }

        store.Set(new StoreKey(frame, symbol), value);
    }

    /// <summary>A parameter of a primary constructor, captured by a member.</summary>
    private Value PrimaryParameter(IParameterSymbol parameter)
    {
        if (frame.This is ObjectValue self && store.TryGet(new StoreKey(self, parameter), out var value))
            return value;
        return Parameter(parameter);
    }

    private Value Convert(IConversionOperation conversion)
    {
        var operand = Evaluate(conversion.Operand);
        if (conversion.OperatorMethod is null)
            return operand;
        return operand is DatumValue or MetricValue ? operand : Implicit(conversion, operand);
    }

    /// <summary>A user-defined conversion: a text loader's column or a pair of columns made of a tuple, else unknown.</summary>
    private Value Implicit(IConversionOperation conversion, Value operand)
    {
        if (conversion.OperatorMethod is { } method && model.BodyOf(method) is { } body)
            return Call(body, method, Value.Unknown, ImmutableArray.Create(operand), conversion);
        return ml.IsMlNet(conversion.OperatorMethod!) ? operand : Value.Unknown;
    }

    private Value EvaluateAssignment(ISimpleAssignmentOperation assignment)
    {
        var value = Evaluate(assignment.Value);
        AssignTo(assignment.Target, value);
        return value;
    }

    private Value EvaluateCoalesceAssignment(ICoalesceAssignmentOperation assignment)
    {
        var value = JoinValue.Of(Evaluate(assignment.Target), Evaluate(assignment.Value));
        AssignTo(assignment.Target, value);
        return value;
    }

    private Value EvaluateCompound(ICompoundAssignmentOperation assignment)
    {
        var value = Compute(assignment, Evaluate(assignment.Target), Evaluate(assignment.Value));
        AssignTo(assignment.Target, value);
        return value;
    }

    private void AssignTo(IOperation target, Value value)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                WriteLocal(local.Local, value);
                break;

            case IParameterReferenceOperation parameter:
                WriteLocal(parameter.Parameter, value);
                break;

            case IFieldReferenceOperation field:
                WriteMember(field.Field, field.Instance is null ? Value.Unknown : Evaluate(field.Instance), value, field.Syntax.Parent ?? field.Syntax);
                break;

            case IPropertyReferenceOperation property:
                WriteProperty(property, value);
                break;

            case IArrayElementReferenceOperation element:
                AddTo(Evaluate(element.ArrayReference), value, exact: false);
                break;

            case IDeclarationExpressionOperation declaration:
                AssignTo(declaration.Expression, value);
                break;

            case IConversionOperation conversion:
                AssignTo(conversion.Operand, value);
                break;

            case ITupleOperation tuple:
                for (var i = 0; i < tuple.Elements.Length; i++)
                    AssignTo(tuple.Elements[i], Item(value, i));
                break;
        }
    }

    /// <summary>One item of a tuple, or of what deconstructs into one.</summary>
    private static Value Item(Value value, int index) =>
        value switch
        {
            SplitValue split => Side(split, index == 0 ? ViewKind.TrainSide : ViewKind.TestSide),
            TupleValue tuple when index < tuple.Items.Length => tuple.Items[index],
            JoinValue join => JoinValue.Of(join.Alternatives.Select(alternative => Item(alternative, index)).ToList()),
            _ => Value.Unknown,
        };

    private Value CreateArray(IArrayCreationOperation array)
    {
        if (array.Initializer is null)
        {
            EvaluateChildren(array);
            return new SequenceValue(Here(array.Syntax), Enumerable.Empty<Value>(), array.DimensionSizes.All(size => size.ConstantValue is { HasValue: true, Value: 0 }));
        }

        return new SequenceValue(Here(array.Syntax), array.Initializer.ElementValues.Select(Evaluate).ToList(), exact: true, literal: true);
    }

    private Value CreateCollection(IOperation operation)
    {
        var items = new List<Value>();
        var exact = true;
        var certain = true;
        foreach (var child in operation.ChildOperations)
        {
            var value = Evaluate(child is { Syntax: SpreadElementSyntax } spread ? spread.ChildOperations.FirstOrDefault() : child);
            if (child.Syntax is not SpreadElementSyntax)
            {
                items.Add(value);
            }
            else if (value is SequenceValue sequence)
            {
                items.AddRange(sequence.Items);
                exact &= sequence.Exact;
                certain &= sequence.Certain;
            }
            else
            {
                exact = false;
            }
        }

        return new SequenceValue(Here(operation.Syntax), items, exact, literal: true) { Certain = certain };
    }

    private Value ReadElement(IArrayElementReferenceOperation element)
    {
        var array = Evaluate(element.ArrayReference);
        foreach (var index in element.Indices)
            Evaluate(index);
        if (array is SequenceValue { Exact: true } known && element.Indices.Length == 1
            && element.Indices[0].ConstantValue is { HasValue: true, Value: int i } && i >= 0 && i < known.Items.Count)
            return known.Items[i];
        return ElementOf(array);
    }

    private Value ReferTo(IMethodReferenceOperation reference)
    {
        var receiver = reference.Instance is null ? Value.Unknown : Evaluate(reference.Instance);
        if (frame.FindLocalFunction(reference.Method, out var owner) is { } function)
        {
            var local = new DelegateValue(Here(reference.Syntax), new Callable(reference.Method, function.Body), owner, owner.This);
            if (function.Body is not null)
                kept[function.Body.Syntax] = local;
            return local;
        }

        return new DelegateValue(Here(reference.Syntax), new Callable(reference.Method, null), null, receiver);
    }
}
