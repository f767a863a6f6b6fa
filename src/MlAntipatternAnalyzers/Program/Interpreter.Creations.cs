using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>How objects are made: constructors, initializers, records.</summary>
internal sealed partial class Interpreter
{
    private Value Create(IObjectCreationOperation creation)
    {
        var arguments = Arguments(creation.Arguments);
        if (creation.Type is not INamedTypeSymbol type)
            return Value.Unknown;

        type = (INamedTypeSymbol)Substitute(type)!;
        var made = CreateKnown(creation, type, arguments) ?? new ObjectValue(Here(creation.Syntax), type);
        if (made is ObjectValue instance && model.IsSource(type.OriginalDefinition))
            Construct(creation, instance, arguments);
        else
            Spoil(Value.Unknown, arguments);
        if (made is ObjectValue && !model.IsSource(type.OriginalDefinition))
            Expose(Value.Unknown, arguments);
        if (creation.Initializer is not null)
            Initialize(made, creation.Initializer);
        return made;
    }

    private void Construct(IObjectCreationOperation creation, ObjectValue instance, ImmutableArray<Value> arguments)
    {
        if (creation.Constructor is not { } constructor)
            return;
        if (model.BodyOf(constructor) is { } body)
        {
            // The initializers run inside the constructor's activation, before its body.
            Construct(body, constructor, instance, arguments, creation);
            return;
        }

        foreach (var parameter in constructor.OriginalDefinition.Parameters)
        {
            if (parameter.Ordinal < arguments.Length)
                SetFromParameter(instance, parameter, arguments[parameter.Ordinal], creation.Syntax);
        }

        InitializeMembers(instance, constructor, creation);
        RunImplicitBase(constructor.ContainingType, instance, creation);
    }

    /// <summary>The constructor of a base class that runs where none is named: the one that needs no arguments.</summary>
    private void RunImplicitBase(INamedTypeSymbol? type, Value self, IOperation site)
    {
        for (var current = type?.BaseType; current is not null && model.IsSource(current.OriginalDefinition); current = current.BaseType)
        {
            var constructor = current.InstanceConstructors.FirstOrDefault(candidate => candidate.Parameters.All(parameter => parameter.IsOptional));
            if (constructor is null || model.BodyOf(constructor) is not { } body)
                continue;
            Call(body, constructor, self, constructor.Parameters.Select(parameter => (Value)new ConstantValue(parameter.HasExplicitDefaultValue ? parameter.ExplicitDefaultValue : null)).ToImmutableArray(), site);
            return;
        }
    }

    private void Construct(Body body, IMethodSymbol constructor, ObjectValue instance, ImmutableArray<Value> arguments, IOperation site)
    {
        InitializeMembers(instance, constructor, site);
        Call(body, constructor, instance, arguments, site);
    }

    private void InitializeMembers(ObjectValue instance, IMethodSymbol constructor, IOperation site)
    {
        for (var type = constructor.ContainingType; type is not null && model.IsSource(type.OriginalDefinition); type = type.BaseType)
        {
            if (model.InitializersOf(type.OriginalDefinition).All(initializer => initializer.Symbol.IsStatic))
                continue;
            var callee = new Frame(frame.Body, new CallPath(frame.Path, site.Syntax, 0, frame.InLoop), instance, null);
            Activate(callee, ImmutableArray<IParameterSymbol>.Empty, ImmutableArray<Value>.Empty, () => RunInitializers(type.OriginalDefinition), out _);
        }
    }

    /// <summary>A record's or primary constructor's parameter: the member it makes, and what members capture.</summary>
    private void SetFromParameter(ObjectValue instance, IParameterSymbol parameter, Value value, SyntaxNode node)
    {
        store.Set(new StoreKey(instance, parameter), value);
        if (parameter.ContainingType.IsRecord && parameter.ContainingType.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
            WriteMember(property, instance, value, node);
    }

    private void Initialize(Value made, IObjectOrCollectionInitializerOperation initializer)
    {
        initialized.Push(made);
        foreach (var item in initializer.Initializers)
        {
            switch (item)
            {
                case ISimpleAssignmentOperation assignment:
                    EvaluateAssignment(assignment);
                    break;

                case IMemberInitializerOperation member:
                    var inner = Evaluate(member.InitializedMember);
                    Initialize(inner, member.Initializer);
                    break;

                case IInvocationOperation { TargetMethod.Name: "Add" } add:
                    var arguments = Arguments(add.Arguments);
                    if (made is SequenceValue sequence && arguments.Length > 0)
                        sequence.Items.Add(arguments[arguments.Length - 1]);
                    break;

                default:
                    Evaluate(item);
                    break;
            }
        }

        initialized.Pop();
    }
}
