using System.Collections.Generic;
using System.Linq;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Tool.Data.Html;

/// <summary>A column of the page: what each data set has of it, and what was found.</summary>
/// <param name="Index">Its place in the page's data.</param>
/// <param name="Sets">Null for a data set that lacks it.</param>
internal sealed record PageColumn(
    int Index, string Name, IReadOnlyList<ColumnStatistics?> Sets, IReadOnlyList<DataAnomaly> Anomalies, IReadOnlyList<ColumnDistance> Distances)
{
    public ColumnStatistics Any => Sets.First(set => set is not null)!;

    /// <summary>What the list of kinds to show calls it.</summary>
    public string Kind => Any switch { { Numeric: not null } => "number", { Time: not null } => "time", { Text: not null } => "text", _ => "other" };

    /// <summary>Those with anomalies first, errors before warnings, then those beyond a threshold, then in the data's order.</summary>
    public static IReadOnlyList<PageColumn> Of(DataReport report)
    {
        var anomalies = (report.Anomalies ?? []).ToLookup(anomaly => anomaly.Column);
        var distances = (report.Distances ?? []).ToLookup(distance => distance.Column);
        return [.. report.Sets.SelectMany(set => set.Statistics.Columns).Select(column => column.Name).Distinct()
            .Select(name => new PageColumn(0, name, [.. report.Sets.Select(set => set.Statistics.FindColumn(name))], [.. anomalies[name]], [.. distances[name]]))
            .OrderByDescending(column => column.Anomalies.Any(anomaly => anomaly.Severity == DataAnomalySeverity.Error))
            .ThenByDescending(column => column.Anomalies.Count > 0)
            .ThenByDescending(column => column.Distances.Any(distance => distance.IsAlarm))
            .Select((column, index) => column with { Index = index })];
    }
}
