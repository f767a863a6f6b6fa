using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What is counted and summed of numbers; quantiles are a sketch's.</summary>
internal sealed class NumericTally
{
    /// <summary>Of the finite numbers, each of weight 1.</summary>
    public Moments Moments { get; set; }

    public long Zeros { get; set; }

    public long Ones { get; set; }

    public long MinusOnes { get; set; }

    public long NaN { get; set; }

    public long PositiveInfinity { get; set; }

    public long NegativeInfinity { get; set; }

    /// <summary>The smallest finite number; +∞ where there is none.</summary>
    public double Min { get; set; } = double.PositiveInfinity;

    /// <summary>The largest finite number; −∞ where there is none.</summary>
    public double Max { get; set; } = double.NegativeInfinity;

    public static NumericTally operator +(NumericTally a, NumericTally b) => new()
    {
        Moments = a.Moments + b.Moments,
        Zeros = a.Zeros + b.Zeros,
        Ones = a.Ones + b.Ones,
        MinusOnes = a.MinusOnes + b.MinusOnes,
        NaN = a.NaN + b.NaN,
        PositiveInfinity = a.PositiveInfinity + b.PositiveInfinity,
        NegativeInfinity = a.NegativeInfinity + b.NegativeInfinity,
        Min = Math.Min(a.Min, b.Min),
        Max = Math.Max(a.Max, b.Max),
    };

    /// <summary>Adds zeros: what a sparse vector does not hold.</summary>
    public void AddZeros(long count)
    {
        if (count == 0)
            return;
        Zeros += count;
        Moments += new Moments(new(count, 0), default, default);
        (Min, Max) = (Math.Min(Min, 0), Math.Max(Max, 0));
    }

    /// <summary>Adds numbers, NaN and the infinities too.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        // Without the fused multiplication the square's rest would have to be made up of a dozen operations; the scalar one is right everywhere.
        var rest = Fma.IsSupported && Avx.IsSupported ? AddVectors(values) : values;
        foreach (var value in rest)
            Add(value);
    }

    private void Add(double value)
    {
        if (double.IsFinite(value))
        {
            Moments = Moments.With(value, 1);
            Zeros += value == 0 ? 1 : 0;
            Ones += value == 1 ? 1 : 0;
            MinusOnes += value == -1 ? 1 : 0;
            // Of −0 and 0 the latter, whichever comes first.
            Min = Math.Min(Min, value + 0.0);
            Max = Math.Max(Max, value + 0.0);
        }
        else if (double.IsNaN(value))
        {
            NaN++;
        }
        else if (value > 0)
        {
            PositiveInfinity++;
        }
        else
        {
            NegativeInfinity++;
        }
    }

    // Four at a time, as long as all are finite. Returns what is left.
    private ReadOnlySpan<double> AddVectors(ReadOnlySpan<double> values)
    {
        var vectors = MemoryMarshal.Cast<double, Vector256<double>>(values);
        var (sum, sumRest, squares, squaresRest) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (zeros, ones, minusOnes) = (Vector256<long>.Zero, Vector256<long>.Zero, Vector256<long>.Zero);
        var (min, max) = (Vector256.Create(double.PositiveInfinity), Vector256.Create(double.NegativeInfinity));
        var (one, minusOne) = (Vector256.Create(1.0), Vector256.Create(-1.0));
        var largest = Vector256.Create(double.MaxValue);
        long taken = 0;
        foreach (var vector in vectors)
        {
            // NaN is not less than anything, so it is caught too.
            if (!Vector256.LessThanOrEqualAll(Vector256.Abs(vector), largest))
            {
                for (var lane = 0; lane < 4; lane++)
                    Add(vector[lane]);
                continue;
            }
            taken += 4;
            var value = vector + Vector256<double>.Zero;
            min = Avx.Min(min, value);
            max = Avx.Max(max, value);
            zeros -= Vector256.Equals(value, Vector256<double>.Zero).AsInt64();
            ones -= Vector256.Equals(value, one).AsInt64();
            minusOnes -= Vector256.Equals(value, minusOne).AsInt64();

            var total = sum + value;
            var part = total - sum;
            sumRest += (sum - (total - part)) + (value - part);
            sum = total;

            var square = value * value;
            var squareRest = Fma.MultiplySubtract(value, value, square);
            total = squares + square;
            part = total - squares;
            squaresRest += (squares - (total - part)) + (square - part) + squareRest;
            squares = total;
        }
        if (taken == 0)
            return values[(vectors.Length * 4)..];

        Moments += new Moments(new(taken, 0), Lanes(sum, sumRest), Lanes(squares, squaresRest));
        Zeros += Vector256.Sum(zeros);
        Ones += Vector256.Sum(ones);
        MinusOnes += Vector256.Sum(minusOnes);
        for (var lane = 0; lane < 4; lane++)
        {
            Min = Math.Min(Min, min[lane]);
            Max = Math.Max(Max, max[lane]);
        }
        return values[(vectors.Length * 4)..];
    }

    private static ExactSum Lanes(Vector256<double> sums, Vector256<double> rests)
    {
        var total = default(ExactSum);
        for (var lane = 0; lane < 4; lane++)
            total += double.IsFinite(sums[lane]) ? new ExactSum(sums[lane], 0) + rests[lane] : new ExactSum(sums[lane], 0);
        return total;
    }
}
