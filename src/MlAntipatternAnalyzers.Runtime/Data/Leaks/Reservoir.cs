namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Chooses rows at random from a stream of unknown length, each with the same probability (Vitter's algorithm R): the same rows for the same number of rows.</summary>
internal sealed class Reservoir(int size)
{
    private ulong _seen;

    /// <summary>Where to keep the next row, in place of the one that is there; negative when it is not chosen.</summary>
    public int Next()
    {
        var seen = _seen++;
        if (seen < (ulong)size)
            return (int)seen;
        // The high half of the product is a number below seen + 1.
        var place = System.Math.BigMul(GroupKey.Mix(seen), seen + 1, out _);
        return place < (ulong)size ? (int)place : -1;
    }
}
