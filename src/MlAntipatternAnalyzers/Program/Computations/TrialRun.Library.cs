using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What trials know of .NET's library.</summary>
internal sealed partial class TrialRun
{
    /// <summary>A call of a method that the program does not have: of .NET's library, or of a component that is not looked into.</summary>
    private object? InvokeForeign(IInvocationOperation? invocation, IMethodSymbol method, object? receiver, object?[] arguments)
    {
        var name = method.Name;
        var type = method.ContainingType;
        var ignoresCase = IgnoresCase(method, arguments);
        if (invocation is not null && name is "TryParse" or "TryParseExact" && arguments.Length > 1)
            return TryParse(invocation, type, arguments[0]);

        if (type.Name is "File" or "StreamReader" or "TextReader" or "StringReader" && name.StartsWith("Read", StringComparison.Ordinal))
            return ReadText(invocation, name);

        switch (type.Name)
        {
            case "Math" or "MathF":
                return TrialMath.Call(name, arguments);
            case "Single" or "Double" or "Decimal" when method.IsStatic && name.StartsWith("Is", StringComparison.Ordinal):
                return TrialMath.Call(name, arguments);
            case "Convert":
                return ConvertTo(name, arguments);
            case "String" when method.IsStatic:
                RememberWords(name, arguments);
                return TrialText.CallStatic(name, arguments, ignoresCase);
            case "Char" when method.IsStatic && arguments.Length == 1 && arguments[0] is char unit:
                return TrialText.OfUnit(unit, name);
            case "Regex":
                return UseRegex(method, receiver, arguments);
            case "DateTime" or "DateTimeOffset" or "TimeSpan" or "DateOnly" or "TimeOnly" when method.IsStatic && !name.StartsWith("Parse", StringComparison.Ordinal):
                return TrialTime.CallStatic(name, arguments) ?? Unknown;
            case "Enum" when name == "Parse":
                return Unknown;
            case "KeyValuePair" or "ValueTuple" or "Tuple" when name == "Create":
                return arguments;
            case "Task" when name is "FromResult" or "Run":
                return arguments.FirstOrDefault() is TrialFunction job ? Call(job, Array.Empty<object?>()) : arguments.FirstOrDefault();
            case "StringBuilder":
                return UseBuilder(receiver, name, arguments);
            case "Nullable" when name == "GetValueOrDefault":
                return receiver;
            case "Array" or "Enumerable" when name == "Empty":
                return new TrialList(Enumerable.Empty<object?>());
            case "Enumerable" when name == "Range" && arguments[0] is double start && arguments[1] is double count and >= 0 and <= 1000:
                return new TrialList(Enumerable.Range(0, (int)count).Select(i => (object?)(start + i)));
            case "Enumerable" when name == "Repeat" && arguments[1] is double times and >= 0 and <= 1000:
                return new TrialList(Enumerable.Repeat(arguments[0], (int)times));
        }

        if (method.IsStatic && name is "Parse" or "ParseExact" && arguments.Length > 0)
            return Parsed(type, arguments[0]);
        if (name is "ConfigureAwait" or "GetAwaiter" or "GetResult" or "AsTask" or "WaitAsync" && receiver is not null)
            return receiver;

        var whole = method.IsExtensionMethod && arguments.Length > 0 ? arguments[0] : receiver;
        var rest = method.IsExtensionMethod ? arguments.Skip(1).ToArray() : arguments;
        switch (whole)
        {
            case TrialLine line:
                return UseLine(line, method, name);
            case TrialFields fields when name is "ToArray" or "ToList":
                return fields;
            case TrialFields { Function: null } fields when name == "Select":
                return new TrialFields(fields.Line, fields.Text, rest[0]);
            case TrialFields:
                return Unknown;
            case string text:
                RememberWords(name, rest);
                if (TrialText.Call(text, name, rest, ignoresCase) is var made && !TrialValue.IsUnknown(made))
                    return made;
                break;
            case DateTime or TimeSpan when name != "ToString":
                return TrialTime.Call(whole, name, rest) ?? Unknown;
            case TrialMap map when UseMap(invocation, map, name, rest) is { } used:
                return used.Value;
        }

