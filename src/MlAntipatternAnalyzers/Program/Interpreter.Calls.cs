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
    private Value Invoke(IInvocationOperation invocation)
    {
        var receiver = invocation.Instance is null ? Value.Unknown : Evaluate(invocation.Instance);
        var arguments = Arguments(invocation.Arguments);
        var method = invocation.TargetMethod;

        if (ml.IsMlNet(method))
            return InvokeMlNet(invocation, method, receiver, arguments);

        if (method.MethodKind != MethodKind.DelegateInvoke && method.MethodKind != MethodKind.LocalFunction && model.BodyOf(method) is null)
            Spoil(receiver, arguments);
        var position = root.Events.Count;
        return Note(method, arguments, InvokeOwn(invocation, method, receiver, arguments), position);
    }

    private Value InvokeOwn(IInvocationOperation invocation, IMethodSymbol method, Value receiver, ImmutableArray<Value> arguments)
    {
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return InvokeAny(receiver, arguments, invocation);

        if (frame.FindLocalFunction(method.OriginalDefinition, out var owner) is { } function)
            return Invoke(new DelegateValue(Here(invocation.Syntax), new Callable(method, function.Body), owner, owner.This), arguments, invocation);

        if (receiver is JoinValue { Alternatives: var alternatives } && !method.IsStatic)
            return JoinValue.Of(alternatives.Select(alternative => InvokeOn(invocation, method, alternative, arguments)).ToList());

        return InvokeOn(invocation, method, receiver, arguments);
    }

    private Value InvokeOn(IInvocationOperation invocation, IMethodSymbol method, Value receiver, ImmutableArray<Value> arguments)
    {
        if (Target(method, receiver, invocation.Instance) is { } target && model.BodyOf(target) is { } body)
        {
            if (((model.Cargoes.IsBoundary(target) && !arguments.Any(argument => argument is MetricValue)) || (target.IsStatic && !Cargoes.MayMatter(body, target) && !arguments.Any(IsInteresting))) && !IsFunction(body, target, arguments) && !IsSpelling(body, target))
            {
                WriteBack(invocation.Arguments);
                return Opaque(method.ReturnType, Here(invocation.Syntax));
            }

            return Call(body, target, receiver, arguments, invocation, invocation.Arguments, method);
        }

        return InvokeRowSource(invocation, method, receiver, arguments) ?? InvokeLibrary(invocation, method, receiver, arguments);
    }

    /// <summary>One of several classes that answer with objects of a class of the user's, as the stores that rows come from do: any of them may.</summary>
    private Value? InvokeRowSource(IInvocationOperation invocation, IMethodSymbol method, Value receiver, ImmutableArray<Value> arguments)
    {
        if (receiver is ObjectValue || !(method.IsAbstract || method.IsVirtual || method.IsOverride)
            || model.FactsOf(method.ReturnType).Element is not INamedTypeSymbol { TypeKind: TypeKind.Class } row || !model.IsSource(row.OriginalDefinition))
            return null;
        var implementations = model.Code.Implementations(method);
        if (implementations.Length is < 2 or > MaximalImplementations)
            return null;

        var results = new List<Value>();
        var ends = new List<Dictionary<StoreKey, Value>>();
        foreach (var target in implementations)
        {
            store.Begin();
            results.Add(model.BodyOf(target) is { } body ? Call(body, target, receiver, arguments, invocation) : Value.Unknown);
            ends.Add(store.Undo());
        }

        store.Merge(ends, untouched);
        return JoinValue.Of(results);
    }

    /// <summary>Whether a method computes one value from data, or from what is made up, and does nothing with ML.NET itself.</summary>
    private bool IsFunction(Body body, IMethodSymbol target, ImmutableArray<Value> arguments) =>
        !target.ReturnsVoid && (arguments.Contains(Value.Invented) || DatumValue.In(arguments) is not null) && !model.Code.EdgesOf(body).CallsMlNet;

    /// <summary>Whether a method is but a name for one expression of texts: those of columns, as a rule.</summary>
    private static bool IsSpelling(Body body, IMethodSymbol target) =>
        target.ReturnType is { SpecialType: SpecialType.System_String } or IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String }
        && body.Node is MethodDeclarationSyntax method
        && (method.ExpressionBody is not null || (method.Body is { Statements: { Count: 1 } statements } && statements[0] is ReturnStatementSyntax));

    /// <summary>Keeps in mind what a method that is not known was given, and what came back.</summary>
    private Value Note(IMethodSymbol method, ImmutableArray<Value> arguments, Value result, int position)
    {
        if (!ml.IsDotNet(method))
            root.Calls.Add(new OwnCall(method, arguments, result, position));
        return result;
    }

    private static bool IsInteresting(Value value) => value is not ConstantValue and not ContextValue && !value.IsUnknown && value != Value.Invented;

    private ImmutableArray<Value> Arguments(ImmutableArray<IArgumentOperation> arguments)
    {
        if (arguments.IsEmpty)
            return ImmutableArray<Value>.Empty;

        // In the order of the parameters; they are evaluated in the order of the source.
        var values = new Value[arguments.Length];
        foreach (var argument in arguments)
        {
            var ordinal = argument.Parameter?.Ordinal ?? 0;
            if (ordinal < values.Length)
                values[ordinal] = argument.Value is IDeclarationExpressionOperation ? Value.Unknown : IsParamsCollection(argument) ? CreateCollection(argument.Value) : Evaluate(argument.Value);
        }

        for (var i = 0; i < values.Length; i++)
            values[i] ??= Value.Unknown;
        return ImmutableArray.Create(values);
    }

    /// <summary>Whether an argument stands for several that were written apart, for a parameter that is a span or a list.</summary>
    public static bool IsParamsCollection(IArgumentOperation argument) =>
        argument.ArgumentKind is not ArgumentKind.Explicit and not ArgumentKind.ParamArray && argument.Parameter is { IsParams: true } && argument.Value is not IArrayCreationOperation;

    /// <summary>The method that a call runs, where it is known which.</summary>
    private IMethodSymbol? Target(IMethodSymbol method, Value receiver, IOperation? instance)
    {
        if (!method.IsVirtual && !method.IsAbstract && !method.IsOverride && method.ContainingType?.TypeKind != TypeKind.Interface)
            return method;
        if (instance is IInstanceReferenceOperation { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.BaseExpressionSyntax })
            return method;
        return receiver is ObjectValue { Type: var type } ? Implementation(method, type) : model.OnlyImplementation(method, cancellationToken);
    }

    /// <summary>What a class implements a member of an interface with. A generic interface is the one that the class names: inside generic code the call names type parameters.</summary>
    private static ISymbol? Implemented(ISymbol member, INamedTypeSymbol type)
    {
        if (type.FindImplementationForInterfaceMember(member) is { } direct)
            return direct;
        if (!member.ContainingType.IsGenericType)
            return null;
        INamedTypeSymbol? only = null;
        foreach (var candidate in type.AllInterfaces)
        {
            if (!SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, member.ContainingType.OriginalDefinition))
                continue;
            if (only is not null)
                return null;
            only = candidate;
        }

        if (only is null)
            return null;
        foreach (var candidate in only.GetMembers(member.Name))
        {
            if (SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, member.OriginalDefinition))
                return type.FindImplementationForInterfaceMember(candidate);
        }

        return null;
    }

    private static IMethodSymbol? Implementation(IMethodSymbol method, INamedTypeSymbol type)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface)
            return Implemented(method, type) as IMethodSymbol;

        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(method.Name))
            {
                for (var candidate = member as IMethodSymbol; candidate is not null; candidate = candidate.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, method.OriginalDefinition))
                        return ((IMethodSymbol)member).IsAbstract ? null : (IMethodSymbol)member;
                }
            }
        }

        return null;
    }

    /// <summary>The property that a virtual one is on this receiver.</summary>
    private IPropertySymbol Resolve(IPropertySymbol property, Value receiver)
    {
        if (receiver is not ObjectValue { Type: var type } || !(property.IsVirtual || property.IsAbstract || property.IsOverride || property.ContainingType.TypeKind == TypeKind.Interface))
            return property;
        if (property.ContainingType.TypeKind == TypeKind.Interface)
            return Implemented(property, type) as IPropertySymbol ?? property;
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(property.Name).OfType<IPropertySymbol>())
            {
                for (var candidate = member; candidate is not null; candidate = candidate.OverriddenProperty)
                {
                    if (SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, property.OriginalDefinition))
                        return member;
                }
            }
        }

        return property;
    }

    /// <summary>Follows a call into a body of the compilation.</summary>
    private Value Call(
        Body body,
        IMethodSymbol target,
        Value receiver,
        ImmutableArray<Value> arguments,
        IOperation site,
        ImmutableArray<IArgumentOperation> syntactic = default,
        IMethodSymbol? called = null)
    {
        if ((frame.Path?.Depth ?? 0) >= MaximalDepth || !Spend() || !active.Add(body))
        {
            WriteBack(syntactic);
            Spoil(receiver, arguments);
            Expose(receiver, arguments);
            return Opaque((called ?? target).ReturnType, Here(site.Syntax));
        }

        root.Visited.Add(body);
        var definition = body.Method ?? target.OriginalDefinition;
        var self = target.IsStatic ? Value.Unknown : Self(receiver, target);
        var callee = new Frame(body, new CallPath(frame.Path, site.Syntax, 0, frame.InLoop), self, null) { TypeArguments = TypeArguments(target, receiver) };
        var position = root.Events.Count;
        var result = Activate(callee, definition.Parameters, arguments, () => RunBody(body), out var final);
        MeetReturned(result, position);
        active.Remove(body);
        WriteBack(syntactic, final);
        if (result is JoinValue && DatumValue.In(arguments) is { } datum)
            result = Chosen(result, datum, site.Syntax);
        return result.IsUnknown ? Opaque((called ?? target).ReturnType, Here(site.Syntax)) : result;
    }

    private static Value Self(Value receiver, IMethodSymbol target)
    {
        if (receiver is ObjectValue)
            return receiver;
        return target.ContainingType is { DeclaringSyntaxReferences.Length: > 0 } type
            ? new ObjectValue(new Origin(type.DeclaringSyntaxReferences[0].GetSyntax(), null), type, isThis: true)
            : Value.Unknown;
    }

    private Dictionary<ITypeParameterSymbol, ITypeSymbol>? TypeArguments(IMethodSymbol target, Value receiver)
    {
        var type = receiver is ObjectValue instance ? instance.Type : target.ContainingType;
        if (target.TypeArguments.IsEmpty && type is not { TypeArguments.Length: > 0 } && type?.BaseType is not { TypeArguments.Length: > 0 })
            return null;

        var map = new Dictionary<ITypeParameterSymbol, ITypeSymbol>(SymbolEqualityComparer.Default);
        for (var i = 0; i < target.TypeArguments.Length; i++)
            map[target.OriginalDefinition.TypeParameters[i]] = Substitute(target.TypeArguments[i])!;
        for (var current = type; current is not null; current = current.BaseType)
        {
            for (var i = 0; i < current.TypeArguments.Length; i++)
            {
                var argument = current.TypeArguments[i];
                map[current.OriginalDefinition.TypeParameters[i]] =
                    argument is ITypeParameterSymbol parameter && map.TryGetValue(parameter, out var known) ? known : Substitute(argument)!;
            }
        }

        return map;
    }

    /// <summary>Runs code in a frame of its own; returns what it returns, and what its parameters held at the end.</summary>
    private Value Activate(Frame callee, ImmutableArray<IParameterSymbol> parameters, ImmutableArray<Value> arguments, System.Action run, out ImmutableArray<Value> final)
    {
        var caller = frame;
        store.Begin();
        callee.Journal = store.Depth - 1;
        frame = callee;
        for (var i = 0; i < parameters.Length; i++)
            store.Set(new StoreKey(callee, parameters[i]), i < arguments.Length ? arguments[i] : Value.Unknown);

        run();

        if (callee.Exits.Count == 0)
        {
            store.Commit();
        }
        else
        {
            var ends = new List<Dictionary<StoreKey, Value>>(callee.Exits);
            var last = store.Undo();
            if (!callee.Ended || callee.Returned)
                ends.Add(last);
            store.Merge(ends, untouched);
        }

        final = Final(callee, parameters);
        frame = caller;
        if (callee.Yields is not null)
            return new SequenceValue(new Origin(callee.Body.Node, callee.Path), callee.Yields, exact: false) { Shuffles = callee.YieldShuffles?.Distinct().ToImmutableArray() ?? ImmutableArray<Shuffle>.Empty };
        return JoinValue.Of(callee.Returns);
    }

    /// <summary>What the parameters hold at the end, where some of them go back to the caller; else nothing.</summary>
    private ImmutableArray<Value> Final(Frame callee, ImmutableArray<IParameterSymbol> parameters)
    {
        if (!parameters.Any(static parameter => parameter.RefKind is RefKind.Out or RefKind.Ref))
            return ImmutableArray<Value>.Empty;
        return parameters.Select(parameter => store.TryGet(new StoreKey(callee, parameter), out var value) ? value : Value.Unknown).ToImmutableArray();
    }

    /// <summary>What a call assigned to its <c>out</c> and <c>ref</c> arguments: what is not known, where nothing is given.</summary>
    private void WriteBack(ImmutableArray<IArgumentOperation> arguments, ImmutableArray<Value> final = default)
    {
        if (arguments.IsDefaultOrEmpty)
            return;
        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { RefKind: RefKind.Out or RefKind.Ref } parameter)
                continue;
            var value = !final.IsDefault && parameter.Ordinal < final.Length ? final[parameter.Ordinal] : Value.Unknown;
            AssignTo(argument.Value, value.IsUnknown ? Opaque(parameter.Type, Here(argument.Syntax)) : value);
        }
    }

    private Value InvokeAny(Value callee, ImmutableArray<Value> arguments, IOperation site)
    {
        if (!callee.Alternatives.All(alternative => alternative is DelegateValue))
            Expose(Value.Unknown, arguments);
        return JoinValue.Of(callee.Alternatives.Select(alternative => alternative is DelegateValue function ? Invoke(function, arguments, site) : Value.Unknown).ToList()) is { IsUnknown: false } known
            ? known
            : Opaque(site.Type, Here(site.Syntax));
    }

    /// <summary>Runs a delegate.</summary>
    private Value Invoke(DelegateValue function, ImmutableArray<Value> arguments, IOperation site, bool repeated = false)
    {
        var callable = function.Callable;
        if (callable.Body is null)
            return InvokeMethod(callable.Method, function.Receiver, arguments, site, repeated);

        var path = new CallPath(frame.Path, site.Syntax, 0, frame.InLoop || repeated);
        if (path.Depth >= MaximalDepth || !Spend() || IsRunning(callable.Body))
        {
            Spoil(Value.Unknown, arguments);
            Expose(Value.Unknown, arguments);
            return Opaque(callable.Method.ReturnType, Here(site.Syntax));
        }

        running.Add(callable.Body);
        ran.Add(callable.Body.Syntax);
        var callee = new Frame(function.Closure?.Body ?? frame.Body, path, function.Receiver, function.Closure);
        var parameters = callable.Method.OriginalDefinition.Parameters;
        var result = Activate(callee, parameters, arguments, () => Execute(callable.Body), out _);
        running.Remove(callable.Body);
        return result.IsUnknown ? Opaque(callable.Method.ReturnType, Here(site.Syntax)) : result;
    }

    private readonly List<IOperation> running = new();

    private bool IsRunning(IOperation body) => running.Any(other => ReferenceEquals(other.Syntax, body.Syntax));

    private Value InvokeMethod(IMethodSymbol method, Value receiver, ImmutableArray<Value> arguments, IOperation site, bool repeated)
    {
        if (repeated)
            frame.Loops++;
        var result = Value.Unknown;
        var position = root.Events.Count;
        if (model.BodyOf(method) is { } body)
            result = Call(body, method, receiver, arguments, site);
        else if (arguments.Length == 1)
            result = LibraryFunction(method, arguments[0], site);
        else
            Expose(receiver, arguments);
        if (repeated)
            frame.Loops--;
        return Note(method, arguments, result, position);
    }
}
