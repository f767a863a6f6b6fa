using System;
using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The different texts that offend, as long as they are few and short: what a set of values would have to grow by. Constant memory.</summary>
internal sealed class UnknownTexts
{
    /// <summary>A set of more values than this is none any more (as in TensorFlow Data Validation).</summary>
    public const int MostValues = 400;

    private const int MostCharacters = 1 << 16;

    private readonly SortedSet<string> _values = new(StringComparer.Ordinal);
    private int _characters;

    /// <summary>The texts in ordinal order; null when they are too many or too long.</summary>
    public IReadOnlyCollection<string>? Values => IsComplete ? _values : null;

    /// <summary>How many there are at least.</summary>
    public int Count { get; private set; }

    /// <summary>Whether all are kept.</summary>
    public bool IsComplete { get; private set; } = true;

    public void Add(ReadOnlySpan<char> value)
    {
        if (!IsComplete)
            return;
        if (value.Length > MostCharacters - _characters)
            GiveUp();
        else if (_values.Add(value.ToString()))
        {
            _characters += value.Length;
            Count = _values.Count;
            if (_values.Count > MostValues)
                GiveUp();
        }
    }

    /// <summary>For where some are known and not all.</summary>
    public void GiveUp()
    {
        IsComplete = false;
        _values.Clear();
    }

    public void Merge(UnknownTexts other)
    {
        foreach (var value in other._values)
            Add(value);
        if (!other.IsComplete)
            GiveUp();
        Count = Math.Max(Count, other.Count);
    }
}
