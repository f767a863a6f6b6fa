using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Times and durations.</summary>
internal sealed class SqlTimeCollector(SqlScope scope, SqlColumn column, string? weight) : SqlCollector(scope, column, weight)
{
    private long? _min;
    private long? _max;
    private long _unset;

    public override void AddCounts(SqlAggregates aggregates)
    {
        base.AddCounts(aggregates);
        var value = Scope.Value(Column);
        aggregates.Add($"MIN({value})", min => _min = Ticks(min));
        aggregates.Add($"MAX({value})", max => _max = Ticks(max));
    }

    public override void AddSums(SqlAggregates aggregates, SqlTotals totals)
    {
        // The first moment of the calendar is what a field gets that nobody set; a duration of 0 is one like others.
        if (_min == 0 && Column.Type.Kind != ColumnKind.TimeSpan)
            aggregates.Count($"{Scope.Value(Column)} <= CAST('0001-01-01' AS {(Column.Type.Kind == ColumnKind.DateTimeOffset ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP")})", count => _unset = count);
    }

    public override ColumnStatistics Finish(SqlTotals totals, StatisticsShape shape) => Statistics(
        totals, time: _min is { } min && _max is { } max ? new TimeStatistics(Column.Type.Kind, null, min, max) : null, possibleMissing: [("0001-01-01", _unset)]);

    internal static long? Ticks(object? value) => value switch
    {
        null => null,
        DateTime time => time.Ticks,
        DateTimeOffset time => time.UtcTicks,
        DateOnly date => date.ToDateTime(default).Ticks,
        TimeOnly time => time.Ticks,
        TimeSpan duration => duration.Ticks,
        _ => throw new NotSupportedException($"A time was read as {value.GetType()}."),
    };
}
