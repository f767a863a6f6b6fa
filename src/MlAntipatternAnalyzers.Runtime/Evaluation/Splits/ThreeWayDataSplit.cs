using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Data in three parts that share no row: to fit on, to choose a model or its settings on, and to judge the chosen one on, once.</summary>
/// <inheritdoc cref="DataSplit" path="/remarks"/>
public sealed class ThreeWayDataSplit
{
    internal ThreeWayDataSplit(IDataView trainSet, long trainRows, IDataView validationSet, long validationRows, IDataView testSet, long testRows)
    {
        TrainSet = trainSet;
        TrainRows = trainRows;
        ValidationSet = validationSet;
        ValidationRows = validationRows;
        TestSet = testSet;
        TestRows = testRows;
    }

    /// <summary>The rows to fit on.</summary>
    public IDataView TrainSet { get; }

    /// <summary>The rows to compare models and settings on.</summary>
    public IDataView ValidationSet { get; }

    /// <summary>The rows for the last word; what is chosen by them is no longer judged by them.</summary>
    public IDataView TestSet { get; }

    /// <summary>How many rows <see cref="TrainSet"/> has; at least 1.</summary>
    public long TrainRows { get; }

    /// <summary>How many rows <see cref="ValidationSet"/> has; at least 1.</summary>
    public long ValidationRows { get; }

    /// <summary>How many rows <see cref="TestSet"/> has; at least 1.</summary>
    public long TestRows { get; }

    /// <summary>The row counts, as text.</summary>
    public override string ToString() =>
        $"{RowCount.Of(TrainRows)} to train, {RowCount.Of(ValidationRows)} to validate, {RowCount.Of(TestRows)} to test";
}
