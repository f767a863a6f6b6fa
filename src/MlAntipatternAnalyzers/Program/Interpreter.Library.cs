using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What .NET's own library does to the values that matter: collections, queries, tasks, text.</summary>
internal sealed partial class Interpreter
{
    private Value InvokeLibrary(IInvocationOperation invocation, IMethodSymbol method, Value receiver, ImmutableArray<Value> arguments)
    {
        if (receiver.IsUnknown && !arguments.Any(IsInteresting) && method.ReturnsVoid)
            return Value.Unknown;

        if (UseMetrics(invocation, method, receiver, arguments) is { } metric)
            return metric;

        var type = method.ContainingType;
        var result = (type.Name, type.ContainingNamespace?.Name) switch
        {
            ("Enumerable" or "Queryable", "Linq") => Query(invocation, method, arguments),
            ("ParallelEnumerable", "Linq") => QueryConcurrently(invocation, method, arguments),
            ("File", "IO") => UseFile(invocation, method, arguments),
            ("StreamReader" or "TextReader" or "StringReader", "IO") => method.Name.StartsWith("Read", System.StringComparison.Ordinal) ? new DatumValue(invocation.Syntax, null, null) : null,
            ("String" or "Regex", _) => TextOperation(invocation, method, receiver, arguments),
            ("Task" or "ValueTask" or "TaskFactory" or "TaskAwaiter" or "ConfiguredTaskAwaitable", _) => TaskOperation(invocation, method, receiver, arguments),
            ("Path", "IO") => Join(arguments) ?? DatumValue.In(arguments),
            ("Math" or "MathF", "System") => Computed(invocation, arguments),
            ("Convert", "System") => DatumValue.In(arguments),

            // What is drawn at random is no datum, however much is computed with it.
            ("Random" or "RandomNumberGenerator", _) => Draw(invocation, method, receiver, arguments),
            ("Guid", "System") when method.Name == "NewGuid" => Draw(invocation, method, receiver, arguments),
            ("Activator", "System") => Instance(invocation, method.TypeArguments.FirstOrDefault()),
            ("PropertyInfo" or "FieldInfo", "Reflection") when method.Name == "SetValue" => SetByReflection(invocation, method, arguments),
            ("List" or "HashSet" or "ConcurrentBag" or "Queue" or "Stack" or "Array" or "ImmutableArray", _) => Collect(invocation, method, receiver, arguments),
            ("Dictionary" or "ConcurrentDictionary" or "IDictionary" or "SortedDictionary", _) => LookUp(invocation, method, receiver, arguments),
            ("LazyInitializer", "Threading") => EnsureInitialized(invocation, arguments),
            ("Parallel", _) => RunInParallel(invocation, arguments),
            _ => null,
        };

        if (result is not null)
            return result;

        // What parsing puts out is the datum that it is given.
        if (!IsHarmless(method))
            Expose(receiver, arguments);
        var datum = IsParsing(method) ? DatumValue.In(arguments) : null;
        WriteBack(invocation.Arguments, datum is null ? default : arguments.Select(_ => (Value)datum).ToImmutableArray());
        RunDelegates(invocation, arguments);
        return LibraryResult(invocation, method, receiver, arguments);
    }

    /// <summary>A call of which nothing particular is known: parsing and formatting pass a datum on, the rest makes something new.</summary>
    private Value LibraryResult(IInvocationOperation invocation, IMethodSymbol method, Value receiver, ImmutableArray<Value> arguments)
    {
        if (IsParsing(method) && DatumValue.In(arguments) is { } parsed)
            return method.Name.StartsWith("Try", System.StringComparison.Ordinal) ? Value.Unknown : parsed;

        if (receiver == Value.Invented || (receiver.IsUnknown && arguments.Length > 0 && arguments.All(argument => argument == Value.Invented)))
            return Value.Invented;
        if (receiver is DatumValue datum && method.Name is "ToString" or "GetValueOrDefault" or "ConfigureAwait")
            return receiver;
        if (receiver is DatumValue source && !method.ReturnsVoid)
            return source.With(computed: source.Computed ?? invocation.Syntax);
        if (receiver is LazyValue)
            return receiver;
        return Opaque(method.ReturnType, Here(invocation.Syntax));
    }

