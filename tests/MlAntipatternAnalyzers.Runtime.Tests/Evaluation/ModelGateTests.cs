using System;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime.Tests.Evaluation;

public sealed class ModelGateTests
{
    private static readonly (string, string)[] s_rome = [("City", "Rome")];
    private static readonly (string, string)[] s_oslo = [("City", "Oslo")];

    [Theory]
    [InlineData(0.8, null, 0.8, true)]
    [InlineData(0.8, null, 0.79999, false)]
    [InlineData(null, 0.8, 0.8, true)]
    [InlineData(null, 0.8, 0.80001, false)]
    [InlineData(0.1, 0.2, 0.15, true)]
    [InlineData(0.1, 0.2, 0.25, false)]
    [InlineData(null, 0.8, double.PositiveInfinity, false)]
    [InlineData(0.8, null, double.NegativeInfinity, false)]
    public void A_value_holds_between_its_limits_and_on_them(double? lower, double? upper, double value, bool passes)
    {
        var result = new ModelGate(new MetricThreshold("LogLoss") { Lower = lower, Upper = upper }).Check(Evaluations.Of(("LogLoss", new(value))));

        Assert.Equal(passes, result.Passed);
        Assert.Equal(passes, result.Failures.Count == 0);
    }

    [Theory]
    [InlineData("Accuracy", -0.01, 0.81, 0.80, true)] // on the limit, but for the rounding of 0.80 - 0.81
    [InlineData("Accuracy", -0.01, 0.81, 0.7999, false)]
    [InlineData("Accuracy", 0.01, 0.80, 0.81, true)]
    [InlineData("Accuracy", 0.01, 0.80, 0.805, false)]
    [InlineData("LogLoss", 0.01, 0.30, 0.31, true)]
    [InlineData("LogLoss", 0.01, 0.30, 0.3101, false)]
    [InlineData("LogLoss", -0.01, 0.30, 0.295, false)]
    [InlineData("LogLoss", 0.01, double.PositiveInfinity, 0.3, true)]
    [InlineData("LogLoss", 0.01, 0.3, double.PositiveInfinity, false)]
    [InlineData("LogLoss", 0.01, double.PositiveInfinity, double.PositiveInfinity, false)]
    public void An_absolute_change_is_candidate_less_baseline_in_the_direction_that_is_better(string metric, double limit, double baseline, double candidate, bool passes)
    {
        var gate = new ModelGate(new MetricThreshold(metric) { AbsoluteChange = limit });

        var result = gate.Check(Evaluations.Of((metric, new(candidate))), Evaluations.Of((metric, new(baseline))));

        Assert.Equal((passes, GateBaseline.Given), (result.Passed, result.Baseline));
    }

    [Theory]
    [InlineData("Accuracy", -0.1, 0.8, 0.72, true)]
    [InlineData("Accuracy", -0.1, 0.8, 0.71, false)]
    [InlineData("MeanSquaredError", 0.1, 200, 220, true)]
    [InlineData("MeanSquaredError", 0.1, 200, 221, false)]
    [InlineData("RSquared", 0.1, -0.5, 0.5, true)] // a negative baseline does not turn better into worse
    [InlineData("RSquared", -0.1, -0.5, -0.6, false)]
    public void A_relative_change_is_over_the_baselines_size(string metric, double limit, double baseline, double candidate, bool passes)
    {
        var gate = new ModelGate(new MetricThreshold(metric) { RelativeChange = limit });

        Assert.Equal(passes, gate.Check(Evaluations.Of((metric, new(candidate))), Evaluations.Of((metric, new(baseline)))).Passed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-12)]
    [InlineData(-1e-12)]
    public void A_relative_change_from_about_zero_fails_and_says_so(double baseline)
    {
        var result = new ModelGate(new MetricThreshold("RSquared") { RelativeChange = -0.5 }).Check(Evaluations.Of(("RSquared", new(0.9))), Evaluations.Of(("RSquared", new(baseline))));

        Assert.Contains("about zero", Assert.Single(result.Failures));
        Assert.Contains("absolute change", result.Failures[0]);
    }

