using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Whether the labels of rows next to each other are alike, or unlike, more often than those of rows in random order.</summary>
internal sealed class NeighbourLabels
{
    // Of more classes no counts are kept; only numbers have so many that mean something.
    private const int MostClasses = 1024;

    private readonly Dictionary<ulong, long> _classes = [];
    private bool _isNumber;
    private bool _tooMany;
    private ulong _lastClass;
    private long _equal;
    // Of the numbers less the first one, so that large ones with small differences keep their digits.
    private double _first;
    private double _last;
    private double _sum;
    private double _squares;
    private double _products;

    public long Rows { get; private set; }

    /// <summary>Adds the label of the next row, which stands at place 0.</summary>
    public void Add(SampleColumn label)
    {
        _isNumber = label.IsOrdered;
        var number = label.Texts is null ? label.Numbers[0] : 0;
        var code = label.Texts is null ? ValueHash.Of(number) : ValueHash.Of(label.Texts[0]);
        if (Rows > 0 && code == _lastClass)
            _equal++;
        _lastClass = code;
        if (!_tooMany)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_classes, code, out _)++;
            if (_classes.Count > MostClasses)
            {
                _tooMany = true;
                _classes.Clear();
            }
        }
        if (Rows == 0)
            _first = number;
        var value = number - _first;
        _products += Rows > 0 ? value * _last : 0;
        _sum += value;
        _squares += value * value;
        _last = value;
        Rows++;
    }

    /// <summary>The squared correlation of neighbours (Cohen's kappa, of classes), and how probable one as far from 0 is in random order; null where there is nothing to compare.</summary>
    public (double Share, double PValue)? Test()
    {
        // A number may stand for a class or for an amount: what tells more counts, as one of two tests.
        var tests = new[] { _isNumber ? Numbers() : null, _tooMany ? null : Classes() }
            .Where(test => Rows >= 10 && test is { } known && double.IsFinite(known.Correlation) && double.IsFinite(known.Z)).Select(test => test!.Value).ToArray();
        return tests.Length == 0 ? null : tests.Select(test => (test.Correlation * test.Correlation, Math.Min(1, tests.Length * MathNet.Numerics.SpecialFunctions.Erfc(Math.Abs(test.Z) / Math.Sqrt(2)))))
            .MinBy(test => test.Item2);
    }

    // The serial correlation of the first order, whose mean in random order is −1 / n and its variance about 1 / n (Wald and Wolfowitz 1943).
    private (double Correlation, double Z)? Numbers()
    {
        double n = Rows, mean = _sum / n;
        var variance = _squares - (n * mean * mean);
        var covariance = _products - (mean * ((2 * _sum) - _last)) + ((n - 1) * mean * mean);
        var correlation = covariance / variance;
        return variance > 0 ? (correlation, (correlation + (1 / n)) * Math.Sqrt(n)) : null;
    }

    // How many pairs of neighbours are of one class, against its mean and variance over all orders of the rows (the join counts of Moran 1948, on a path).
    private (double Correlation, double Z)? Classes()
    {
        double n = Rows;
        double two = 0, three = 0, four = 0, squares = 0;
        foreach (double count in _classes.Values)
        {
            var pairs = count * (count - 1);
            two += pairs;
            squares += pairs * pairs;
            three += pairs * (count - 2);
            four += pairs * (count - 2) * (count - 3);
        }
        // The probabilities that two rows, three rows, and both of two pairs of rows are of one class.
        var inPair = two / (n * (n - 1));
        var inTriple = three / (n * (n - 1) * (n - 2));
        var inPairs = ((two * two) - squares + four) / (n * (n - 1) * (n - 2) * (n - 3));
        var mean = (n - 1) * inPair;
        var square = mean + (2 * (n - 2) * inTriple) + ((((n - 1) * (n - 2)) - (2 * (n - 2))) * inPairs);
        var variance = square - (mean * mean);
        return variance > 1e-9 * square && inPair < 1 ? (((_equal / (n - 1)) - inPair) / (1 - inPair), (_equal - mean) / Math.Sqrt(variance)) : null;
    }
}
