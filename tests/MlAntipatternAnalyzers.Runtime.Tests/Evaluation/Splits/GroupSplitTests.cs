using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Evaluation;

public sealed class GroupSplitTests
{
    private readonly MLContext _ml = new(seed: 1);

    private IDataView View(IEnumerable<Visit> rows) => _ml.Data.LoadFromEnumerable(rows.ToList());

    [Theory]
    [InlineData("User")]
    [InlineData("Session")]
    [InlineData("Year")]
    [InlineData("Hour")]
    [InlineData("Day")]
    [InlineData("Instant")]
    [InlineData("Since")]
    [InlineData("Tick")]
    public void Whole_groups_are_on_one_side_and_the_share_is_met(string column)
    {
        // 50 groups of four rows, spread over the data.
        var rows = Visit.Rows(200, i => i % 50);
        foreach (var row in rows)
            (row.User, row.Session) = ("u" + row.Id % 50, (uint)(row.Id % 50 + 1));

        var split = _ml.Data.TrainTestSplitByGroup(View(rows), column, 0.2, labelColumnName: "Label");

        Assert.Equal((160, 40), (split.TrainRows, split.TestRows));
        var test = Visit.Ids(split.TestSet);
        Assert.Equal(40, test.Count);
        Assert.Equal(10, test.Select(id => id % 50).Distinct().Count());
        Assert.Equal(Visit.Range(0, 200), test.Concat(Visit.Ids(split.TrainSet)).Order());
    }

    [Fact]
    public void The_seed_chooses_the_groups_and_no_seed_is_always_the_same()
    {
        var data = View(Visit.Rows(400));

        var choices = Enumerable.Range(0, 20).Select(seed => string.Join(" ", Visit.Ids(_ml.Data.TrainTestSplitByGroup(data, "User", 0.1, seed).TestSet))).ToList();

        Assert.Equal(20, choices.Distinct().Count());
        Assert.Equal(choices[0], string.Join(" ", Visit.Ids(new MLContext(99).Data.TrainTestSplitByGroup(data, "User").TestSet)));
        // Written down: it must be the same on every machine and in every version.
        Assert.Equal("44 56 72 76 128 152 208 244 264 324", string.Join(" ", Visit.Ids(_ml.Data.TrainTestSplitByGroup(data, "User", 0.1).TestSet).Where(id => id % 4 == 0)));
    }

    [Fact]
    public void Groups_are_chosen_evenly()
    {
        // Each of 100 users is tested on in a tenth of 300 choices: 30 ± 5.2, so none outside five standard deviations.
        var data = View(Visit.Rows(100).Select(v => { v.User = "u" + v.Id; return v; }));
        var counts = new int[100];
        for (var seed = 0; seed < 300; seed++)
        {
            foreach (var id in Visit.Ids(_ml.Data.TrainTestSplitByGroup(data, "User", 0.1, seed).TestSet))
                counts[(int)id]++;
        }
        Assert.Equal(3_000, counts.Sum());
        Assert.All(counts, count => Assert.InRange(count, 4, 56));
    }

    [Fact]
    public void Rows_without_a_group_are_one_group()
    {
        var rows = Visit.Rows(40);
        foreach (var row in rows.Where(r => r.Id % 10 == 3))
            (row.User, row.Session, row.Hour) = ("", 0, float.NaN);

        foreach (var column in new[] { "User", "Session", "Hour" })
        {
            var sides = Enumerable.Range(0, 10).Select(seed => Visit.Ids(_ml.Data.TrainTestSplitByGroup(View(rows), column, 0.3, seed).TestSet).Count(id => id % 10 == 3));
            Assert.Subset(new HashSet<int> { 0, 4 }, sides.ToHashSet());
        }
    }

    [Fact]
    public void Numbers_that_are_equal_are_one_group_and_so_are_all_that_are_none()
    {
        var rows = Visit.Rows(60);
        foreach (var row in rows)
        {
            row.Hour = (row.Id % 3) switch
            {
                0 => row.Id % 2 == 0 ? 0f : -0f,
                1 => BitConverter.Int32BitsToSingle(0x7FC00000 + (int)row.Id),
                _ => 1,
            };
        }

        var split = _ml.Data.ThreeWaySplitByGroup(View(rows), "Hour");

        foreach (var part in new[] { split.TrainSet, split.ValidationSet, split.TestSet })
            Assert.Single(Visit.Ids(part).Select(id => id % 3).Distinct());
        Assert.Equal((20, 20, 20), (split.TrainRows, split.ValidationRows, split.TestRows));
    }

