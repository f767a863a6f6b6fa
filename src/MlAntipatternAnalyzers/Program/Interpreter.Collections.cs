using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What lists and dictionaries do with what is put into them.</summary>
internal sealed partial class Interpreter
{
    private Value? Collect(IInvocationOperation invocation, IMethodSymbol method, Value receiver, ImmutableArray<Value> arguments)
    {
        switch (method.Name)
        {
            case "Add" or "Enqueue" or "Push" or "AddLast" when arguments.Length > 0:
                if (receiver is SequenceValue list && frame.Loops > 0 && AddsAgain(invocation))
                    list.Repeats = true;
                Put(invocation.Instance, receiver, arguments[0], exact: true);
                return method.ReturnsVoid ? Value.Unknown : receiver;

            case "Insert" when arguments.Length > 1:
                AddTo(receiver, arguments[1], exact: false);
                return Value.Unknown;

            case "AddRange" when arguments.Length > 0:
                var range = arguments[0] as SequenceValue;
                if (range is not null && receiver is SequenceValue grown)
                    AddRange(invocation, grown, range);
                foreach (var item in range?.Items ?? Enumerable.Empty<Value>())
                    AddTo(receiver, item, range!.Exact);
                if (range is not { Exact: true } && receiver is SequenceValue open)
                {
                    open.Exact = false;
                    open.Certain &= range is null;
                }

                return Value.Unknown;

            case "ToArray" or "ToImmutable" or "AsReadOnly":
                return receiver is SequenceValue same ? Copy(invocation, same, same.Exact) : null;

            case "GetRange" when receiver is SequenceValue whole && arguments.Length > 1:
                var some = Copy(invocation, whole, exact: false, isSelection: true);
                some.Range = RowRange.Of(method.Name, arguments[0], arguments[1]);
                return some;

            case "ConvertAll" when arguments.LastOrDefault() is DelegateValue function:
                return Map(invocation, arguments.Length > 1 ? arguments[0] : receiver, function);

            case "ForEach" when arguments.LastOrDefault() is DelegateValue function:
                Invoke(function, Parameters(function, ElementOf(arguments.Length > 1 ? arguments[0] : receiver)), invocation, repeated: true);
                return Value.Unknown;

            case "Remove" or "RemoveAt" or "RemoveAll" or "Clear" or "RemoveRange" when receiver is SequenceValue changed:
                changed.Exact = changed.Certain = false;
                changed.Shrinks = true;
                return Value.Unknown;

            case "Sort" when (receiver as SequenceValue ?? arguments.FirstOrDefault() as SequenceValue) is { } sorted:
                sorted.Shuffles = ImmutableArray<Shuffle>.Empty;
                return null;

            case "Find" or "FirstOrDefault" when receiver is SequenceValue searched:
                return searched.Element;

            default:
                return null;
        }
    }

    /// <summary>A dictionary is a sequence of its values.</summary>
    private Value? LookUp(IInvocationOperation invocation, IMethodSymbol method, Value receiver, ImmutableArray<Value> arguments)
    {
        switch (method.Name)
        {
            case "Add" or "TryAdd" when arguments.Length > 1:
                Put(invocation.Instance, receiver, arguments[1]);
                return Value.Unknown;

            case "TryGetValue" or "TryRemove" or "Remove" when invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.RefKind == RefKind.Out) is { } found:
                var element = ElementOf(receiver);
                AssignTo(found.Value, element.IsUnknown ? Opaque(found.Parameter!.Type, Here(invocation.Syntax)) : element);
                return Value.Unknown;

            case "GetOrAdd" or "AddOrUpdate":
                var made = arguments.Skip(1).FirstOrDefault() is DelegateValue factory ? Invoke(factory, Parameters(factory, Value.Unknown), invocation) : arguments.Length > 1 ? arguments[1] : Value.Unknown;
                Put(invocation.Instance, receiver, made);
                return JoinValue.Of(new[] { made, ElementOf(receiver) }.Where(value => !value.IsUnknown).ToList());

            case "GetValueOrDefault":
                return ElementOf(receiver);

            default:
                return null;
        }
    }

    /// <summary>Puts a value into a collection, and into the member that holds the collection.</summary>
    private void Put(IOperation? holder, Value collection, Value value, bool exact = false)
    {
        AddTo(collection, value, exact);
        ISymbol? member = holder switch
        {
            IFieldReferenceOperation field => field.Field,
            IPropertyReferenceOperation property => property.Property,
            _ => null,
        };
        if (member is not null && model.IsSource(member.OriginalDefinition) && !value.IsUnknown)
            root.Write(member.OriginalDefinition, new SequenceValue(Here(holder!.Syntax), new[] { value }, exact: false));
    }
}
