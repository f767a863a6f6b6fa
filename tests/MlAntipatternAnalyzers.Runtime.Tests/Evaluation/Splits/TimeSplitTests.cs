using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Evaluation;

public sealed class TimeSplitTests
{
    private readonly MLContext _ml = new(seed: 1);

    private IDataView View(IEnumerable<Visit> rows) => _ml.Data.LoadFromEnumerable(rows.ToList());

    [Fact]
    public void The_cut_off_is_the_first_instant_of_the_test_set_whatever_the_rows_order()
    {
        var data = View(Visit.Rows(10, i => i * 7 % 10));

        var split = _ml.Data.TrainTestSplitByTime(data, "Day", Visit.Start.AddDays(8));

        Assert.Equal([0, 1, 2, 3, 5, 6, 8, 9], Visit.Ids(split.TrainSet));
        Assert.Equal([4, 7], Visit.Ids(split.TestSet));
        Assert.Equal((8, 2), (split.TrainRows, split.TestRows));
        Assert.Equal("8 rows to train, 2 rows to test", split.ToString());
        Assert.Same(data.Schema, split.TrainSet.Schema);
        Assert.Equal(2, split.TestSet.GetRowCount());
    }

    [Theory]
    [InlineData("Day")]
    [InlineData("Instant")]
    [InlineData("Since")]
    [InlineData("Text")]
    [InlineData("Year")]
    [InlineData("Hour")]
    [InlineData("Julian")]
    [InlineData("Tick")]
    public void Every_kind_of_time_gives_the_newest_rows(string column)
    {
        var data = View(Visit.Rows(10, i => 9 - i));

        foreach (var of in new[] { TimeFraction.Rows, TimeFraction.Time })
        {
            // Of the time line's nine days, 0.3 are 2.7: the days 7, 8 and 9.
            var split = _ml.Data.TrainTestSplitByTime(data, column, 0.3, of);
            Assert.Equal([0, 1, 2], Visit.Ids(split.TestSet));
            Assert.Equal(Visit.Range(3, 10), Visit.Ids(split.TrainSet));
        }
    }

    [Fact]
    public void A_share_of_the_time_is_not_one_of_the_rows()
    {
        // Nine rows on the first nine days, one on day 100.
        var data = View(Visit.Rows(10, i => i == 9 ? 100 : i));

        var split = _ml.Data.TrainTestSplitByTime(data, "Day", 0.5, TimeFraction.Time);

        Assert.Equal([9], Visit.Ids(split.TestSet));
        Assert.Equal(5, _ml.Data.TrainTestSplitByTime(data, "Day", 0.5).TestRows);
    }

    [Fact]
    public void Rows_of_one_instant_stay_on_one_side()
    {
        // Days 0 0 0 1 1 1 2 2 2 2: a tenth would cut into day 2; all of it is tested on.
        var data = View(Visit.Rows(10, i => Math.Min(i / 3, 2)));
        Assert.Equal([6, 7, 8, 9], Visit.Ids(_ml.Data.TrainTestSplitByTime(data, "Day", 0.1).TestSet));
        // Half is as near to four rows as to seven by one row more or less: 5 - 4 < 7 - 5.
        Assert.Equal(4, _ml.Data.TrainTestSplitByTime(data, "Day", 0.5).TestRows);
        Assert.Equal(7, _ml.Data.TrainTestSplitByTime(data, "Day", 0.6).TestRows);
        // A cut-off that is an instant of the data: its rows are tested on.
        Assert.Equal(7, _ml.Data.TrainTestSplitByTime(data, "Day", Visit.Start.AddDays(1)).TestRows);
    }

