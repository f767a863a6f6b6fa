using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Features;

public sealed class FeatureSkewTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Each_feature_is_counted_as_the_definitions_say()
    {
        var report = Join(
            [new() { Id = "a", X = 1, City = "Ulm" }, new() { Id = "b", X = 2, City = "Bonn" }, new() { Id = "c", X = float.NaN, City = "" }, new() { Id = "d", X = 4, City = "Köln" }, new() { Id = "e", X = 5 }],
            [new() { Id = "d", X = float.NaN, City = "Köln" }, new() { Id = "c", X = 3, City = "" }, new() { Id = "b", X = 2.5f, City = "bonn" }, new() { Id = "a", X = 1, City = "Ulm" }, new() { Id = "f", X = 6 }]);

        Assert.Equal((5, 5, 6, 1, 1), (report.BaseRows, report.TestRows, report.Identifiers, report.IdentifiersMissingInBase, report.IdentifiersMissingInTest));
        Assert.Equal((4, 4, 3, 0), (report.MatchingPairs, report.ComparedPairs, report.SkewedPairs, report.DuplicateIdentifiers));
        var x = report.Find("X")!;
        Assert.Equal((3, 3, 2), (x.BaseCount, x.TestCount, x.InBothCount));
        Assert.Equal((1, 1, 1, 1, 3), (x.BaseOnlyCount, x.TestOnlyCount, x.MatchCount, x.MismatchCount, x.DifferenceCount));
        Assert.Equal((0.75, 0.25, 0.25, 0.5), (x.DifferenceShare, x.MeanDifference!.Value, x.MeanAbsoluteDifference!.Value, x.MaxAbsoluteDifference!.Value));
        // A value on neither side is the same.
        var city = report.Find("City")!;
        Assert.Equal((3, 3, 3, 1), (city.BaseCount, city.TestCount, city.MatchCount, city.MismatchCount));
        Assert.Equal(new SkewedPair("Id = 'b'", "'Bonn'", "'bonn'"), Assert.Single(city.Sample));
        Assert.Null(city.MeanDifference);
        Assert.Equal([("Id = 'b'", "2", "2.5"), ("Id = 'c'", null, "3"), ("Id = 'd'", "4", null)], x.Sample.Select(p => (p.Identifier, p.BaseValue, p.TestValue)).Order());
    }

    [Theory]
    [InlineData(1, 1 << 20, DuplicateIdentifiers.Skip, null)]
    [InlineData(2, 64 << 20, DuplicateIdentifiers.Skip, 1)]
    [InlineData(3, 1 << 20, DuplicateIdentifiers.CompareAll, null)]
    [InlineData(4, 64 << 20, DuplicateIdentifiers.CompareAll, 0)]
    public void Counts_are_those_of_comparing_every_row_with_every_row(int seed, int budget, DuplicateIdentifiers duplicates, int? digits)
    {
        var random = new Random(seed);
        var (training, serving) = (Random(600), Random(600));
        // What more there is to write, so that a small budget is too small.
        var padding = new string('x', budget > 1 << 20 ? 0 : 3_000);
        training.ForEach(row => row.City += padding);
        serving.ForEach(row => row.City += padding);

        var report = Join(training, serving, new() { DuplicateIdentifiers = duplicates, RoundDigits = digits, MemoryBudget = budget });

        Assert.Equal(budget == 1 << 20, report.SpilledBytes > 0);
        var pairs = Pairs(training, serving, duplicates).ToList();
        Assert.True(pairs.Count > 50, "too few pairs to compare");
        Assert.Equal(pairs.Count, report.ComparedPairs);
        var x = report.Find("X")!;
        Assert.Equal(
            (pairs.Count(p => !Gone(p.Before.X) && Gone(p.Now.X)), pairs.Count(p => Gone(p.Before.X) && !Gone(p.Now.X)), pairs.Count(p => Same(p.Before.X, p.Now.X)), pairs.Count(p => !Gone(p.Before.X) && !Gone(p.Now.X) && !Same(p.Before.X, p.Now.X))),
            (x.BaseOnlyCount, x.TestOnlyCount, x.MatchCount, x.MismatchCount));
        Assert.Equal(pairs.Count(p => p.Before.City == p.Now.City), report.Find("City")!.MatchCount);
        Assert.Equal(pairs.Count(p => !Same(p.Before.X, p.Now.X) || p.Before.City != p.Now.City), report.SkewedPairs);
        Assert.True(x is { MismatchCount: > 0, MatchCount: > 0, BaseOnlyCount: > 0, TestOnlyCount: > 0 }, "a case is never tried");

        List<Row> Random(int count) => [.. Enumerable.Range(0, count).Select(_ => new Row
        {
            Id = $"r{random.Next(1_000)}",
            X = random.Next(8) == 0 ? float.NaN : random.Next(4) * 0.26f,
            City = new[] { "Ulm", "Bonn", "Köln" }[random.Next(3)],
        })];

        bool Same(float a, float b) => (Gone(a) && Gone(b)) || Rounded(a) == Rounded(b);
        float Rounded(float value) => digits is { } places ? (float)Math.Round((double)value, places) : value;
        static bool Gone(float value) => float.IsNaN(value);
    }

    [Fact]
    public void The_order_of_rows_and_the_budget_change_nothing()
    {
        var (training, serving) = (Rows(3_000, i => i), Rows(3_000, i => i % 3 == 0 ? i + 1 : i));
        var report = Join(training, serving).ToJson();

        training.Reverse();
        Assert.Equal(report, Join(training, serving).ToJson());
        training.ForEach(row => row.City = new string('x', 1_000));
        serving.ForEach(row => row.City = new string('x', 1_000));
        var spilled = Join(training, serving, new() { MemoryBudget = 1 << 20 });
        Assert.True(spilled.SpilledBytes > 10_000_000);
        Assert.Equal(report, spilled.ToJson());
    }

    [Fact]
    public void A_temporary_file_is_gone_after_the_join_and_where_it_was_asked_for()
    {
        using var directory = new TemporaryDirectory();
        var (training, serving) = (Rows(2_000, i => i), Rows(2_000, i => i));
        training.ForEach(row => row.City = new string('x', 1_000));
        var files = Array.Empty<string>();

        var report = _ml.Data.JoinFeatures(
            _ml.Data.LoadFromEnumerable(training),
            _ml.Data.LoadFromEnumerable(serving.Select((row, i) =>
            {
                if (i == 1_000)
                    files = directory.FileNames;
                return row;
            })),
            ["Id"],
            new() { MemoryBudget = 1 << 20, TemporaryDirectory = directory[""] });

        Assert.True(report.SpilledBytes > 0);
        Assert.StartsWith("mlap-join-", Assert.Single(files), StringComparison.Ordinal);
        Assert.Empty(directory.FileNames);
    }

    [Fact]
    public void Vectors_are_the_same_dense_or_sparse_and_differ_slot_by_slot()
    {
        var rows = new[] { new Sentence { Id = 1, Text = "one two" }, new Sentence { Id = 2, Text = "two three" } };
        var view = _ml.Data.LoadFromEnumerable(rows);
        var counts = _ml.Transforms.Text.ProduceWordBags("Bag", "Text", ngramLength: 1).Fit(view);
        var changed = _ml.Data.LoadFromEnumerable(new[] { new Sentence { Id = 1, Text = "one two two" }, new Sentence { Id = 2, Text = "two three" } });

        var sparse = counts.Transform(view);
        var dense = _ml.Data.LoadFromEnumerable(_ml.Data.CreateEnumerable<Dense>(sparse, reuseRowObject: false));
        Assert.Equal(2, _ml.Data.JoinFeatures(sparse, dense, ["Id"], new() { FeatureNames = ["Bag"] }).Find("Bag")!.MatchCount);

        var bag = _ml.Data.JoinFeatures(sparse, counts.Transform(changed), ["Id"], new() { FeatureNames = ["Bag"] }).Find("Bag")!;
        Assert.Equal((1, 1), (bag.MatchCount, bag.MismatchCount));
        Assert.Equal(new SlotSkew(1, "two", 1), Assert.Single(bag.Slots));
        Assert.Equal(new SkewedPair("Id = 1", "[1] 'two' = 1", "[1] 'two' = 2"), Assert.Single(bag.Sample));
        // Six slots in two rows, one of them off by one.
        Assert.Equal((1 / 6.0, 1.0), (bag.MeanDifference!.Value, bag.MaxAbsoluteDifference!.Value));
    }

    [Fact]
    public void Vectors_of_other_lengths_differ_and_one_without_slots_is_missing()
    {
        var report = Join<Lengths, Lengths>([new() { Id = 1, V = [1, 2] }, new() { Id = 2, V = [] }, new() { Id = 3, V = [0, 0] }], [new() { Id = 1, V = [1, 2, 3] }, new() { Id = 2, V = [1] }, new() { Id = 3, V = [0, -0f] }]);

        var v = report.Find("V")!;
        Assert.Equal((1, 1, 1), (v.MismatchCount, v.TestOnlyCount, v.MatchCount));
        Assert.Contains(v.Sample, p => p is { BaseValue: "2 values: [0] = 1, [1] = 2", TestValue: "3 values: [0] = 1, [1] = 2, [2] = 3" });
        Assert.Empty(v.Slots);
    }

    [Fact]
    public void Numbers_of_different_types_are_compared_as_the_coarser_and_a_text_never_equals_one()
    {
        var report = Join<Coarse, Fine>(
            [new() { Id = 7, A = 0.1f, B = 16777217, C = 5, D = ulong.MaxValue, T = "5", W = DateTime.UnixEpoch }],
            [new() { Id = 7, A = 0.1, B = 16777216, C = 5.5f, D = -1, T = 5, W = DateTime.UnixEpoch }]);

        Assert.Equal(["A", "B", "W"], report.Features.Where(f => f.MatchCount == 1).Select(f => f.Name));
        Assert.Equal(["C", "D", "T"], report.Features.Where(f => f.MismatchCount == 1).Select(f => f.Name));
        Assert.Equal(new SkewedPair("Id = 7", "18446744073709551615", "-1"), Assert.Single(report.Find("D")!.Sample));
        Assert.Contains("T: Text in training, Single in serving", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_the_coarser_type_takes_for_zero_is_the_zero_that_a_vector_leaves_out() =>
        Assert.Equal(1, Join<Lengths, Reals>([new() { Id = 1, V = [0, 2] }], [new() { Id = 1, V = [1e-60, 2] }]).Find("V")!.MatchCount);

    [Fact]
    public void Keys_are_compared_by_their_names()
    {
        var training = _ml.Data.LoadFromEnumerable(Rows(3, i => i));
        var keys = _ml.Transforms.Conversion.MapValueToKey("City", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(training).Transform(training);
        var reversed = Rows(3, i => i);
        reversed.Reverse();
        var serving = _ml.Data.LoadFromEnumerable(reversed);
        var otherKeys = _ml.Transforms.Conversion.MapValueToKey("City").Fit(serving).Transform(serving);

        Assert.NotEqual(keys.GetColumn<uint>("City").Reverse(), otherKeys.GetColumn<uint>("City"));
        Assert.Equal(3, _ml.Data.JoinFeatures(keys, otherKeys, ["Id"]).Find("City")!.MatchCount);
        // A log holds the texts themselves.
        Assert.Equal(3, _ml.Data.JoinFeatures(keys, serving, ["Id"]).Find("City")!.MatchCount);
    }

    [Fact]
    public void Every_type_equals_itself_and_differs_from_another_value()
    {
        var (one, other) = (new Every { Id = 1 }, new Every
        {
            Id = 1, A = true, B = 1, C = -1, D = 2, E = DateTime.UnixEpoch, F = new DateTimeOffset(1970, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)), G = TimeSpan.FromTicks(-1), H = 2.5, I = 3, J = [2, 0], K = ["", "x"], L = [true],
        });

        var same = Join<Every, Every>([one], [new() { Id = 1 }]);
        Assert.All(same.Features, f => Assert.Equal((1, 0), (f.MatchCount, f.DifferenceCount)));
        var differing = Join<Every, Every>([one], [other]);
        Assert.Equal(12, differing.Features.Count);
        Assert.All(differing.Features, f => Assert.Equal((0, 1), (f.MatchCount, f.MismatchCount)));
        Assert.Equal(
            [
                ("A", "false", "true"), ("B", "0", "1"), ("C", "0", "-1"), ("D", "key 1", "key 3"), ("E", "0001-01-01T00:00:00", "1970-01-01T00:00:00"), ("F", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z"),
                ("G", "00:00:00", "-00:00:00.0000001"), ("H", "0", "2.5"), ("I", "0", "3"), ("J", "[0] = key 0", "[0] = key 2"), ("K", "[1] = ''", "[1] = 'x'"), ("L", "[0] = false", "[0] = true"),
            ],
            differing.Features.Select(f => (f.Name, f.Sample[0].BaseValue!, f.Sample[0].TestValue!)));
        // A key out of range is missing.
        Assert.Equal((0, 1), Join<Every, Every>([one], [new() { Id = 1, D = 9 }]).Find("D") is { } key ? (key.InBothCount, key.BaseOnlyCount) : default);
        // One moment is one moment, and a time with an offset is no time without.
        Assert.Equal(1, Join<Every, Every>([other], [new() { Id = 1, F = DateTimeOffset.UnixEpoch }]).Find("F")!.MatchCount);
    }

    [Fact]
    public void Identifiers_of_several_columns_are_not_run_together()
    {
        var (training, serving) = (new Two[] { new() { Id = "ab", Part = "c" }, new() { Id = "x", Part = "y" } }, new Two[] { new() { Id = "a", Part = "bc" }, new() { Id = "x", Part = "y", X = 1 } });

        var report = _ml.Data.JoinFeatures(_ml.Data.LoadFromEnumerable(training), _ml.Data.LoadFromEnumerable(serving), ["Part", "Id"]);

        Assert.Equal((1, 3, 1, 1), (report.ComparedPairs, report.Identifiers, report.IdentifiersMissingInBase, report.IdentifiersMissingInTest));
        Assert.Equal("Part = 'y', Id = 'x'", Assert.Single(report.Find("X")!.Sample).Identifier);
    }

    [Theory]
    [InlineData(0, 0.5f, 0.4f, true)]
    [InlineData(0, 0.5f, 0.6f, false)]
    [InlineData(0, 1.5f, 2.5f, true)]
    [InlineData(2, 0.123f, 0.12f, true)]
    [InlineData(2, -0.001f, 0.001f, true)]
    [InlineData(null, 0.1f, 0.1000001f, false)]
    [InlineData(0, float.PositiveInfinity, float.NegativeInfinity, false)]
    public void Real_numbers_are_rounded_half_to_even_features_and_identifiers(int? digits, float before, float now, bool same)
    {
        var options = new FeatureSkewOptions { RoundDigits = digits };
        Assert.Equal(same, Join([new() { Id = "a", X = before }], [new Row { Id = "a", X = now }], options).Find("X")!.MatchCount == 1);
        Assert.Equal(same, _ml.Data.JoinFeatures(_ml.Data.LoadFromEnumerable([new Row { X = before }]), _ml.Data.LoadFromEnumerable([new Row { X = now }]), ["X"], options).ComparedPairs == 1);
    }

    [Fact]
    public void Differences_of_infinities_are_in_no_mean()
    {
        var x = Join([new() { Id = "a", X = 1 }, new() { Id = "b", X = 2 }], [new() { Id = "a", X = float.PositiveInfinity }, new Row { Id = "b", X = 3 }]).Find("X")!;

        Assert.Equal((2, 0.5, 1.0), (x.MismatchCount, x.MeanDifference!.Value, x.MaxAbsoluteDifference!.Value));
    }

    [Fact]
    public void A_column_of_one_side_only_is_counted_where_it_has_values()
    {
        var report = Join<Row, Narrow>([new() { Id = "a", X = 1, City = "Ulm" }, new() { Id = "b", X = 2 }], [new() { Id = "a", X = 1, Extra = 3 }, new() { Id = "b", X = 2, Extra = float.NaN }]);

        Assert.Equal(["X", "City", "Extra"], report.Features.Select(f => f.Name));
        var (city, extra) = (report.Find("City")!, report.Find("Extra")!);
        Assert.Equal((1, 0, null), (city.BaseOnlyCount, city.MatchCount, city.TestType));
        Assert.Equal((1, 0, null), (extra.TestOnlyCount, extra.MatchCount, extra.BaseType));
        Assert.Equal(1, report.SkewedPairs);
        Assert.Contains("City: serving has no such column", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_identifier_and_identifiers_of_several_rows_are_counted()
    {
        Row[] training = [new() { Id = "a", X = 1 }, new() { Id = "", X = 2 }, new() { Id = "b", X = 3 }, new() { Id = "b", X = 4 }];
        Row[] serving = [new() { Id = "a", X = 1 }, new() { Id = "b", X = 3 }, new() { Id = "" }, new() { Id = "" }];

        var skipped = Join(training, serving);
        Assert.Equal((3, 1, 2, 2), (skipped.BaseRows, skipped.BaseRowsWithoutIdentifier, skipped.TestRows, skipped.TestRowsWithoutIdentifier));
        Assert.Equal((1, 3, 1), (skipped.DuplicateIdentifiers, skipped.MatchingPairs, skipped.ComparedPairs));
        Assert.Contains("Identifiers of several rows: 1, whose 2 pairs are left out.", skipped.ToString(), StringComparison.Ordinal);

        var all = Join(training, serving, new() { DuplicateIdentifiers = DuplicateIdentifiers.CompareAll });
        Assert.Equal((3, 2, 1), (all.ComparedPairs, all.Find("X")!.MatchCount, all.Find("X")!.MismatchCount));

        var e = Assert.Throws<ArgumentException>(() => Join(training, serving, new() { DuplicateIdentifiers = DuplicateIdentifiers.Error }));
        Assert.Contains("Id = 'b' stands in 2 rows of training and in 1 of serving", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_is_as_large_as_asked_for_and_spread_over_the_rows()
    {
        var (training, serving) = (Rows(1_000, i => i), Rows(1_000, i => i + 1));

        var sample = Join(training, serving, new() { SampleSize = 40 }).Find("X")!.Sample;

        Assert.Equal(40, sample.Select(p => p.Identifier).Distinct().Count());
        var places = sample.Select(p => float.Parse(p.BaseValue!, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.True(places.Min() < 200 && places.Max() > 800, string.Join(' ', places));
        Assert.Empty(Join(training, serving, new() { SampleSize = 0 }).Find("X")!.Sample);
    }

    [Fact]
    public void The_gate_lets_through_what_is_below_its_thresholds()
    {
        var report = Join(Rows(100, i => i), Rows(100, i => i < 3 ? i + 10 : i));

        var e = Assert.Throws<FeatureSkewException>(() => report.ThrowIfSkewed());
        Assert.Equal("X", Assert.Single(e.Features).Name);
        Assert.Contains("'X' differs in 3 (3%): 3 have other values, serving - training is 0.3 in the mean, |serving - training| 10 at most; Id = 'r", e.Message, StringComparison.Ordinal);
        Assert.Same(report, e.Report);
        Assert.Throws<FeatureSkewException>(() => report.ThrowIfSkewed(0.029));
        report.ThrowIfSkewed(0.03);
        report.ThrowIfSkewed(0, new Dictionary<string, double> { ["X"] = 0.05 });
        Assert.Throws<FeatureSkewException>(() => report.ThrowIfSkewed(0.05, new Dictionary<string, double> { ["X"] = 0.01 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => report.ThrowIfSkewed(1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => report.ThrowIfSkewed(0, new Dictionary<string, double> { ["X"] = double.NaN }));
        Assert.Contains("'Y'", Assert.Throws<ArgumentException>(() => report.ThrowIfSkewed(0, new Dictionary<string, double> { ["Y"] = 0 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_row_meets_another_nothing_is_known_and_the_gate_says_so()
    {
        var report = Join([new() { Id = "a", X = 1 }], [new Row { Id = "A", X = 1 }]);

        var e = Assert.Throws<FeatureSkewException>(() => report.ThrowIfSkewed(1));
        Assert.Contains("No pair of rows was compared by 'Id'", e.Message, StringComparison.Ordinal);
        Assert.Empty(e.Features);
    }

    [Fact]
    public void The_report_is_a_table_and_JSON()
    {
        var report = Join(Rows(10, i => i), Rows(10, i => i == 3 ? 30 : i), new() { SampleSize = 1 });

        Assert.Equal(
            """
            Joined by Id: 10 pairs compared, 1 differ.
            Training: 10 rows, 0 identifiers that serving lacks, 0 rows without identifier.
            Serving: 10 rows, 0 identifiers that training lacks, 0 rows without identifier.
            Feature  Differ  In both  Training only  Serving only  Match  Mismatch  Mean difference  Mean |difference|  Max |difference|
            X           10%       10              0             0      9         1              2.7                2.7                27
            City         0%       10              0             0     10         0                                                      

            X: 1 have other values, serving - training is 2.7 in the mean, |serving - training| 27 at most
              Id = 'r3': training 3, serving 30

            """,
            report.ToString(),
            ignoreLineEndingDifferences: true);
        using var json = JsonDocument.Parse(report.ToJson());
        var x = json.RootElement.GetProperty("features")[0];
        Assert.Equal(("mlap-feature-skew", 1, 10), (json.RootElement.GetProperty("format").GetString(), json.RootElement.GetProperty("version").GetInt32(), json.RootElement.GetProperty("comparedPairs").GetInt32()));
        Assert.Equal((1, 0.1, "30"), (x.GetProperty("mismatchCount").GetInt32(), x.GetProperty("differenceShare").GetDouble(), x.GetProperty("sample")[0].GetProperty("test").GetString()));
    }

    [Fact]
    public void What_cannot_be_joined_says_why()
    {
        Assert.Contains("at least one column", Message([], new()), StringComparison.Ordinal);
        Assert.Contains("'Id' is named twice", Message(["Id", "Id"], new()), StringComparison.Ordinal);
        Assert.Contains("no column 'RideId'", Message(["RideId"], new()), StringComparison.Ordinal);
        Assert.Contains("'Income', which is a column of neither side", Message(["Id"], new() { IgnoredFeatureNames = ["Income"] }), StringComparison.Ordinal);
        Assert.Contains("no feature to compare", Message(["Id"], new() { IgnoredFeatureNames = ["X", "City"] }), StringComparison.Ordinal);
        Assert.Contains("Text in training and Int32 in serving", Assert.Throws<ArgumentException>(() => Join<Row, Sentence>([new()], [new()])).Message, StringComparison.Ordinal);
        var pictures = new PictureView();
        Assert.Contains("'Picture' holds Other<System.Object>, whose values cannot be compared; name it in IgnoredFeatureNames", Assert.Throws<ArgumentException>(() => _ml.Data.JoinFeatures(pictures, pictures, ["Id"])).Message, StringComparison.Ordinal);
        Assert.Contains("Vector<Single>; one value a row is needed to join training by", Assert.Throws<ArgumentException>(() => _ml.Data.JoinFeatures(_ml.Data.LoadFromEnumerable([new Lengths()]), _ml.Data.LoadFromEnumerable([new Lengths()]), ["V"])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FeatureSkewOptions { RoundDigits = 16 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FeatureSkewOptions { MemoryBudget = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new FeatureSkewOptions { SampleSize = -1 });

        string Message(string[] identifiers, FeatureSkewOptions options) =>
            Assert.Throws<ArgumentException>(() => _ml.Data.JoinFeatures(_ml.Data.LoadFromEnumerable(Rows(1, i => i)), _ml.Data.LoadFromEnumerable(Rows(1, i => i)), identifiers, options)).Message;
    }

    private static IEnumerable<(Row Before, Row Now)> Pairs(List<Row> training, List<Row> serving, DuplicateIdentifiers duplicates) =>
        from before in training
        from now in serving
        where before.Id == now.Id
        where duplicates == DuplicateIdentifiers.CompareAll || (training.Count(r => r.Id == before.Id) == 1 && serving.Count(r => r.Id == now.Id) == 1)
        select (before, now);

    private static List<Row> Rows(int count, Func<int, float> x) => [.. Enumerable.Range(0, count).Select(i => new Row { Id = $"r{i}", X = x(i), City = $"City{i % 7}" })];

    private FeatureSkewReport Join(IEnumerable<Row> training, IEnumerable<Row> serving, FeatureSkewOptions? options = null) => Join<Row, Row>(training, serving, options);

    private FeatureSkewReport Join<TBase, TTest>(IEnumerable<TBase> training, IEnumerable<TTest> serving, FeatureSkewOptions? options = null)
        where TBase : class
        where TTest : class => _ml.Data.JoinFeatures(_ml.Data.LoadFromEnumerable(training), _ml.Data.LoadFromEnumerable(serving), ["Id"], options);

    private sealed class Row
    {
        public string Id { get; set; } = "";
        public float X { get; set; }
        public string City { get; set; } = "";
    }

    private sealed class Two
    {
        public string Id { get; set; } = "";
        public string Part { get; set; } = "";
        public float X { get; set; }
    }

    private sealed class Every
    {
        public int Id { get; set; }
        public bool A { get; set; }
        public byte B { get; set; }
        public sbyte C { get; set; }

        [KeyType(5)]
        public uint D { get; set; }
        public DateTime E { get; set; }
        public DateTimeOffset F { get; set; }
        public TimeSpan G { get; set; }
        public double H { get; set; }
        public ushort I { get; set; }

        [VectorType(2), KeyType(5)]
        public byte[] J { get; set; } = [0, 0];

        [VectorType(2)]
        public string[] K { get; set; } = ["", ""];

        [VectorType(1)]
        public bool[] L { get; set; } = [false];
    }

    private sealed class Narrow
    {
        public string Id { get; set; } = "";
        public float X { get; set; }
        public float Extra { get; set; }
    }

    private sealed class Sentence
    {
        public int Id { get; set; }
        public string Text { get; set; } = "";
    }

    private sealed class Dense
    {
        public int Id { get; set; }

        [VectorType(3)]
        public float[] Bag { get; set; } = [];
    }

    private sealed class Lengths
    {
        public int Id { get; set; }

        [VectorType]
        public float[] V { get; set; } = [];
    }

    private sealed class Reals
    {
        public int Id { get; set; }

        [VectorType]
        public double[] V { get; set; } = [];
    }

    private sealed class Coarse
    {
        public int Id { get; set; }
        public float A { get; set; }
        public int B { get; set; }
        public int C { get; set; }
        public ulong D { get; set; }
        public string T { get; set; } = "";
        public DateTime W { get; set; }
    }

    private sealed class Fine
    {
        public double Id { get; set; }
        public double A { get; set; }
        public float B { get; set; }
        public float C { get; set; }
        public long D { get; set; }
        public float T { get; set; }
        public DateTime W { get; set; }
    }
}
