using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Which members of the compilation a body calls, reads and assigns, lambdas and local functions in it included.</summary>
/// <remarks>Of what other assemblies declare it keeps nothing but whether ML.NET is called: that is most of what code mentions, and nobody asks for it.</remarks>
internal sealed class Edges
{
    private readonly CodeIndex code;

    // Lists, as they are short; the symbols are the compilation's own, of which there is one object each.
    private List<ISymbol>? calls;
    private List<ISymbol>? writes;
    private List<ISymbol>? members;

    public Edges(IOperation? operation, CodeIndex code)
    {
        this.code = code;
        if (operation is not null)
            Walk(operation);
    }

    /// <summary>Whether a method or property of ML.NET's is used.</summary>
    public bool CallsMlNet { get; private set; }

    /// <summary>Whether some of it does not bind, because something that it needs is missing.</summary>
    public bool HasUnbound { get; private set; }

    public bool Calls(ISymbol method) => Contains(calls, method);

    public bool Writes(ISymbol member) => Contains(writes, member);

    /// <summary>Whether a field or property is read or assigned.</summary>
    public bool Uses(ISymbol member) => Contains(members, member);

    private void Walk(IOperation operation)
    {
        if (operation.Kind is OperationKind.Literal or OperationKind.LocalReference or OperationKind.ParameterReference or OperationKind.InstanceReference or OperationKind.DefaultValue or OperationKind.NameOf)
            return;
        Add(operation);
        foreach (var child in operation.ChildOperations)
            Walk(child);
    }

    private void Add(IOperation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.Invocation:
                Add((IInvocationOperation)operation);
                break;

            case OperationKind.ObjectCreation when ((IObjectCreationOperation)operation).Constructor is { } constructor:
                AddCall(constructor);
                break;

            case OperationKind.Invalid:
                HasUnbound = true;
                break;

            case OperationKind.MethodReference:
                AddCall(((IMethodReferenceOperation)operation).Method);
                break;

            case OperationKind.FieldReference:
                var field = ((IFieldReferenceOperation)operation).Field;
                if (code.IsSource(field))
                    Add(ref members, field);
                break;

            case OperationKind.PropertyReference:
                Add(((IPropertyReferenceOperation)operation).Property);
                break;

            case OperationKind.SimpleAssignment or OperationKind.CompoundAssignment or OperationKind.CoalesceAssignment or OperationKind.DeconstructionAssignment:
                AddTarget(((IAssignmentOperation)operation).Target);
                break;

            case OperationKind.Increment or OperationKind.Decrement:
                AddTarget(((IIncrementOrDecrementOperation)operation).Target);
                break;
        }
    }

    private void Add(IInvocationOperation invocation)
    {
        AddCall(invocation.TargetMethod);
        if (invocation.Instance is IFieldReferenceOperation or IPropertyReferenceOperation && UseSyntax.Additions.Contains(invocation.TargetMethod.Name))
            AddTarget(invocation.Instance);
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref)
                AddTarget(argument.Value);
        }
    }

    private void Add(IPropertySymbol property)
    {
        if (!code.IsSource(property))
        {
            CallsMlNet = CallsMlNet || code.IsMlNet(property);
            return;
        }

        Add(ref members, property);
        if (property.GetMethod is { } getter)
            Add(ref calls, getter);
        if (property.SetMethod is { } setter)
            Add(ref calls, setter);
    }

    private void AddCall(IMethodSymbol method)
    {
        if (code.IsSource(method))
            Add(ref calls, method);
        else
            CallsMlNet = CallsMlNet || code.IsMlNet(method);
    }

    private void AddTarget(IOperation target)
    {
        switch (target)
        {
            case IFieldReferenceOperation { Field: var field } when code.IsSource(field):
                Add(ref writes, field);
                break;

            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } indexed }:
                AddTarget(indexed);
                break;

            case IArrayElementReferenceOperation element:
                AddTarget(element.ArrayReference);
                break;

            case IPropertyReferenceOperation { Property: var property } when code.IsSource(property):
                Add(ref writes, property);
                break;

            case IConversionOperation conversion:
                AddTarget(conversion.Operand);
                break;

            case ITupleOperation tuple:
                foreach (var element in tuple.Elements)
                    AddTarget(element);
                break;
        }
    }

    private static void Add(ref List<ISymbol>? list, ISymbol symbol)
    {
        symbol = symbol.OriginalDefinition;
        if (!Contains(list, symbol))
            (list ??= new List<ISymbol>()).Add(symbol);
    }

    private static bool Contains(List<ISymbol>? list, ISymbol symbol)
    {
        if (list is null)
            return false;
        foreach (var other in list)
        {
            if (ReferenceEquals(other, symbol))
                return true;
        }

        return false;
    }
}
