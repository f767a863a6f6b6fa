using System;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

public static partial class DataSplitCatalog
{
    /// <summary>Trains on what happened before a date and tests on what happened from it on.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="data">The data, in any order. It is read once for the counts.</param>
    /// <param name="timeColumnName">
    /// A DateTime, a DateTimeOffset, or a text. A text is read as ISO 8601 (<c>2024-05-31</c>, <c>2024-05-31T18:30:00+02:00</c>), whatever the
    /// current culture; without an offset it is UTC.
    /// </param>
    /// <param name="cutOff">
    /// The first instant of the test set. Compared with a DateTime column as .NET compares them, clock reading with clock reading whatever the kind (ML.NET's text loader gives UTC); with
    /// other columns in UTC, where an unspecified kind is UTC.
    /// </param>
    /// <param name="labelColumnName">Given, the test set has to hold at least two different labels.</param>
    /// <param name="timeFormat">The form of a text column that is not ISO 8601, as a .NET custom date format, such as <c>dd.MM.yyyy HH:mm</c>; read with the invariant culture.</param>
    /// <returns>The two sides, read lazily; see <see cref="DataSplit"/>.</returns>
    /// <exception cref="ArgumentException">There is no such column, it is a vector, or it has no dates.</exception>
    /// <exception cref="DataSplitException">A side is empty, a row has no time that can be read, or the test set has one label only.</exception>
    /// <remarks>Nothing is kept of the rows but their number on each side. An empty date field, which ML.NET loads as 0001-01-01, counts as missing.</remarks>
    public static DataSplit TrainTestSplitByTime(
        this DataOperationsCatalog catalog, IDataView data, string timeColumnName, DateTime cutOff, string? labelColumnName = null, string? timeFormat = null)
    {
        CheckSource(catalog, data);
        var axis = TimeAxis.Of(data.Schema, timeColumnName, timeFormat);
        return At(data, axis, axis.At(cutOff, nameof(cutOff)), labelColumnName);
    }

    /// <summary>Trains on what happened before an instant and tests on what happened from it on.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="data">The data, in any order. It is read once for the counts.</param>
    /// <param name="timeColumnName">A DateTimeOffset, a text (see the overload with a DateTime), or a DateTime, which is taken as UTC.</param>
    /// <param name="cutOff">The first instant of the test set.</param>
    /// <param name="labelColumnName">Given, the test set has to hold at least two different labels.</param>
    /// <param name="timeFormat">The form of a text column that is not ISO 8601, as a .NET custom date format.</param>
    /// <returns>The two sides, read lazily; see <see cref="DataSplit"/>.</returns>
    /// <exception cref="ArgumentException">There is no such column, it is a vector, or it has no dates.</exception>
    /// <exception cref="DataSplitException">A side is empty, a row has no time that can be read, or the test set has one label only.</exception>
    /// <inheritdoc cref="TrainTestSplitByTime(DataOperationsCatalog, IDataView, string, DateTime, string?, string?)" path="/remarks"/>
    public static DataSplit TrainTestSplitByTime(
        this DataOperationsCatalog catalog, IDataView data, string timeColumnName, DateTimeOffset cutOff, string? labelColumnName = null, string? timeFormat = null)
    {
        CheckSource(catalog, data);
        var axis = TimeAxis.Of(data.Schema, timeColumnName, timeFormat);
        return At(data, axis, axis.At(cutOff, nameof(cutOff)), labelColumnName);
    }

    /// <summary>Trains on the rows whose number is below a cut, such as a year, a day's number, or a Unix time, and tests on the others.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="data">The data, in any order. It is read once for the counts.</param>
    /// <param name="timeColumnName">A number; NaN and infinities count as missing.</param>
    /// <param name="cutOff">The first number of the test set. (A fraction of the data is a <see cref="double"/>: <c>testFraction: 0.2</c>.)</param>
    /// <param name="labelColumnName">Given, the test set has to hold at least two different labels.</param>
    /// <returns>The two sides, read lazily; see <see cref="DataSplit"/>.</returns>
    /// <exception cref="ArgumentException">There is no such column, it is a vector, or it holds no numbers.</exception>
    /// <exception cref="DataSplitException">A side is empty, a row has no number, or the test set has one label only.</exception>
    /// <remarks>Nothing is kept of the rows but their number on each side.</remarks>
    public static DataSplit TrainTestSplitByTime(this DataOperationsCatalog catalog, IDataView data, string timeColumnName, long cutOff, string? labelColumnName = null)
    {
        CheckSource(catalog, data);
        var axis = TimeAxis.Of(data.Schema, timeColumnName, null);
        return At(data, axis, axis.At(cutOff, nameof(cutOff)), labelColumnName);
    }

