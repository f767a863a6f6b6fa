using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What becomes of plain data: read, cut, parsed, computed.</summary>
internal sealed partial class Interpreter
{
    private Value? UseFile(IInvocationOperation invocation, IMethodSymbol method, ImmutableArray<Value> arguments) =>
        method.Name is "Create" or "Open" or "OpenRead" or "OpenWrite" ? Open(invocation, arguments) : ReadFile(invocation, method);

    private static Value? ReadFile(IInvocationOperation invocation, IMethodSymbol method) =>
        method.Name is "ReadAllLines" or "ReadLines" or "ReadAllText" or "ReadAllLinesAsync" or "ReadAllTextAsync" or "ReadLinesAsync"
            ? new DatumValue(invocation.Syntax, null, null)
            : null;

    private Value? TextOperation(IInvocationOperation invocation, IMethodSymbol method, Value receiver, ImmutableArray<Value> arguments)
    {
        if (method.Name is "Join" or "Concat" or "Format" && method.IsStatic)
            return (method.Name == "Concat" ? Concatenated(arguments) : null) ?? Computed(invocation, arguments);

        var datum = receiver as DatumValue ?? (method.ContainingType.Name == "Regex" ? arguments.OfType<DatumValue>().FirstOrDefault() : null);
        if (datum is null)
            return null;

        switch (method.Name)
        {
            case "Split" when IsLineBreak(method.IsStatic ? Value.Unknown : arguments.FirstOrDefault() ?? Value.Unknown):
                // The lines of a text: as good as read one by one.
                return datum.With(read: datum.Read ?? invocation.Syntax);
            case "Split":
                return datum.With(split: datum.Split ?? invocation.Syntax);
            case "Trim" or "TrimStart" or "TrimEnd" or "ToString" or "AsSpan" or "ToCharArray" or "Normalize":
                return datum;
            case "Replace" when datum.Read is not null:
                // Quotes and separators are stripped on the way from the file: that is parsing.
                return datum;
            default:
                return datum.With(computed: datum.Computed ?? invocation.Syntax);
        }
    }

    /// <summary>Whether a separator is a line's end, whatever the system.</summary>
    private static bool IsLineBreak(Value separator) =>
        separator switch
        {
            ConstantValue { Content: string text } => text.Length > 0 && text.Trim('\r', '\n').Length == 0,
            ConstantValue { Content: char unit } => unit is '\r' or '\n',
            SequenceValue { Exact: true, Items.Count: > 0 } all => all.Items.All(IsLineBreak),
            _ => false,
        };

