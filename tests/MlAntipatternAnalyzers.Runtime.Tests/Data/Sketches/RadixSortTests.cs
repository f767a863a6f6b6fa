using System;
using System.Linq;
using CsCheck;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

public sealed class RadixSortTests
{
    [Fact]
    public void Numbers_of_every_size_and_sign_are_sorted_as_by_comparing()
    {
        var any = Gen.OneOf(
            Gen.Double.Where(double.IsFinite),
            Gen.Float.Where(float.IsFinite).Select(value => (double)value),
            Gen.Int[-5, 5].Select(value => (double)value),
            Gen.OneOf(Gen.Const(double.MinValue), Gen.Const(double.MaxValue), Gen.Const(double.Epsilon), Gen.Const(-double.Epsilon), Gen.Const(0.0), Gen.Const(1 / 3.0)));
        any.Array[0, 2000].Sample(AssertSorted, iter: 60);
        // Numbers that single precision holds take another way.
        Gen.Float.Where(float.IsFinite).Select(value => (double)value).Array[500, 3000].Sample(AssertSorted, iter: 60);
        Gen.Int[0, 3].Select(value => (double)value).Array[500, 3000].Sample(AssertSorted, iter: 20);
    }

    private static void AssertSorted(double[] values)
    {
        var expected = values.ToArray();
        Array.Sort(expected);
        RadixSort.Sort(values);
        // Zeros of both signs are equal, and either may come first.
        Assert.Equal(expected.Select(value => value + 0.0), values.Select(value => value + 0.0));
    }
}