        if (name == "ToString" && !method.IsExtensionMethod)
            return Shown(whole, rest);
        if (name == "Equals" && !method.IsExtensionMethod && rest.Length == 1)
            return AreEqual(whole, rest[0]);
        if (Items(whole) is { } items && (type.Name is "Enumerable" or "Queryable" or "ParallelEnumerable" || !method.IsExtensionMethod || type.Name is "MemoryExtensions" || method.Name.EndsWith("Async", StringComparison.Ordinal)))
            return TrialQueries.Call(this, items, name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - 5) : name, rest, ignoresCase);
        if (TrialValue.IsUnknown(whole) && (type.Name is "Enumerable" or "Queryable" or "String" || type.SpecialType != SpecialType.None))
            return Unknown;
        return Answer(method, arguments);
    }

    /// <summary>Reads a text file: its lines are records, whose fields are raw inputs.</summary>
    private object? ReadText(IInvocationOperation? invocation, string name)
    {
        var id = "file " + (invocation?.Syntax.SpanStart ?? 0).ToString(CultureInfo.InvariantCulture);
        if (name.StartsWith("ReadAllLines", StringComparison.Ordinal) || name.StartsWith("ReadLines", StringComparison.Ordinal))
            return FromOutside(number => new TrialLine(id, number, isWhole: false));
        return name.StartsWith("ReadLine", StringComparison.Ordinal) ? new TrialLine(id, 0, isWhole: false) : name.StartsWith("ReadAllText", StringComparison.Ordinal) || name.StartsWith("ReadToEnd", StringComparison.Ordinal) ? new TrialLine(id, 0, isWhole: true) : Unknown;
    }

    /// <summary>What is done to a line before it is split is a part of reading it.</summary>
    private object? UseLine(TrialLine line, IMethodSymbol method, string name)
    {
        if (name == "Split")
            return line.IsWhole ? FromOutside(number => new TrialLine(line.Id, number, isWhole: false)) : new TrialFields(line, method.ContainingType);
        return name is "Trim" or "TrimStart" or "TrimEnd" or "Replace" or "ToString" ? line : Unknown;
    }

    /// <summary>Calls a function that a query is given.</summary>
    public object? Apply(object? function, params object?[] arguments) => function is TrialFunction known ? Call(known, arguments.Take(known.Method.Parameters.Length).ToArray()) : Unknown;

    private void RememberWords(string name, object?[] arguments)
    {
        if (name is not "Contains" and not "StartsWith" and not "EndsWith" and not "IndexOf" and not "LastIndexOf" and not "Equals" and not "Compare")
            return;
        foreach (var argument in arguments)
        {
            if (argument is string { Length: > 0 and < 40 } word)
                inputs.Words.Add(word);
        }
    }

    private static bool IgnoresCase(IMethodSymbol method, object?[] arguments)
    {
        for (var i = 0; i < arguments.Length && i < method.Parameters.Length; i++)
        {
            // CurrentCultureIgnoreCase 1, InvariantCultureIgnoreCase 3, OrdinalIgnoreCase 5.
            if (method.Parameters[i].Type.Name == "StringComparison" && arguments[i] is double kind && (int)kind % 2 == 1)
                return true;
        }

        return IgnoresCase(arguments);
    }

    /// <summary>The elements of a collection, a text's letters among them; null where they are not known.</summary>
    private static TrialList? Items(object? value) =>
        value switch
        {
            TrialList list => list,
            string text => new TrialList(text.Select(unit => (object?)unit)),
            TrialMap map => new TrialList(map.Entries.Values.Select(entry => map.IsLookup ? entry.Value : new[] { entry.Key, entry.Value })),
            _ => null,
        };

    private object? ElementAt(object? whole, object? index, ITypeSymbol? type)
    {
        if (ReferenceEquals(index, TrialValue.RowNumber))
            return RowOf(whole) is var row && TrialValue.IsUnknown(row) && !inputs.IsStrict ? AssumedRow(type) : row;
        if (whole is TrialFields fields)
        {
            if (index is not double column)
                return Unknown;
            var field = Outside(fields.Text, fields.Line.Id + "[" + column.ToString(CultureInfo.InvariantCulture) + "]", "", null, fields.Line.Index);
            return fields.Function is null ? field : Apply(fields.Function, field);
        }

        if (whole is TrialMap map)
            return map.KeyOf(index) is { } key && map.Entries.TryGetValue(key, out var entry) ? entry.Value : map.IsLookup && map.KeyOf(index) is not null ? new TrialList(Enumerable.Empty<object?>()) : Unknown;
        return index is double place && Items(whole) is { } items && place >= 0 && place < items.Items.Count ? items.Items[(int)place] : Unknown;
    }

    private static void Put(object? whole, object? index, object? value)
    {
        switch (whole)
        {
            case TrialList list when index is double place && place >= 0 && place < list.Items.Count:
                list.Items[(int)place] = value;
                break;
            case TrialMap map when map.KeyOf(index) is { } key:
                map.Entries[key] = (index, value);
                break;
            case TrialList list:
                Spoil(list);
                break;
            case TrialMap map:
                map.Entries.Clear();
                break;
        }
    }

    /// <summary>Nothing is known of a collection's elements any more.</summary>
    private static void Spoil(TrialList list)
    {
        for (var i = 0; i < list.Items.Count; i++)
            list.Items[i] = Unknown;
    }

    private object? CreateArray(IArrayCreationOperation array)
    {
        if (array.Initializer is { } initializer)
            return new TrialList(initializer.ElementValues.Select(Evaluate));
        return array.DimensionSizes.Length == 1 && Evaluate(array.DimensionSizes[0]) is double size and >= 0 and <= 1000 && array.Type is IArrayTypeSymbol { ElementType: { } element }
            ? new TrialList(Enumerable.Repeat(Default(element), (int)size))
            : Unknown;
    }

    private object? Collection(IOperation operation)
    {
        var items = new List<object?>();
        foreach (var child in operation.ChildOperations)
        {
            if (child.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.SpreadElementSyntax)
            {
                if (child.ChildOperations.FirstOrDefault() is not { } spread || Items(Evaluate(spread)) is not { } all)
                    return Unknown;
                items.AddRange(all.Items);
            }
            else
            {
                items.Add(Evaluate(child));
            }
        }

        return new TrialList(items);
    }

    private object? Shown(object? value, object?[] arguments)
    {
        if (value is TrialEntity or TrialObject)
        {
            var type = value is TrialEntity entity ? entity.Type : ((TrialObject)value).Type;
            for (var current = type; current is not null && current.SpecialType == SpecialType.None; current = current.BaseType)
            {
                if (current.GetMembers("ToString").OfType<IMethodSymbol>().FirstOrDefault(method => method.Parameters.IsEmpty) is { } shown)
                    return shown.IsImplicitlyDeclared ? Unknown : Call(shown, value, Array.Empty<object?>(), null);
            }

            return type is { TypeKind: TypeKind.Class, IsRecord: false } && code.IsSource(type) ? new TrialTypeName(type) : Unknown;
        }

        if (value is TrialBuilder builder)
            return builder.Text is { } text ? text.ToString() : Unknown;
        return TrialText.Of(value, arguments.FirstOrDefault() as string) ?? Unknown;
    }

    private static object? Parsed(INamedTypeSymbol type, object? text)
    {
        if (text is not string written)
            return text is double or DateTime ? text : Unknown;
        switch (type.SpecialType)
        {
            case SpecialType.System_Boolean:
                return bool.TryParse(written.Trim(), out var truth) ? truth : Unknown;
            case >= SpecialType.System_SByte and <= SpecialType.System_UInt64:
                return long.TryParse(written, NumberStyles.Integer, CultureInfo.InvariantCulture, out var integer) ? (double)integer : Unknown;
            case >= SpecialType.System_Decimal and <= SpecialType.System_Double:
                return double.TryParse(written, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number : Unknown;
            case SpecialType.System_DateTime:
                return DateTime.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : Unknown;
        }

        return type.Name switch
        {
            "DateTimeOffset" or "DateOnly" => DateTime.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : Unknown,
            "Guid" => written,
            _ => Unknown,
        };
    }

    private object? TryParse(IInvocationOperation invocation, INamedTypeSymbol type, object? text)
    {
        var parsed = Parsed(type, text);
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter?.RefKind == RefKind.Out)
                Assign(argument.Value, parsed);
        }

        // A text that does not parse is a value that is missing, and no raw input is.
        return TrialValue.IsUnknown(parsed) ? Unknown : true;
    }

    private static object? ConvertTo(string name, object?[] arguments)
    {
        var value = arguments.Length > 0 ? arguments[0] : Unknown;
        switch (name)
        {
            case "ToSingle" or "ToDouble" or "ToDecimal":
                return value switch
                {
                    double => value,
                    bool truth => truth ? 1.0 : 0.0,
                    string text => double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number : Unknown,
                    _ => Unknown,
                };
            case "ToInt32" or "ToInt64" or "ToInt16" or "ToByte" or "ToUInt32" or "ToUInt64":
                return value switch
                {
                    double number => Math.Round(number),
                    bool truth => truth ? 1.0 : 0.0,
                    char unit => (double)unit,
                    string text => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var integer) ? (double)integer : Unknown,
                    _ => Unknown,
                };
            case "ToBoolean":
                return value switch { bool => value, double number => number != 0, string text => bool.TryParse(text, out var truth) ? truth : Unknown, _ => Unknown };
            case "ToString":
                return TrialText.Of(value) ?? Unknown;
            case "ToDateTime":
                return value is DateTime ? value : value is string written && DateTime.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : Unknown;
            default:
                return Unknown;
        }
    }

    private object? UseRegex(IMethodSymbol method, object? receiver, object?[] arguments)
    {
        if (method.IsStatic)
        {
            return arguments.Length > 1 && arguments[0] is string text && arguments[1] is string pattern
                ? TrialText.Match(method.Name, text, pattern, method.Parameters.Last().Type.Name == "RegexOptions" ? arguments.Last() : 0.0, arguments.Skip(2).ToArray())
                : Unknown;
        }

        return receiver is TrialObject made && made.Members.TryGetValue("pattern", out var kept) && kept is string known && arguments.Length > 0 && arguments[0] is string input
            ? TrialText.Match(method.Name, input, known, made.Members["options"], arguments.Skip(1).ToArray())
            : Unknown;
    }

    private static object? UseBuilder(object? receiver, string name, object?[] arguments)
    {
        if (receiver is not TrialBuilder builder)
            return Unknown;
        if (name == "ToString")
            return builder.Text is { } text ? text.ToString() : Unknown;
        var added = name switch
        {
            "Append" when arguments.Length == 1 => arguments[0] is TrialBuilder other ? other.Text?.ToString() : TrialText.Of(arguments[0]),
            "AppendLine" when arguments.Length == 0 => "\n",
            "AppendLine" when TrialText.Of(arguments[0]) is { } line => line + "\n",
            "AppendFormat" => TrialText.CallStatic("Format", arguments, false) as string,
            "AppendJoin" => TrialText.CallStatic("Join", arguments, false) as string,
            _ => null,
        };
        if (name == "Clear")
            builder.Text?.Clear();
        else if (added is null || builder.Text is not { Length: < 100_000 })
            builder.Text = null;
        else
            builder.Text.Append(added);
        return builder;
    }

    private Box? UseMap(IInvocationOperation? invocation, TrialMap map, string name, object?[] arguments)
    {
        if (name is not "TryGetValue" and not "GetValueOrDefault" and not "ContainsKey" and not "Contains" and not "Add" and not "TryAdd")
            return null;
        if (arguments.Length == 0 || map.KeyOf(arguments[0]) is not { } key)
        {
            if (name is "Add" or "TryAdd")
                map.Entries.Clear();
            return new Box(Unknown);
        }

        var isKnown = map.Entries.TryGetValue(key, out var entry);
        switch (name)
        {
            case "Add" or "TryAdd":
                map.Entries[key] = (arguments[0], arguments.Length > 1 ? arguments[1] : Unknown);
                return new Box(true);
            case "ContainsKey" or "Contains":
                return new Box(isKnown);
            case "GetValueOrDefault":
                return new Box(isKnown ? entry.Value : arguments.Length > 1 ? arguments[1] : Unknown);
            default:
                if (invocation?.Arguments.FirstOrDefault(argument => argument.Parameter?.RefKind == RefKind.Out) is { } result)
                    Assign(result.Value, isKnown ? entry.Value : invocation.TargetMethod.Parameters.Last().Type is { } type ? Default(type) : Unknown);
                return new Box(isKnown);
        }
    }
}