    /// <summary>Trains on the oldest rows and tests on the newest ones.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="data">The data, in any order. It is read once.</param>
    /// <param name="timeColumnName">
    /// A DateTime, a DateTimeOffset, a TimeSpan, a number (ordered as it is; NaN and infinities count as missing), or a text, which is read as ISO 8601 whatever
    /// the current culture, and as UTC where it has no offset.
    /// </param>
    /// <param name="testFraction">The share to test on, more than 0 and less than 1.</param>
    /// <param name="fractionOf">Of the rows, or of the time from the oldest row to the newest.</param>
    /// <param name="labelColumnName">Given, the test set has to hold at least two different labels.</param>
    /// <param name="timeFormat">The form of a text column that is not ISO 8601, as a .NET custom date format; read with the invariant culture.</param>
    /// <returns>The two sides, read lazily; see <see cref="DataSplit"/>.</returns>
    /// <exception cref="ArgumentException">There is no such column, it is a vector, has no order in time, or the fraction is out of range.</exception>
    /// <exception cref="DataSplitException">All rows are of one instant, a row has no time that can be read, or the test set has one label only.</exception>
    /// <remarks>
    /// Rows of one instant stay on one side, so a share of the rows is met as nearly as that allows. The times of all rows are kept while the cut is
    /// chosen, eight bytes each, and as much again where they all differ: which share of the rows is newer can be told only from all of them. An empty date field, which ML.NET
    /// loads as 0001-01-01, counts as missing.
    /// </remarks>
    public static DataSplit TrainTestSplitByTime(
        this DataOperationsCatalog catalog,
        IDataView data,
        string timeColumnName,
        double testFraction = DefaultFraction,
        TimeFraction fractionOf = TimeFraction.Rows,
        string? labelColumnName = null,
        string? timeFormat = null)
    {
        CheckSource(catalog, data);
        CheckFraction(testFraction, nameof(testFraction));
        var axis = TimeAxis.Of(data.Schema, timeColumnName, timeFormat);
        var label = LabelCheck.Find(data.Schema, labelColumnName);
        var line = TimeLine.Read(data, axis);
        var cut = Cut(line, fractionOf, [testFraction])[0];
        var (train, test) = (Slice(data, line, null, cut, "train set", null), Slice(data, line, cut, null, "test set", label));
        return new(train.View, train.Rows, test.View, test.Rows);
    }

    /// <summary>Trains on the oldest rows, validates on newer ones, and tests on the newest ones.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="data">The data, in any order. It is read once.</param>
    /// <param name="timeColumnName">A DateTime, a DateTimeOffset, a TimeSpan, a number, or a text, read as by <see cref="TrainTestSplitByTime(DataOperationsCatalog, IDataView, string, double, TimeFraction, string?, string?)"/>.</param>
    /// <param name="validationFraction">The share to validate on, more than 0.</param>
    /// <param name="testFraction">The share to test on, more than 0; both together less than 1.</param>
    /// <param name="fractionOf">Of the rows, or of the time from the oldest row to the newest.</param>
    /// <param name="labelColumnName">Given, the validation set and the test set each have to hold at least two different labels.</param>
    /// <param name="timeFormat">The form of a text column that is not ISO 8601.</param>
    /// <returns>The three parts, read lazily; see <see cref="ThreeWayDataSplit"/>.</returns>
    /// <exception cref="ArgumentException">There is no such column, it is a vector, has no order in time, or a fraction is out of range.</exception>
    /// <exception cref="DataSplitException">A part is empty, a row has no time that can be read, or a part that is evaluated has one label only.</exception>
    /// <inheritdoc cref="TrainTestSplitByTime(DataOperationsCatalog, IDataView, string, double, TimeFraction, string?, string?)" path="/remarks"/>
    public static ThreeWayDataSplit ThreeWaySplitByTime(
        this DataOperationsCatalog catalog,
        IDataView data,
        string timeColumnName,
        double validationFraction = DefaultFraction,
        double testFraction = DefaultFraction,
        TimeFraction fractionOf = TimeFraction.Rows,
        string? labelColumnName = null,
        string? timeFormat = null)
    {
        CheckSource(catalog, data);
        CheckFractions(validationFraction, testFraction);
        var axis = TimeAxis.Of(data.Schema, timeColumnName, timeFormat);
        var label = LabelCheck.Find(data.Schema, labelColumnName);
        var line = TimeLine.Read(data, axis);
        var cuts = Cut(line, fractionOf, [validationFraction + testFraction, testFraction]);
        return ThreeWay([
            Slice(data, line, null, cuts[0], "train set", null),
            Slice(data, line, cuts[0], cuts[1], "validation set", label),
            Slice(data, line, cuts[1], null, "test set", label)]);
    }

