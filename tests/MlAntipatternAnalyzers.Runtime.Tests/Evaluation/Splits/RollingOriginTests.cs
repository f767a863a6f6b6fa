using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime.Tests.Evaluation;

public sealed class RollingOriginTests
{
    private readonly MLContext _ml = new(seed: 1);

    private IDataView View(int count, Func<int, int>? order = null) => _ml.Data.LoadFromEnumerable(Visit.Rows(count, order));

    [Fact]
    public void Each_fold_trains_on_all_that_is_older_than_its_test_rows()
    {
        var folds = _ml.Data.RollingOriginSplit(View(12), "Day", labelColumnName: "Label");

        Assert.Equal(
            [(0, 2, 4), (0, 4, 6), (0, 6, 8), (0, 8, 10), (0, 10, 12)],
            folds.Select(Bounds));
        Assert.Equal([(2, 2), (4, 2), (6, 2), (8, 2), (10, 2)], folds.Select(f => ((int)f.TrainRows, (int)f.TestRows)));
    }

    [Fact]
    public void A_sliding_window_stays_as_large_as_the_first_fold()
    {
        var options = new RollingOriginOptions { Window = RollingOriginWindow.Sliding, TestFraction = 0.1 };
        Assert.Equal([(0, 7, 8), (1, 8, 9), (2, 9, 10)], _ml.Data.RollingOriginSplit(View(10), "Year", 3, options: options).Select(Bounds));

        // By time: days 0 … 10, folds of a day, windows of eight.
        options = new() { Window = RollingOriginWindow.Sliding, TestFraction = 0.1, FractionOf = TimeFraction.Time };
        Assert.Equal([(0, 8, 9), (1, 9, 11)], _ml.Data.RollingOriginSplit(View(11), "Hour", 2, options: options).Select(Bounds));
    }

    [Fact]
    public void A_gap_is_left_out_before_the_test_rows()
    {
        var days = new RollingOriginOptions { Gap = TimeSpan.FromDays(2), TestFraction = 0.2 };
        Assert.Equal([(0, 2, 6), (0, 4, 8), (0, 6, 10)], _ml.Data.RollingOriginSplit(View(10), "Day", 3, options: days).Select(Bounds));

        var numbers = new RollingOriginOptions { NumberGap = 1.5, TestFraction = 0.2 };
        // Integers: rows at least 1.5 older than the first test row are two older. Reals: row 3.5 − 1.5 = 2 and before.
        Assert.Equal([(0, 4, 8), (0, 6, 10)], _ml.Data.RollingOriginSplit(View(10), "Year", 2, options: numbers).Select(Bounds));
        Assert.Equal([(0, 5, 8), (0, 7, 10)], _ml.Data.RollingOriginSplit(View(10), "Hour", 2, options: numbers).Select(Bounds));

        Assert.Contains("give the gap as NumberGap", Assert.Throws<ArgumentException>(() => _ml.Data.RollingOriginSplit(View(10), "Year", 3, options: days)).Message, StringComparison.Ordinal);
        Assert.Contains("give the gap as Gap", Assert.Throws<ArgumentException>(() => _ml.Data.RollingOriginSplit(View(10), "Day", 3, options: numbers)).Message, StringComparison.Ordinal);
        var e = Assert.Throws<DataSplitException>(() => _ml.Data.RollingOriginSplit(View(10), "Day", 4, options: new() { Gap = TimeSpan.FromDays(3) }));
        Assert.StartsWith("The train set of fold 1 would be empty", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gap_and_a_sliding_window_go_together()
    {
        var options = new RollingOriginOptions { Gap = TimeSpan.FromDays(1), TestFraction = 0.1, Window = RollingOriginWindow.Sliding };

        Assert.Equal([(0, 7, 9), (1, 8, 10)], _ml.Data.RollingOriginSplit(View(10), "Day", 2, options: options).Select(Bounds));
    }

    [Fact]
    public void Rows_of_one_instant_stay_together_and_too_few_instants_are_refused()
    {
        // Five days of four rows.
        var folds = _ml.Data.RollingOriginSplit(View(20, i => i / 4), "Text", 4);
        Assert.Equal([(0, 4, 8), (0, 8, 12), (0, 12, 16), (0, 16, 20)], folds.Select(Bounds));

        var e = Assert.Throws<DataSplitException>(() => _ml.Data.RollingOriginSplit(View(20, i => i / 4), "Text"));
        Assert.StartsWith("20 rows with 5 different values of 'Text' cannot be cut into 6 parts", e.Message, StringComparison.Ordinal);
        e = Assert.Throws<DataSplitException>(() => _ml.Data.RollingOriginSplit(View(6), "Day", labelColumnName: "Label"));
        Assert.StartsWith("The test set of fold 1 has 1 row,", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("numberOfFolds", () => _ml.Data.RollingOriginSplit(View(10), "Day", 1));
        foreach (var options in new RollingOriginOptions[] { new() { TestFraction = 0.2 }, new() { TestFraction = 0 }, new() { TestFraction = double.NaN }, new() { Gap = TimeSpan.FromTicks(-1) }, new() { NumberGap = -1 }, new() { Window = (RollingOriginWindow)7 } })
            Assert.Throws<ArgumentOutOfRangeException>("options", () => _ml.Data.RollingOriginSplit(View(10), "Day", 5, options: options));
    }

    /// <summary>First and end of the train rows, end of the test rows, which must follow one another as their identifiers do.</summary>
    private static (int TrainStart, int TrainEnd, int TestEnd) Bounds(DataSplit fold)
    {
        List<float> train = Visit.Ids(fold.TrainSet), test = Visit.Ids(fold.TestSet);
        Assert.Equal(Visit.Range((int)train[0], (int)train[0] + train.Count), train);
        Assert.Equal(Visit.Range((int)test[0], (int)test[0] + test.Count), test);
        Assert.Equal((fold.TrainRows, fold.TestRows), (train.Count, test.Count));
        return ((int)train[0], (int)train[^1] + 1, (int)test[^1] + 1);
    }
}
