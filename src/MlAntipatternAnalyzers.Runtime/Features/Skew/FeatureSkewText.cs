using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A join as text.</summary>
internal static class FeatureSkewText
{
    private const int MostSlots = 5;

    public static string Write(FeatureSkewReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Joined by {string.Join(", ", report.IdentifierColumnNames)}: {report.ComparedPairs} pairs compared, {report.SkewedPairs} differ.\n");
        text.Append(CultureInfo.InvariantCulture, $"Training: {report.BaseRows} rows, {report.IdentifiersMissingInTest} identifiers that serving lacks, {report.BaseRowsWithoutIdentifier} rows without identifier.\n");
        text.Append(CultureInfo.InvariantCulture, $"Serving: {report.TestRows} rows, {report.IdentifiersMissingInBase} identifiers that training lacks, {report.TestRowsWithoutIdentifier} rows without identifier.\n");
        if (report.DuplicateIdentifiers > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"Identifiers of several rows: {report.DuplicateIdentifiers}{(report.ComparedPairs < report.MatchingPairs ? $", whose {report.MatchingPairs - report.ComparedPairs} pairs are left out" : "")}.\n");
        }
        var features = report.Features.OrderByDescending(feature => feature.DifferenceCount).ToList();
        SlicedEvaluationText.Table(text, [
            (string[])["Feature", "Differ", "In both", "Training only", "Serving only", "Match", "Mismatch", "Mean difference", "Mean |difference|", "Max |difference|"],
            .. features.Select(feature => (string[])[
                feature.Name,
                TextFormats.Percent(feature.DifferenceShare),
                Count(feature.InBothCount),
                Count(feature.BaseOnlyCount),
                Count(feature.TestOnlyCount),
                Count(feature.MatchCount),
                Count(feature.MismatchCount),
                Number(feature.MeanDifference),
                Number(feature.MeanAbsoluteDifference),
                Number(feature.MaxAbsoluteDifference)])]);
        foreach (var feature in features.Where(feature => feature.DifferenceCount > 0))
            Details(text, feature);
        return text.ToString();
    }

    public static string Counts(FeatureSkew feature)
    {
        var parts = new List<string>();
        if (feature.BaseType is null)
            parts.Add("training has no such column");
        if (feature.TestType is null)
            parts.Add("serving has no such column");
        if (feature is { BaseType: { } before, TestType: { } now } && before != now)
            parts.Add($"{before} in training, {now} in serving");
        if (feature.MismatchCount > 0)
            parts.Add($"{Count(feature.MismatchCount)} have other values");
        if (feature.BaseOnlyCount > 0 && feature.TestType is not null)
            parts.Add($"{Count(feature.BaseOnlyCount)} have none in serving");
        if (feature.TestOnlyCount > 0 && feature.BaseType is not null)
            parts.Add($"{Count(feature.TestOnlyCount)} have none in training");
        if (feature is { MeanDifference: { } mean, MaxAbsoluteDifference: { } most } && feature.MismatchCount > 0)
            parts.Add($"serving - training is {Number(mean)} in the mean, |serving - training| {Number(most)} at most");
        return string.Join(", ", parts);
    }

    public static string Example(SkewedPair pair) => $"{pair.Identifier}: training {pair.BaseValue ?? "has none"}, serving {pair.TestValue ?? "has none"}";

    private static void Details(StringBuilder text, FeatureSkew feature)
    {
        text.Append('\n').Append(feature.Name).Append(": ").Append(Counts(feature)).Append('\n');
        if (feature.Slots.Count > 0)
        {
            var slots = feature.Slots.Take(MostSlots).Select(slot => string.Create(CultureInfo.InvariantCulture, $"[{slot.Slot}]{(slot.Name is null ? "" : $" '{slot.Name}'")} {slot.MismatchCount}"));
            text.Append("  slots: ").AppendJoin(", ", slots).Append(feature.Slots.Count > MostSlots ? $" and {Count(feature.Slots.Count - MostSlots)} more" : "").Append('\n');
        }
        foreach (var pair in feature.Sample)
            text.Append("  ").Append(Example(pair)).Append('\n');
    }

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Number(double? number) => number?.ToString("G5", CultureInfo.InvariantCulture) ?? "";
}
