using System;
using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Numbers the texts of a column that has few different ones, in the order in which they first come. It is asked by span, as a cursor hands out slices of a line, and makes a string of each
/// different text only once.
/// </summary>
/// <param name="limit">How many texts there are at most.</param>
internal sealed class TextTable(int limit)
{
    private readonly List<string> _texts = [];
    private readonly List<int> _hashes = [];

    // Open addressing: 0 is free, else the text's number plus one.
    private int[] _slots = new int[32];

    /// <summary>The texts, by number.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The number of a text, which it gets when it is new.</summary>
    /// <returns>−1 when it is not among the texts and there is no room for it.</returns>
    public int NumberOf(ReadOnlySpan<char> text)
    {
        var number = Find(text, out var hash, out var slot);
        if (number >= 0 || _texts.Count == limit)
            return number;
        _texts.Add(text.ToString());
        _hashes.Add(hash);
        _slots[slot] = _texts.Count;
        if (_texts.Count * 2 > _slots.Length)
            Grow();
        return _texts.Count - 1;
    }

    public bool Contains(ReadOnlySpan<char> text) => Find(text, out _, out _) >= 0;

    private int Find(ReadOnlySpan<char> text, out int hash, out int slot)
    {
        // Randomised, so that nobody can make up texts that all fall into one place; what is told does not depend on it.
        hash = string.GetHashCode(text);
        var mask = _slots.Length - 1;
        slot = hash & mask;
        for (; _slots[slot] is > 0 and var known; slot = (slot + 1) & mask)
        {
            if (_hashes[known - 1] == hash && text.SequenceEqual(_texts[known - 1]))
                return known - 1;
        }
        return -1;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (var number = 0; number < _texts.Count; number++)
        {
            var slot = _hashes[number] & (_slots.Length - 1);
            while (_slots[slot] > 0)
                slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = number + 1;
        }
    }
}
