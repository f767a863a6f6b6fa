using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Counts the most frequent texts, weighted or not: all of them, exactly, up to <see cref="Limit"/> different ones; above it the frequent ones, with an error that <see cref="CountError"/>
/// bounds. The counts of parts merge to those of the whole, in any order.
/// </summary>
/// <remarks>
/// <para>
/// Misra and Gries, <i>Finding repeated elements</i>, 1982, with weights: when there are more than <see cref="Limit"/> texts, the median of the counts is subtracted from all, and the texts
/// with nothing left go. What was subtracted is <see cref="CountError"/>: a count is too small by that at most, never too large, and a text that is not kept has at most that. As half of the counts are as
/// large as the median, the error is at most <see cref="Total"/> / (<see cref="Limit"/> / 2), 0.05 % of the total by default. That summaries merge with this bound: Agarwal et al.,
/// <i>Mergeable summaries</i>, PODS 2012.
/// </para>
/// <para>Texts of more than <see cref="LongestText"/> characters are kept by <see cref="Shorten"/>: memory does not grow with them. Looking up a text allocates nothing. Not safe for several threads.</para>
/// </remarks>
public sealed partial class TopValues
{
    /// <summary>The limit where none is given.</summary>
    public const int DefaultLimit = 4096;

    /// <summary>How many characters of a text are kept; see <see cref="Shorten"/>.</summary>
    public const int LongestText = 128;

    private Entry[] _entries = new Entry[8];
    private int _count;
    // Open addressing: 0 is free, else 1 + the entry.
    private int[] _table = new int[16];
    private char[] _text = new char[128];
    private int _textLength;
    // The sum of the weights' squares.
    private double _squares;

