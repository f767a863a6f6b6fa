using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

public sealed class DriftReportTests
{
    private static readonly DriftThresholds AllLimits = new()
    {
        MissingShare = 0.1,
        LInfinity = 0.1,
        JensenShannon = 0.1,
        KolmogorovSmirnov = 0.1,
        PopulationStability = 0.25,
        SignificanceLevel = 0.01,
    };

    private readonly MLContext _ml = new(1);

    [Fact]
    public void Without_limits_every_distance_is_told_and_none_alarms()
    {
        var report = _ml.Data.MeasureDrift(Statistics(Rows(1000, shift: 5)), Statistics(Rows(1000)));
        Assert.Empty(report.Anomalies);
        Assert.False(report.HasErrors);
        Assert.Equal(["City", "Fare", "Tip", "At"], report.Columns.Select(column => column.Name));
        Assert.Equal(
            [DriftMeasure.MissingShare, DriftMeasure.LInfinity, DriftMeasure.NormalizedAbsoluteDifference, DriftMeasure.JensenShannon, DriftMeasure.ChiSquared, DriftMeasure.PopulationStability],
            report.FindColumn("City")!.Distances.Select(distance => distance.Measure));
        Assert.Equal(
            [DriftMeasure.MissingShare, DriftMeasure.JensenShannon, DriftMeasure.KolmogorovSmirnov, DriftMeasure.PopulationStability, DriftMeasure.Wasserstein],
            report.FindColumn("Fare")!.Distances.Select(distance => distance.Measure));
        Assert.Equal([DriftMeasure.MissingShare], report.FindColumn("At")!.Distances.Select(distance => distance.Measure));
        Assert.Equal(5, report.FindColumn("Fare")!.Find(DriftMeasure.Wasserstein)!.Value, 0.5);
        Assert.All(report.Columns.SelectMany(column => column.Distances), distance => Assert.Equal((false, null), (distance.IsAlarm, distance.Threshold)));
    }

    [Fact]
    public void The_same_data_is_at_distance_0_also_with_missing_values()
    {
        var statistics = Statistics(Rows(1000));
        Assert.InRange(statistics.FindColumn("Tip")!.Missing, 100, 400);
        var report = _ml.Data.MeasureDrift(statistics, statistics, AllLimits);
        Assert.Empty(report.Anomalies);
        Assert.All(report.Columns.SelectMany(column => column.Distances), distance => Assert.Equal(0, distance.Value, 1e-12));
    }

    [Fact]
    public void Another_sample_of_the_same_does_not_alarm()
    {
        var report = _ml.Data.MeasureDrift(Statistics(Rows(3000, seed: 1)), Statistics(Rows(2000, seed: 2)), AllLimits);
        Assert.Empty(report.Anomalies);
        // Numbers and texts: three columns are tested.
        Assert.Equal(0.01 / 3, report.FindColumn("Fare")!.Find(DriftMeasure.KolmogorovSmirnov)!.SmallestPValue!.Value, 1e-12);
    }

    [Fact]
    public void What_drifted_alarms_by_each_measure_that_has_a_limit()
    {
        var before = Statistics(Rows(2000, seed: 1));
        var report = _ml.Data.MeasureDrift(Statistics(Rows(2000, seed: 2, shift: 5, city: "Zürich", missing: 0.5)), before, AllLimits);
        Assert.True(report.HasErrors);
        Assert.Equal(
            [
                ("City", "COMPARATOR_L_INFTY_HIGH"), ("City", "COMPARATOR_JENSEN_SHANNON_DIVERGENCE_HIGH"), ("City", "COMPARATOR_CHI_SQUARED_HIGH"), ("City", "COMPARATOR_POPULATION_STABILITY_HIGH"),
                ("Fare", "COMPARATOR_JENSEN_SHANNON_DIVERGENCE_HIGH"), ("Fare", "COMPARATOR_KOLMOGOROV_SMIRNOV_HIGH"), ("Fare", "COMPARATOR_POPULATION_STABILITY_HIGH"),
                ("Tip", "COMPARATOR_MISSING_SHARE_HIGH"),
            ],
            report.Anomalies.Select(anomaly => (anomaly.Column, anomaly.Code)));
        Assert.Matches("'(Zürich|Genève)'", report.Anomalies[0].Message);
        Assert.Contains("differs most", report.Anomalies[0].Message, StringComparison.Ordinal);
        Assert.Contains("the previous span", report.Anomalies[0].Message, StringComparison.Ordinal);
        Assert.Contains("above the limit of 0.1", report.Anomalies[0].Message, StringComparison.Ordinal);
        var thrown = Assert.Throws<DataValidationException>(report.ThrowIfErrors);
        Assert.Equal(report.Anomalies.Count, thrown.Anomalies.Count);
    }

