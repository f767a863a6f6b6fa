using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>An evaluation as a text table.</summary>
internal static class SlicedEvaluationText
{
    public static string Write(SlicedEvaluation evaluation)
    {
        var metrics = evaluation.Slices.SelectMany(slice => slice.Metrics.Keys).Distinct().ToArray();
        var weighted = evaluation.Slices.Any(slice => slice.WeightedRows != slice.Rows);
        var lines = new List<string[]> { (string[])["Slice", "Rows", .. weighted ? ["Weight"] : Enumerable.Empty<string>(), .. metrics] };
        foreach (var slice in evaluation.Slices)
        {
            lines.Add([
                slice.Name,
                slice.Rows.ToString(CultureInfo.InvariantCulture),
                .. weighted ? [slice.WeightedRows.ToString("0.##", CultureInfo.InvariantCulture)] : Enumerable.Empty<string>(),
                .. metrics.Select(metric => slice.Metrics.TryGetValue(metric, out var value) ? value.IsDefined ? value.ToString() : "undefined" : "")]);
        }
        var text = new StringBuilder();
        Table(text, lines);
        if (evaluation.ConfidenceLevel is { } level)
            text.Append(CultureInfo.InvariantCulture, $"In brackets: {level * 100:0.##} % confidence intervals.\n");
        foreach (var slice in evaluation.Slices)
        {
            foreach (var reasons in slice.Metrics.Where(metric => !metric.Value.IsDefined).GroupBy(metric => metric.Value.WhyUndefined, metric => metric.Key))
                text.Append(CultureInfo.InvariantCulture, $"Undefined in {slice.Name}: {string.Join(", ", reasons)} ({reasons.Key ?? "no reason given"}).\n");
        }
        if (evaluation.Overall.IgnoredRows > 0)
            text.Append(CultureInfo.InvariantCulture, $"Rows without a label, a score or a weight, which no metric counts: {evaluation.Overall.IgnoredRows}.\n");
        if (evaluation.LeftOut.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"Left out, too few rows: {string.Join("; ", evaluation.LeftOut.Select(slice => $"{slice.Name} ({slice.Rows})"))}.\n");
        return text.ToString();
    }

    /// <summary>Columns as wide as their widest cell, two spaces apart; the first one to the left, numbers to the right.</summary>
    public static void Table(StringBuilder text, List<string[]> lines)
    {
        var widths = Enumerable.Range(0, lines[0].Length).Select(column => lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in lines)
            text.AppendJoin("  ", line.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))).Append('\n');
    }
}