    /// <summary>An object of a type that only a type argument names.</summary>
    private Value? Instance(IOperation operation, ITypeSymbol? type) =>
        Substitute(type) is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } known ? new ObjectValue(Here(operation.Syntax), known) : null;

    /// <summary><c>property.SetValue(row, datum)</c>: a member is written, and nobody knows which.</summary>
    private Value SetByReflection(IInvocationOperation invocation, IMethodSymbol method, ImmutableArray<Value> arguments)
    {
        foreach (var instance in arguments[0].Alternatives.OfType<ObjectValue>())
            instance.Writes.Add(new MemberWrite(method, arguments[1], invocation.Syntax, frame.Path));
        return Value.Unknown;
    }

    private static bool IsParsing(IMethodSymbol method) => method.Name is "Parse" or "TryParse" or "ParseExact" or "TryParseExact" or "ChangeType";

    /// <summary>A library function given as a method group: <c>Select(float.Parse)</c>.</summary>
    private static Value LibraryFunction(IMethodSymbol method, Value argument, IOperation site)
    {
        if (argument is not DatumValue datum)
            return Value.Unknown;
        return IsParsing(method) || method.ContainingType.Name == "Convert" || method.Name is "ToString" or "Trim"
            ? datum
            : datum.With(computed: datum.Computed ?? site.Syntax);
    }

    private static Value? Computed(IInvocationOperation invocation, ImmutableArray<Value> arguments) =>
        DatumValue.Of(arguments.SelectMany(argument => argument is SequenceValue sequence ? sequence.Items : new List<Value> { argument }).ToList(), invocation.Syntax) is { IsUnknown: false } known ? known : null;

    /// <summary>The join of the arms of a conditional: which data it yields depends on data, so what it yields is computed.</summary>
    private static Value Join(Value left, Value right, Value condition, IConditionalOperation choice)
    {
        if (left is ConstantValue { Content: not null } && right is ConstantValue { Content: not null })
            return Chosen(JoinValue.Of(left, right), condition, choice.Syntax);
        if (left is DatumValue && right is DatumValue && DatumValue.In(new[] { left, right }) is { } datum)
            return left.Equals(right) ? left : Computed(datum, choice.Syntax);

        // A constant in place of a datum that is missing or does not parse is a default, not a computation; NaN says that it is missing.
        if (left is DatumValue && ConstantValue.IsNaN(right) || right is DatumValue && ConstantValue.IsNaN(left))
            return JoinValue.Of(left, right);
        if (left is DatumValue or ConstantValue { Content: not null } && right is DatumValue or ConstantValue { Content: not null })
            return left as DatumValue ?? right as DatumValue ?? JoinValue.Of(left, right);
        return JoinValue.Of(left, right);
    }

    /// <summary>One of several constants that a datum chose is computed from it.</summary>
    private static Value Chosen(Value value, Value by, SyntaxNode node) =>
        value is JoinValue && value.Alternatives.All(alternative => alternative is ConstantValue) && DatumValue.In(by) is { } datum ? Computed(datum, node) : value;

    private static DatumValue Computed(DatumValue datum, SyntaxNode node) => datum.With(computed: datum.Computed ?? node);

    private Value Interpolate(IInterpolatedStringOperation text)
    {
        DatumValue? datum = null;
        List<Value>? metrics = null;
        var complete = true;
        var content = new System.Text.StringBuilder();
        foreach (var part in text.Parts)
        {
            switch (part)
            {
                case IInterpolatedStringTextOperation literal:
                    content.Append(literal.Text.ConstantValue.Value as string);
                    break;

                case IInterpolationOperation hole:
                    var value = Evaluate(hole.Expression);
                    complete &= value is ConstantValue && hole.Alignment is null && hole.FormatString is null;
                    content.Append((value as ConstantValue)?.Content);
                    datum ??= DatumValue.In(value);
                    if (hasMetrics)
                        (metrics ??= new List<Value>()).Add(value);
                    break;

                default:
                    EvaluateChildren(part);
                    complete = false;
                    break;
            }
        }

        if (complete)
            return new ConstantValue(content.ToString());
        if (metrics is not null && MetricValue.In(metrics, isText: true) is { } told)
            return told;
        if (datum is null)
            return Value.Unknown;
        return text.Parts.Length == 1 ? datum : Computed(datum, text.Syntax);
    }

    /// <summary>Arithmetic, comparison or concatenation: constants are folded, data become computed data.</summary>
    private Value Compute(IOperation operation, Value left, Value right)
    {
        if (ComputeMetric(operation, left, right) is { } metric)
            return metric;

        if (operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } or ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String }
            && left is ConstantValue first && right is ConstantValue second)
            return new ConstantValue(System.Convert.ToString(first.Content, System.Globalization.CultureInfo.InvariantCulture) + System.Convert.ToString(second.Content, System.Globalization.CultureInfo.InvariantCulture));

        if (operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, OperatorMethod: null or { ContainingType.SpecialType: SpecialType.System_String } } comparison
            && left is ConstantValue one && right is ConstantValue other)
            return new ConstantValue(Equals(one.Content, other.Content) == (comparison.OperatorKind == BinaryOperatorKind.Equals));

        switch (operation)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } when IsConstant(left, false) || IsConstant(right, false):
                return new ConstantValue(false);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } when IsConstant(left, true) || IsConstant(right, true):
                return new ConstantValue(true);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } when left is ConstantValue && right is ConstantValue:
                return right;
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } when left is ConstantValue { Content: bool negated }:
                return new ConstantValue(!negated);
        }

        return DatumValue.Of(operation is IUnaryOperation ? new[] { left } : new[] { left, right }, operation.Syntax);
    }

    private static bool IsConstant(Value value, bool content) => value is ConstantValue { Content: bool known } && known == content;
}
