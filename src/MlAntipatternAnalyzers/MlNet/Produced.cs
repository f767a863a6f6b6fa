using System.Collections.Immutable;

namespace MlAntipatternAnalyzers.MlNet;

/// <summary>The types that operators write, worked out from what they read.</summary>
internal static class Produced
{
    /// <summary>What was read.</summary>
    public static ColumnType Same(OperatorUse use) => use.In;

    /// <summary>A vector of all inputs, one after the other; as many of one kind as all of them together have.</summary>
    public static ColumnType Together(OperatorUse use)
    {
        if (use.InputCount == 0)
            return ColumnType.Of(Items.Any, Shapes.Vector);

        // One vector alone keeps its dimensions, and its keys.
        if (use.InputCount == 1 && use.In.IsVector)
            return use.In;
        var items = Items.None;
        var shapes = Shapes.Fixed;
        int? size = 0;
        for (var i = 0; i < use.InputCount; i++)
        {
            var input = use.Input(i);
            items |= input.Items;
            size += input.IsScalar ? 1 : input.Size;
            if (input.Shapes == Shapes.Variable)
                shapes = Shapes.Variable;
            else if ((input.Shapes & Shapes.Variable) != 0 && shapes == Shapes.Fixed)
                shapes = Shapes.Vector;
        }

        return shapes == Shapes.Fixed ? ColumnType.Vector(items, size) : ColumnType.Of(items, shapes);
    }

    /// <summary>Keys in place of values: dictionary keys know the values that they stand for.</summary>
    public static ColumnType Keys(OperatorUse use)
    {
        var values = use.In.IsKey && use.In.Values != Items.None ? use.In.Values : use.In.Items;
        return use.In.WithKey(Items.UInt32Key, null, Numbered(use) ? Items.Text : values);
    }

    /// <summary>Whether keys stand for the texts of what they were made of.</summary>
    private static bool Numbered(OperatorUse use) => use.Flag("addKeyValueAnnotationsAsText", false) == true;

    /// <summary>The values that keys stand for.</summary>
    public static ColumnType ValuesOfKeys(OperatorUse use) => use.In.Values == Items.None ? use.In.With(Items.Any) : use.In.With(use.In.Values);

    /// <summary>One number for each value of a key, or for each bit of it; one such vector for each slot, or a sum of them.</summary>
    public static ColumnType Indicators(ColumnType key, int? length, bool? bag)
    {
        if (bag == true)
            return ColumnType.Vector(Items.Single, length);
        return bag is null ? ColumnType.Of(Items.Single, key.IsScalar ? Shapes.Fixed : Shapes.Vector) : key.With(Items.Single).WithDimension(length);
    }

    /// <summary>How many values a key has, where that fits into a vector.</summary>
    public static int? CountOf(ColumnType key) => key.KeyCount is > 0 and <= int.MaxValue ? (int?)key.KeyCount : null;

    /// <summary>How many numbers hold the bits of a key of so many values: ML.NET spends one more than the largest needs.</summary>
    public static int? BitsFor(int? count)
    {
        if (count is not { } values)
            return null;
        var bits = 0;
        for (var rest = (long)values; rest > 0; rest >>= 1)
            bits++;
        return bits + 1;
    }

    public static int? PowerOfTwo(int? bits) => bits is >= 0 and < 31 ? 1 << bits : null;

    /// <summary>Keys that a hash made: they know their values only where inversion was asked for.</summary>
    public static ColumnType Hashes(OperatorUse use, int bitsByDefault)
    {
        var bits = use.Int("numberOfBits", bitsByDefault);
        var values = use.Int("maximumNumberOfInverts", 0) switch { 0 => Items.None, null => Items.Any, _ => Items.Text };
        var flat = use.In.Size is { } size ? use.In.With(Shapes.Fixed, ImmutableArray.Create(size)) : use.In;
        return flat.WithKey(Items.UInt32Key, bits is >= 1 and <= 31 ? 1UL << bits : null, values);
    }
}
