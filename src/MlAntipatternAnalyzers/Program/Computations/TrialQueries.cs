using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What trials do with collections: LINQ, and the methods of lists and sets.</summary>
internal static class TrialQueries
{
    private const int MaximalItems = 5_000;

    public static object? Call(TrialRun run, TrialList source, string name, object?[] arguments, bool ignoresCase)
    {
        var function = arguments.FirstOrDefault(argument => argument is TrialFunction);
        var first = arguments.Length > 0 ? arguments[0] : null;
        switch (name)
        {
            case "ToList" or "ToArray" or "AsEnumerable" or "AsQueryable" or "AsParallel" or "AsSequential" or "AsOrdered" or "AsNoTracking" or "Cast" or "ToImmutableArray" or "ToImmutableList" or "AsReadOnly"
                or "AsSpan" or "WithDegreeOfParallelism" or "Include" or "ThenInclude" or "AsAsyncEnumerable":
                return Copy(source);
            case "ToHashSet" or "Distinct" or "ToImmutableHashSet":
                return Distinct(source, ignoresCase);
            case "Where" or "FindAll" or "TakeWhile" or "SkipWhile":
                return Filter(run, source, function, name);
            case "Select" or "ConvertAll":
                return new TrialList(source.Items.Select((item, i) => run.Apply(function, item, (double)i)), source.Numbers) { Row = TrialValue.IsUnknown(source.Row) ? source.Row : run.Apply(function, source.Row) };
            case "SelectMany":
                return SelectMany(run, source, arguments);
            case "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "Order" or "OrderDescending":
                return Order(run, source, function, name);
            case "Reverse":
                return Reorder(source, Enumerable.Range(0, source.Items.Count).Reverse());
            case "Take" or "Skip" or "TakeLast" or "SkipLast" when first is double count:
                return Slice(source, name, (int)count);
            case "GetRange" when first is double start && arguments[1] is double length && start + length <= source.Items.Count:
                return Reorder(source, Enumerable.Range((int)start, (int)length));
            case "Concat" or "Union" or "AddRange" or "Append" or "Prepend":
                return Join(source, name, first, ignoresCase);
            case "Except" or "Intersect" when first is TrialList other:
                return Compare(source, other, name == "Intersect");
            case "Zip" when first is TrialList second:
                return new TrialList(source.Items.Zip(second.Items, (left, right) => function is null ? new[] { left, right } : run.Apply(function, left, right)).ToList());
            case "GroupBy":
                return new TrialList(Groups(run, source, arguments, ignoresCase) ?? new List<object?> { TrialValue.Unknown });
            case "ToLookup" or "ToDictionary":
                return Map(run, source, arguments, name == "ToLookup", ignoresCase);
            case "Add" or "Enqueue" or "Push":
                return Add(source, first);
            case "Count" or "LongCount" or "Any" or "All" or "Exists" or "TrueForAll" or "Contains":
                return Test(run, source, function, name, first, arguments.Length);
            case "First" or "FirstOrDefault" or "Last" or "LastOrDefault" or "Single" or "SingleOrDefault" or "Find" or "FindLast" or "ElementAt" or "ElementAtOrDefault" or "Peek":
                return Pick(run, source, function, name, first);
            case "Sum" or "Average" or "Min" or "Max" or "MinBy" or "MaxBy":
                return Aggregate(run, source, function, name);
            case "Aggregate":
                return Fold(run, source, arguments);
            case "IndexOf" or "FindIndex":
                return IndexOf(run, source, function, first);
            case "DefaultIfEmpty":
                return source.Items.Count > 0 ? source : new TrialList(new[] { first is null ? 0.0 : first });
            case "SequenceEqual" when first is TrialList another:
                return TrialValue.Key(source) is { } one && TrialValue.Key(another) is { } two ? one == two : TrialValue.Unknown;
            default:
                return TrialValue.Unknown;
        }
    }

