using System;
using System.Collections.Generic;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Splits that keep apart what must be apart, as operations of <c>mlContext.Data</c>: the future from the past, each group whole, what chooses a model from what
/// judges it. Each counts its rows, and none gives a part that nothing can be learned from or measured on.
/// </summary>
public static partial class DataSplitCatalog
{
    private const double DefaultFraction = 0.1;

    /// <summary>Tests on whole groups: all rows of a user, a session, a patient, or a query are on one side.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="data">The data, in any order. It is read once for the counts.</param>
    /// <param name="groupColumnName">A text, key, number, Boolean or time. Rows in which it is missing (empty, NaN) are one group.</param>
    /// <param name="testFraction">The share of the rows to test on, more than 0 and less than 1. Groups are taken whole, so it is met as nearly as their sizes allow.</param>
    /// <param name="seed">Another number gives another choice of groups; null is 0. The same number gives the same choice, on every machine.</param>
    /// <param name="labelColumnName">Given, the test set has to hold at least two different labels.</param>
    /// <returns>The two sides, read lazily; see <see cref="DataSplit"/>.</returns>
    /// <exception cref="ArgumentException">There is no such column, it is a vector, or the fraction is out of range.</exception>
    /// <exception cref="DataSplitException">There are fewer than two groups, or one label only in the test set.</exception>
    /// <remarks>
    /// Groups are ordered by a hash of their value and the last ones are tested on. In memory is a count for each of 65,536 places in that order, however
    /// many rows or groups there are.
    /// </remarks>
    public static DataSplit TrainTestSplitByGroup(
        this DataOperationsCatalog catalog, IDataView data, string groupColumnName, double testFraction = DefaultFraction, int? seed = null, string? labelColumnName = null)
    {
        CheckSource(catalog, data);
        CheckFraction(testFraction, nameof(testFraction));
        var parts = ByPlace(data, GroupKey.Of(data.Schema, groupColumnName, seed ?? 0, nameof(groupColumnName)), [testFraction], ["train set", "test set"], labelColumnName);
        return new(parts[0].View, parts[0].Rows, parts[1].View, parts[1].Rows);
    }

    /// <summary>Three parts: one to fit on, one to choose a model or its settings on, one to judge the choice on.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="data">The data, in any order. It is read once for the counts.</param>
    /// <param name="validationFraction">The share of the rows to validate on, more than 0.</param>
    /// <param name="testFraction">The share of the rows to test on, more than 0; both together less than 1.</param>
    /// <param name="samplingKeyColumnName">Given, rows with the same value stay together, as in <see cref="ThreeWaySplitByGroup"/>. Null: each row by itself.</param>
    /// <param name="seed">Another number gives another choice of rows; null is 0. The same number gives the same choice, on every machine.</param>
    /// <param name="labelColumnName">Given, the validation set and the test set each have to hold at least two different labels.</param>
    /// <returns>The three parts, read lazily; see <see cref="ThreeWayDataSplit"/>.</returns>
    /// <exception cref="ArgumentException">There is no such column, it is a vector, or a fraction is out of range.</exception>
    /// <exception cref="DataSplitException">There are fewer than three rows or groups, or one label only in a part that is evaluated.</exception>
    /// <remarks>
    /// Rows are ordered by a hash of the identifier that ML.NET gives them (their place in the source), so shuffling and parallel reading do not change the parts; a
    /// source that gives its rows in another order each time, such as a query without <c>ORDER BY</c>, does: name a sampling key there.
    /// In memory is a count for each of 65,536 places in that order.
    /// </remarks>
    public static ThreeWayDataSplit ThreeWaySplit(
        this DataOperationsCatalog catalog,
        IDataView data,
        double validationFraction = DefaultFraction,
        double testFraction = DefaultFraction,
        string? samplingKeyColumnName = null,
        int? seed = null,
        string? labelColumnName = null)
    {
        CheckSource(catalog, data);
        CheckFractions(validationFraction, testFraction);
        var key = samplingKeyColumnName is null ? new GroupKey(null, seed ?? 0) : GroupKey.Of(data.Schema, samplingKeyColumnName, seed ?? 0, nameof(samplingKeyColumnName));
        return ThreeWay(ByPlace(data, key, [validationFraction + testFraction, testFraction], ["train set", "validation set", "test set"], labelColumnName));
    }