    [Fact]
    public void A_difference_that_is_significant_alarms_by_its_p_value_alone()
    {
        var report = _ml.Data.MeasureDrift(Statistics(Rows(3000, seed: 1, shift: 0.9)), Statistics(Rows(3000, seed: 2)), new DriftThresholds { KolmogorovSmirnov = 0.5, SignificanceLevel = 0.001 });
        var anomaly = Assert.Single(report.Anomalies);
        Assert.Equal(("Fare", DriftAnomalyCode.KolmogorovSmirnovHigh), (anomaly.Column, anomaly.Code));
        Assert.Contains("with a probability of", anomaly.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_come_from_the_column_then_the_schema_then_from_all()
    {
        var (now, before) = (Statistics(Rows(2000, shift: 5, city: "Bern")), Statistics(Rows(2000)));
        var schema = new DataSchema([
            new("City", ColumnType.Text) { DriftComparator = new() { LInfinity = 0.1 }, SkewComparator = new() { LInfinity = 0.99 }, PersonalData = true },
            new("Fare", ColumnType.Single) { DriftComparator = new() { JensenShannon = 0.01, Histogram = HistogramKind.Quantiles } },
        ]).WithSeverity(DataAnomalyCode.ComparatorLInftyHigh, DataAnomalySeverity.Warning);
        var options = new DriftOptions
        {
            Schema = schema,
            Thresholds = new() { MissingShare = 0 },
            ColumnThresholds = new Dictionary<string, DriftThresholds> { ["Fare"] = new() { Wasserstein = 100 } },
        };

        var report = _ml.Data.MeasureDrift(now, before, options);
        var anomaly = Assert.Single(report.Anomalies);
        Assert.Equal(("City", DataAnomalySeverity.Warning), (anomaly.Column, anomaly.Severity));
        // Personal data is not shown.
        Assert.DoesNotContain("Bern", report.ToString() + report.ToJson(), StringComparison.Ordinal);
        Assert.Null(report.FindColumn("City")!.Find(DriftMeasure.LInfinity)!.OffendingValue);
        Assert.Equal(100, report.FindColumn("Fare")!.Find(DriftMeasure.Wasserstein)!.Threshold);
        Assert.Null(report.FindColumn("Fare")!.Find(DriftMeasure.JensenShannon)!.Threshold);
        Assert.Equal(0, report.FindColumn("Tip")!.Find(DriftMeasure.MissingShare)!.Threshold);

        var skew = _ml.Data.MeasureSkew(now, before, options);
        Assert.Empty(skew.Anomalies);
        Assert.Equal((DriftKind.Skew, 0.99), (skew.Kind, skew.FindColumn("City")!.Find(DriftMeasure.LInfinity)!.Threshold));
    }

    [Fact]
    public void What_cannot_be_compared_alarms_where_it_has_a_limit()
    {
        var full = Statistics(Rows(100));
        var none = Statistics(Rows(100, missing: 1));
        var less = _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(Rows(100)), new() { Columns = ["City"] });
        var other = _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(Enumerable.Range(0, 100).Select(i => new OtherRow { Fare = $"{i % 3}" })));
        var limit = new DriftThresholds { JensenShannon = 0.5 };

        Assert.Equal((DataAnomalyCode.ComparatorControlDataMissing, "Tip"), Only(_ml.Data.MeasureDrift(full, none, limit)));
        Assert.Equal(1, _ml.Data.MeasureDrift(full, none).FindColumn("Tip")!.Find(DriftMeasure.JensenShannon)!.Value);
        Assert.Equal(1, _ml.Data.MeasureDrift(none, full, limit).FindColumn("Tip")!.Find(DriftMeasure.JensenShannon)!.Value);
        Assert.Empty(_ml.Data.MeasureDrift(none, none, limit).Anomalies);

        Assert.Equal(["Fare", "Tip", "At"], _ml.Data.MeasureDrift(full, less, limit).Anomalies.Where(a => a.Code == DataAnomalyCode.ComparatorControlDataMissing).Select(a => a.Column));
        Assert.Equal(["Fare", "Tip", "At"], _ml.Data.MeasureDrift(less, full, limit).Anomalies.Where(a => a.Code == DataAnomalyCode.SchemaMissingColumn).Select(a => a.Column));
        Assert.Empty(_ml.Data.MeasureDrift(full, less).Anomalies);

        Assert.Equal((DataAnomalyCode.UnexpectedDataType, "Fare"), Only(_ml.Data.MeasureDrift(full, other, new DriftOptions { Thresholds = limit, Columns = ["Fare"] })));
        Assert.Contains("of another type", _ml.Data.MeasureDrift(full, other).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_data_is_compared_without_NaN()
    {
        var (some, empty) = (Statistics(Rows(100)), Statistics([]));
        foreach (var (a, b) in new[] { (some, empty), (empty, some), (empty, empty) })
        {
            var report = _ml.Data.MeasureDrift(a, b, AllLimits);
            Assert.All(report.Columns.SelectMany(column => column.Distances), distance => Assert.False(double.IsNaN(distance.Value)));
            JsonDocument.Parse(report.ToJson()).Dispose();
        }
        Assert.Empty(_ml.Data.MeasureDrift(empty, empty, AllLimits).Anomalies);
        Assert.Equal(double.PositiveInfinity, _ml.Data.MeasureDrift(some, empty).FindColumn("Fare")!.Find(DriftMeasure.Wasserstein)!.Value);
        Assert.Contains("\"Infinity\"", _ml.Data.MeasureDrift(some, empty).ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_count_where_both_sides_have_them()
    {
        var rows = Rows(2000).ToArray();
        // Half of the rows count nearly nothing: it is as if they were gone.
        foreach (var row in rows.Where(row => row.City == "Basel"))
            row.Weight = 1e-6f;
        var options = new DataStatisticsOptions { WeightColumnName = "Weight" };
        var weighted = _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(rows), options);
        var gone = _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(rows.Where(row => row.City != "Basel")), options);
        Assert.Equal(0, _ml.Data.MeasureDrift(weighted, gone).FindColumn("City")!.Find(DriftMeasure.LInfinity)!.Value, 1e-4);
        Assert.InRange(_ml.Data.MeasureDrift(weighted, Statistics(rows.Where(row => row.City != "Basel"))).FindColumn("City")!.Find(DriftMeasure.LInfinity)!.Value, 0.2, 0.5);
    }

    [Fact]
    public void Loaded_statistics_drift_as_those_in_memory()
    {
        using var directory = new TemporaryDirectory();
        var path = directory["before.mlstats.json"];
        var (now, before) = (Statistics(Rows(20_000, seed: 1, shift: 1)), Statistics(Rows(20_000, seed: 2)));
        before.Save(path);
        var (memory, loaded) = (_ml.Data.MeasureDrift(now, before), _ml.Data.MeasureDrift(now, DataStatistics.Load(path)));
        foreach (var (a, b) in memory.Columns.SelectMany(column => column.Distances).Zip(loaded.Columns.SelectMany(column => column.Distances)))
            Assert.Equal(a.Value, b.Value, a.Measure == DriftMeasure.Wasserstein ? 0.05 : 0.005);
    }

    [Fact]
    public void Limits_that_cannot_be_are_refused()
    {
        var statistics = Statistics(Rows(10));
        Assert.Contains("JensenShannon", Assert.Throws<ArgumentException>(() => new DriftOptions { Thresholds = new() { JensenShannon = 1.5 } }).Message, StringComparison.Ordinal);
        Assert.Contains("'City'", Assert.Throws<ArgumentException>(() => new DriftOptions { ColumnThresholds = new Dictionary<string, DriftThresholds> { ["City"] = new() { Wasserstein = double.NaN } } }).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new DriftOptions { Thresholds = new() { SignificanceLevel = 0 } });
        var message = Assert.Throws<ArgumentException>(() => _ml.Data.MeasureDrift(statistics, statistics, new DriftOptions { Columns = ["Town"] })).Message;
        Assert.Contains("'Town', which neither side has; there are 'City'", message, StringComparison.Ordinal);
        message = Assert.Throws<ArgumentException>(() => _ml.Data.MeasureDrift(statistics, statistics, new DriftOptions { ColumnThresholds = new Dictionary<string, DriftThresholds> { ["Fare"] = new() { LInfinity = 0.1 } } })).Message;
        Assert.Contains("'Fare' has a limit for LInfinity, which its type, Single, does not have", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_reads_as_text_and_as_JSON()
    {
        var report = _ml.Data.MeasureDrift(Statistics(Rows(2000, seed: 2, city: "Bern")), Statistics(Rows(2000, seed: 1)), new DriftThresholds { LInfinity = 0.1 });
        var text = report.ToString();
        Assert.Contains("Drift of 4 column(s): 2000 row(s) against 2000; 1 anomaly(ies)", text, StringComparison.Ordinal);
        Assert.Contains("Error COMPARATOR_L_INFTY_HIGH 'City'", text, StringComparison.Ordinal);
        Assert.Matches(@"City +LInfinity +0\.\d+ +0\.1 +yes +'Genève'", text);

        using var json = JsonDocument.Parse(report.ToJson());
        var root = json.RootElement;
        Assert.Equal(("mlap-drift", 1, "drift"), (root.GetProperty("format").GetString(), root.GetProperty("version").GetInt32(), root.GetProperty("kind").GetString()));
        var distance = root.GetProperty("columns")[0].GetProperty("distances")[1];
        Assert.Equal(("lInfinity", true, "Genève", 0.1), (distance.GetProperty("measure").GetString(), distance.GetProperty("alarm").GetBoolean(), distance.GetProperty("offendingValue").GetString(), distance.GetProperty("threshold").GetDouble()));
        Assert.Equal("COMPARATOR_L_INFTY_HIGH", root.GetProperty("anomalies")[0].GetProperty("code").GetString());
    }

    private static (string Code, string Column) Only(DriftReport report)
    {
        var anomaly = Assert.Single(report.Anomalies);
        return (anomaly.Code, anomaly.Column);
    }

    private DataStatistics Statistics(IEnumerable<Row> rows) =>
        _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(rows), new() { Columns = ["City", "Fare", "Tip", "At"] });

    private static IEnumerable<Row> Rows(int count, int seed = 1, double shift = 0, string city = "Genève", double missing = 0.2)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(i => new Row
        {
            City = random.Next(4) switch
            {
                0 => city,
                1 => "Lugano",
                _ => "Basel",
            },
            Fare = (float)((random.NextDouble() * 10) + shift),
            Tip = random.NextDouble() < missing ? float.NaN : (float)random.NextDouble(),
            At = new DateTime(2024, 1, 1).AddHours(i),
        }).ToArray();
    }

    private sealed class Row
    {
        public string City { get; set; } = "";

        public float Fare { get; set; }

        public float Tip { get; set; }

        public DateTime At { get; set; }

        public float Weight { get; set; } = 1;
    }

    private sealed class OtherRow
    {
        public string Fare { get; set; } = "";
    }
}
