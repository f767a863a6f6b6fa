using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Holds one candidate, and a baseline where there is one, against thresholds.</summary>
/// <param name="candidate">The model that wants to pass.</param>
/// <param name="baseline">The model before it; null when there is none.</param>
/// <param name="comparison">The two side by side, which knows the intervals of the changes; null where they were evaluated each by itself.</param>
internal sealed class GateChecker(SlicedEvaluation candidate, SlicedEvaluation? baseline, ModelComparison? comparison = null)
{
    // Below it, a relative change is about the baseline's rounding and not about the model.
    private const double AboutZero = 1e-9;

    // 0.80 − 0.81 is −0.010000000000000009: a change that is the limit must not miss it by the rounding of its terms.
    private const double Rounding = 1e-12;

    public IEnumerable<GateCheck> Check(MetricThreshold threshold)
    {
        // The slices of both: one that the candidate has lost fails, though nothing of the candidate is there to be looked at.
        var names = Slices(candidate, threshold).Concat(baseline is null || !threshold.HasChange ? [] : Slices(baseline, threshold)).Distinct().ToList();
        var tooSmall = candidate.LeftOut.Where(slice => threshold.Covers(slice.Key)).ToList();
        foreach (var (limit, value) in Limits(threshold))
        {
            if (names.Count == 0 && (tooSmall.Count == 0 || !threshold.IsPattern))
                yield return Failed(threshold, threshold.Slice, limit, value, WhyNoSlice(threshold.Slice, candidate, "candidate"));
            foreach (var name in names)
                yield return threshold.IsPattern && tooSmall.Any(slice => slice.Name == name) ? TooSmall(threshold, limit, value, name) : Check(threshold, name, limit, value);
            if (!threshold.IsPattern)
                continue;
            foreach (var slice in tooSmall.Where(slice => !names.Contains(slice.Name)))
                yield return TooSmall(threshold, limit, value, slice.Name);
        }
    }

    private static IEnumerable<(GateLimit Limit, double Value)> Limits(MetricThreshold threshold)
    {
        if (threshold.Lower is { } lower)
            yield return (GateLimit.Lower, lower);
        if (threshold.Upper is { } upper)
            yield return (GateLimit.Upper, upper);
        if (threshold.AbsoluteChange is { } absolute)
            yield return (GateLimit.AbsoluteChange, absolute);
        if (threshold.RelativeChange is { } relative)
            yield return (GateLimit.RelativeChange, relative);
    }

    private static IEnumerable<string> Slices(SlicedEvaluation evaluation, MetricThreshold threshold) =>
        evaluation.Slices.Where(slice => threshold.Covers(slice.Key)).Select(slice => slice.Name);

    private GateCheck Check(MetricThreshold threshold, string slice, GateLimit limit, double limitValue)
    {
        var isChange = limit is GateLimit.AbsoluteChange or GateLimit.RelativeChange;
        if (isChange && baseline is null)
        {
            return new(threshold, slice, limit, limitValue, GateCheckState.NoBaseline, $"{threshold.Metric} of {slice}: there is no baseline to compare with.")
            {
                Candidate = candidate.Find(slice)?.Metrics.TryGetValue(threshold.Metric, out var alone) == true ? alone : null,
            };
        }
        if (!TryFind(candidate, "candidate", threshold, slice, out var mine, out var why))
            return Failed(threshold, slice, limit, limitValue, why);
        if (!isChange)
            return CheckValue(threshold, slice, limit, limitValue, mine);
        return TryFind(baseline!, "baseline", threshold, slice, out var theirs, out why)
            ? CheckChange(threshold, slice, limit, limitValue, mine, theirs)
            : Failed(threshold, slice, limit, limitValue, why) with { Candidate = mine };
    }

    private static GateCheck CheckValue(MetricThreshold threshold, string slice, GateLimit limit, double limitValue, MetricValue value)
    {
        var end = limit == GateLimit.Lower ? value.Lower : value.Upper;
        if (threshold.UseInterval && end is null or double.NaN)
            return Failed(threshold, slice, limit, limitValue, NoInterval(threshold, slice, "candidate")) with { Candidate = value };
        var compared = threshold.UseInterval ? end!.Value : value.Value;
        var held = limit == GateLimit.Lower ? compared >= limitValue : compared <= limitValue;
        var what = threshold.UseInterval ? $"the {(limit == GateLimit.Lower ? "lower" : "upper")} end of the interval of {threshold.Metric}" : threshold.Metric;
        return Of(threshold, slice, limit, limitValue, held, compared, $"{what} of {slice} is {Text(compared, limitValue)}; asked for is at {(limit == GateLimit.Lower ? "least" : "most")} {Text(limitValue)}") with
        {
            Candidate = value,
        };
    }

