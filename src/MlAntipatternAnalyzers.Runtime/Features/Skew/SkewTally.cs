using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Counts what the pairs say of one feature.</summary>
internal sealed class SkewTally(string name, DataViewSchema.Column? baseColumn, DataViewSchema.Column? testColumn, int sampleSize)
{
    private const int MostShownSlots = 3;

    private readonly FeatureSkew _feature = new(name, TypeOf(baseColumn), TypeOf(testColumn));
    // The pairs with the smallest hashes, the largest of them at hand: a random sample that does not depend on the order of rows.
    private readonly PriorityQueue<(ulong Hash, SkewedPair Pair), ulong> _sample = new(Comparer<ulong>.Create((left, right) => right.CompareTo(left)));
    private readonly string?[] _slotNames = NamesOf(baseColumn, testColumn);
    private readonly SortedDictionary<int, long> _slots = [];
    private double _sum;
    private double _absoluteSum;
    private double _largest;
    private long _items;

    /// <summary>Counts a pair.</summary>
    /// <param name="before">Training's value, encoded; empty for none.</param>
    /// <param name="now">Serving's.</param>
    /// <param name="hash">The identifier's hash.</param>
    /// <param name="identifier">Writes the identifier.</param>
    /// <returns>Whether the pair differs.</returns>
    public bool Add(ReadOnlySpan<byte> before, ReadOnlySpan<byte> now, ulong hash, Func<string> identifier)
    {
        if (before.IsEmpty && now.IsEmpty)
        {
            // A column that one side does not have, and no value in the other: there is nothing to tell apart.
            if (baseColumn is not null && testColumn is not null)
                _feature.MatchCount++;
            return false;
        }
        if (before.IsEmpty || now.IsEmpty)
        {
            if (now.IsEmpty)
                _feature.BaseOnlyCount++;
            else
                _feature.TestOnlyCount++;
        }
        else
        {
            _feature.InBothCount++;
            if (before.SequenceEqual(now))
            {
                _feature.MatchCount++;
                var value = new SkewValue(now);
                if (SkewKinds.IsNumber(value.Kind))
                    _items += value.Length;
                return false;
            }
            _feature.MismatchCount++;
            Differ(before, now, null);
        }
        if (_sample.Count < sampleSize || (sampleSize > 0 && hash < _sample.Peek().Hash))
        {
            var shown = Show(before, now);
            _sample.Enqueue((hash, new(identifier(), shown.Before, shown.Now)), hash);
            if (_sample.Count > sampleSize)
                _sample.Dequeue();
        }
        return true;
    }

    public FeatureSkew Finish(long pairs)
    {
        _feature.DifferenceShare = pairs == 0 ? 0 : (double)_feature.DifferenceCount / pairs;
        if (_items > 0 && double.IsFinite(_absoluteSum))
        {
            _feature.MeanDifference = _sum / _items;
            _feature.MeanAbsoluteDifference = _absoluteSum / _items;
            _feature.MaxAbsoluteDifference = _largest;
        }
        _feature.Slots = [.. _slots.OrderByDescending(slot => slot.Value).Select(slot => new SlotSkew(slot.Key, _slotNames.ElementAtOrDefault(slot.Key), slot.Value))];
        _feature.Sample = [.. _sample.UnorderedItems.Select(item => item.Element).OrderBy(item => item.Hash).ThenBy(item => item.Pair.Identifier, StringComparer.Ordinal).Select(item => item.Pair)];
        return _feature;
    }

    /// <summary>Goes through the slots of two values that differ.</summary>
    /// <param name="before">Training's.</param>
    /// <param name="now">Serving's.</param>
    /// <param name="shown">Where to put what differs, as text; null to count it.</param>
    private void Differ(ReadOnlySpan<byte> before, ReadOnlySpan<byte> now, List<(int Slot, string Before, string Now)>? shown)
    {
        var left = new SkewValue(before);
        var right = new SkewValue(now);
        if (left.Kind != right.Kind || left.IsVector != right.IsVector || left.Length != right.Length)
            return;
        var isNumber = SkewKinds.IsNumber(left.Kind);
        if (isNumber && shown is null)
            _items += left.Length;
        left.MoveNext();
        right.MoveNext();
        while (Math.Min(left.Slot, right.Slot) is var slot && slot < int.MaxValue)
        {
            var a = left.Slot == slot ? left.Item : default;
            var b = right.Slot == slot ? right.Item : default;
            if (!a.SequenceEqual(b))
            {
                if (shown is not null)
                    shown.Add((slot, SkewValue.Show(left.Kind, a), SkewValue.Show(right.Kind, b)));
                else
                    Count(slot, left.IsVector, isNumber ? SkewValue.Number(right.Kind, b) - SkewValue.Number(left.Kind, a) : double.NaN);
            }
            if (left.Slot == slot)
                left.MoveNext();
            if (right.Slot == slot)
                right.MoveNext();
        }
    }

    private void Count(int slot, bool isVector, double difference)
    {
        if (isVector)
            _slots[slot] = _slots.GetValueOrDefault(slot) + 1;
        if (!double.IsFinite(difference))
            return;
        _sum += difference;
        _absoluteSum += Math.Abs(difference);
        _largest = Math.Max(_largest, Math.Abs(difference));
    }

    private (string? Before, string? Now) Show(ReadOnlySpan<byte> before, ReadOnlySpan<byte> now)
    {
        if (before.IsEmpty || now.IsEmpty)
            return (before.IsEmpty ? null : Whole(before), now.IsEmpty ? null : Whole(now));
        var differing = new List<(int Slot, string Before, string Now)>();
        Differ(before, now, differing);
        if (differing.Count == 0 || !new SkewValue(now).IsVector)
            return (Whole(before), Whole(now));
        return (Slots(slot => slot.Before), Slots(slot => slot.Now));

        string Slots(Func<(int Slot, string Before, string Now), string> value) =>
            string.Join(", ", differing.Take(MostShownSlots).Select(slot => $"[{slot.Slot.ToString(CultureInfo.InvariantCulture)}]{(_slotNames.ElementAtOrDefault(slot.Slot) is { } name ? $" '{name}'" : "")} = {value(slot)}"))
            + (differing.Count > MostShownSlots ? string.Create(CultureInfo.InvariantCulture, $" and {differing.Count - MostShownSlots} more") : "");
    }

    private static string Whole(ReadOnlySpan<byte> bytes)
    {
        var value = new SkewValue(bytes);
        value.MoveNext();
        if (!value.IsVector)
            return SkewValue.Show(value.Kind, value.Item);
        var items = new List<string>();
        for (; value.Slot < int.MaxValue && items.Count < MostShownSlots; value.MoveNext())
            items.Add(string.Create(CultureInfo.InvariantCulture, $"[{value.Slot}] = {SkewValue.Show(value.Kind, value.Item)}"));
        return string.Create(CultureInfo.InvariantCulture, $"{value.Length} values: {(items.Count == 0 ? "all default" : string.Join(", ", items))}{(value.Slot < int.MaxValue ? " …" : "")}");
    }

    private static ColumnType? TypeOf(DataViewSchema.Column? column) => column is { } there ? ColumnType.From(there.Type) : null;

    private static string?[] NamesOf(DataViewSchema.Column? before, DataViewSchema.Column? now)
    {
        var names = before is { } column ? SlotNames.Of(column) : [];
        return names.Length > 0 || now is null ? names : SlotNames.Of(now.Value);
    }
}