    [Fact]
    public void Dates_with_an_offset_are_compared_as_instants()
    {
        var rows = Visit.Rows(2);
        rows[0].Instant = new(2024, 1, 1, 23, 0, 0, TimeSpan.FromHours(-5));
        rows[1].Instant = new(2024, 1, 2, 1, 0, 0, TimeSpan.FromHours(2));
        rows[0].Text = "2024-01-01T23:00:00-05:00";
        rows[1].Text = "2024-01-02T01:00+02:00";

        foreach (var column in new[] { "Instant", "Text" })
        {
            Assert.Equal([0], Visit.Ids(_ml.Data.TrainTestSplitByTime(View(rows), column, 0.5).TestSet));
            var noon = new DateTimeOffset(2024, 1, 1, 19, 0, 0, TimeSpan.FromHours(-5));
            Assert.Equal([0], Visit.Ids(_ml.Data.TrainTestSplitByTime(View(rows), column, noon).TestSet));
            Assert.Equal([0], Visit.Ids(_ml.Data.TrainTestSplitByTime(View(rows), column, noon.UtcDateTime).TestSet));
            Assert.Equal([0], Visit.Ids(_ml.Data.TrainTestSplitByTime(View(rows), column, noon.LocalDateTime).TestSet));
        }
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    [InlineData("fa-IR")]
    public void Text_is_read_the_same_under_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new(culture);
        try
        {
            string[] texts =
            [
                "2024-01-01", "2024-01-01T00:00", "2024-01-01 00:01", "2024-01-01T00:02:00", "2024-01-01 00:02:00.5", "2024-01-01T00:02:01.1234567Z",
                "2024-01-01T01:03:00+01:00", " 2024-01-01T00:04:00Z ", "20240102", "20240102T000001", "2024-02", "2025",
            ];
            var rows = Visit.Rows(texts.Length);
            foreach (var row in rows)
                row.Text = texts[(int)row.Id];
            for (var cut = 2; cut < texts.Length; cut++)
            {
                var split = _ml.Data.TrainTestSplitByTime(View(rows), "Text", (texts.Length - cut) / (double)texts.Length);
                Assert.Equal(Visit.Range(cut, texts.Length), Visit.Ids(split.TestSet));
            }

            foreach (var row in rows)
                row.Text = new DateTime(2024, 12, 31 - (int)row.Id, 8, 30, 0).ToString("dd.MM.yyyy HH:mm", CultureInfo.InvariantCulture);
            Assert.Equal([0, 1, 2], Visit.Ids(_ml.Data.TrainTestSplitByTime(View(rows), "Text", 0.25, timeFormat: "dd.MM.yyyy HH:mm").TestSet));
            var e = Assert.Throws<DataSplitException>(() => _ml.Data.TrainTestSplitByTime(View(rows), "Text", 0.25));
            Assert.Contains("12 rows of 12 have no time in 'Text': row 1 ('31.12.2024 08:30')", e.Message, StringComparison.Ordinal);
            Assert.Contains("Expected is an ISO 8601 date such as 2024-05-31", e.Message, StringComparison.Ordinal);
            e = Assert.Throws<DataSplitException>(() => _ml.Data.TrainTestSplitByTime(View(Visit.Rows(9)), "Hour", 99));
            Assert.Contains("no row's 'Hour' is from 99 on; the data runs from -4.5 to 3.5", e.Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Numbers_are_cut_at_a_number_and_fractions_are_doubles()
    {
        var data = View(Visit.Rows(10));

        Assert.Equal([7, 8, 9], Visit.Ids(_ml.Data.TrainTestSplitByTime(data, "Year", 7).TestSet));
        Assert.Equal([7, 8, 9], Visit.Ids(_ml.Data.TrainTestSplitByTime(data, "Hour", 2).TestSet));
        Assert.Equal(Visit.Range(5, 10), Visit.Ids(_ml.Data.TrainTestSplitByTime(data, "Hour", 0L).TestSet));
        Assert.Equal(5, _ml.Data.TrainTestSplitByTime(data, "Year", 0.5).TestRows);

        Assert.Contains("give the cut as a date", Assert.Throws<ArgumentException>(() => _ml.Data.TrainTestSplitByTime(data, "Day", 7)).Message, StringComparison.Ordinal);
        Assert.Contains("give the cut as a whole number", Assert.Throws<ArgumentException>(() => _ml.Data.TrainTestSplitByTime(data, "Year", Visit.Start)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_that_is_missing_or_no_time_is_reported_with_its_row_and_value()
    {
        var rows = Visit.Rows(10);
        rows[3].Text = "yesterday\nor so";
        rows[6].Text = "";
        rows[4].Hour = float.NaN;
        rows[8].Hour = float.PositiveInfinity;
        rows[2].Day = default;
        rows[1].Instant = default;
        rows[5].Tick = ulong.MaxValue;

        var e = Assert.Throws<DataSplitException>(() => _ml.Data.TrainTestSplitByTime(View(rows), "Text"));
        Assert.Equal((DataSplitProblem.UnreadableTime, 4, "yesterday\nor so"), (e.Problem, e.Row, e.Value));
        Assert.StartsWith("2 rows of 10 have no time in 'Text': row 4 ('yesterday\\nor so'), row 7 (missing). Expected is", e.Message, StringComparison.Ordinal);

        e = Assert.Throws<DataSplitException>(() => _ml.Data.TrainTestSplitByTime(View(rows), "Hour", cutOff: 3));
        Assert.StartsWith("2 rows of 10 have no time in 'Hour': row 5 ('NaN'), row 9 ('Infinity'). Expected is a finite number.", e.Message, StringComparison.Ordinal);
        e = Assert.Throws<DataSplitException>(() => _ml.Data.RollingOriginSplit(View(rows), "Day"));
        Assert.StartsWith("1 row of 10 has no time in 'Day': row 3 (missing). Expected is a date.", e.Message, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Throws<DataSplitException>(() => _ml.Data.ThreeWaySplitByTime(View(rows), "Instant")).Row);
        Assert.Equal("18446744073709551615", Assert.Throws<DataSplitException>(() => _ml.Data.TrainTestSplitByTime(View(rows), "Tick")).Value);
    }

    [Fact]
    public void An_empty_date_field_of_a_file_is_a_missing_time()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.Write("visits.csv", "2024-01-02,1\n,2\n2024-01-01,3\n");
        var data = _ml.Data.LoadFromTextFile(path, [new TextLoader.Column("Day", DataKind.DateTime, 0), new("Id", DataKind.Single, 1)], ',');

        var e = Assert.Throws<DataSplitException>(() => _ml.Data.TrainTestSplitByTime(data, "Day"));

        Assert.Equal((2, ""), (e.Row, e.Value));
    }

    [Fact]
    public void A_side_without_rows_is_refused()
    {
        var e = Assert.Throws<DataSplitException>(() => _ml.Data.TrainTestSplitByTime(View(Visit.Rows(10)), "Day", Visit.Start.AddDays(10)));
        Assert.Equal(DataSplitProblem.EmptySide, e.Problem);
        Assert.Equal("The test set would be empty: no row's 'Day' is from 2024-01-11 00:00:00 on; the data runs from 2024-01-01 00:00:00 to 2024-01-10 00:00:00. Choose another cut.", e.Message);
        e = Assert.Throws<DataSplitException>(() => _ml.Data.TrainTestSplitByTime(View(Visit.Rows(10)), "Day", Visit.Start));
        Assert.StartsWith("The train set would be empty: no row's 'Day' is before 2024-01-01 00:00:00;", e.Message, StringComparison.Ordinal);

        e = Assert.Throws<DataSplitException>(() => _ml.Data.TrainTestSplitByTime(View(Visit.Rows(1)), "Day"));
        Assert.StartsWith("1 row with only one value of 'Day' (2024-01-01 00:00:00) cannot be cut into 2 parts", e.Message, StringComparison.Ordinal);
        e = Assert.Throws<DataSplitException>(() => _ml.Data.TrainTestSplitByTime(View(Visit.Rows(50, _ => 3)), "Day", 0.5, TimeFraction.Time));
        Assert.StartsWith("The train set would be empty", e.Message, StringComparison.Ordinal);
        foreach (var split in new Action<IDataView>[] { d => _ml.Data.TrainTestSplitByTime(d, "Day"), d => _ml.Data.TrainTestSplitByTime(d, "Day", Visit.Start), d => _ml.Data.ThreeWaySplitByTime(d, "Day"), d => _ml.Data.RollingOriginSplit(d, "Day") })
            Assert.StartsWith("The data has no rows", Assert.Throws<DataSplitException>(() => split(View([]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_label_only_in_the_test_set_is_refused_when_the_label_is_named()
    {
        var rows = Visit.Rows(100);
        foreach (var row in rows)
            row.Label = row.Id < 80 && row.Id % 2 == 0;

        Assert.Equal(10, _ml.Data.TrainTestSplitByTime(View(rows), "Day").TestRows);
        var e = Assert.Throws<DataSplitException>(() => _ml.Data.TrainTestSplitByTime(View(rows), "Day", labelColumnName: "Label"));
        Assert.Equal(DataSplitProblem.OneClass, e.Problem);
        Assert.StartsWith("The test set has 10 rows, and all of them that have a 'Label' have the same one", e.Message, StringComparison.Ordinal);
        Assert.Equal(DataSplitProblem.OneClass, Assert.Throws<DataSplitException>(() => _ml.Data.TrainTestSplitByTime(View(rows), "Day", Visit.Start.AddDays(80), "Label")).Problem);
        Assert.Equal(22, _ml.Data.TrainTestSplitByTime(View(rows), "Day", 0.22, labelColumnName: "Label").TestRows);

        // A label that is missing in all test rows is no label either.
        foreach (var row in rows)
            row.Hour = row.Id < 90 ? row.Id : float.NaN;
        e = Assert.Throws<DataSplitException>(() => _ml.Data.TrainTestSplitByTime(View(rows), "Day", labelColumnName: "Hour"));
        Assert.StartsWith("The test set has 10 rows, and none of them has a 'Hour'", e.Message, StringComparison.Ordinal);
        // The validation set is evaluated too.
        foreach (var row in rows)
            row.Label = row.Id is >= 90 or < 60 && row.Id % 2 == 0;
        Assert.Equal(40, _ml.Data.ThreeWaySplitByTime(View(rows), "Day", 0.4, 0.15, labelColumnName: "Label").ValidationRows);
        e = Assert.Throws<DataSplitException>(() => _ml.Data.ThreeWaySplitByTime(View(rows), "Day", 0.2, 0.15, labelColumnName: "Label"));
        Assert.StartsWith("The validation set has 20 rows, and all of them", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_have_no_order_in_time_are_refused()
    {
        var data = View(Visit.Rows(10));

        Assert.StartsWith("The data has no column 'When' to order the rows by; it has 'Id', 'Day',", Message("When"), StringComparison.Ordinal);
        Assert.Contains("'Features' is a Vector<Single, 2>; one value a row is needed", Message("Features"), StringComparison.Ordinal);
        Assert.Contains("'Session' is a Key<UInt32, 100>; rows are ordered in time by a date,", Message("Session"), StringComparison.Ordinal);
        Assert.Contains("'Label' is a Boolean; rows are ordered", Message("Label"), StringComparison.Ordinal);
        Assert.Contains("A time format is for text; column 'Day' is a DateTime", Assert.Throws<ArgumentException>(() => _ml.Data.TrainTestSplitByTime(data, "Day", timeFormat: "yyyy")).Message, StringComparison.Ordinal);
        foreach (var fraction in new[] { 0, 1, -0.1, double.NaN })
            Assert.Throws<ArgumentOutOfRangeException>("testFraction", () => _ml.Data.TrainTestSplitByTime(data, "Day", fraction));

        string Message(string column) => Assert.Throws<ArgumentException>("timeColumnName", () => _ml.Data.TrainTestSplitByTime(data, column)).Message;
    }

    [Fact]
    public void Three_parts_follow_one_another()
    {
        var data = View(Visit.Rows(20, i => 19 - i));

        var split = _ml.Data.ThreeWaySplitByTime(data, "Text", 0.25, 0.2, labelColumnName: "Label");
        Assert.Equal(Visit.Range(0, 4), Visit.Ids(split.TestSet));
        Assert.Equal(Visit.Range(4, 9), Visit.Ids(split.ValidationSet));
        Assert.Equal(Visit.Range(9, 20), Visit.Ids(split.TrainSet));
        Assert.Equal("11 rows to train, 5 rows to validate, 4 rows to test", split.ToString());

        split = _ml.Data.ThreeWaySplitByTime(data, "Day", Visit.Start.AddDays(3), Visit.Start.AddDays(15));
        Assert.Equal((3, 12, 5), (split.TrainRows, split.ValidationRows, split.TestRows));
        Assert.Equal([17, 18, 19], Visit.Ids(split.TrainSet));

        Assert.StartsWith("The validation set would be empty", Assert.Throws<DataSplitException>(() => _ml.Data.ThreeWaySplitByTime(View(Visit.Rows(3, i => i * 10)), "Day", 0.1, 0.1, TimeFraction.Time)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("testFrom", () => _ml.Data.ThreeWaySplitByTime(data, "Day", Visit.Start.AddDays(3), Visit.Start.AddDays(3)));
        Assert.Throws<ArgumentOutOfRangeException>("testFraction", () => _ml.Data.ThreeWaySplitByTime(data, "Day", 0.5, 0.5));
    }
}
