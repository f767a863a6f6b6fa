using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

internal sealed partial class TrialRun
{
    private object? Read(IMemberReferenceOperation reference)
    {
        if (reference is IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: 1 } arguments } indexed)
            return ElementAt(Evaluate(indexed.Instance), Evaluate(arguments[0].Value), indexed.Type);
        if (reference.Instance is null)
            return ReadStatic(reference.Member, reference.Type);
        return ReadMember(Evaluate(reference.Instance), reference.Member, reference.Type);
    }

    private object? ReadMember(object? receiver, ISymbol member, ITypeSymbol? type)
    {
        switch (receiver)
        {
            case TrialObject made:
                if (made.Members.TryGetValue(member.Name, out var assigned))
                    return (TrialValue.IsUnknown(assigned) || inputs.IsRecord(made.Type)) && Assumed(made, member, type) is var raw && !TrialValue.IsUnknown(raw) ? raw : assigned;
                return Computed(member, receiver) is { } computed ? computed.Value : Initial(member, type);

            case TrialEntity entity when type is not null:
                if (Computed(member, receiver) is { } known)
                    return known.Value;
                return IsState(entity, member) ? ReadState(member, type) : MemberOf(entity, member, type);

            case object?[] tuple when member.Name.StartsWith("Item", System.StringComparison.Ordinal) && int.TryParse(member.Name.Substring(4), out var number) && number <= tuple.Length:
                return tuple[number - 1];

            case object?[] tuple when member is IFieldSymbol { CorrespondingTupleField: { } field }:
                return ReadMember(tuple, field, type);

            case object?[] { Length: 2 } pair when member.Name is "Key" or "Value":
                return pair[member.Name == "Key" ? 0 : 1];

            case TrialGroup group when member.Name == "Key":
                return group.Key;

            case TrialList list when member.Name is "Count" or "Length":
                return (double)list.Items.Count;

            case TrialMap map:
                return member.Name switch
                {
                    "Count" => (double)map.Entries.Count,
                    "Keys" => new TrialList(map.Entries.Values.Select(entry => entry.Key)),
                    "Values" => new TrialList(map.Entries.Values.Select(entry => entry.Value)),
                    _ => Unknown,
                };

            case TrialBuilder { Text: { } text } when member.Name == "Length":
                return (double)text.Length;

            case string text when member.Name == "Length":
                return (double)text.Length;

            case System.DateTime or System.TimeSpan:
                return TrialTime.Member(receiver, member.Name) ?? Unknown;
        }

        // What a nullable or a task holds is the value itself here.
        if (member.Name is "Value" or "Result" && member.ContainingType.Name is "Nullable" or "Task" or "ValueTask" or "Lazy")
            return receiver;
        return member.Name == "HasValue" && !TrialValue.IsUnknown(receiver) ? receiver is not null : Unknown;
    }

    /// <summary>A member that the code assigns in a way that is not known: as good as a raw input, as long as nothing hangs on how it comes about.</summary>
    private object? Assumed(TrialObject made, ISymbol member, ITypeSymbol? type) =>
        (!inputs.IsStrict || inputs.IsRecord(made.Type)) && made.Type is INamedTypeSymbol named && type is not null && code.IsSource(named) ? MemberOf(new TrialEntity(named, named, "", 0) { IsAssumed = true }, member, type) : Unknown;

    /// <summary>Whether a member is the state of a component, and no datum of a record.</summary>
    private bool IsState(TrialEntity entity, ISymbol member) =>
        entity.Path.Length == 0 && ReferenceEquals(entity, component) && (member is IFieldSymbol || member.DeclaredAccessibility == Accessibility.Private);

    private object? ReadStatic(ISymbol member, ITypeSymbol? type)
    {
        if (code.IsSource(member))
            return Computed(member, null) is { } computed ? computed.Value : ReadState(member, type);
        return (member.ContainingType.Name, member.Name) switch
        {
            ("String", "Empty") => "",
            ("Environment", "NewLine") => "\n",
            ("DateTime", "UnixEpoch") => new System.DateTime(1970, 1, 1),
            ("DateTime", "MinValue") => System.DateTime.MinValue,
            ("TimeSpan", "Zero") => System.TimeSpan.Zero,
            ("CultureInfo" or "StringComparer" or "NumberFormatInfo", _) => new TrialTypeName(member.ContainingType, member.Name),
            _ => Unknown,
        };
    }

    /// <summary>A field: what its initializer says where nothing else assigns to it; else a state that only equals itself.</summary>
    private object? ReadState(ISymbol member, ITypeSymbol? type)
    {
        if (member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null } && code.WritersOf(member.OriginalDefinition).ToList() is { Count: 1 } writers && writers[0].IsInitializer
            && depth < MaximalDepth && code.OperationOf(writers[0]) is ISymbolInitializerOperation initializer)
        {
            var outer = scope;
            scope = new TrialScope(null, outer.Self);
            depth++;
            var value = Evaluate(initializer.Value);
            depth--;
            scope = outer;
            if (!TrialValue.IsUnknown(value))
                return value;
        }

        // A map of what was learnt before is no map of single inputs.
        return Outside(type, "field " + member.ToDisplayString(), member.Name, null, 0, salt: "");
    }

    /// <summary>What a property's getter computes; null where it is no such property.</summary>
    private Box? Computed(ISymbol member, object? receiver) =>
        member is IPropertySymbol { GetMethod: { } getter } property && code.IsSource(property) && code.BodyOf(getter) is { } body && depth < MaximalDepth
            ? new Box(Activate(body, getter, receiver, System.Array.Empty<object?>(), isOnWay: false))
            : null;

    /// <summary>What a member holds that nothing was assigned to.</summary>
    private object? Initial(ISymbol member, ITypeSymbol? type) =>
        code.IsSource(member) && code.InitializersOf(member.ContainingType).FirstOrDefault(initializer => AcrossProjects.AreSame(initializer.Symbol, member)) is { } body
            && code.OperationOf(body) is ISymbolInitializerOperation initial
            ? Evaluate(initial.Value)
            : type is null ? Unknown : Default(type);

    private object?[] Arguments(IReadOnlyList<IArgumentOperation> arguments, int count)
    {
        var values = new object?[count];
        for (var i = 0; i < count; i++)
            values[i] = Unknown;
        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { Ordinal: var ordinal } || ordinal >= count)
                continue;
            values[ordinal] = argument.Parameter.RefKind == RefKind.Out ? Unknown : Interpreter.IsParamsCollection(argument) ? Collection(argument.Value) : Evaluate(argument.Value);
        }

        return values;
    }

    private bool IsNext(SyntaxNode syntax) => !isFound && stage < way.Count && way[stage] == syntax;

    /// <summary>Goes on the way into a method; whether it was one that leads on.</summary>
    private bool Enter(IMethodSymbol method, object? receiver, object?[] arguments)
    {
        if (code.BodyOf(method) is not { } body)
            return false;
        stage++;
        if (!Holds(body.Node, Next!))
        {
            stage--;
            return false;
        }

        Activate(body, method, receiver, arguments, isOnWay: true);
        return true;
    }

    private object? Invoke(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        var receiver = invocation.Instance is null ? null : Evaluate(invocation.Instance);
        var arguments = Arguments(invocation.Arguments, method.Parameters.Length);
        if (isFound)
            return Unknown;

        if (IsNext(invocation.Syntax) && FollowWay(invocation, receiver, arguments))
            return Unknown;

        if (LocalFunction(method) is { } local)
            return Call(local, arguments);
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return receiver is TrialFunction function ? Call(function, arguments) : Unknown;
        if (Implementation(method, receiver) is { } target && code.IsSource(target))
            return Call(target, receiver, arguments, invocation);
        return InvokeForeign(invocation, method, receiver, arguments);
    }

    /// <summary>The method that a call runs, where there is one only.</summary>
    private IMethodSymbol? Implementation(IMethodSymbol method, object? receiver)
    {
        if (!code.IsSource(method))
            return method;
        if (method.IsStatic || (!method.IsAbstract && !method.IsVirtual && !method.IsOverride && method.ContainingType.TypeKind != TypeKind.Interface))
            return method;
        return code.OnlyImplementation(method) ?? (method.IsAbstract ? null : method);
    }

    /// <summary>Goes on the way through a call: into the method, or into a function that it is given and calls for each row.</summary>
    private bool FollowWay(IInvocationOperation invocation, object? receiver, object?[] arguments)
    {
        var method = invocation.TargetMethod;
        if (LocalFunction(method) is { Body: { } localBody } local && Follow(local, localBody, arguments))
            return true;
        if (Implementation(method, receiver) is { } implementation && Enter(implementation, receiver, arguments))
            return true;
        if (receiver is TrialFunction invoked && Follow(invoked, arguments))
            return true;

        // Whoever is given no collection calls it with what comes from outside: a web framework, with a request.
        if (invocation.Instance?.Type is var owner && (owner is null || ElementOf(owner) is null) && !method.Parameters.Any(parameter => ElementOf(parameter.Type) is not null))
            return arguments.OfType<TrialFunction>().Any(function => Follow(function, OutsideArguments(function)));
        var rows = Items(method.IsExtensionMethod && arguments.Length > 0 ? arguments[0] : receiver) is { } items ? RowOf(items) : Unknown;
        return arguments.OfType<TrialFunction>().Any(function => Follow(function, function.Method.Parameters.Select((parameter, i) => i == 0 ? rows : parameter.Type.SpecialType == SpecialType.System_Int32 ? TrialValue.RowNumber : Unknown).ToArray()));
    }

    private bool Follow(TrialFunction function, object?[] arguments) => function.Body is { } body ? Follow(function, body, arguments) : Enter(function.Method, function.Receiver, arguments);

    private bool Follow(TrialFunction function, IOperation body, object?[] arguments)
    {
        stage++;
        if (!Holds(body.Syntax, Next!))
        {
            stage--;
            return false;
        }

        Activate(body, function.Method, new TrialScope(function.Closure, null) { IsOnWay = true }, arguments);
        return true;
    }

    /// <summary>A function that the way leads into and no call on it: somebody outside calls it, as a web framework does the handler of a request.</summary>
    private TrialFunction HandedOut(TrialFunction function)
    {
        if (scope.IsOnWay && depth < MaximalDepth && Leads(function.Body))
            Activate(function.Body!, function.Method, new TrialScope(function.Closure, null) { IsOnWay = true }, OutsideArguments(function));
        return function;
    }

    /// <summary>What somebody outside gives a function.</summary>
    private object?[] OutsideArguments(TrialFunction function) => function.Method.Parameters.Select(parameter => FromOutside(parameter)).ToArray();

    private TrialFunction? LocalFunction(IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.LocalFunction)
            return null;
        for (var current = scope; current is not null; current = current.Outer)
        {
            if (current.LocalFunctions.TryGetValue(method.OriginalDefinition, out var operation) && operation is ILocalFunctionOperation { Body: { } body })
                return new TrialFunction(method, body, current, null);
        }

        return null;
    }

    private object? Call(TrialFunction function, object?[] arguments)
    {
        if (function.Body is null)
            return code.IsSource(function.Method) ? Call(function.Method, function.Receiver, arguments, null) : InvokeForeign(null, function.Method, function.Receiver, arguments);
        if (depth >= MaximalDepth)
            return Unknown;
        return Activate(function.Body, function.Method, new TrialScope(function.Closure, null), arguments);
    }

    /// <summary>Calls a method of the program: what it computes, or else what it answers as a component that is not looked into.</summary>
    private object? Call(IMethodSymbol method, object? receiver, object?[] arguments, IOperation? site)
    {
        if (code.BodyOf(method) is { } body && depth < MaximalDepth)
        {
            var result = Activate(body, method, receiver, arguments, isOnWay: false, (site as IInvocationOperation)?.Arguments);
            if (!TrialValue.IsUnknown(result) || isFound)
                return result;
        }

        return Answer(method, arguments);
    }

    private object? Activate(Body body, IMethodSymbol method, object? receiver, object?[] arguments, bool isOnWay, IReadOnlyList<IArgumentOperation>? given = null)
    {
        if (code.OperationOf(body) is not { } operation)
            return Unknown;
        var callee = new TrialScope(null, receiver is TrialFunction ? null : receiver) { IsOnWay = isOnWay };
        return Activate(operation, (body.Method ?? method).OriginalDefinition, callee, arguments, given);
    }

    private object? Activate(IOperation operation, IMethodSymbol method, TrialScope callee, object?[] arguments, IReadOnlyList<IArgumentOperation>? given = null)
    {
        var outer = scope;
        foreach (var parameter in method.Parameters)
        {
            var argument = parameter.Ordinal < arguments.Length ? arguments[parameter.Ordinal] : Unknown;
            callee.Declare(parameter, callee.IsOnWay && !inputs.IsStrict && TrialValue.IsUnknown(argument) ? FromOutside(parameter, isAssumed: true) : argument);
        }

        scope = callee;
        depth++;
        callee.Result = Unknown;
        Run(operation);
        depth--;
        scope = outer;
        foreach (var argument in given ?? System.Array.Empty<IArgumentOperation>())
        {
            if (argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref } parameter)
                Assign(argument.Value, callee.TryGet(method.Parameters[parameter.Ordinal], out var last) && !callee.IsDoubtful ? last : Unknown);
        }

        if (callee.IsDoubtful)
            return Unknown;
        return callee.Yields is null ? callee.Result : new TrialList(callee.Yields, Enumerable.Repeat(TrialList.Added, callee.Yields.Count));
    }

    /// <summary>What a component answers that is not looked into: the same, where it is asked the same.</summary>
    private object? Answer(IMethodSymbol method, object?[] arguments)
    {
        if (steps >= MaximalSteps || IsUnrepeatable(method))
            return Unknown;
        var element = method.ReturnType is var type && Awaited(type) is { } awaited ? awaited : null;
        if (element is null)
            return Unknown;
        var id = "answer " + method.OriginalDefinition.ToDisplayString();
        if (ElementOf(element) is not null || element is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface, SpecialType: SpecialType.None })
            return Outside(element, id, method.Name, null, 0);
        var salt = new System.Text.StringBuilder("(");
        foreach (var argument in arguments)
        {
            if (argument is TrialFunction || TrialValue.Key(argument) is not { } key)
                return Unknown;
            salt.Append(key).Append(',');
        }

        answers++;
        return Outside(element, id, method.Name, null, 0, salt.ToString());
    }

    /// <summary>How often another component was asked.</summary>
    private int answers;

    private static bool IsUnrepeatable(IMethodSymbol method) =>
        method.ContainingType is { Name: "Random" or "RandomNumberGenerator" or "Stopwatch" or "Environment" or "Guid" or "TimeProvider" or "Interlocked" };

    private sealed class Box
    {
        public Box(object? value) => Value = value;

        public object? Value { get; }
    }
}
