using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What is counted of texts; how many different ones and which are frequent is a sketch's.</summary>
internal sealed class TextTally
{
    /// <summary>The texts that often stand for a missing value.</summary>
    public static readonly string[] Sentinels = ["NA", "?", "0", "-1"];

    // Of all texts.
    private TimeFormatFinder _times = new();

    public long Count { get; set; }

    public long Length { get; set; }

    public int MinLength { get; set; } = int.MaxValue;

    public int MaxLength { get; set; }

    public long Damaged { get; set; }

    public long Booleans { get; set; }

    public long Integers { get; set; }

    public long Reals { get; set; }

    public double MinNumber { get; set; } = double.PositiveInfinity;

    public double MaxNumber { get; set; } = double.NegativeInfinity;

    /// <summary>How many empty texts there are; they are missing, and counted nowhere else.</summary>
    public long Empty { get; set; }

    /// <summary>How often each of <see cref="Sentinels"/> occurs.</summary>
    public long[] SentinelCounts { get; } = new long[Sentinels.Length];

    public ref TimeFormatFinder Times => ref _times;

    public static TextTally operator +(TextTally a, TextTally b)
    {
        var sum = new TextTally
        {
            Count = a.Count + b.Count,
            Length = a.Length + b.Length,
            MinLength = Math.Min(a.MinLength, b.MinLength),
            MaxLength = Math.Max(a.MaxLength, b.MaxLength),
            Damaged = a.Damaged + b.Damaged,
            Booleans = a.Booleans + b.Booleans,
            Integers = a.Integers + b.Integers,
            Reals = a.Reals + b.Reals,
            MinNumber = Math.Min(a.MinNumber, b.MinNumber),
            MaxNumber = Math.Max(a.MaxNumber, b.MaxNumber),
            Empty = a.Empty + b.Empty,
        };
        for (var i = 0; i < Sentinels.Length; i++)
            sum.SentinelCounts[i] = a.SentinelCounts[i] + b.SentinelCounts[i];
        sum.Times.Merge(a.Times);
        sum.Times.Merge(b.Times);
        return sum;
    }

    /// <summary>Adds a text that is not empty, that many times over.</summary>
    public void Add(ReadOnlySpan<char> text, long times = 1)
    {
        Count += times;
        Length += text.Length * times;
        MinLength = Math.Min(MinLength, text.Length);
        MaxLength = Math.Max(MaxLength, text.Length);
        if (TextFormats.IsDamaged(text))
            Damaged += times;
        if (text.Length <= 2)
        {
            var sentinel = Array.FindIndex(Sentinels, text.ToString().Equals);
            if (sentinel >= 0)
                SentinelCounts[sentinel] += times;
        }
        _times.Add(text);
        // The name of a key's value can be empty.
        if (text.IsEmpty)
            return;

        // Most texts are neither, and their first character shows it.
        if (text.Length is 4 or 5 && TextFormats.IsBoolean(text))
            Booleans += times;
        if (char.IsAsciiLetter(text[0]) && text[0] is not ('N' or 'n' or 'I' or 'i'))
            return;
        if (TextFormats.TryInteger(text, out _))
            Integers += times;
        if (TextFormats.TryReal(text, out var number))
        {
            Reals += times;
            if (number < MinNumber)
                MinNumber = number;
            if (number > MaxNumber)
                MaxNumber = number;
        }
    }
}