    private GateCheck CheckChange(MetricThreshold threshold, string slice, GateLimit limit, double limitValue, MetricValue mine, MetricValue theirs)
    {
        var higher = threshold.EffectiveDirection == MetricDirection.HigherIsBetter;
        var (from, to) = !threshold.UseInterval ? (theirs.Value, mine.Value) : WorseEnds(threshold.Metric, slice, higher, mine, theirs);
        if (from is null or double.NaN || to is null or double.NaN)
            return Failed(threshold, slice, limit, limitValue, NoInterval(threshold, slice, to is null or double.NaN ? "candidate" : "baseline")) with { Candidate = mine, Baseline = theirs };

        var change = to.Value - from.Value;
        var unit = 1.0;
        if (limit == GateLimit.RelativeChange)
        {
            unit = Math.Abs(theirs.Value);
            if (unit < AboutZero)
            {
                var why = $"the relative change of {threshold.Metric} of {slice} is not defined: the baseline is {Text(theirs.Value)}, about zero. Set a limit of the absolute change instead.";
                return Failed(threshold, slice, limit, limitValue, why) with { Candidate = mine, Baseline = theirs };
            }
            change /= unit;
        }
        if (double.IsNaN(change))
        {
            var why = $"the change of {threshold.Metric} of {slice} from {Text(from.Value)} to {Text(to.Value)} is not a number.";
            return Failed(threshold, slice, limit, limitValue, why) with { Candidate = mine, Baseline = theirs };
        }
        var slack = double.IsInfinity(change) ? 0 : Rounding * Math.Max(1, Math.Max(Math.Abs(from.Value), Math.Abs(to.Value))) / unit;
        var held = higher ? change >= limitValue - slack : change <= limitValue + slack;
        return Of(threshold, slice, limit, limitValue, held, change, ChangeText(threshold, slice, limit, limitValue, higher, change, from.Value, to.Value)) with
        {
            Candidate = mine,
            Baseline = theirs,
        };
    }

    private (double? From, double? To) WorseEnds(string metric, string slice, bool higher, MetricValue mine, MetricValue theirs)
    {
        // The worse end of the candidate against the better end of the baseline: the most that two intervals allow.
        if (comparison is null)
            return higher ? (theirs.Upper, mine.Lower) : (theirs.Lower, mine.Upper);
        return comparison.Find(slice)?.Changes.TryGetValue(metric, out var change) == true
            ? (theirs.Value, theirs.Value + (higher ? change.Lower : change.Upper))
            : (theirs.Value, null);
    }

    private static string ChangeText(MetricThreshold threshold, string slice, GateLimit limit, double limitValue, bool higher, double change, double from, double to)
    {
        var show = limit == GateLimit.RelativeChange
            ? (Func<double, string>)(value => value.ToString("+0.####%;-0.####%;0%", CultureInfo.InvariantCulture))
            : value => value.ToString("+0.######;-0.######;0", CultureInfo.InvariantCulture);
        var at = threshold.UseInterval ? ", at the worse end of the interval," : "";
        return $"{threshold.Metric} of {slice} changes{at} by {show(change)}, from {Text(from)} to {Text(to)}; asked for is at {(higher ? "least" : "most")} {show(limitValue)}";
    }

    private static bool TryFind(SlicedEvaluation evaluation, string which, MetricThreshold threshold, string slice, out MetricValue value, out string why)
    {
        value = default;
        why = "";
        if (evaluation.Find(slice) is not { } found)
            why = WhyNoSlice(slice, evaluation, which);
        else if (!found.Metrics.TryGetValue(threshold.Metric, out value))
            why = $"the {which} has no metric {threshold.Metric} for {slice}; it has {string.Join(", ", found.Metrics.Keys)}.";
        else if (!value.IsDefined)
            why = $"{threshold.Metric} of {slice} is undefined for the {which}{(value.WhyUndefined is { } reason ? $": {reason}" : "")}.";
        return why.Length == 0;
    }

    private static string WhyNoSlice(string name, SlicedEvaluation evaluation, string which)
    {
        if (evaluation.LeftOut.FirstOrDefault(slice => slice.Name == name) is { } small)
            return $"the slice {name} of the {which} has {small.Rows} {(small.Rows == 1 ? "row" : "rows")}, too few to be evaluated.";
        const int Shown = 8;
        var names = evaluation.Slices.Select(slice => slice.Name).ToList();
        var more = names.Count > Shown ? $", and {names.Count - Shown} more" : "";
        return $"the {which} has no slice {name}; it has {string.Join("; ", names.Take(Shown))}{more}.";
    }

    private static string NoInterval(MetricThreshold threshold, string slice, string which) =>
        $"{threshold.Metric} of {slice} has no confidence interval for the {which}, and the threshold asks for it: evaluate with intervals.";

    private static GateCheck TooSmall(MetricThreshold threshold, GateLimit limit, double limitValue, string slice) =>
        new(threshold, slice, limit, limitValue, GateCheckState.TooSmall, $"{threshold.Metric} of {slice}: too few rows to be evaluated.");

    private static GateCheck Failed(MetricThreshold threshold, string slice, GateLimit limit, double limitValue, string why) =>
        new(threshold, slice, limit, limitValue, GateCheckState.Failed, Sentence(why));

    private static GateCheck Of(MetricThreshold threshold, string slice, GateLimit limit, double limitValue, bool held, double compared, string what) =>
        new(threshold, slice, limit, limitValue, held ? GateCheckState.Held : GateCheckState.Failed, Sentence(what + ".")) { Compared = compared };

    // Not a metric's name: only the words of the message are in lower case.
    private static string Sentence(string text) => text.StartsWith("the ", StringComparison.Ordinal) ? "The " + text[4..] : text;

    private static string Text(double value) =>
        value.ToString(value == 0 || Math.Abs(value) is >= 1e-3 and < 1e9 ? "0.######" : "G6", CultureInfo.InvariantCulture);

    // "0.75, asked for is at least 0.75" of a check that failed would be a riddle.
    private static string Text(double value, double limit) =>
        value != limit && Text(value) == Text(limit) ? value.ToString("R", CultureInfo.InvariantCulture) : Text(value);
}
