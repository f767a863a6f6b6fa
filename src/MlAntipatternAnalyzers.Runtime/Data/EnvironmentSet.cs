using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Names of environments in which data appears (<c>TRAINING</c>, <c>SERVING</c> …). A value: equal when the names are; case matters, order does not.</summary>
[CollectionBuilder(typeof(EnvironmentSet), nameof(Create))]
public sealed class EnvironmentSet : IReadOnlyCollection<string>, IEquatable<EnvironmentSet>
{
    private readonly ImmutableArray<string> _names;

    private EnvironmentSet(ImmutableArray<string> names) => _names = names;

    /// <summary>No environment.</summary>
    public static EnvironmentSet Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _names.Length;

    /// <summary>Makes a set: <c>EnvironmentSet names = ["TRAINING", "SERVING"];</c>.</summary>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static EnvironmentSet Create(ReadOnlySpan<string> names) => Create(names.ToArray().AsEnumerable());

    /// <summary>Makes a set of the names of a list; order and repetition do not matter.</summary>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static EnvironmentSet Create(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        ImmutableArray<string> sorted = [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return sorted.Any(string.IsNullOrWhiteSpace)
            ? throw new ArgumentException("The name of an environment is not empty.", nameof(names))
            : new(sorted);
    }

    /// <summary>Whether an environment is one of them.</summary>
    public bool Contains(string environment) => _names.Contains(environment, StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => _names.AsEnumerable().GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(EnvironmentSet? other) => other is not null && _names.SequenceEqual(other._names);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EnvironmentSet);

    /// <inheritdoc/>
    public override int GetHashCode() => _names.Aggregate(0, (hash, name) => HashCode.Combine(hash, name));

    /// <summary>The names, with commas between.</summary>
    public override string ToString() => string.Join(", ", _names);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