    [Fact]
    public void One_group_or_no_rows_cannot_be_split()
    {
        var one = Visit.Rows(4);
        var e = Assert.Throws<DataSplitException>(() => _ml.Data.TrainTestSplitByGroup(View(one), "User"));
        Assert.Equal(DataSplitProblem.EmptySide, e.Problem);
        Assert.StartsWith("4 rows of 1 group(s) by 'User' cannot be split into 2 parts", e.Message, StringComparison.Ordinal);
        Assert.StartsWith("0 rows of 0 group(s)", Assert.Throws<DataSplitException>(() => _ml.Data.TrainTestSplitByGroup(View([]), "User")).Message, StringComparison.Ordinal);
        Assert.StartsWith("2 rows cannot be split into 3 parts", Assert.Throws<DataSplitException>(() => _ml.Data.ThreeWaySplit(View(Visit.Rows(2)))).Message, StringComparison.Ordinal);
        // Two groups, however small the share: each side gets one.
        var split = _ml.Data.TrainTestSplitByGroup(View(Visit.Rows(8)), "User", 0.01);
        Assert.Equal((4, 4), (split.TrainRows, split.TestRows));

        foreach (var row in one)
            (row.User, row.Label) = ("u" + row.Id, true);
        Assert.Equal(DataSplitProblem.OneClass, Assert.Throws<DataSplitException>(() => _ml.Data.TrainTestSplitByGroup(View(one), "User", 0.5, labelColumnName: "Label")).Problem);
    }

    [Fact]
    public void Vectors_and_unknown_columns_are_refused()
    {
        var data = View(Visit.Rows(10));
        Assert.Contains("'Features' is a Vector<Single, 2>; one value a row is needed to group the rows by", Assert.Throws<ArgumentException>("groupColumnName", () => _ml.Data.TrainTestSplitByGroup(data, "Features")).Message, StringComparison.Ordinal);
        Assert.Contains("no column 'Users' to group the rows by", Assert.Throws<ArgumentException>("samplingKeyColumnName", () => _ml.Data.ThreeWaySplit(data, samplingKeyColumnName: "Users")).Message, StringComparison.Ordinal);
        Assert.Contains("one value a row is needed as label", Assert.Throws<ArgumentException>("labelColumnName", () => _ml.Data.TrainTestSplitByGroup(data, "User", labelColumnName: "Features")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("testFraction", () => _ml.Data.TrainTestSplitByGroup(data, "User", 1));
    }

    [Fact]
    public void Three_parts_have_the_asked_sizes_and_share_nothing()
    {
        var data = View(Visit.Rows(1_000));

        var rows = _ml.Data.ThreeWaySplit(data, 0.2, 0.1, labelColumnName: "Label");
        // A place in the random order may hold two rows.
        Assert.InRange(rows.ValidationRows, 198, 202);
        Assert.InRange(rows.TestRows, 98, 102);
        Assert.Equal(Visit.Range(0, 1_000), Visit.Ids(rows.TrainSet).Concat(Visit.Ids(rows.ValidationSet)).Concat(Visit.Ids(rows.TestSet)).Order());
        Assert.NotEqual(Visit.Ids(rows.TestSet), Visit.Ids(_ml.Data.ThreeWaySplit(data, 0.2, 0.1, seed: 1).TestSet));

        foreach (var users in new[] { _ml.Data.ThreeWaySplitByGroup(data, "User"), _ml.Data.ThreeWaySplit(data, samplingKeyColumnName: "User") })
        {
            var parts = new[] { users.TrainSet, users.ValidationSet, users.TestSet }.Select(v => Visit.Ids(v).Select(id => (int)id / 4).Distinct().ToList()).ToList();
            Assert.Equal(Enumerable.Range(0, 250), parts.SelectMany(p => p).Order());
            Assert.Equal((800, 100, 100), (users.TrainRows, users.ValidationRows, users.TestRows));
        }
    }
}