    /// <summary>Lambdas given to a method that is not known run some time, with what is not known.</summary>
    private void RunDelegates(IInvocationOperation invocation, ImmutableArray<Value> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument is DelegateValue function)
                RunSomeTime(function, invocation);
        }
    }

    /// <summary>Runs what may run, with what is not known.</summary>
    private void RunSomeTime(DelegateValue function, IOperation site)
    {
        store.Begin();
        Expose(Invoke(function, function.Callable.Method.Parameters.Select(parameter => Opaque(parameter.Type, Here(site.Syntax))).ToImmutableArray(), site));
        store.Merge(new[] { store.Undo(), Store.Nothing }, untouched);
    }

    private Value QueryConcurrently(IInvocationOperation invocation, IMethodSymbol method, ImmutableArray<Value> arguments) =>
        Concurrently(invocation, () => Query(invocation, method, arguments));

    private Value Answer(IInvocationOperation invocation, IMethodSymbol method, ImmutableArray<Value> arguments)
    {
        if (arguments.IsEmpty)
            return new SequenceValue(Here(invocation.Syntax), System.Array.Empty<Value>(), exact: method.Name == "Empty");

        // Numbers that count are no data.
        if (method.Name is "Range" or "Repeat")
            return new SequenceValue(Here(invocation.Syntax), new[] { method.Name == "Range" ? Value.Invented : arguments[0] }, exact: false) { Repeats = method.Name == "Repeat" };

        if (arguments[0] is JoinValue)
            return QueryEach(invocation, method, arguments);

        var source = arguments[0] is SchemaValue schema && method.TypeArguments.Length > 0 ? ColumnsOf(schema, method.TypeArguments[0], invocation) : arguments[0];
        var function = arguments.Skip(1).OfType<DelegateValue>().LastOrDefault();
        if (source is SchemaValue or TransformerValue)
            Expose(source);
        switch (method.Name)
        {
            case "Select":
                return Map(invocation, source, function);

            case "SelectMany":
                var inner = function is null ? Value.Unknown : Invoke(function, Parameters(function, ElementOf(source)), invocation, repeated: true);
                return inner is SequenceValue many && function!.Callable.Method.Parameters.Length == 1 ? Copy(invocation, many, exact: false, isSelection: true) : new SequenceValue(Here(invocation.Syntax), new[] { inner }, exact: false);

            case "ToList" or "ToArray" or "ToHashSet" or "AsEnumerable" or "AsQueryable" or "AsParallel" or "Cast" or "OfType" or "ToImmutableArray" or "AsOrdered" or "WithDegreeOfParallelism" or "AsSequential":
                return source is SequenceValue same ? Copy(invocation, same, same.Exact) : source;

            case "Where" when Filter(invocation, source, function) is { } filtered:
                return filtered;

            case "Except" when source is SequenceValue { Exact: true } all && arguments[1] is SequenceValue { Exact: true } excluded && all.Items.Concat(excluded.Items).All(item => item is ConstantValue):
                return new SequenceValue(Here(invocation.Syntax), all.Items.Except(excluded.Items), exact: true, all.Literal);

            case "Skip" or "Take" when source is SequenceValue { Exact: true } counted && arguments.Length > 1 && arguments[1] is ConstantValue { Content: int count }:
                return new SequenceValue(Here(invocation.Syntax), method.Name == "Skip" ? counted.Items.Skip(count) : counted.Items.Take(count), exact: true, counted.Literal) { View = counted.View, From = counted, IsSelection = true, Range = RowRange.Of(method.Name, arguments[1]), Repeats = counted.Repeats };

            case "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "Reverse" or "Distinct" or "Order" or "OrderDescending" or "Shuffle" when source is SequenceValue { Certain: true } reordered:
                RunOn(invocation, source, arguments);
                var ordered = Copy(invocation, reordered, exact: false, isSelection: !KeepsAll(method.Name));
                ordered.Certain = true;
                return ordered;

            case "Where" or "Skip" or "SkipWhile" or "Take" or "TakeWhile" or "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "Reverse" or "Distinct" or "DistinctBy" or "Except" or "DefaultIfEmpty" or "TakeLast" or "SkipLast" or "Shuffle" or "Order" or "OrderDescending":
                RunOn(invocation, source, arguments);
                return source is SequenceValue some ? Choose(invocation, method, some, arguments) : source is DatumValue ? source : new SequenceValue(Here(invocation.Syntax), System.Array.Empty<Value>(), exact: false);

            case "GroupBy" when source is SequenceValue grouped:
                RunOn(invocation, source, arguments);
                return new SequenceValue(Here(invocation.Syntax), new[] { Copy(invocation, grouped, exact: false, isSelection: true) }, exact: false);

            case "Concat" or "Union" when arguments.Length > 1:
                return Concatenate(invocation, source, arguments[1]);

            case "Append" when arguments.Length > 1 && source is SequenceValue before:
                return new SequenceValue(Here(invocation.Syntax), before.Items.Append(arguments[1]), before.Exact) { Certain = before.Certain };

            case "Prepend" when arguments.Length > 1 && source is SequenceValue after:
                return new SequenceValue(Here(invocation.Syntax), after.Items.Prepend(arguments[1]), after.Exact) { Certain = after.Certain };

            case "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Last" or "LastOrDefault" or "ElementAt" or "ElementAtOrDefault" or "MaxBy" or "MinBy":
                RunOn(invocation, source, arguments);
                var element = source is SequenceValue { Exact: true, Items.Count: 1 } one ? one.Items[0] : ElementOf(source);
                return element.IsUnknown ? Opaque(method.ReturnType, Here(invocation.Syntax)) : element;

            case "Aggregate":
                return Fold(invocation, source, arguments);

            case "Sum" or "Average" or "Count" or "LongCount" or "Min" or "Max":
                var result = RunOn(invocation, source, arguments);
                if (hasMetrics && method.Name is not "Count" and not "LongCount" && MetricValue.In(new[] { result.IsUnknown ? ElementOf(source) : result }) is { } metric)
                    return metric;
                return ElementOf(source) == Value.Invented ? Value.Invented : new DatumValue(null, null, invocation.Syntax);

            default:
                RunOn(invocation, source, arguments);
                if (method.Name is not "Any" and not "All" and not "Contains")
                    Expose(source);
                return Opaque(method.ReturnType, Here(invocation.Syntax));
        }
    }

    /// <summary>The elements that a predicate of constants lets through; null where it depends on more.</summary>
    private SequenceValue? Filter(IInvocationOperation invocation, Value source, DelegateValue? function)
    {
        if (function is null || source is not SequenceValue { Exact: true, Items.Count: > 0 and <= 64 } all || !all.Items.All(item => item is ConstantValue || IsSchemaColumn(item)))
            return null;
        var kept = new List<Value>();
        foreach (var item in all.Items)
        {
            if (Invoke(function, Parameters(function, item), invocation, repeated: true) is not ConstantValue { Content: bool passes })
                return null;
            if (passes)
                kept.Add(item);
        }

        return new SequenceValue(Here(invocation.Syntax), kept, exact: true, all.Literal);
    }

    /// <summary>A query of one of several sequences: one result each, told apart as the rounds of a loop are.</summary>
    private Value QueryEach(IInvocationOperation invocation, IMethodSymbol method, ImmutableArray<Value> arguments)
    {
        var outer = frame.Path;
        var results = new List<Value>();
        foreach (var alternative in arguments[0].Alternatives)
        {
            frame.Path = new CallPath(outer, invocation.Syntax, results.Count, outer is { InLoop: true });
            results.Add(Query(invocation, method, arguments.SetItem(0, alternative)));
        }

        frame.Path = outer;
        return JoinValue.Of(results);
    }

    private static bool IsSchemaColumn(Value item) => item is ObjectValue { Type: { Name: "Column", ContainingType.Name: "DataViewSchema" } };

    /// <summary>Runs the query's functions on an element: what they do is recorded.</summary>
    private Value RunOn(IInvocationOperation invocation, Value source, ImmutableArray<Value> arguments)
    {
        var result = Value.Unknown;
        foreach (var function in arguments.OfType<DelegateValue>())
        {
            result = Invoke(function, Parameters(function, ElementOf(source)), invocation, repeated: true);

            // Whatever is put in order by a metric is put in order to choose from it.
            if (invocation.TargetMethod.Name is "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "MaxBy" or "MinBy")
                Meet(result, MetricFate.Compared);
        }

        return result;
    }

    private static ImmutableArray<Value> Parameters(DelegateValue function, Value element) =>
        function.Callable.Method.Parameters.Select((_, i) => i == 0 ? element : Value.Invented).ToImmutableArray();

    private SequenceValue Copy(IInvocationOperation invocation, SequenceValue source, bool exact, bool isSelection = false) =>
        new(Here(invocation.Syntax), source.Items, exact, source.Literal) { View = source.View, Certain = exact || (exact == source.Exact && source.Certain), From = source, IsSelection = isSelection, Repeats = source.Repeats, Shuffles = source.Shuffles };

    private SequenceValue Choose(IInvocationOperation invocation, IMethodSymbol method, SequenceValue source, ImmutableArray<Value> arguments)
    {
        var chosen = Copy(invocation, source, exact: false, isSelection: !KeepsAll(method.Name));
        chosen.Range = arguments.Length > 1 ? RowRange.Of(method.Name, arguments[1]) : null;
        chosen.Repeats &= method.Name is not "Distinct" and not "DistinctBy";
        return chosen;
    }

    private static bool KeepsAll(string query) => query is "Reverse" or "Shuffle" || query.StartsWith("Order", System.StringComparison.Ordinal) || query.StartsWith("Then", System.StringComparison.Ordinal);

    private Value Map(IInvocationOperation invocation, Value source, DelegateValue? function)
    {
        if (function is null)
            return new SequenceValue(Here(invocation.Syntax), System.Array.Empty<Value>(), exact: false);

        if (source is SequenceValue { Exact: true, Items.Count: > 0 and <= 64 } known)
        {
            var outer = frame.Path;
            var items = new List<Value>();
            for (var i = 0; i < known.Items.Count; i++)
            {
                frame.Path = new CallPath(outer, invocation.Syntax, i, inLoop: true);
                items.Add(Invoke(function, Parameters(function, known.Items[i]), invocation, repeated: true));
            }

            frame.Path = outer;
            return new SequenceValue(Here(invocation.Syntax), items, exact: true, known.Literal);
        }

        var element = Invoke(function, Parameters(function, ElementOf(source)), invocation, repeated: true);
        return new SequenceValue(Here(invocation.Syntax), new[] { element }, exact: false);
    }

    private Value Concatenate(IInvocationOperation invocation, Value first, Value second)
    {
        var left = first as SequenceValue;
        var right = second as SequenceValue;
        if (left is null && right is null)
            return Value.Unknown;
        return new SequenceValue(
            Here(invocation.Syntax),
            (left?.Items ?? Enumerable.Empty<Value>()).Concat(right?.Items ?? Enumerable.Empty<Value>()),
            left is { Exact: true } && right is { Exact: true } && invocation.TargetMethod.Name == "Concat")
        {
            Certain = left is null or { Certain: true } && right is null or { Certain: true },
            View = left?.View is { } one && right?.View is { } other ? JoinValue.Of(one, other) : null,
            Repeats = invocation.TargetMethod.Name == "Concat" && (left is { Repeats: true } || right is { Repeats: true } || (left is not null && right is not null && HasRowsOf(left, right))),
        };
    }

    /// <summary><c>Aggregate</c> over known elements: the function is applied to each.</summary>
    private Value Fold(IInvocationOperation invocation, Value source, ImmutableArray<Value> arguments)
    {
        var function = arguments.OfType<DelegateValue>().FirstOrDefault();
        if (function is null || source is not SequenceValue { Exact: true, Items.Count: > 0 and <= 64 } known)
        {
            RunOn(invocation, source, arguments);
            Expose(source, arguments);
            return Opaque(invocation.Type, Here(invocation.Syntax));
        }

        var seeded = arguments.Length > 2;
        var result = seeded ? arguments[1] : known.Items[0];
        var outer = frame.Path;
        for (var i = seeded ? 0 : 1; i < known.Items.Count; i++)
        {
            frame.Path = new CallPath(outer, invocation.Syntax, i, inLoop: true);
            result = Invoke(function, ImmutableArray.Create(result, known.Items[i]), invocation, repeated: true);
        }

        frame.Path = outer;
        return result;
    }

    /// <summary><c>string.Concat</c> of constants.</summary>
    private static Value? Concatenated(ImmutableArray<Value> arguments)
    {
        var parts = arguments.Length == 1 && arguments[0] is SequenceValue { Exact: true } sequence ? sequence.Items : arguments.ToList();
        return parts.All(part => part is ConstantValue { Content: string or null })
            ? new ConstantValue(string.Concat(parts.Select(part => ((ConstantValue)part).Content)))
            : null;
    }

    private Value? TaskOperation(IInvocationOperation invocation, IMethodSymbol method, Value receiver, ImmutableArray<Value> arguments)
    {
        switch (method.Name)
        {
            case "FromResult" when arguments.Length > 0:
                return arguments[0];

            case "Run" or "StartNew" when arguments.Length > 0 && arguments[0] is DelegateValue function:
                return Concurrently(invocation, () => Invoke(function, ImmutableArray<Value>.Empty, invocation));

            case "ConfigureAwait" or "GetAwaiter" or "GetResult" or "AsTask" or "WaitAsync":
                return receiver.IsUnknown ? null : receiver;

            case "WhenAll" when arguments.Length > 0:
                return arguments[0] is SequenceValue ? arguments[0] : null;

            default:
                return null;
        }
    }

    /// <summary>Marks what runs inside as running on other threads.</summary>
    private Value Concurrently(IInvocationOperation invocation, System.Func<Value> run)
    {
        var outer = frame.Path;
        frame.Path = new CallPath(outer, invocation.Syntax, 0, frame.InLoop) { Concurrent = true };
        var result = run();
        frame.Path = outer;
        return result;
    }

    private Value? RunInParallel(IInvocationOperation invocation, ImmutableArray<Value> arguments)
    {
        Concurrently(invocation, () =>
        {
            var source = arguments.OfType<SequenceValue>().FirstOrDefault();
            foreach (var function in arguments.OfType<DelegateValue>())
                Invoke(function, Parameters(function, source?.Element ?? Value.Unknown), invocation, repeated: true);
            return Value.Unknown;
        });
        return Value.Unknown;
    }

    /// <summary>A path of constant parts is a constant, in the spelling of one system.</summary>
    private static Value? Join(ImmutableArray<Value> arguments)
    {
        var parts = arguments.Length == 1 && arguments[0] is SequenceValue { Exact: true } sequence ? sequence.Items : arguments.ToList();
        return parts.Count > 0 && parts.All(part => part is ConstantValue { Content: string })
            ? new ConstantValue(string.Join("/", parts.Select(part => ((ConstantValue)part).Content)))
            : null;
    }

    private Value? EnsureInitialized(IInvocationOperation invocation, ImmutableArray<Value> arguments)
    {
        if (arguments.OfType<DelegateValue>().FirstOrDefault() is not { } factory)
            return null;
        var made = Invoke(factory, ImmutableArray<Value>.Empty, invocation);
        foreach (var argument in invocation.Arguments.Where(argument => argument.Parameter is { RefKind: RefKind.Ref, Ordinal: 0 }))
            AssignTo(argument.Value, made);
        return made;
    }

    /// <summary>An object of a class that is known: a list, a lazy value, a pair of columns.</summary>
    private Value? CreateKnown(IObjectCreationOperation creation, INamedTypeSymbol type, ImmutableArray<Value> arguments)
    {
        var origin = Here(creation.Syntax);
        if (type.Name is "Lazy" or "ThreadLocal" or "AsyncLazy")
        {
            return arguments.OfType<DelegateValue>().FirstOrDefault() is { } factory
                ? new LazyValue(origin, factory, creation, perThread: type.Name == "ThreadLocal")
                : Value.Unknown;
        }

        if (type.Name is "InputOutputColumnPair" or "KeyValuePair" || (type.Name == "Tuple" && arguments.Length > 1))
            return new TupleValue(arguments);

        if (type is { Name: "FileStream", ContainingNamespace.Name: "IO" })
            return Open(creation, arguments);

        if (type.Name == "ValueTask" && arguments.Length == 1)
            return arguments[0];

        if (type.Name == "EstimatorChain" && arguments.IsEmpty)
            return new EstimatorValue(origin, ImmutableArray<Step>.Empty);

        if (ml.TypeOf(type) == MlType.Context)
            return new ContextValue(origin, arguments.Length > 0 ? arguments[0] : ConstantValue.Null);

        if (ml.IsMlNet(type))
        {
            if (ml.TypeOf(type) is not MlType.Other and not MlType.None)
                return Opaque(type, origin);
            var instance = new ObjectValue(origin, type);
            foreach (var parameter in creation.Constructor?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty)
            {
                var member = type.GetMembers().FirstOrDefault(candidate => candidate is IFieldSymbol or IPropertySymbol && string.Equals(candidate.Name, parameter.Name, System.StringComparison.OrdinalIgnoreCase));
                if (parameter.Ordinal >= arguments.Length)
                    continue;
                if (member is not null)
                    WriteMember(member, instance, arguments[parameter.Ordinal], creation.Syntax);
                else
                    instance.Writes.Add(new MemberWrite(parameter, arguments[parameter.Ordinal], creation.Syntax, frame.Path));
            }

            return instance;
        }

        if (!model.IsSource(type.OriginalDefinition) && model.FactsOf(type).Element is not null)
        {
            return arguments.FirstOrDefault(argument => argument is SequenceValue) is SequenceValue source
                ? new SequenceValue(origin, source.Items, source.Exact) { View = source.View, From = source, Repeats = source.Repeats, Shuffles = source.Shuffles }
                : new SequenceValue(origin, System.Array.Empty<Value>(), exact: true, literal: creation.Initializer is not null);
        }

        return null;
    }
}