    public static TrialList Distinct(TrialList source, bool ignoresCase)
    {
        var seen = new HashSet<string>();
        var kept = new List<int>();
        for (var i = 0; i < source.Items.Count; i++)
        {
            if (TrialValue.Key(source.Items[i]) is not { } key)
                return new TrialList(new[] { TrialValue.Unknown });
            if (seen.Add(ignoresCase ? key.ToUpperInvariant() : key))
                kept.Add(i);
        }

        var distinct = Reorder(source, kept);
        distinct.IsSet = true;
        return distinct;
    }

    private static TrialList Copy(TrialList source) => new(source.Items, source.Numbers) { Row = source.Row };

    private static TrialList Reorder(TrialList source, IEnumerable<int> places)
    {
        var order = places.ToList();
        return new TrialList(order.Select(place => source.Items[place]), order.Select(place => source.Numbers[place])) { Row = source.Row };
    }

    private static object? Filter(TrialRun run, TrialList source, object? function, string name)
    {
        var kept = new List<int>();
        var passed = name == "SkipWhile" ? false : true;
        for (var i = 0; i < source.Items.Count; i++)
        {
            if (run.Apply(function, source.Items[i], (double)i) is not bool holds)
                return TrialValue.Unknown;
            if (name == "TakeWhile")
                passed &= holds;
            else if (name == "SkipWhile")
                passed |= !holds;
            else
                passed = holds;
            if (passed)
                kept.Add(i);
        }

        var filtered = Reorder(source, kept);
        if (TrialValue.IsUnknown(source.Row) || run.Apply(function, source.Row) is not true)
            filtered.Row = TrialValue.Unknown;
        return filtered;
    }

    private static object? SelectMany(TrialRun run, TrialList source, object?[] arguments)
    {
        var items = new List<object?>();
        var numbers = new List<int>();
        for (var i = 0; i < source.Items.Count; i++)
        {
            if (run.Apply(arguments[0], source.Items[i]) is not TrialList inner || items.Count > MaximalItems)
                return TrialValue.Unknown;
            foreach (var item in inner.Items)
            {
                items.Add(arguments.Length > 1 ? run.Apply(arguments[1], source.Items[i], item) : item);
                numbers.Add(source.Numbers[i]);
            }
        }

        var row = TrialValue.IsUnknown(source.Row) ? null : run.Apply(arguments[0], source.Row) as TrialList;
        return new TrialList(items, numbers) { Row = row is null ? TrialValue.Unknown : arguments.Length > 1 ? run.Apply(arguments[1], source.Row, row.RowItem) : row.RowItem };
    }

    private static object? Order(TrialRun run, TrialList source, object? function, string name)
    {
        var keys = source.Items.Select(item => function is null ? item : run.Apply(function, item)).ToList();
        if (name.StartsWith("Then", StringComparison.Ordinal) || !keys.All(key => key is IComparable && key.GetType() == keys[0]!.GetType()))
            return keys.Count == 0 ? source : name.StartsWith("Then", StringComparison.Ordinal) ? source : TrialValue.Unknown;
        var places = Enumerable.Range(0, keys.Count);
        var comparer = Comparer<object?>.Create((left, right) => left is string text ? string.CompareOrdinal(text, (string?)right) : ((IComparable)left!).CompareTo(right));
        return Reorder(source, name.EndsWith("Descending", StringComparison.Ordinal) ? places.OrderByDescending(place => keys[place], comparer) : places.OrderBy(place => keys[place], comparer));
    }

    private static TrialList Slice(TrialList source, string name, int count)
    {
        var all = source.Items.Count;
        count = Math.Max(0, Math.Min(all, count));
        return name switch
        {
            "Take" => Reorder(source, Enumerable.Range(0, count)),
            "TakeLast" => Reorder(source, Enumerable.Range(all - count, count)),
            "SkipLast" => Reorder(source, Enumerable.Range(0, all - count)),

            // What is skipped at the beginning of a file is its heading: the first row may as well come from the first element.
            _ => new TrialList(source.Items.Skip(count), source.Numbers.Skip(count)) { Row = source.RowItem },
        };
    }

