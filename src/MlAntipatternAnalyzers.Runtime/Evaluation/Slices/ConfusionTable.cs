using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How many rows of each class were taken for which.</summary>
public sealed class ConfusionTable
{
    /// <summary>Makes a table of counts.</summary>
    /// <param name="classes">The classes' names.</param>
    /// <param name="counts">For each class of the label, for each predicted class: the sum of the rows' weights.</param>
    /// <exception cref="ArgumentException">The table is not square, or not of as many classes as there are names.</exception>
    public ConfusionTable(IReadOnlyList<string> classes, IReadOnlyList<IReadOnlyList<double>> counts)
    {
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Count != classes.Count || counts.Any(row => row.Count != classes.Count))
            throw new ArgumentException($"A confusion table of {classes.Count} classes has as many rows and columns.", nameof(counts));
        Classes = classes;
        Counts = counts;
    }

    /// <summary>The classes' names: of a binary model <c>True</c> and <c>False</c>, in this order; else the label's key values, in their order.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary><c>Counts[actual][predicted]</c>: the sum of the rows' weights, by index in <see cref="Classes"/>.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Counts { get; }

    /// <summary>Of the rows that were taken for this class, the weighted share that are of it; NaN where none was.</summary>
    /// <param name="index">The class's index in <see cref="Classes"/>.</param>
    public double Precision(int index) => Counts[index][index] / Counts.Sum(row => row[index]);

    /// <summary>Of the rows of this class, the weighted share that were taken for it; NaN where there is none.</summary>
    /// <param name="index">The class's index in <see cref="Classes"/>.</param>
    public double Recall(int index) => Counts[index][index] / Counts[index].Sum();
}