    [Fact]
    public void The_direction_can_be_said_and_must_be_where_it_is_not_known()
    {
        var gate = new ModelGate(new MetricThreshold("Cost") { AbsoluteChange = 0, Direction = MetricDirection.LowerIsBetter });

        Assert.True(gate.Check(Evaluations.Of(("Cost", new(1))), Evaluations.Of(("Cost", new(2)))).Passed);
        Assert.False(gate.Check(Evaluations.Of(("Cost", new(3))), Evaluations.Of(("Cost", new(2)))).Passed);
        Assert.Contains("direction", Assert.Throws<ArgumentException>(() => new ModelGate(new MetricThreshold("Cost") { AbsoluteChange = 0 })).Message);
    }

    [Fact]
    public void A_missing_metric_a_missing_slice_and_an_undefined_metric_fail_with_the_reason()
    {
        var candidate = Evaluations.Of(("Accuracy", new(0.9)), ("AreaUnderRocCurve", MetricValue.Undefined("all labels are positive")))
            .With(s_rome, ("Accuracy", new(0.9)))
            .WithTooSmall(s_oslo);
        var gate = new ModelGate(
            new MetricThreshold("F1Score") { Lower = 0 },
            new MetricThreshold("AreaUnderRocCurve") { Lower = 0 },
            new MetricThreshold("Accuracy") { Lower = 0, Slice = "City=Bonn" },
            new MetricThreshold("Accuracy") { Lower = 0, Slice = "City=Oslo" },
            new MetricThreshold("Accuracy") { Lower = 0, Slice = "Day=*" });

        var result = gate.Check(candidate);

        Assert.Equal(
            [
                "The candidate has no metric F1Score for Overall; it has Accuracy, AreaUnderRocCurve.",
                "AreaUnderRocCurve of Overall is undefined for the candidate: all labels are positive.",
                "The candidate has no slice City=Bonn; it has Overall; City=Rome.",
                "The slice City=Oslo of the candidate has 3 rows, too few to be evaluated.",
                "The candidate has no slice Day=*; it has Overall; City=Rome.",
            ],
            result.Failures);
        Assert.False(result.Passed);
    }

    [Fact]
    public void Each_value_of_a_column_is_checked_and_those_too_small_are_listed()
    {
        var candidate = Evaluations.Of(("Accuracy", new(0.9)))
            .With(s_rome, ("Accuracy", new(0.9)))
            .With([("City", "Paris, a=b")], ("Accuracy", new(0.5)))
            .With([("Day", "1")], ("Accuracy", new(0.1)))
            .With([("City", "Rome"), ("Day", "1")], ("Accuracy", new(0.1)))
            .WithTooSmall(s_oslo);

        var result = new ModelGate(new MetricThreshold("Accuracy") { Lower = 0.8, Slice = "City=*" }).Check(candidate);

        Assert.Equal(
            [("City=Rome", GateCheckState.Held), ("City=Paris, a=b", GateCheckState.Failed), ("City=Oslo", GateCheckState.TooSmall)],
            result.Checks.Select(check => (check.Slice, check.State)));
        Assert.Equal("Accuracy of City=Paris, a=b is 0.5; asked for is at least 0.8.", Assert.Single(result.Failures));
    }

    [Theory]
    [InlineData("City=*, Day=*", 2)]
    [InlineData("City=Rome, Day=*", 1)]
    [InlineData("City=*, Day=2", 1)]
    [InlineData("City=Rome, Day=1", 1)]
    public void A_cross_is_named_in_parts_or_by_all_of_its_values(string slice, int checks)
    {
        var candidate = Evaluations.Of(("Accuracy", new(0.9)))
            .With([("City", "Rome"), ("Day", "1")], ("Accuracy", new(0.9)))
            .With([("City", "Oslo"), ("Day", "2")], ("Accuracy", new(0.9)));

        var result = new ModelGate(new MetricThreshold("Accuracy") { Lower = 0.8, Slice = slice }).Check(candidate);

        Assert.Equal((true, checks), (result.Passed, result.Checks.Count));
    }