    private static object? Join(TrialList source, string name, object? other, bool ignoresCase)
    {
        if (name is "Append" or "Prepend")
            return name == "Append" ? new TrialList(source.Items.Append(other)) : new TrialList(source.Items.Prepend(other));
        if (other is not TrialList second || source.Items.Count > MaximalItems)
        {
            if (name == "AddRange")
                source.Items.Add(TrialValue.Unknown);
            return TrialValue.Unknown;
        }

        if (name == "AddRange")
        {
            source.Items.AddRange(second.Items.ToList());
            source.Numbers.AddRange(second.Numbers.ToList());
            return TrialValue.Unknown;
        }

        var joined = new TrialList(source.Items.Concat(second.Items), source.Numbers.Concat(second.Numbers)) { Row = source.Row };
        return name == "Union" ? Distinct(joined, ignoresCase) : joined;
    }

    private static object? Compare(TrialList source, TrialList other, bool keepsCommon)
    {
        var keys = other.Items.Select(TrialValue.Key).ToList();
        var own = source.Items.Select(TrialValue.Key).ToList();
        if (keys.Contains(null) || own.Contains(null))
            return TrialValue.Unknown;
        return Distinct(Reorder(source, Enumerable.Range(0, own.Count).Where(place => keys.Contains(own[place]) == keepsCommon)), false);
    }

    private static List<object?>? Groups(TrialRun run, TrialList source, object?[] arguments, bool ignoresCase)
    {
        var element = arguments.Length > 1 && arguments[1] is TrialFunction { Method.Parameters.Length: 1 } ? arguments[1] : null;
        var groups = new List<(string Key, object? Content, List<object?> Items, List<int> Numbers)>();
        for (var i = 0; i < source.Items.Count; i++)
        {
            var content = run.Apply(arguments[0], source.Items[i]);
            if (TrialValue.Key(content) is not { } key)
                return null;
            if (ignoresCase)
                key = key.ToUpperInvariant();
            var known = groups.FindIndex(group => group.Key == key);
            if (known < 0)
            {
                known = groups.Count;
                groups.Add((key, content, new List<object?>(), new List<int>()));
            }

            groups[known].Items.Add(element is null ? source.Items[i] : run.Apply(element, source.Items[i]));
            groups[known].Numbers.Add(source.Numbers[i]);
        }

        var made = groups.Select(group => (object?)new TrialGroup(group.Content, group.Items, group.Numbers));
        var result = arguments.FirstOrDefault(argument => argument is TrialFunction { Method.Parameters.Length: 2 });
        return (result is null ? made : made.Select(group => run.Apply(result, ((TrialGroup)group!).Key, group))).ToList();
    }

    private static object? Map(TrialRun run, TrialList source, object?[] arguments, bool isLookup, bool ignoresCase)
    {
        if (arguments.Length == 0 || arguments[0] is not TrialFunction)
            return TrialValue.Unknown;
        var map = new TrialMap(isLookup, ignoresCase);
        if (isLookup)
        {
            foreach (var group in Groups(run, source, arguments, ignoresCase) ?? new List<object?>())
            {
                if (group is TrialGroup known && map.KeyOf(known.Key) is { } key)
                    map.Entries[key] = (known.Key, known);
            }

            return map.Entries.Count == 0 && source.Items.Count > 0 ? TrialValue.Unknown : map;
        }

        var element = arguments.Length > 1 && arguments[1] is TrialFunction ? arguments[1] : null;
        foreach (var item in source.Items)
        {
            var content = run.Apply(arguments[0], item);
            if (map.KeyOf(content) is not { } key)
                return TrialValue.Unknown;
            map.Entries[key] = (content, element is null ? item : run.Apply(element, item));
        }

        return map;
    }

    private static object? Add(TrialList source, object? item)
    {
        if (source.Items.Count >= MaximalItems)
            return TrialValue.Unknown;
        if (source.IsSet)
        {
            var key = TrialValue.Key(item);
            if (key is not null && source.Items.Any(known => TrialValue.Key(known) == key))
                return false;
        }

        source.Items.Add(item);
        source.Numbers.Add(TrialList.Added);
        return true;
    }

