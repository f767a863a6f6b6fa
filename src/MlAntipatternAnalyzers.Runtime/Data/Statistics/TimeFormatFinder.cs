using System;
using System.Collections.Generic;
using System.Globalization;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Finds out in which format all texts are dates: those that any of them contradicts are out.</summary>
internal struct TimeFormatFinder
{
    /// <summary>The formats, those first that a text is to be read by where several are possible. At most 32.</summary>
    public static readonly string[] All =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm",
        "yyyy/MM/dd", "yyyy/MM/dd HH:mm:ss", "MM/dd/yyyy", "MM/dd/yyyy HH:mm:ss", "MM/dd/yyyy HH:mm", "M/d/yyyy", "M/d/yyyy H:mm", "M/d/yyyy h:mm:ss tt", "dd/MM/yyyy", "dd/MM/yyyy HH:mm:ss", "d/M/yyyy",
        "dd.MM.yyyy", "dd.MM.yyyy HH:mm:ss", "d.M.yyyy", "dd-MM-yyyy", "dd-MMM-yyyy", "HH:mm:ss", "HH:mm",
    ];

    private const int Longest = 40;
    private long[]? _min;
    private long[]? _max;

    public TimeFormatFinder()
    {
    }

    /// <summary>One bit for each of <see cref="All"/> that is still possible.</summary>
    public uint Possible { get; private set; } = (1u << All.Length) - 1;

    /// <summary>The first format that is possible, with the range; null when there is none, or no text.</summary>
    public readonly TimeStatistics? Result
    {
        get
        {
            if (Possible == 0 || _min is null)
                return null;
            var first = System.Numerics.BitOperations.TrailingZeroCount(Possible);
            return new(ColumnKind.DateTime, All[first], _min[first], _max![first]);
        }
    }

    public void Add(ReadOnlySpan<char> text)
    {
        if (Possible == 0)
            return;
        // Nearly always the first look settles it.
        if (text.Length is < 4 or > Longest || !char.IsAsciiDigit(text[0]))
        {
            Possible = 0;
            return;
        }
        for (var left = Possible; left != 0; left &= left - 1)
        {
            var format = System.Numerics.BitOperations.TrailingZeroCount(left);
            // A time with an offset is told by its moment in UTC; without one as it stands.
            if (DateTime.TryParseExact(text, All[format], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.NoCurrentDateDefault, out var time))
                Saw(format, time.Ticks, time.Ticks);
            else
                Possible &= ~(1u << format);
        }
    }

    public void Merge(in TimeFormatFinder other)
    {
        if (other._min is null && other.Possible != 0)
            return;
        Possible &= other.Possible;
        for (var left = Possible; left != 0; left &= left - 1)
        {
            var format = System.Numerics.BitOperations.TrailingZeroCount(left);
            Saw(format, other._min![format], other._max![format]);
        }
    }

    public readonly bool IsPossible(int format) => (Possible & (1u << format)) != 0;

    /// <summary>The range of a format that is possible; null before the first text.</summary>
    public readonly (long Min, long Max)? RangeOf(int format) => _min is null ? null : (_min[format], _max![format]);

    /// <summary>What was saved: only these formats are possible.</summary>
    public void Restore(IEnumerable<(int Format, long Min, long Max)> ranges)
    {
        Possible = 0;
        foreach (var (format, min, max) in ranges)
        {
            Possible |= 1u << format;
            Saw(format, min, max);
        }
    }

    private void Saw(int format, long min, long max)
    {
        if (_min is null)
        {
            _min = new long[All.Length];
            _max = new long[All.Length];
            Array.Fill(_min, long.MaxValue);
            Array.Fill(_max, long.MinValue);
        }
        _min[format] = Math.Min(_min[format], min);
        _max![format] = Math.Max(_max[format], max);
    }
}
