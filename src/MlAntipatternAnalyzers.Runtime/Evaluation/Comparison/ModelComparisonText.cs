using System.Globalization;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A comparison as text tables.</summary>
internal static class ModelComparisonText
{
    public static string Write(ModelComparison comparison)
    {
        var metrics = comparison.Slices.SelectMany(slice => slice.Changes.Keys).Distinct().ToArray();
        var text = new StringBuilder();
        SlicedEvaluationText.Table(text, [
            (string[])["Candidate - baseline", "Rows", .. metrics, "Difference"],
            .. comparison.Slices.Select(slice => (string[])[
                slice.Name,
                slice.Rows.ToString(CultureInfo.InvariantCulture),
                .. metrics.Select(metric => slice.Changes.TryGetValue(metric, out var change) ? Cell(change) : ""),
                Cell(slice.MeanAbsoluteDifference)])]);
        text.Append("Difference: the mean of |candidate's prediction - baseline's|.\n");
        if (comparison.Candidate.ConfidenceLevel is { } level)
            text.Append(CultureInfo.InvariantCulture, $"In brackets: {level * 100:0.##} % confidence intervals of the changes, by paired bootstrap.\n");
        if (comparison.Overall.Flips.Count > 0)
        {
            SlicedEvaluationText.Table(text, [
                (string[])["Class", "Both right", "Gained", "Lost", "Both wrong"],
                .. comparison.Overall.Flips.Select(flips => (string[])[flips.Class, Count(flips.BothRight), Count(flips.Gained), Count(flips.Lost), Count(flips.BothWrong)])]);
        }
        if (comparison.Candidate.Overall.IgnoredRows is > 0 and var ignored)
            text.Append(CultureInfo.InvariantCulture, $"Rows that one of the models cannot be measured on, left out for both: {ignored}.\n");
        return text.ToString();
    }

    private static string Cell(MetricValue value) => value.IsDefined ? value.ToString() : "undefined";

    private static string Count(double rows) => rows.ToString("0.##", CultureInfo.InvariantCulture);
}