    [Fact]
    public void Nothing_is_passed_where_every_slice_is_too_small()
    {
        var result = new ModelGate(new MetricThreshold("Accuracy") { Lower = 0.8, Slice = "City=*" }).Check(Evaluations.Of(("Accuracy", new(0.9))).WithTooSmall(s_oslo));

        Assert.Equal((false, "Nothing was checked: every slice that the thresholds name is too small to be evaluated."), (result.Passed, Assert.Single(result.Failures)));
    }

    [Fact]
    public void A_slice_that_one_of_the_two_has_lost_fails()
    {
        var gate = new ModelGate(new MetricThreshold("Accuracy") { AbsoluteChange = -1, Slice = "City=*" });
        var both = Evaluations.Of(("Accuracy", new(0.9))).With(s_rome, ("Accuracy", new(0.9))).With(s_oslo, ("Accuracy", new(0.9)));
        var one = Evaluations.Of(("Accuracy", new(0.9))).With(s_rome, ("Accuracy", new(0.9)));

        Assert.Equal("The candidate has no slice City=Oslo; it has Overall; City=Rome.", Assert.Single(gate.Check(one, both).Failures));
        Assert.Equal("The baseline has no slice City=Oslo; it has Overall; City=Rome.", Assert.Single(gate.Check(both, one).Failures));
    }

    [Fact]
    public void Without_a_baseline_limits_of_change_fail_unless_values_may_decide_alone()
    {
        var change = new MetricThreshold("Accuracy") { AbsoluteChange = -0.01 };
        var value = new MetricThreshold("Accuracy") { Lower = 0.8 };
        var candidate = Evaluations.Of(("Accuracy", new(0.9)));

        var strict = new ModelGate([change, value]).Check(candidate);
        var lenient = new ModelGate([change, value], NoBaselineRule.ValueThresholdsAlone).Check(candidate);
        var nothing = new ModelGate([change], NoBaselineRule.ValueThresholdsAlone).Check(candidate);
        var noneNeeded = new ModelGate([value]).Check(candidate);

        Assert.Equal((false, GateBaseline.None), (strict.Passed, strict.Baseline));
        Assert.StartsWith("A limit of change could not be checked: there is no baseline.", Assert.Single(strict.Failures));
        Assert.Equal((true, GateBaseline.None), (lenient.Passed, lenient.Baseline));
        Assert.Equal([GateCheckState.NoBaseline, GateCheckState.Held], lenient.Checks.Select(check => check.State));
        Assert.StartsWith("There is no baseline and no limit of value", Assert.Single(nothing.Failures));
        Assert.Equal((true, GateBaseline.None), (noneNeeded.Passed, noneNeeded.Baseline));
        Assert.False(new ModelGate([change, value], NoBaselineRule.ValueThresholdsAlone).Check(Evaluations.Of(("Accuracy", new(0.7)))).Passed);
    }

