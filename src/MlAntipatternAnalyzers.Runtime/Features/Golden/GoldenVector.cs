using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A column of vectors. One with few values is written sparse, <c>{ "length": 9, "indices": [4], "values": [1.5] }</c>, and is sparse again when it is read.</summary>
internal sealed class GoldenVector<T, TItem>(string name, ColumnType type, DataViewType viewType) : GoldenValues<VBuffer<T>>(name, type)
    where TItem : IGoldenItem<T>
{
    private const string Properties = "length, indices, values";

    // Guards against a length that a damaged file claims.
    private const int MostSlots = 1 << 27;

    public override DataViewType ViewType => viewType;

    public override void AddDefault() => Values.Add(new(Type.VectorSize ?? 0, 0, [], []));

    public override void Write(Utf8JsonWriter json, int row)
    {
        var vector = Values[row];
        if (vector.IsDense)
        {
            WriteAll(json, vector.GetValues());
            return;
        }
        json.WriteStartObject();
        json.WriteNumber("length", vector.Length);
        json.WriteStartArray("indices");
        foreach (var index in vector.GetIndices())
            json.WriteNumberValue(index);
        json.WriteEndArray();
        json.WritePropertyName("values");
        WriteAll(json, vector.GetValues());
        json.WriteEndObject();
    }

    public override void Read(ref JsonCursor json)
    {
        var start = json.Offset;
        var vector = json.Token == JsonTokenType.StartObject ? ReadSparse(ref json) : Dense(ReadAll(ref json));
        if (Type.VectorSize is { } size && vector.Length != size)
            throw json.Error(start, string.Create(CultureInfo.InvariantCulture, $"expected {size} values for {What}, found {vector.Length}"));
        Values.Add(vector);
    }

    public override void Compare(int row, GoldenColumn found, int foundRow, GoldenTolerance tolerance, Action<int?, string, string> report)
    {
        var (expected, other) = (Values[row], ((GoldenVector<T, TItem>)found).Values[foundRow]);
        if (expected.Length != other.Length)
        {
            report(null, string.Create(CultureInfo.InvariantCulture, $"{expected.Length} values"), string.Create(CultureInfo.InvariantCulture, $"{other.Length}"));
            return;
        }
        // Only slots that one of the two holds can differ: of a hundred thousand words a row has some dozens.
        using var left = expected.Items().GetEnumerator();
        using var right = other.Items().GetEnumerator();
        var (hasLeft, hasRight) = (left.MoveNext(), right.MoveNext());
        while (hasLeft || hasRight)
        {
            var slot = Math.Min(hasLeft ? left.Current.Key : int.MaxValue, hasRight ? right.Current.Key : int.MaxValue);
            var (a, b) = (default(T)!, default(T)!);
            if (hasLeft && left.Current.Key == slot)
            {
                a = left.Current.Value;
                hasLeft = left.MoveNext();
            }
            if (hasRight && right.Current.Key == slot)
            {
                b = right.Current.Value;
                hasRight = right.MoveNext();
            }
            if (!TItem.Same(in a, in b, tolerance))
                report(slot, TItem.Show(in a), TItem.Show(in b));
        }
    }

    protected override VBuffer<T> Copy(in VBuffer<T> value)
    {
        VBuffer<T> copy = default;
        value.CopyTo(ref copy);
        if (typeof(T) != typeof(ReadOnlyMemory<char>))
            return copy;
        // A text is a slice of what its cursor reads next into.
        var texts = copy.GetValues().ToArray().Select(item => (T)(object)new ReadOnlyMemory<char>(((ReadOnlyMemory<char>)(object)item!).ToArray())).ToArray();
        return copy.IsDense ? new(copy.Length, texts) : new(copy.Length, texts.Length, texts, copy.GetIndices().ToArray());
    }

    protected override void Give(in VBuffer<T> from, ref VBuffer<T> to) => from.CopyTo(ref to);

    private static void WriteAll(Utf8JsonWriter json, ReadOnlySpan<T> values)
    {
        json.WriteStartArray();
        foreach (ref readonly var value in values)
            TItem.Write(json, in value);
        json.WriteEndArray();
    }

    private static VBuffer<T> Dense(List<T> values) => new(values.Count, [.. values]);

    private List<T> ReadAll(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartArray, $"an array, or an object with {Properties}, for {What}");
        var values = new List<T>();
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            var value = TItem.Read(json, What);
            GoldenKey.Check(json, Type, in value, What);
            values.Add(value);
        }
        return values;
    }

    private VBuffer<T> ReadSparse(ref JsonCursor json)
    {
        var start = json.Offset;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var length = -1;
        List<int>? indices = null;
        List<T>? values = null;
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "length":
                    length = Whole(json, MostSlots, $"the length of {What}");
                    break;
                case "indices":
                    indices = ReadIndices(ref json);
                    break;
                case "values":
                    values = ReadAll(ref json);
                    break;
                default:
                    throw JsonFormat.UnknownProperty(json, seen[property], property, Properties);
            }
        }
        if (length < 0 || indices is null || values is null)
            throw json.Error(start, $"expected {Properties} for {What}, found only {(seen.Count == 0 ? "an empty object" : string.Join(", ", seen.Keys))}");
        if (indices.Count != values.Count)
            throw json.Error(seen["values"], string.Create(CultureInfo.InvariantCulture, $"expected as many values as indices ({indices.Count}) for {What}, found {values.Count}"));
        if (indices.Count > 0 && indices[^1] >= length)
            throw json.Error(seen["indices"], string.Create(CultureInfo.InvariantCulture, $"expected indices below the length ({length}) for {What}, found {indices[^1]}"));
        return new(length, values.Count, [.. values], [.. indices]);
    }

    private List<int> ReadIndices(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartArray, $"an array for 'indices' of {What}");
        var indices = new List<int>();
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            var index = Whole(json, MostSlots, $"an index of {What}");
            if (indices.Count > 0 && index <= indices[^1])
                throw json.Error($"expected the indices of {What} in rising order, found {json.Found()} after {indices[^1].ToString(CultureInfo.InvariantCulture)}");
            indices.Add(index);
        }
        return indices;
    }

    private static int Whole(JsonCursor json, int most, string what)
    {
        what = string.Create(CultureInfo.InvariantCulture, $"a whole number from 0 to {most} for {what}");
        var value = json.Integer(what);
        return value >= 0 && value <= most ? (int)value : throw json.Error($"expected {what}, found {json.Found()}");
    }
}

/// <summary>Keys have a count that their values must not exceed.</summary>
internal static class GoldenKey
{
    public static void Check<T>(JsonCursor json, ColumnType type, in T value, string what)
    {
        if (type.KeyCount is { } count && Convert.ToUInt64(value, CultureInfo.InvariantCulture) > count)
            throw json.Error(string.Create(CultureInfo.InvariantCulture, $"expected a key from 0 to {count} for {what}, found {json.Found()}"));
    }
}
