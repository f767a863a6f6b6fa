using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

public static partial class DataSplitCatalog
{
    /// <summary>
    /// Cross-validation for time-ordered data: each fold trains on what is older than its test rows, and the test rows of the folds follow one another up to the
    /// newest row.
    /// </summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="data">The data, in any order. It is read once.</param>
    /// <param name="timeColumnName">A DateTime, a DateTimeOffset, a TimeSpan, a number, or a text, read as by <see cref="TrainTestSplitByTime(DataOperationsCatalog, IDataView, string, double, TimeFraction, string?, string?)"/>.</param>
    /// <param name="numberOfFolds">How many folds; at least 2.</param>
    /// <param name="labelColumnName">Given, each fold's test set has to hold at least two different labels.</param>
    /// <param name="options">Sizes, window and gap; null for their defaults: the data in folds + 1 parts of equally many rows, all older parts to train on, no gap.</param>
    /// <param name="timeFormat">The form of a text column that is not ISO 8601.</param>
    /// <returns>The folds, oldest first; see <see cref="DataSplit"/>. Fit the same pipeline on each train set, evaluate on its test set, and look at the mean and the spread.</returns>
    /// <exception cref="ArgumentException">There is no such column, it is a vector, has no order in time, or an option is out of range.</exception>
    /// <exception cref="DataSplitException">A fold's side is empty, a row has no time that can be read, or a fold's test set has one label only. The message names the fold, from 1.</exception>
    /// <remarks>
    /// Fold <c>j</c> of <c>k</c> tests on the times from <c>c(j)</c> up to <c>c(j+1)</c>, and trains on those before <c>c(j) − gap</c>; <c>c(j)</c> leaves the newest <c>(k − j + 1) · TestFraction</c> of
    /// the data after it (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, section 5.10; without a gap and with distinct times these are the rows of scikit-learn's
    /// <c>TimeSeriesSplit</c> where the row count is a multiple of folds + 1). Rows of one instant stay together. The times of all rows are kept while the cuts
    /// are chosen, as by <see cref="TrainTestSplitByTime(DataOperationsCatalog, IDataView, string, double, TimeFraction, string?, string?)"/>.
    /// </remarks>
    public static IReadOnlyList<DataSplit> RollingOriginSplit(
        this DataOperationsCatalog catalog,
        IDataView data,
        string timeColumnName,
        int numberOfFolds = 5,
        string? labelColumnName = null,
        RollingOriginOptions? options = null,
        string? timeFormat = null)
    {
        CheckSource(catalog, data);
        options ??= new();
        if (numberOfFolds < 2)
            throw new ArgumentOutOfRangeException(nameof(numberOfFolds), numberOfFolds, "Cross-validation has at least two folds; for one cut use TrainTestSplitByTime.");
        var share = Share(options, numberOfFolds);
        var axis = TimeAxis.Of(data.Schema, timeColumnName, timeFormat);
        var label = LabelCheck.Find(data.Schema, labelColumnName);
        // Said before the data is read: a gap in the wrong unit.
        axis.Before(0, options);

        var line = TimeLine.Read(data, axis);
        var cuts = Cut(line, options.FractionOf, [.. Enumerable.Range(0, numberOfFolds).Select(fold => (numberOfFolds - fold) * share)]);
        var folds = new DataSplit[numberOfFolds];
        for (var fold = 0; fold < folds.Length; fold++)
        {
            var name = $" of fold {(fold + 1).ToString(CultureInfo.InvariantCulture)}";
            var trainUntil = axis.Before(cuts[fold], options);
            var train = Slice(data, line, WindowStart(line, options, cuts[0], trainUntil), trainUntil, "train set" + name, null);
            var test = Slice(data, line, cuts[fold], fold + 1 < cuts.Length ? cuts[fold + 1] : null, "test set" + name, label);
            folds[fold] = new(train.View, train.Rows, test.View, test.Rows);
        }
        return folds;
    }

    /// <summary>Where a fold's training begins; null at the first row.</summary>
    private static long? WindowStart(TimeLine line, RollingOriginOptions options, long firstCut, long trainUntil)
    {
        if (options.Window == RollingOriginWindow.Expanding)
            return null;
        var firstUntil = line.Axis.Before(firstCut, options);
        if (options.FractionOf == TimeFraction.Time)
            return line.Axis.Before(trainUntil, line.First, firstUntil);
        // Where rows of one instant lie across the start, all of them are in: as many rows as the first fold has, or a few more.
        var start = line.RowsBefore(trainUntil) - line.RowsBefore(firstUntil);
        return start < line.Rows ? line.TimeOf(start) : null;
    }

    private static double Share(RollingOriginOptions options, int numberOfFolds)
    {
        var share = options.TestFraction ?? 1.0 / (numberOfFolds + 1);
        if (!(share > 0 && share * numberOfFolds < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), share, $"{numberOfFolds} folds that each test on TestFraction of the data have to leave something to train on: it is more than 0 and less than 1 / {numberOfFolds}.");
        }
        if (options.Gap < TimeSpan.Zero || !(options.NumberGap >= 0 && double.IsFinite(options.NumberGap)))
            throw new ArgumentOutOfRangeException(nameof(options), "The gap before the test rows is not negative.");
        if (!Enum.IsDefined(options.Window))
            throw new ArgumentOutOfRangeException(nameof(options), options.Window, "The window is Expanding or Sliding.");
        return share;
    }
}
