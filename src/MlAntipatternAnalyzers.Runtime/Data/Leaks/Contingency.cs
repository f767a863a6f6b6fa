using System;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How often the classes of a column come with those of a label.</summary>
internal sealed class Contingency
{
    private readonly int[] _column;
    private readonly int[] _label;
    private readonly int _columnCount;
    private readonly int _labelCount;
    private readonly double _columnEntropy;

    public Contingency(int[] column, int[] label, int labelCount)
    {
        (_column, _columnCount) = LabelClasses.Renumber(column);
        _label = label;
        _labelCount = labelCount;
        LabelEntropy = EntropyOfClasses(label, labelCount);
        _columnEntropy = EntropyOfClasses(_column, _columnCount);
        MutualInformation = Information(label);
    }

    /// <summary>In bits.</summary>
    public double LabelEntropy { get; }

    /// <summary>In bits.</summary>
    public double MutualInformation { get; }

    /// <summary>
    /// The share of the label's entropy that the column tells, adjusted for chance: (I − E) / (H − E), E being the mean of I over shuffled labels (Vinh, Epps and Bailey, <i>Information theoretic measures for
    /// clusterings comparison</i>, JMLR 2010); 0 for a column whose every value comes once, which tells everything by chance too.
    /// </summary>
    /// <param name="shuffles">How many, at least 2.</param>
    /// <returns>With the probability of as much information by chance, from the mean and deviation over the shuffles.</returns>
    public (double Share, double PValue) Adjusted(int shuffles)
    {
        var shuffled = (int[])_label.Clone();
        var random = new Random(shuffles);
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < shuffles; i++)
        {
            random.Shuffle(shuffled);
            var information = Information(shuffled);
            sum += information;
            squares += information * information;
        }
        var mean = sum / shuffles;
        var deviation = Math.Sqrt(Math.Max(0, (squares / shuffles) - (mean * mean)) * shuffles / (shuffles - 1));
        var (excess, most) = (MutualInformation - mean, LabelEntropy - mean);
        // What is left to be told is less than the rounding of the sums.
        if (most <= 1e-9 || excess <= 1e-9)
            return (0, 1);
        return (Math.Min(excess / most, 1), MathNet.Numerics.SpecialFunctions.Erfc(excess / (deviation * Math.Sqrt(2))) / 2);
    }

    /// <summary>The likelihood-ratio test (G test): 2n·ln 2·I follows the chi-squared distribution where there is no relation and each class has enough rows.</summary>
    /// <returns>The share of the label's entropy, less what chance gives in the mean, and the p-value.</returns>
    public (double Share, double PValue) LikelihoodRatio()
    {
        var degreesOfFreedom = (_columnCount - 1) * (_labelCount - 1);
        if (degreesOfFreedom == 0 || LabelEntropy <= 0)
            return (0, 1);
        var scale = 2 * _label.Length * Math.Log(2);
        var statistic = scale * MutualInformation;
        var share = Math.Max(0, (statistic - degreesOfFreedom) / (scale * LabelEntropy));
        return (share, Math.Clamp(MathNet.Numerics.SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2.0, statistic / 2), 0, 1));
    }

    private double Information(int[] label)
    {
        if (_label.Length == 0)
            return 0;
        double joint;
        if ((long)_columnCount * _labelCount <= 1 << 20)
        {
            var counts = new int[_columnCount * _labelCount];
            for (var i = 0; i < label.Length; i++)
                counts[(_column[i] * _labelCount) + label[i]]++;
            joint = Entropy(counts, label.Length);
        }
        else
        {
            var cells = new long[label.Length];
            for (var i = 0; i < label.Length; i++)
                cells[i] = ((long)_column[i] * _labelCount) + label[i];
            Array.Sort(cells);
            var (counts, at) = (new int[label.Length], -1);
            for (var i = 0; i < cells.Length; i++)
                counts[i > 0 && cells[i] == cells[i - 1] ? at : ++at]++;
            joint = Entropy(counts, label.Length);
        }
        return Math.Max(0, _columnEntropy + LabelEntropy - joint);
    }

    private static double EntropyOfClasses(int[] classes, int count)
    {
        var counts = new int[count];
        foreach (var value in classes)
            counts[value]++;
        return Entropy(counts, classes.Length);
    }

    private static double Entropy(int[] counts, double total) => -counts.Where(count => count > 0).Sum(count => count / total * Math.Log2(count / total));
}