    [Fact]
    public void The_intervals_ends_can_be_held_in_place_of_the_point()
    {
        var candidate = Evaluations.Of(("Accuracy", new(0.82, 0.79, 0.85)), ("LogLoss", new(0.4, 0.35, 0.45)), ("F1Score", new(0.8)));
        var baseline = Evaluations.Of(("Accuracy", new(0.80, 0.77, 0.83)), ("LogLoss", new(0.4, 0.35, 0.45)), ("F1Score", new(0.8)));
        bool Holds(MetricThreshold threshold) => new ModelGate(threshold with { UseInterval = true }).Check(candidate, baseline).Passed;

        Assert.True(Holds(new("Accuracy") { Lower = 0.79 }));
        Assert.False(Holds(new("Accuracy") { Lower = 0.80 }));
        Assert.True(Holds(new("LogLoss") { Upper = 0.45 }));
        Assert.False(Holds(new("LogLoss") { Upper = 0.44 }));
        Assert.True(Holds(new("Accuracy") { AbsoluteChange = -0.04 })); // 0.79 against 0.83
        Assert.False(Holds(new("Accuracy") { AbsoluteChange = -0.039 }));
        Assert.True(Holds(new("LogLoss") { RelativeChange = 0.25 })); // 0.45 against 0.35, of 0.4
        Assert.False(Holds(new("LogLoss") { RelativeChange = 0.24 }));
        Assert.Contains(
            "no confidence interval",
            Assert.Single(new ModelGate(new MetricThreshold("F1Score") { Lower = 0, UseInterval = true }).Check(candidate).Failures));
    }

    [Fact]
    public void A_gate_that_could_not_fail_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new ModelGate());
        Assert.Throws<ArgumentException>(() => new ModelGate(new MetricThreshold("Accuracy")));
        Assert.Throws<ArgumentException>(() => new ModelGate(new MetricThreshold(" ") { Lower = 0 }));
        Assert.Throws<ArgumentException>(() => new ModelGate(new MetricThreshold("Accuracy") { Lower = double.NaN }));
        Assert.Throws<ArgumentException>(() => new ModelGate(new MetricThreshold("Accuracy") { Lower = 0.9, Upper = 0.8 }));
        Assert.Throws<ArgumentException>(() => new ModelGate(new MetricThreshold("Accuracy") { Lower = 0.9, Direction = MetricDirection.LowerIsBetter }));
    }

    [Fact]
    public void Evaluations_of_different_tasks_are_not_compared()
    {
        var regression = new SlicedEvaluation(EvaluationTask.Regression, Evaluations.Of(("Accuracy", new(1))).Slices);

        Assert.Throws<ArgumentException>(() => new ModelGate(new MetricThreshold("Accuracy") { Lower = 0 }).Check(Evaluations.Of(("Accuracy", new(1))), regression));
    }

    [Fact]
    public void A_result_reads_as_text_and_as_json()
    {
        var gate = new ModelGate(
            new MetricThreshold("Accuracy") { Lower = 0.75, RelativeChange = -0.05 },
            new MetricThreshold("LogLoss") { Upper = 0.5, Slice = "City=Rome" });
        var candidate = Evaluations.Of(("Accuracy", new(0.8, 0.78, 0.82))).With(s_rome, ("LogLoss", new(double.PositiveInfinity)));
        var baseline = Evaluations.Of(("Accuracy", new(0.9)));

        var result = gate.Check(candidate, baseline);

        Assert.Equal(
            """
            The gate FAILED: 1 of 3 checks held.
              held         Accuracy of Overall is 0.8; asked for is at least 0.75.
              FAILED       Accuracy of Overall changes by -11.1111%, from 0.9 to 0.8; asked for is at least -5%.
              FAILED       LogLoss of City=Rome is Infinity; asked for is at most 0.5.

            """,
            result.ToString());
        Assert.Equal(
            """
            {
              "format": "mlap-gate-result",
              "version": 1,
              "passed": false,
              "baseline": "given",
              "failures": [
                "LogLoss of City=Rome is Infinity; asked for is at most 0.5."
              ],
              "checks": [
                {
                  "metric": "LogLoss",
                  "slice": "City=Rome",
                  "limit": "upper",
                  "limitValue": 0.5,
                  "state": "failed",
                  "compared": "Infinity",
                  "candidate": {
                    "value": "Infinity"
                  },
                  "message": "LogLoss of City=Rome is Infinity; asked for is at most 0.5."
                }
              ]
            }

            """,
            new ModelGate(gate.Thresholds[1]).Check(candidate, baseline).ToJson());
        Assert.Contains("no baseline", new ModelGate(gate.Thresholds[0]).Check(candidate).ToString().Split('\n')[0]);
    }
}
