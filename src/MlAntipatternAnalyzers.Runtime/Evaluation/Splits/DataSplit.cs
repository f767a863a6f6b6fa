using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Data in two parts that share no row, with the number of rows of each.</summary>
/// <remarks>
/// Both parts are views that pick their rows while the data is read: nothing is copied, the columns are those of the data, and each reading, in
/// whatever order and by however many cursors, gives the same rows. The data has to stay what it was when it was split.
/// </remarks>
public sealed class DataSplit
{
    internal DataSplit(IDataView trainSet, long trainRows, IDataView testSet, long testRows)
    {
        TrainSet = trainSet;
        TrainRows = trainRows;
        TestSet = testSet;
        TestRows = testRows;
    }

    /// <summary>The rows to fit on.</summary>
    public IDataView TrainSet { get; }

    /// <summary>The rows to evaluate on.</summary>
    public IDataView TestSet { get; }

    /// <summary>How many rows <see cref="TrainSet"/> has; at least 1.</summary>
    public long TrainRows { get; }

    /// <summary>How many rows <see cref="TestSet"/> has; at least 1.</summary>
    public long TestRows { get; }

    /// <summary>The row counts, as text.</summary>
    public override string ToString() => $"{RowCount.Of(TrainRows)} to train, {RowCount.Of(TestRows)} to test";
}
