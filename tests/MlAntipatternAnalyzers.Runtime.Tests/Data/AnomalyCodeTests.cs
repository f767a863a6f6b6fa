using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

public sealed class AnomalyCodeTests
{
    // Statistics keep few values of a column with very many; a contradiction has to be made.
    private static readonly string[] OfNoData = [DataAnomalyCode.StatsNotAvailable, DataAnomalyCode.InvalidSchemaSpecification];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, AnomalyCase.All.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Data_has_the_anomaly_and_a_near_miss_has_not(int index)
    {
        var test = AnomalyCase.All[index];

        var anomaly = Assert.Single(test.Schema.Validate(test.Bad, test.Options()).Anomalies, a => a.Code == test.Code);
        Assert.NotEqual("", anomaly.Summary);
        Assert.NotEmpty(anomaly.Change!.Differences);
        Assert.Empty((test.GoodSchema ?? test.Schema).Validate(test.Good, (test.GoodOptions ?? test.Options)()).Anomalies);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Statistics_tell_the_same_as_the_data(int index)
    {
        var test = AnomalyCase.All[index];
        var fromData = test.Schema.Validate(test.Bad, test.Options());

        var fromStatistics = test.Schema.Validate(AnomalyCase.Statistics(test.Bad), test.Options());

        Assert.Equal(fromData.Anomalies.Select(a => (a.Column, a.Code, a.Count, a.Share)), fromStatistics.Anomalies.Select(a => (a.Column, a.Code, a.Count, a.Share)));
        Assert.Equal(fromData.Anomalies.Select(a => a.Change!.ToString()), fromStatistics.Anomalies.Select(a => a.Change!.ToString()));
        Assert.Empty((test.GoodSchema ?? test.Schema).Validate(AnomalyCase.Statistics(test.Good), (test.GoodOptions ?? test.Options)()).Anomalies);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_relaxed_schema_accepts_the_data_and_the_near_miss_too(int index)
    {
        var test = AnomalyCase.All[index];

        var relaxed = test.Schema.RelaxToFit(test.Bad, test.Options());

        Assert.Empty(relaxed.Validate(test.Bad, test.Options()).Anomalies);
        Assert.False(test.Schema.Diff(relaxed).IsEmpty);
        Assert.True(relaxed.Diff(test.Schema.RelaxToFit(AnomalyCase.Statistics(test.Bad), test.Options())).IsEmpty);
        Assert.True(relaxed.Diff(DataSchemaReader.Read("r", System.Text.Encoding.UTF8.GetBytes(relaxed.ToJson()))).IsEmpty);
    }

    [Fact]
    public void Every_code_has_a_case() => Assert.Equal(DataAnomalyCode.All.Except(OfNoData), AnomalyCase.All.Select(c => c.Code).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Severity_can_be_overridden_by_code(int index)
    {
        var test = AnomalyCase.All[index];

        var report = test.Schema.WithSeverity(test.Code, DataAnomalySeverity.Warning).Validate(test.Bad, test.Options());

        Assert.All(report.Anomalies, a => Assert.Equal(a.Code == test.Code ? DataAnomalySeverity.Warning : DataAnomalySeverity.Error, a.Severity));
    }

    [Fact]
    public void Statistics_that_keep_too_little_say_so()
    {
        var values = Enumerable.Range(0, 20_000).Select(i => "value " + i).ToArray();
        var schema = new DataSchema([new("T", ColumnType.Text) { Format = ValueFormat.Boolean, BooleanTokens = new("a", "b") }]);
        var times = new DataSchema([new("T", ColumnType.Text) { TimeFormat = "yyyy-MM-dd" }]);
        var dates = Enumerable.Range(0, 20_000).Select(i => new DateTime(1990, 1, 1).AddDays(i).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).ToArray();

        Assert.Contains(schema.Validate(AnomalyCase.Statistics(AnomalyCase.Strings(values))).Anomalies, a => a.Code == DataAnomalyCode.BoolTypeUnexpectedString);
        Assert.Empty(times.Validate(AnomalyCase.Statistics(AnomalyCase.Strings(dates))).Anomalies);
        var other = new DataSchema([new("T", ColumnType.Text) { TimeFormat = "yyyy-M-d" }]);
        var lacking = Assert.Single(other.Validate(AnomalyCase.Statistics(AnomalyCase.Strings(dates))).Anomalies);
        Assert.Equal(DataAnomalyCode.StatsNotAvailable, lacking.Code);
        Assert.Empty(other.RelaxToFit(AnomalyCase.Statistics(AnomalyCase.Strings(dates))).Validate(AnomalyCase.Statistics(AnomalyCase.Strings(dates))).Anomalies);
    }

    [Fact]
    public void A_comparator_of_a_column_that_the_statistics_leave_out_cannot_be_checked()
    {
        var data = new MLContext().Data.LoadFromEnumerable(new[] { new { X = 1f, Y = 2f } });
        var schema = new DataSchema([new("X", ColumnType.Single), new("Y", ColumnType.Single) { DriftComparator = new() { JensenShannon = 0.1 } }]);
        var options = new DataValidationOptions { Previous = AnomalyCase.Statistics(data) };

        var report = new MLContext().Data.ComputeStatistics(data, new() { Columns = ["X"], Schema = schema, Validation = options }).Validation!;

        Assert.Equal([("Y", DataAnomalyCode.StatsNotAvailable)], report.Anomalies.Select(a => (a.Column, a.Code)));
        Assert.Empty(report.Relaxed().Validate(data, options).Anomalies);
        Assert.False(Assert.Single(schema.Validate(data, options).Comparisons).IsAlarm);
    }

    [Fact]
    public void Contradictions_are_anomalies_of_a_schema_with_what_to_drop()
    {
        ColumnExpectation[] columns =
        [
            new("A", ColumnType.Single) { MinFraction = 2 },
            new("B", ColumnType.Text) { Format = ValueFormat.Boolean, BooleanTokens = new("x", "x") },
            new("C", ColumnType.DateTime) { Min = 3, Max = 4 },
            new("Good", ColumnType.Single) { MinFraction = 1 },
        ];

        var found = DataSchema.FindContradictions(columns);

        Assert.Equal(
            [("A", DataAnomalyCode.InvalidSchemaSpecification), ("B", DataAnomalyCode.InvalidDomainSpecification), ("C", DataAnomalyCode.DomainInvalidForType), ("C", DataAnomalyCode.DomainInvalidForType)],
            found.Select(a => (a.Column, a.Code)));
    }

    [Fact]
    public void Personal_data_stays_out_of_messages()
    {
        var schema = new DataSchema([new("T", ColumnType.Text) { Domain = new(["a"]), PersonalData = true }]);

        var anomaly = Assert.Single(schema.Validate(AnomalyCase.Strings("a", "Jane Doe")));

        Assert.DoesNotContain("Jane", anomaly.ToString(), StringComparison.Ordinal);
        Assert.Empty(anomaly.Values);
        Assert.Equal([2L], anomaly.Rows);
    }

    [Fact]
    public void A_misspelt_environment_is_refused_where_the_schema_lists_them()
    {
        var schema = new DataSchema([new("X", ColumnType.Single) { Environments = ["MOBILE"] }]).WithEnvironments(["TRAINING", "SERVING"]);

        var e = Assert.Throws<ArgumentException>(() => schema.Validate(AnomalyCase.Reals(1), new() { Environment = "SERVNG" }));

        Assert.Contains("'SERVNG'; it knows MOBILE, SERVING, TRAINING", e.Message, StringComparison.Ordinal);
        Assert.Empty(schema.Validate(AnomalyCase.Reals(1), new() { Environment = "MOBILE" }).Anomalies);
    }

    [Fact]
    public void The_monitoring_profile_makes_six_checks()
    {
        var schema = new DataSchema([new("X", ColumnType.Single) { Max = 1 }]);
        var options = new DataValidationOptions { Profile = DataValidationProfile.Monitoring, Previous = AnomalyCase.Statistics(AnomalyCase.Reals(1, 2, 3)) };

        var report = schema.Validate(AnomalyCase.Reals(10, 11, 12), options);

        Assert.Equal([DataAnomalyCode.ComparatorJensenShannonDivergenceHigh], report.Anomalies.Select(a => a.Code));
        Assert.Equal(("X", "drift", "jensenShannon", 1.0, 0.1, true), report.Comparisons.Select(c => (c.Column, c.Comparator, c.Distance, Math.Round(c.Value, 6), c.Threshold, c.IsAlarm)).Single());
        Assert.False(Assert.Single(schema.Validate(AnomalyCase.Reals(1, 2, 3), options).Comparisons).IsAlarm);
        Assert.Empty(schema.RelaxToFit(AnomalyCase.Reals(10, 11, 12), options).Validate(AnomalyCase.Reals(10, 11, 12), options).Anomalies);
        Assert.Throws<ArgumentException>(() => new DataValidationProfile(["NO_SUCH_CODE"]));
    }

    [Fact]
    public void A_report_prints_as_text_and_as_JSON()
    {
        var schema = new DataSchema([new("X", ColumnType.Single) { Max = 1 }]);

        var report = schema.Validate(AnomalyCase.Reals(1, 7), new() { Environment = "SERVING" });

        Assert.StartsWith("2 row(s), 1 error(s), 0 warning(s)\n  Error FLOAT_TYPE_BIG_FLOAT 'X':", report.ToString(), StringComparison.Ordinal);
        using var json = System.Text.Json.JsonDocument.Parse(report.ToJson());
        var change = json.RootElement.GetProperty("anomalies")[0].GetProperty("change")[0];
        Assert.Equal(("X", "max", 1, 7), (change.GetProperty("column").GetString(), change.GetProperty("property").GetString(), change.GetProperty("before").GetInt32(), change.GetProperty("after").GetInt32()));
        Assert.Throws<DataValidationException>(report.ThrowIfErrors);
    }
}
