namespace MlAntipatternAnalyzers.MlNet;

/// <summary>The forms of one-hot encoding: <c>OneHotEncodingEstimator.OutputKind</c>.</summary>
internal static class Encoding
{
    public const int Bag = 1;
    public const int Indicator = 2;
    public const int Key = 3;
    public const int Binary = 4;

    /// <summary>What becomes of a column whose categories are numbered by <paramref name="key"/>.</summary>
    public static ColumnType Result(OperatorUse use, ColumnType key)
    {
        var count = Produced.CountOf(key);
        return use.Int("outputKind", Indicator) switch
        {
            Key => key,
            Bag => Produced.Indicators(key, count, true),
            Indicator => Produced.Indicators(key, count, false),
            Binary => Produced.Indicators(key, Produced.BitsFor(count), false),
            _ => ColumnType.Unknown,
        };
    }
}
