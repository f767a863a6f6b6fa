using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What trials make of objects that the code creates.</summary>
internal sealed partial class TrialRun
{
    private object? Create(IObjectCreationOperation creation)
    {
        if (creation.Type is not INamedTypeSymbol type || creation.Constructor is not { } constructor)
            return Unknown;
        var arguments = Arguments(creation.Arguments, constructor.Parameters.Length);
        if (IsTarget(creation.Syntax))
            Find(creation.Syntax, constructor.Parameters.ToDictionary(parameter => parameter.Name, parameter => arguments[parameter.Ordinal]));
        if (isFound)
            return Unknown;
        if (!code.IsSource(type))
            return CreateForeign(creation, type, arguments);

        var made = new TrialObject(type);
        if (IsNext(creation.Syntax) && Enter(constructor, made, arguments))
            return Unknown;
        if (code.BodyOf(constructor) is { } body && depth < MaximalDepth && constructor.Parameters.Length > 0)
            Activate(body, constructor, made, arguments, isOnWay: false);
        if (type.IsRecord)
        {
            foreach (var parameter in constructor.Parameters)
            {
                if (type.GetMembers(parameter.Name).Any(member => member is IPropertySymbol))
                    made.Members[parameter.Name] = arguments[parameter.Ordinal];
            }
        }

        return creation.Initializer is null ? made : Initialized(made, creation.Initializer.Initializers);
    }

    private object? Initialized(object made, IEnumerable<IOperation> initializers)
    {
        initialized.Push(made);
        foreach (var initializer in initializers)
        {
            switch (initializer)
            {
                case ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member } } assignment:
                    var value = Assigned(assignment);
                    if (made is TrialObject row)
                        row.Members[member.Name] = value;
                    break;
                default:
                    Evaluate(initializer);
                    break;
            }
        }

        initialized.Pop();
        return made;
    }

    private object? CreateForeign(IObjectCreationOperation creation, INamedTypeSymbol type, object?[] arguments)
    {
        object? made;
        switch (type.Name)
        {
            case "StringBuilder":
                var builder = new TrialBuilder();
                if (arguments.Length > 0 && arguments[0] is string start)
                    builder.Text!.Append(start);
                return builder;
            case "DateTime" or "DateTimeOffset" or "DateOnly" or "TimeSpan":
                return TrialTime.Create(type.Name, arguments) ?? Unknown;
            case "String" when arguments.Length == 2 && arguments[0] is char unit && arguments[1] is double count and < 1000:
                return new string(unit, (int)count);
            case "String" when arguments.Length == 1 && Items(arguments[0]) is { } units:
                return TrialText.Joined("", units.Items) ?? Unknown;
            case "Dictionary" or "SortedDictionary" or "ConcurrentDictionary":
                made = new TrialMap(isLookup: false, IgnoresCase(arguments));
                break;
            case "List" or "HashSet" or "SortedSet" or "Queue" or "Stack" or "Collection" or "ObservableCollection":
                var given = arguments.Length > 0 ? Items(arguments[0]) : null;
                var list = new TrialList(given?.Items ?? Enumerable.Empty<object?>(), given?.Numbers) { IsSet = type.Name.EndsWith("Set", System.StringComparison.Ordinal) };
                made = list.IsSet ? TrialQueries.Distinct(list, IgnoresCase(arguments)) : list;
                break;
            case "Regex":
                return arguments.Length > 0 && arguments[0] is string pattern ? new TrialObject(type) { Members = { ["pattern"] = pattern, ["options"] = arguments.Length > 1 ? arguments[1] : 0.0 } } : Unknown;
            case "KeyValuePair" when arguments.Length == 2:
                return arguments;
            case "Tuple":
                return arguments;
            default:
                return Unknown;
        }

        if (creation.Initializer is null)
            return made;
        initialized.Push(made);
        foreach (var initializer in creation.Initializer.Initializers)
        {
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Arguments.Length: 1 } target } entry)
                Put(made, Evaluate(target.Arguments[0].Value), Evaluate(entry.Value));
            else
                Evaluate(initializer);
        }

        initialized.Pop();
        return made;
    }

    private static bool IgnoresCase(IEnumerable<object?> arguments) => arguments.Any(argument => argument is TrialTypeName { Note: { } note } && note.Contains("IgnoreCase"));
}
