using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How far one column is from that of other data.</summary>
public sealed class ColumnDrift
{
    internal ColumnDrift(string name, ColumnStatistics? current, ColumnStatistics? control, IReadOnlyList<DriftDistance> distances)
    {
        Name = name;
        Current = current;
        Control = control;
        Distances = distances;
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>The column in the data; null when the data lacks it.</summary>
    public ColumnStatistics? Current { get; }

    /// <summary>The column in the data that it is compared with; null when that lacks it.</summary>
    public ColumnStatistics? Control { get; }

    /// <summary>Every distance that is defined for the column's type, whether it has a limit or not; none when one side lacks the column, or has it as another kind of values.</summary>
    public IReadOnlyList<DriftDistance> Distances { get; }

    /// <summary>Whether a distance is beyond its limit.</summary>
    public bool IsAlarm => Distances.Any(distance => distance.IsAlarm);

    /// <summary>The distance by a measure; null where it is not defined for the column.</summary>
    public DriftDistance? Find(DriftMeasure measure) => Distances.FirstOrDefault(distance => distance.Measure == measure);
}