    /// <summary>Trains on what happened before one date, validates on what happened from it to another, and tests on what happened after that.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="data">The data, in any order. It is read once.</param>
    /// <param name="timeColumnName">A DateTime, a DateTimeOffset, or a text.</param>
    /// <param name="validationFrom">The first instant of the validation set.</param>
    /// <param name="testFrom">The first instant of the test set, later than <paramref name="validationFrom"/>. Both are compared as by <see cref="TrainTestSplitByTime(DataOperationsCatalog, IDataView, string, DateTime, string?, string?)"/>.</param>
    /// <param name="labelColumnName">Given, the validation set and the test set each have to hold at least two different labels.</param>
    /// <param name="timeFormat">The form of a text column that is not ISO 8601.</param>
    /// <returns>The three parts, read lazily; see <see cref="ThreeWayDataSplit"/>.</returns>
    /// <exception cref="ArgumentException">There is no such column, it is a vector, it has no dates, or the dates are not in order.</exception>
    /// <exception cref="DataSplitException">A part is empty, a row has no time that can be read, or a part that is evaluated has one label only.</exception>
    /// <inheritdoc cref="TrainTestSplitByTime(DataOperationsCatalog, IDataView, string, double, TimeFraction, string?, string?)" path="/remarks"/>
    public static ThreeWayDataSplit ThreeWaySplitByTime(
        this DataOperationsCatalog catalog, IDataView data, string timeColumnName, DateTime validationFrom, DateTime testFrom, string? labelColumnName = null, string? timeFormat = null)
    {
        CheckSource(catalog, data);
        var axis = TimeAxis.Of(data.Schema, timeColumnName, timeFormat);
        long from = axis.At(validationFrom, nameof(validationFrom)), until = axis.At(testFrom, nameof(testFrom));
        if (until <= from)
            throw new ArgumentException($"The test set ({axis.Format(until)}) has to begin after the validation set ({axis.Format(from)}).", nameof(testFrom));
        var label = LabelCheck.Find(data.Schema, labelColumnName);
        var line = TimeLine.Read(data, axis);
        return ThreeWay([
            Slice(data, line, null, from, "train set", null),
            Slice(data, line, from, until, "validation set", label),
            Slice(data, line, until, null, "test set", label)]);
    }

    private static DataSplit At(IDataView data, TimeAxis axis, long cut, string? labelColumnName)
    {
        var label = LabelCheck.Find(data.Schema, labelColumnName);
        long before = 0, after = 0, first = long.MaxValue, last = long.MinValue;
        TimeLine.ForEach(data, axis, time =>
        {
            if (time < cut)
                before++;
            else
                after++;
            first = Math.Min(first, time);
            last = Math.Max(last, time);
        });
        if (before == 0 || after == 0)
            throw EmptySide(axis, before == 0 ? "train set" : "test set", before == 0 ? null : cut, before == 0 ? cut : null, first, last);
        var (train, test) = (Part(data, axis, null, cut, before, "train set", null), Part(data, axis, cut, null, after, "test set", label));
        return new(train.View, train.Rows, test.View, test.Rows);
    }

    private static long[] Cut(TimeLine line, TimeFraction fractionOf, double[] shares) => fractionOf switch
    {
        TimeFraction.Rows => line.CutRows(shares),
        TimeFraction.Time => line.CutTime(shares),
        _ => throw new ArgumentOutOfRangeException(nameof(fractionOf), fractionOf, "A fraction is one of the rows or of the time."),
    };

    private static (IDataView View, long Rows) Slice(IDataView data, TimeLine line, long? from, long? until, string name, DataViewSchema.Column? label)
    {
        var rows = line.RowsBefore(until) - (from is { } start ? line.RowsBefore(start) : 0);
        return rows <= 0 ? throw EmptySide(line.Axis, name, from, until, line.First, line.Last) : Part(data, line.Axis, from, until, rows, name, label);
    }

    private static DataSplitException EmptySide(TimeAxis axis, string name, long? from, long? until, long first, long last)
    {
        string?[] bounds = [from is { } f ? $"from {axis.Format(f)} on" : null, until is { } u ? $"before {axis.Format(u)}" : null];
        return new(
            DataSplitProblem.EmptySide,
            $"The {name} would be empty: no row's '{axis.Name}' is {string.Join(" and ", bounds.Where(b => b is not null))}; the data runs from {axis.Format(first)} to {axis.Format(last)}. Choose another cut.");
    }
}
