using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Which of a file's columns a member is loaded from.</summary>
internal static class LoadedRange
{
    /// <summary>The indices that a <c>[LoadColumn]</c> names; empty where they are not constants.</summary>
    public static ImmutableArray<int> Of(AttributeData load)
    {
        var arguments = load.ConstructorArguments;
        if (arguments.Length == 2 && arguments[0].Value is int from && arguments[1].Value is int to)
            return to >= from && to - from < 100_000 ? Enumerable.Range(from, to - from + 1).ToImmutableArray() : ImmutableArray<int>.Empty;
        if (arguments.Length != 1)
            return ImmutableArray<int>.Empty;
        return arguments[0].Kind == TypedConstantKind.Array
            ? arguments[0].Values.IsDefault ? ImmutableArray<int>.Empty : arguments[0].Values.Select(index => index.Value).OfType<int>().ToImmutableArray()
            : arguments[0].Value is int index ? ImmutableArray.Create(index) : ImmutableArray<int>.Empty;
    }

    /// <summary>
    /// What the <c>[LoadColumn]</c> of a member is that has none, in parentheses: the columns between its neighbours in the class, where these leave
    /// room; else those behind all others. Null where an array does not say how many it takes.
    /// </summary>
    /// <param name="members">All members of the class, in their order.</param>
    /// <param name="missing">The members that need one.</param>
    public static ImmutableDictionary<string, string> Propose(IReadOnlyList<RowMember> members, ICollection<RowMember> missing)
    {
        var taken = new HashSet<int>(members.Where(member => member.LoadColumn is not null).SelectMany(member => Of(member.LoadColumn!)));
        var proposed = ImmutableDictionary.CreateBuilder<string, string>();
        var next = 0;
        for (var i = 0; i < members.Count; i++)
        {
            var member = members[i];
            if (member.LoadColumn is { } load)
            {
                var own = Of(load);
                next = own.IsEmpty ? next : own.Max() + 1;
            }
            else if (missing.Contains(member))
            {
                var behind = members.Skip(i + 1).Where(other => other.LoadColumn is not null).SelectMany(other => Of(other.LoadColumn!)).DefaultIfEmpty(-1).First();
                if (SizeOf(member) is not { } size)
                {
                    // Where the next member begins, this one ends, if nothing else is between.
                    if (behind <= next || missing.Contains(members[i + 1]) || Enumerable.Range(next, behind - next).Any(taken.Contains))
                        continue;
                    size = behind - next;
                }

                if (Enumerable.Range(next, size).Any(taken.Contains))
                    next = taken.Max() + 1;
                proposed.Add(member.Symbol.Name, RowMembers.IsVector(member.Type) ? $"{next}, {next + size - 1}" : next.ToString(System.Globalization.CultureInfo.InvariantCulture));
                taken.UnionWith(Enumerable.Range(next, size));
                next += size;
            }
        }

        return proposed.ToImmutable();
    }

    /// <summary>The one index behind the members before a repeated one, where it is free; null where it is not.</summary>
    public static int? FreeBehind(IReadOnlyList<RowMember> members, RowMember repeated)
    {
        var index = Of(repeated.LoadColumn!)[0] + 1;
        return members.Any(member => member.LoadColumn is { } load && Of(load).Contains(index)) ? null : index;
    }

    private static int? SizeOf(RowMember member)
    {
        if (!RowMembers.IsVector(member.Type))
            return 1;
        var dimensions = member.VectorType is { } vector ? RowMembers.DimensionsOf(vector) : ImmutableArray<int>.Empty;
        return dimensions.IsEmpty || dimensions.Any(length => length <= 0) ? null : dimensions.Aggregate(1, (size, length) => size * length);
    }
}
