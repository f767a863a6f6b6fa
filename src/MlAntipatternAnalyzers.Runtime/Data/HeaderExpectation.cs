using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Which names a header has to have at which positions.</summary>
internal sealed class HeaderExpectation
{
    private readonly List<Column> _columns;

    private HeaderExpectation(string source, List<Column> columns)
    {
        Source = source;
        _columns = columns;
    }

    /// <summary>What says so, for messages.</summary>
    public string Source { get; }

    /// <summary>The names of the members that a row class loads from a text file.</summary>
    public static HeaderExpectation Of(Type row)
    {
        var columns = new List<Column>();
        foreach (var member in row.GetMembers(BindingFlags.Public | BindingFlags.Instance))
        {
            if (member is not (FieldInfo or PropertyInfo) || Attribute<LoadColumnAttribute>(member) is not { } load)
                continue;
            var names = Attribute<LoadColumnNameAttribute>(member) is { } named ? Texts(named) : [];
            var ranges = Ranges(load).ToList();
            var fields = ranges.Sum(range => (long)(range.To ?? range.From) - range.From + 1);
            if (names.Count > 0 && names.Count != fields)
                throw new ArgumentException($"The member '{member.Name}' of class '{row.Name}' is loaded from {fields} field(s), and its [LoadColumnName] names {names.Count}.", nameof(row));
            columns.Add(new(member.Name, names, names.Count > 0 ? [] : [.. Attribute<ColumnNameAttribute>(member) is { } column ? Texts(column) : [], member.Name], ranges, IsVector(load)));
        }
        return columns.Count > 0
            ? new($"class '{row.Name}'", columns)
            : throw new ArgumentException($"No member of class '{row.Name}' has a [LoadColumn]: nothing says what the header should be.", nameof(row));
    }

    /// <summary>The names of the columns of a text loader.</summary>
    public static HeaderExpectation Of(IReadOnlyCollection<TextLoader.Column>? columns)
    {
        if (columns is null || columns.Count == 0)
            throw new ArgumentException("The options have no columns: nothing says what the header should be.", nameof(columns));
        return new("the view", columns.Select(column => new Column(
            column.Name,
            [],
            [column.Name],
            column.Source.Select(range => (range.Min, range.AutoEnd || range.VariableEnd ? null : range.Max)).ToList(),
            column.Source is not [{ ForceVector: false } range] || range.Max != range.Min)).ToList());
    }

    /// <summary>What differs, by position.</summary>
    public IReadOnlyList<HeaderMismatch> Compare(IReadOnlyList<string> header)
    {
        var mismatches = new List<HeaderMismatch>();
        foreach (var column in _columns)
        {
            var index = 0;
            foreach (var (from, to) in column.Ranges)
            {
                for (var position = from; position <= (to ?? header.Count - 1); position++, index++)
                {
                    if (Mismatch(column, index, position, header) is not { } mismatch)
                        continue;
                    mismatches.Add(mismatch);
                    // Of a range that goes far beyond the line, one position tells enough.
                    if (mismatch.Found is null)
                        break;
                }
            }
        }
        return [.. mismatches.OrderBy(mismatch => mismatch.Position)];
    }

    private HeaderMismatch? Mismatch(Column column, int index, int position, IReadOnlyList<string> header)
    {
        var found = position < header.Count ? header[position] : null;
        if (column.IsVector && column.FieldNames.Count == 0)
        {
            if (found is null)
                return new(position, column.Member, null, null);
            var other = _columns.FirstOrDefault(other => other != column && !(other.IsVector && other.FieldNames.Count == 0) && other.Names(0).Any(name => AreSame(name, found)));
            return other is null ? null : new(position, null, found, null);
        }

        var names = column.Names(index);
        if (found is not null && names.Any(name => AreSame(name, found)))
            return null;
        var elsewhere = Enumerable.Range(0, header.Count).Where(i => names.Any(name => AreSame(name, header[i]))).Select(i => (int?)i).FirstOrDefault();
        return new(position, names[0], found, elsewhere);
    }

    private static bool AreSame(string left, string right)
    {
        var (one, other) = (Reduced(left), Reduced(right));
        return one.Length > 0 ? string.Equals(one, other, StringComparison.OrdinalIgnoreCase) : string.Equals(left.Trim(), right.Trim(), StringComparison.Ordinal);
    }

    private static string Reduced(string name) => string.Concat(name.Where(char.IsLetterOrDigit));

    private static CustomAttributeData? Attribute<T>(MemberInfo member) => member.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType == typeof(T));

    // These attributes keep what they were given to themselves; how they are written is public.
    private static List<string> Texts(CustomAttributeData attribute) => attribute.ConstructorArguments switch
    {
        [{ Value: string name }] => [name],
        [{ Value: IReadOnlyCollection<CustomAttributeTypedArgument> names }] => [.. names.Select(name => name.Value).OfType<string>()],
        _ => [],
    };

    private static bool IsVector(CustomAttributeData load) => load.ConstructorArguments is not [{ Value: int }];

    private static IEnumerable<(int From, int? To)> Ranges(CustomAttributeData load) => load.ConstructorArguments switch
    {
        [{ Value: int index }] => [(index, index)],
        [{ Value: int from }, { Value: int to }] => [(from, to)],
        [{ Value: IReadOnlyCollection<CustomAttributeTypedArgument> indices }] => indices.Select(index => index.Value).OfType<int>().Select(index => (index, (int?)index)),
        _ => [],
    };

    /// <param name="Member">The member, for messages.</param>
    /// <param name="FieldNames">The names that the file's fields are said to have, one a field; empty where nothing says so.</param>
    /// <param name="OwnNames">The names by which code knows the column.</param>
    /// <param name="Ranges">The positions, from first to last; a last of null is the line's end.</param>
    /// <param name="IsVector">Whether it is loaded from several fields.</param>
    private sealed record Column(string Member, IReadOnlyList<string> FieldNames, IReadOnlyList<string> OwnNames, IReadOnlyList<(int From, int? To)> Ranges, bool IsVector)
    {
        public IReadOnlyList<string> Names(int index) => FieldNames.Count > 0 ? [FieldNames[Math.Min(index, FieldNames.Count - 1)]] : OwnNames;
    }
}