    private static object? Test(TrialRun run, TrialList source, object? function, string name, object? first, int count)
    {
        if (name == "Contains" && function is null)
        {
            var key = TrialValue.Key(first);
            var keys = source.Items.Select(TrialValue.Key).ToList();
            return key is null || keys.Contains(null) ? TrialValue.Unknown : keys.Contains(key);
        }

        if (function is null)
            return count > 0 ? TrialValue.Unknown : name == "Any" ? source.Items.Count > 0 : (double)source.Items.Count;
        var passed = 0;
        foreach (var item in source.Items)
        {
            if (run.Apply(function, item) is not bool holds)
                return TrialValue.Unknown;
            passed += holds ? 1 : 0;
        }

        return name switch
        {
            "Any" or "Exists" => passed > 0,
            "All" or "TrueForAll" => passed == source.Items.Count,
            _ => (double)passed,
        };
    }

    private static object? Pick(TrialRun run, TrialList source, object? function, string name, object? first)
    {
        if (name.StartsWith("ElementAt", StringComparison.Ordinal))
            return first is double place && place >= 0 && place < source.Items.Count ? source.Items[(int)place] : TrialValue.Unknown;
        var from = source;
        if (function is not null)
        {
            if (Filter(run, source, function, "Where") is not TrialList filtered)
                return TrialValue.Unknown;
            from = filtered;
        }

        if (from.Items.Count == 0)
            return name.EndsWith("OrDefault", StringComparison.Ordinal) || name.StartsWith("Find", StringComparison.Ordinal) ? Nothing(source) : TrialValue.Unknown;
        return from.Items[name.Contains("Last") ? from.Items.Count - 1 : 0];
    }

    /// <summary>What there is of a kind where there is none: 0, false, or null.</summary>
    private static object? Nothing(TrialList source) =>
        source.Items.FirstOrDefault() switch { double => 0.0, bool => false, DateTime => DateTime.MinValue, char => '\0', var other => TrialValue.IsUnknown(other) ? other : null };

    private static object? Aggregate(TrialRun run, TrialList source, object? function, string name)
    {
        var values = source.Items.Select(item => function is null ? item : run.Apply(function, item)).ToList();
        if (name is "MinBy" or "MaxBy")
        {
            if (values.Count == 0 || !values.All(value => value is IComparable && value.GetType() == values[0]!.GetType()))
                return TrialValue.Unknown;
            var best = 0;
            for (var i = 1; i < values.Count; i++)
            {
                var order = ((IComparable)values[i]!).CompareTo(values[best]);
                best = name == "MinBy" ? (order < 0 ? i : best) : order > 0 ? i : best;
            }

            return source.Items[best];
        }

        if (values.Count > 0 && values.All(value => value is DateTime or TimeSpan) && name is "Min" or "Max")
            return name == "Min" ? values.Min() : values.Max();
        if (!values.All(value => value is double))
            return TrialValue.Unknown;
        var numbers = values.Select(value => (double)value!).ToList();
        if (numbers.Count == 0)
            return name == "Sum" ? 0.0 : TrialValue.Unknown;
        return name switch { "Sum" => numbers.Sum(), "Average" => numbers.Average(), "Min" => numbers.Min(), _ => numbers.Max() };
    }

    private static object? Fold(TrialRun run, TrialList source, object?[] arguments)
    {
        var seeded = arguments.Length > 1;
        if (!seeded && source.Items.Count == 0)
            return TrialValue.Unknown;
        var value = seeded ? arguments[0] : source.Items[0];
        foreach (var item in seeded ? source.Items : source.Items.Skip(1))
            value = run.Apply(arguments[seeded ? 1 : 0], value, item);
        return arguments.Length > 2 ? run.Apply(arguments[2], value) : value;
    }

    private static object? IndexOf(TrialRun run, TrialList source, object? function, object? first)
    {
        for (var i = 0; i < source.Items.Count; i++)
        {
            var holds = function is not null ? run.Apply(function, source.Items[i]) : TrialValue.Key(first) is { } key && TrialValue.Key(source.Items[i]) is { } own ? key == own : TrialValue.Unknown;
            if (holds is true)
                return (double)i;
            if (holds is not false)
                return TrialValue.Unknown;
        }

        return -1.0;
    }
}
