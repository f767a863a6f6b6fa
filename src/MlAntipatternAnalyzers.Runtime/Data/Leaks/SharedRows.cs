using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Which rows the training and the test data have in common.</summary>
/// <remarks>
/// Rows are the same when all compared columns are: numbers by value (those of different types as the coarser of them), keys with names by name, a missing value equals a missing one. They are compared by
/// a hash of 128 bits (XXH3): that any two different rows among n training and m test rows are taken for the same has a probability of about n·m / 2¹²⁸, 3·10⁻²³ for 10⁸ rows on each side.
/// </remarks>
public sealed class SharedRows
{
    internal SharedRows(IReadOnlyList<string> columns) => Columns = columns;

    /// <summary>The columns that were compared.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>How many rows the training data has.</summary>
    public long TrainRows { get; internal set; }

    /// <summary>How many rows the test data has.</summary>
    public long TestRows { get; internal set; }

    /// <summary>How many rows of the test data are in the training data too.</summary>
    public long TestRowsInTrain { get; internal set; }

    /// <summary>How many rows of the training data are in the test data too.</summary>
    public long TrainRowsInTest { get; internal set; }

    /// <summary>How many different rows both have.</summary>
    public long DistinctShared { get; internal set; }

    /// <summary>The share of the test data that training has seen, 0 … 1; 0 without test rows.</summary>
    public double Share => TestRows > 0 ? (double)TestRowsInTrain / TestRows : 0;

    /// <summary>
    /// How many test rows chance would bring together with a training row, at most. Where the rows that share all other columns differ in one, and two values of that one are equal with the odds o, chance makes
    /// o times as many equal rows as there are such near ones; copies have no such neighbours. Estimated from <see cref="DataLeakOptions.SampleSize"/> test rows; of the columns the one that gives most.
    /// </summary>
    public double ExpectedByChance { get; internal set; }

    /// <summary>How probable <see cref="TestRowsInTrain"/> shared rows are where <see cref="ExpectedByChance"/> are expected (Poisson's distribution); 1 when there are none.</summary>
    public double PValue { get; internal set; } = 1;

    /// <summary>Whether there are shared rows, and chance explains half of them or more, or as many with a probability above <see cref="DataLeakOptions.SignificanceLevel"/>: the data has few different rows.</summary>
    public bool IsByChance { get; internal set; }

    /// <summary>The first shared rows of the test data, in order, at most five.</summary>
    public IReadOnlyList<SharedRow> Sample { get; internal set; } = [];
}

/// <summary>A row that both have.</summary>
/// <param name="TestRow">Its number in the test data; the first row is 1.</param>
/// <param name="TrainRow">The first such row of the training data.</param>
public readonly record struct SharedRow(long TestRow, long TrainRow);