    /// <summary>No texts yet.</summary>
    /// <param name="limit">Up to how many different texts the counts are exact, 2 … 1,048,576.</param>
    public TopValues(int limit = DefaultLimit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1 << 20);
        Limit = limit;
    }

    /// <summary>Up to how many different texts the counts are exact.</summary>
    public int Limit { get; }

    /// <summary>The weight of all texts; without weights, how many were added.</summary>
    public double Total { get; private set; }

    /// <summary>How many texts of equal weight tell as much as these do: (Σ w)² / Σ w² (Kish, <i>Survey Sampling</i>, 1965). Without weights it is <see cref="Total"/>.</summary>
    public double EffectiveCount => KishCount.Of(Total, _squares);

    /// <summary>By how much a count is too small at most; 0 when exact.</summary>
    public double CountError { get; private set; }

    /// <summary>Whether every text is kept with its exact count.</summary>
    public bool IsExact => CountError == 0;

    /// <summary>How many texts are kept; when exact, how many different ones there were.</summary>
    public int Kept => _count;

    /// <summary>Adds a text.</summary>
    /// <param name="value">Any text, the empty one included.</param>
    /// <param name="weight">How often it counts, finite and not negative; with 0 it is as if it were not there.</param>
    public void Add(ReadOnlySpan<char> value, double weight = 1)
    {
        Add(value, weight, weight * weight);
    }

    /// <inheritdoc cref="Add(ReadOnlySpan{char}, double)"/>
    public void Add(string value, double weight = 1)
    {
        ArgumentNullException.ThrowIfNull(value);
        Add(value.AsSpan(), weight);
    }

    /// <summary>Adds all that another has seen. The other one does not change.</summary>
    /// <exception cref="ArgumentException">The other has another <see cref="Limit"/>.</exception>
    public void Merge(TopValues other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Limit != Limit)
            throw new ArgumentException($"Only counts with one limit merge; this limit is {Limit}, the other {other.Limit}.", nameof(other));
        var (total, error) = (Total + other.Total, other.CountError);
        // Itself merged with itself: its entries move while they are added.
        var entries = other._entries.AsSpan(0, other._count).ToArray();
        var text = ReferenceEquals(this, other) ? _text.AsSpan(0, _textLength).ToArray() : other._text;
        foreach (var entry in entries)
            AddPositive(text.AsSpan(entry.Start, entry.Length), entry.Hash, entry.Count);
        CountError += error;
        Total = total;
        _squares += other._squares;
    }

    /// <summary>The most frequent texts, most frequent first; of one count, in ordinal order.</summary>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<ValueCount> Top(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        // Texts are made of those only that can be among the first.
        var least = count > 0 && count < _count ? _entries.Take(_count).Select(entry => entry.Count).OrderDescending().ElementAt(count - 1) : double.NegativeInfinity;
        return count == 0 ? [] : [.. _entries.Take(_count).Where(entry => entry.Count >= least)
            .Select(entry => new ValueCount(new string(_text, entry.Start, entry.Length), entry.Count))
            .OrderByDescending(value => value.Count).ThenBy(value => value.Value, StringComparer.Ordinal).Take(count)];
    }

    /// <summary>All texts that are kept, with their counts.</summary>
    public ValueCounts ToValueCounts() => new(Top(_count), Total, CountError, EffectiveCount);

    /// <summary>What a text is kept as: itself, or, above <see cref="LongestText"/> characters, its beginning, length and hash, which other texts do not have.</summary>
    public static string Shorten(ReadOnlySpan<char> value)
    {
        if (value.Length <= LongestText)
            return value.ToString();
        var end = string.Create(CultureInfo.InvariantCulture, $"… ({value.Length} characters, XXH3 {ValueHash.Of(value):x16})");
        var length = LongestText - end.Length;
        // Half a character would not survive being saved.
        return string.Concat(value[..(char.IsHighSurrogate(value[length - 1]) ? length - 1 : length)], end);
    }

    /// <summary>Adds texts that are not kept: a database counted them.</summary>
    /// <param name="weight">The weight of all of them.</param>
    /// <param name="most">The most that one of them has.</param>
    /// <param name="squares">The sum of the squares of the weights of all rows, those of the texts that are kept included.</param>
    internal void AddUnkept(double weight, double most, double squares)
    {
        Total += weight;
        CountError += most;
        _squares = squares;
    }

    /// <summary>Adds a text of many rows at once.</summary>
    /// <param name="value">The text.</param>
    /// <param name="weight">The weight of the rows together.</param>
    /// <param name="squares">The sum of the squares of their weights.</param>
    internal void Add(ReadOnlySpan<char> value, double weight, double squares)
    {
        if (value.Length <= LongestText)
            Add(value, ValueHash.Of(value), weight, squares);
        else
            Add(Shorten(value), weight, squares);
    }

    /// <inheritdoc cref="Add(ReadOnlySpan{char}, double, double)"/>
    /// <param name="value">The text, of at most <see cref="LongestText"/> characters.</param>
    /// <param name="hash">The hash of the text.</param>
    /// <param name="weight">The weight of the rows together.</param>
    /// <param name="squares">The sum of the squares of their weights.</param>
    internal void Add(ReadOnlySpan<char> value, ulong hash, double weight, double squares)
    {
        if (!(weight >= 0 && weight < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "A weight is a finite number that is not negative.");
        _squares += squares;
        if (weight == 0)
            return;
        Total += weight;
        AddPositive(value, hash, weight);
    }

    private void AddPositive(ReadOnlySpan<char> value, ulong hash, double weight)
    {
        var mask = _table.Length - 1;
        var at = (int)hash & mask;
        for (; _table[at] != 0; at = (at + 1) & mask)
        {
            ref var entry = ref _entries[_table[at] - 1];
            if (entry.Hash == hash && value.SequenceEqual(_text.AsSpan(entry.Start, entry.Length)))
            {
                entry.Count += weight;
                return;
            }
        }
        if (_count == _entries.Length)
            Array.Resize(ref _entries, Math.Min(_count * 2, Limit + 1));
        if (value.Length > _text.Length - _textLength)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _textLength + value.Length));
        value.CopyTo(_text.AsSpan(_textLength));
        _entries[_count++] = new() { Hash = hash, Count = weight, Start = _textLength, Length = value.Length };
        _textLength += value.Length;
        _table[at] = _count;
        if (_count > Limit)
            Subtract();
        else if (_count > _table.Length / 2)
            FillTable(_table.Length * 2);
    }

    private void Subtract()
    {
        var counts = new double[_count];
        for (var i = 0; i < _count; i++)
            counts[i] = _entries[i].Count;
        RadixSort.Sort(counts);
        var median = counts[_count / 2];
        CountError += median;
        var (kept, length) = (0, 0);
        for (var i = 0; i < _count; i++)
        {
            var entry = _entries[i];
            if (entry.Count <= median)
                continue;
            // The texts lie in the order of the entries, so each moves towards the start.
            _text.AsSpan(entry.Start, entry.Length).CopyTo(_text.AsSpan(length));
            _entries[kept++] = entry with { Count = entry.Count - median, Start = length };
            length += entry.Length;
        }
        (_count, _textLength) = (kept, length);
        FillTable(_table.Length);
    }

    private void FillTable(int length)
    {
        if (_table.Length == length)
            Array.Clear(_table);
        else
            _table = new int[length];
        for (var i = 0; i < _count; i++)
        {
            var at = (int)_entries[i].Hash & (length - 1);
            while (_table[at] != 0)
                at = (at + 1) & (length - 1);
            _table[at] = i + 1;
        }
    }

    private record struct Entry
    {
        public ulong Hash { get; init; }

        public double Count { get; set; }

        public int Start { get; init; }

        public int Length { get; init; }
    }
}