    /// <summary>Three parts of whole groups: all rows of a user, a session, a patient, or a query are in one of them.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="data">The data, in any order. It is read once for the counts.</param>
    /// <param name="groupColumnName">A text, key, number, Boolean or time. Rows in which it is missing (empty, NaN) are one group.</param>
    /// <param name="validationFraction">The share of the rows to validate on, more than 0; met as nearly as the groups' sizes allow.</param>
    /// <param name="testFraction">The share of the rows to test on, more than 0; both together less than 1.</param>
    /// <param name="seed">Another number gives another choice of groups; null is 0. The same number gives the same choice, on every machine.</param>
    /// <param name="labelColumnName">Given, the validation set and the test set each have to hold at least two different labels.</param>
    /// <returns>The three parts, read lazily; see <see cref="ThreeWayDataSplit"/>.</returns>
    /// <exception cref="ArgumentException">There is no such column, it is a vector, or a fraction is out of range.</exception>
    /// <exception cref="DataSplitException">There are fewer than three groups, or one label only in a part that is evaluated.</exception>
    /// <inheritdoc cref="TrainTestSplitByGroup" path="/remarks"/>
    public static ThreeWayDataSplit ThreeWaySplitByGroup(
        this DataOperationsCatalog catalog,
        IDataView data,
        string groupColumnName,
        double validationFraction = DefaultFraction,
        double testFraction = DefaultFraction,
        int? seed = null,
        string? labelColumnName = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(groupColumnName);
        return ThreeWaySplit(catalog, data, validationFraction, testFraction, groupColumnName, seed, labelColumnName);
    }

    private static ThreeWayDataSplit ThreeWay((IDataView View, long Rows)[] parts) =>
        new(parts[0].View, parts[0].Rows, parts[1].View, parts[1].Rows, parts[2].View, parts[2].Rows);

    /// <summary>Cuts the random order of a key into parts.</summary>
    /// <param name="data">The data.</param>
    /// <param name="key">Gives each row its place in the order.</param>
    /// <param name="shares">The share of the rows that lies after each cut, from the largest to the smallest.</param>
    /// <param name="names">A name for each part, the first being the train set's.</param>
    /// <param name="labelColumnName">The label; null when it is not looked at.</param>
    private static (IDataView View, long Rows)[] ByPlace(IDataView data, GroupKey key, double[] shares, string[] names, string? labelColumnName)
    {
        var label = LabelCheck.Find(data.Schema, labelColumnName);
        var counts = new long[GroupKey.Places];
        long rows = 0;
        using (var cursor = data.GetRowCursor(key.Column is { } column ? [column] : []))
        {
            var read = key.Bind(cursor);
            for (; cursor.MoveNext(); rows++)
            {
                read(out var place);
                counts[place]++;
            }
        }

        List<long> starts = [], places = [];
        long before = 0;
        for (var place = 0; place < counts.Length; before += counts[place++])
        {
            if (counts[place] == 0)
                continue;
            starts.Add(before);
            places.Add(place);
        }
        var cuts = BlockCuts.Choose(starts, rows, shares)
            ?? throw new DataSplitException(
                DataSplitProblem.EmptySide,
                $"{RowCount.Of(rows)}{(key.Column is { } by ? $" of {starts.Count} group(s) by '{by.Name}'" : "")} cannot be split into {names.Length} parts with something in each. "
                + "Use more data, fewer parts, or look at the filters before the split.");

        var parts = new (IDataView View, long Rows)[names.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            long? from = i == 0 ? null : places[cuts[i - 1]];
            long? until = i == cuts.Length ? null : places[cuts[i]];
            var count = (i == cuts.Length ? rows : starts[cuts[i]]) - (i == 0 ? 0 : starts[cuts[i - 1]]);
            parts[i] = Part(data, key, from, until, count, names[i], i == 0 ? null : label);
        }
        return parts;
    }

    private static (IDataView View, long Rows) Part(IDataView data, RowKey key, long? from, long? until, long rows, string name, DataViewSchema.Column? label)
    {
        var view = new RowRangeView(data, key, from, until, rows);
        LabelCheck.Run(view, name, rows, label);
        return (view, rows);
    }

    private static void CheckSource(DataOperationsCatalog catalog, IDataView data)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
    }

    private static void CheckFraction(double fraction, string parameter)
    {
        if (!(fraction > 0 && fraction < 1))
            throw new ArgumentOutOfRangeException(parameter, fraction, "A fraction of the data is more than 0 and less than 1.");
    }

    private static void CheckFractions(double validationFraction, double testFraction)
    {
        CheckFraction(validationFraction, nameof(validationFraction));
        CheckFraction(testFraction, nameof(testFraction));
        if (validationFraction + testFraction >= 1)
            throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, "The validation and the test fraction together are less than 1: something has to be left to fit on.");
    }
}
