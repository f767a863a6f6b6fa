using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Gives each row of a sample the number of a class.</summary>
internal static class LabelClasses
{
    /// <summary>Numbers with more different values than this are no classes of their own.</summary>
    public const int MostValues = 32;

    // A test that compares counts needs some in each class.
    private const int FewestRows = 10;

    /// <summary>The classes of a label: its values, or ten classes of equal frequency; values that are rare together.</summary>
    /// <returns>From 0 on; the number of classes.</returns>
    public static (int[] Classes, int Count) OfLabel(SampleColumn label)
    {
        var classes = label.Texts is null && label.IsOrdered && label.Numbers.Distinct().Skip(MostValues).Any()
            ? EqualFrequency(label.Numbers, 10)
            : Values(label);
        var counts = classes.CountBy();
        var rare = classes.Where(value => counts[value] < FewestRows).Distinct().ToHashSet();
        return Renumber(rare.Count < 2 ? classes : Array.ConvertAll(classes, value => rare.Contains(value) ? -1 : value));
    }

    /// <summary>A class for each value.</summary>
    public static int[] Values(SampleColumn column) => column.Texts is { } texts ? Number(texts) : Number(column.Numbers);

    /// <summary>As many classes of equal frequency as there can be; equal numbers are in one, and those that are missing in one of their own.</summary>
    public static int[] EqualFrequency(IReadOnlyList<double> numbers, int count)
    {
        var order = Enumerable.Range(0, numbers.Count).ToArray();
        var keys = numbers.ToArray();
        // NaN comes first.
        Array.Sort(keys, order);
        var missing = Array.FindIndex(keys, key => !double.IsNaN(key)) is >= 0 and var first ? first : keys.Length;
        var classes = new int[keys.Length];
        var start = missing;
        for (var i = 0; i < keys.Length; i++)
        {
            if (i > missing && keys[i] != keys[i - 1])
                start = i;
            classes[order[i]] = i < missing ? count : (int)((long)(start - missing) * count / (keys.Length - missing));
        }
        return classes;
    }

    /// <summary>The places of texts in ordinal order, equal ones at one place.</summary>
    public static double[] Ranks(IReadOnlyList<string> texts)
    {
        var places = texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select((text, place) => (text, place)).ToDictionary(pair => pair.text, pair => (double)pair.place, StringComparer.Ordinal);
        return [.. texts.Select(text => text.Length == 0 ? double.NaN : places[text])];
    }

    /// <summary>Numbers classes from 0 on, in the order in which they come.</summary>
    public static (int[] Classes, int Count) Renumber(int[] classes)
    {
        var numbered = Number(classes);
        return (numbered, numbered.Length == 0 ? 0 : numbered.Max() + 1);
    }

    private static Dictionary<int, int> CountBy(this int[] classes)
    {
        var counts = new Dictionary<int, int>();
        foreach (var value in classes)
            counts[value] = counts.GetValueOrDefault(value) + 1;
        return counts;
    }

    private static int[] Number<T>(IReadOnlyList<T> values)
        where T : notnull
    {
        var numbers = new Dictionary<T, int>();
        var numbered = new int[values.Count];
        for (var i = 0; i < numbered.Length; i++)
        {
            if (!numbers.TryGetValue(values[i], out numbered[i]))
                numbers.Add(values[i], numbered[i] = numbers.Count);
        }
        return numbered;
    }
}
