namespace MlAntipatternAnalyzers.MlNet;

/// <summary>Which kinds of values ML.NET converts to which (its <c>Conversions</c>), for <c>ConvertType</c> and <c>MapValue</c>.</summary>
internal static class Conversion
{
    /// <summary>The kinds in the order of <c>DataKind</c>, whose first is 1.</summary>
    private static readonly Items[] Kinds =
    {
        Items.None, Items.SByte, Items.Byte, Items.Int16, Items.UInt16, Items.Int32, Items.UInt32, Items.Int64, Items.UInt64,
        Items.Single, Items.Double, Items.Text, Items.Boolean, Items.TimeSpan, Items.DateTime, Items.DateTimeOffset,
    };

    /// <summary>The kind of values that a <c>DataKind</c> is; all of them where it is none.</summary>
    public static Items KindOf(int? dataKind) => dataKind is >= 1 && dataKind < Kinds.Length ? Kinds[dataKind.Value] : Items.Any;

    /// <summary>What <c>ConvertType</c> takes for the kind that it is asked to make.</summary>
    public static Accepted SourcesOf(OperatorUse use)
    {
        var target = KindOf(use.Int("outputKind", 9));
        if (target == Items.Any)
            return new Accepted("a type that converts to it", Items.Primitive, Items.Primitive, Items.Primitive, unsure: Items.Primitive);
        if (use.In.IsKey && use.In.KeyCount > LargestOf(target))
            return Accepted.Nothing;
        return Accepted.AnyShape($"a type that converts to {ColumnType.NamesOf(target, "")}", SourcesOf(target));
    }

    /// <summary>The converted values; keys stay keys.</summary>
    public static ColumnType Result(OperatorUse use)
    {
        var target = KindOf(use.Int("outputKind", 9));
        if (use.In.IsKey)
            return ColumnType.KeyOf(target) is var key && key != Items.None ? use.In.WithKey(key, use.In.KeyCount, use.In.Values) : use.In.With(Items.Any);
        return (use.In.Items & Items.Key) == 0 ? use.In.With(target) : use.In.With(target | ColumnType.KeyOf(target));
    }

    /// <summary>What <c>MapValue</c> takes: what its dictionary has as keys.</summary>
    public static Accepted DictionaryKeys(OperatorUse use)
    {
        var keys = use.TypeArgument(0);
        var all = keys | ColumnType.KeyOf(keys);
        var isKnown = keys != Items.None && (keys & (keys - 1)) == 0;
        var vectors = IsArrayValued(use) == false ? all : IsArrayValued(use) == true ? Items.None : all;
        return isKnown
            ? new Accepted($"{ColumnType.NamesOf(keys, "")}, which the dictionary has as keys", all, vectors, vectors, unsure: IsArrayValued(use) is null ? all : Items.None)
            : new Accepted("what the dictionary has as keys", Items.Any, Items.Any, Items.Any, unsure: Items.Any);
    }

    /// <summary>What <c>MapValue</c> writes: what its dictionary has as values.</summary>
    public static ColumnType DictionaryValues(OperatorUse use)
    {
        var values = use.TypeArgument(1);
        if (values == Items.Any)
            return ColumnType.Unknown;
        if (IsArrayValued(use) == true)
            return ColumnType.Of(values, Shapes.Vector);

        // The slots of a vector are looked up one by one; the size of the result is forgotten.
        var shapes = use.In.IsVector ? Shapes.Variable : use.In.IsScalar ? Shapes.Scalar : Shapes.Scalar | Shapes.Variable;
        return use.Flag("treatValuesAsKeyType", false) switch
        {
            false => ColumnType.Of(values, shapes),
            true when shapes == Shapes.Scalar => ColumnType.Key(Items.UInt32Key, null, values),

            // Of a vector's slots it is forgotten as well that they are keys.
            true when shapes == Shapes.Variable => ColumnType.Variable(Items.UInt32),
            true => ColumnType.Of(Items.UInt32 | Items.UInt32Key, shapes),
            null => ColumnType.Of(values | Items.UInt32Key, shapes),
        };
    }

    /// <summary>Whether the dictionary's values are arrays: the overload that has no keys to make of them.</summary>
    private static bool? IsArrayValued(OperatorUse use) =>
        ReferenceEquals(use.Argument("keyValuePairs"), OperatorUse.NotGiven) ? null : ReferenceEquals(use.Argument("treatValuesAsKeyType"), OperatorUse.NotGiven);

    private static Items SourcesOf(Items target)
    {
        switch (target)
        {
            case Items.Single or Items.Double or Items.Text:
                return Items.Number | Items.Boolean | Items.Text | Items.Time;
            case Items.Boolean:
                return Items.Number | Items.Boolean | Items.Text;
            case Items.Int64:
                return Items.Signed | Items.Boolean | Items.Text | Items.Time;
            case Items.SByte or Items.Int16 or Items.Int32:
                return Items.Signed | Items.Boolean | Items.Text;
            case Items.Byte or Items.UInt16 or Items.UInt32 or Items.UInt64:
                return Items.Unsigned | Items.Text | Items.Key;
            case Items.DateTime:
                return Items.Text | Items.DateTime;
            default:
                return Items.Text;
        }
    }

    private static ulong LargestOf(Items target) =>
        target switch
        {
            Items.Byte => byte.MaxValue,
            Items.UInt16 => ushort.MaxValue,
            Items.UInt32 => uint.MaxValue,
            _ => ulong.MaxValue,
        };
}
