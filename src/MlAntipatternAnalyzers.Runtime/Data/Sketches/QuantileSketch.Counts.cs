using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <content>What somebody else has counted.</content>
public sealed partial class QuantileSketch
{
    /// <summary>Adds finite numbers of which each stands for the others up to it, from the one before it on: a database counted them.</summary>
    /// <param name="values">Ascending; the last is the largest of all.</param>
    /// <param name="weights">How much weight lies above the value before and not above this one; the first one's, not above it.</param>
    /// <param name="min">The smallest number of all.</param>
    /// <param name="squares">The sum of the squares of the rows' weights.</param>
    /// <param name="rankError">By how much weight the rank of a number is off at most; 0 when each stands for itself alone.</param>
    internal void AddCounts(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, double min, double squares, double rankError)
    {
        if (values.IsEmpty)
            return;
        squares += _squares;
        for (var i = 0; i < values.Length; i++)
            Add(values[i], weights[i]);
        _squares = squares;
        Saw(min, values[^1]);
        _farthest += rankError;
        // It is no matter of chance, so the bound of chance is not to be the smaller one.
        _deviation += rankError / Deviations;
    }

    /// <summary>Adds weights of NaN and of the infinities.</summary>
    internal void AddSpecials(double nan, double positiveInfinity, double negativeInfinity)
    {
        NaN += nan;
        PositiveInfinity += positiveInfinity;
        NegativeInfinity += negativeInfinity;
    }
}
