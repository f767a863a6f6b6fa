using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The set of values that a text column takes, and how strictly. A value: equal when values, share and name are.</summary>
public sealed class TextDomain : IEquatable<TextDomain>
{
    private readonly ImmutableArray<string> _values;

    /// <summary>Makes a domain.</summary>
    /// <param name="values">The values; case matters, order and repetition do not. The empty text is a missing value and never one of them.</param>
    /// <param name="minShare">The smallest share (above 0, at most 1) of the present values that must be in the set; 1 allows no other value.</param>
    /// <exception cref="ArgumentException">No value, an empty value, or a share out of range.</exception>
    public TextDomain(IEnumerable<string> values, double minShare = 1)
        : this(values, minShare, null)
    {
    }

    private TextDomain(IEnumerable<string> values, double minShare, string? name)
    {
        ArgumentNullException.ThrowIfNull(values);
        _values = [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (_values.IsEmpty)
            throw new ArgumentException("A domain has at least one value.", nameof(values));
        if (_values.Any(string.IsNullOrEmpty))
            throw new ArgumentException("An empty text is a missing value, which presence speaks of; it cannot be in a domain.", nameof(values));
        if (_values.Any(v => TextFormats.IsDamaged(v)))
            throw new ArgumentException("A value holds what is no valid text (U+FFFD or half of a surrogate pair).", nameof(values));
        if (!(minShare > 0 && minShare <= 1))
            throw new ArgumentException("The share of values that must be in a domain is above 0 and at most 1.", nameof(minShare));
        MinShare = minShare;
        Name = name;
    }

    // A reference that is still to be resolved: a name without values.
    private TextDomain(string name, double minShare) => (_values, Name, MinShare) = ([], name, minShare);

    /// <summary>The name under which columns share it; null for a domain of one column.</summary>
    public string? Name { get; }

    /// <summary>The values in ordinal order, each once.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>The smallest share of the present values that must be in the set.</summary>
    public double MinShare { get; }

    /// <summary>The domain with a name, by which several columns of a schema share its values, each with a share of its own.</summary>
    /// <param name="name">The name; null for a domain that is not shared.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public TextDomain WithName(string? name) => name is not null && string.IsNullOrWhiteSpace(name)
        ? throw new ArgumentException("The name of a domain is not empty.", nameof(name))
        : new(_values, MinShare, name);

    /// <summary>The domain with another share of values that must be in it.</summary>
    /// <exception cref="ArgumentException">A share out of range.</exception>
    public TextDomain WithMinShare(double minShare) => new(_values, minShare, Name);

    /// <summary>The domain with other values, of the same name and share.</summary>
    /// <exception cref="ArgumentException">No value, or an empty value.</exception>
    public TextDomain WithValues(IEnumerable<string> values) => new(values, MinShare, Name);

    /// <summary>Whether a text is one of the values.</summary>
    public bool Contains(ReadOnlySpan<char> text)
    {
        // A cursor hands out slices of a line: a search by span makes no string for each row, which a hash set would need.
        int low = 0, high = _values.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = text.SequenceCompareTo(_values[middle].AsSpan());
            if (order == 0)
                return true;
            if (order < 0)
                high = middle - 1;
            else
                low = middle + 1;
        }
        return false;
    }

    /// <inheritdoc/>
    public bool Equals(TextDomain? other) => other is not null && MinShare.Equals(other.MinShare) && Name == other.Name && _values.SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TextDomain);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MinShare, Name, _values.Length, _values.FirstOrDefault());

    /// <summary>A name for which the values are still to be found.</summary>
    internal static TextDomain Reference(string name, double minShare) => new(name, minShare);

    internal bool IsReference => _values.IsEmpty;
}
