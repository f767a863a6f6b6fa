using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Weighted sums of some quantities, for each slice and each lane of <see cref="BootstrapWeights"/>.</summary>
/// <param name="quantities">How many quantities are summed.</param>
/// <param name="lanes">The lanes, a whole number of vectors.</param>
internal sealed class SliceSums(int quantities, int lanes)
{
    private readonly List<double[]?> _slices = [];

    /// <summary>The sums of a slice: the lanes of the first quantity, then those of the next.</summary>
    public double[] Of(int slice)
    {
        if (slice < _slices.Count && _slices[slice] is { } sums)
            return sums;
        while (_slices.Count <= slice)
            _slices.Add(null);
        return _slices[slice] = new double[quantities * lanes];
    }

    /// <summary>The sum of one quantity in one lane.</summary>
    public double At(int slice, int quantity, int lane) => Of(slice)[(quantity * lanes) + lane];

    public Span<double> LanesOf(double[] sums, int quantity) => sums.AsSpan(quantity * lanes, lanes);

    /// <summary>Adds a quantity of 1.</summary>
    public void Add(double[] sums, int quantity, ReadOnlySpan<double> weights)
    {
        var to = Vectors(LanesOf(sums, quantity));
        var from = Vectors(weights);
        for (var i = 0; i < to.Length; i++)
            to[i] += from[i];
    }

    public void Add(double[] sums, int quantity, ReadOnlySpan<double> weights, double x)
    {
        var to = Vectors(LanesOf(sums, quantity));
        var from = Vectors(weights);
        var factor = new Vector<double>(x);
        for (var i = 0; i < to.Length; i++)
            to[i] += from[i] * factor;
    }

    /// <summary>Adds the first quantities, each with its value: one call for all, as it is made for each row and slice.</summary>
    public void Add(double[] sums, ReadOnlySpan<double> weights, ReadOnlySpan<double> values)
    {
        var from = Vectors(weights);
        var to = Vectors(sums.AsSpan(0, values.Length * lanes));
        for (var quantity = 0; quantity < values.Length; quantity++)
        {
            var factor = new Vector<double>(values[quantity]);
            var lanesOfQuantity = to[..from.Length];
            for (var i = 0; i < from.Length; i++)
                lanesOfQuantity[i] += from[i] * factor;
            to = to[from.Length..];
        }
    }

    public static Span<Vector<double>> Vectors(Span<double> lanes) => MemoryMarshal.Cast<double, Vector<double>>(lanes);

    public static ReadOnlySpan<Vector<double>> Vectors(ReadOnlySpan<double> lanes) => MemoryMarshal.Cast<double, Vector<double>>(lanes);
}
