using System;
using System.Globalization;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The range of a column of dates, times or durations, or of texts that are all dates in one format.</summary>
/// <param name="Kind"><see cref="ColumnKind.DateTime"/>, <see cref="ColumnKind.DateTimeOffset"/> or <see cref="ColumnKind.TimeSpan"/>.</param>
/// <param name="Format">The format that all texts have (<c>yyyy-MM-dd</c>); null for a column of a time type.</param>
/// <param name="MinTicks">The earliest or shortest, in ticks of 100 ns since 0001-01-01 (of a <see cref="DateTimeOffset"/> in UTC), of a duration its length.</param>
/// <param name="MaxTicks">The latest or longest.</param>
public sealed record TimeStatistics(ColumnKind Kind, string? Format, long MinTicks, long MaxTicks)
{
    /// <summary>The earliest or shortest, as text: in <see cref="Format"/>, or ISO 8601, or for durations <c>d.hh:mm:ss</c>.</summary>
    public string Min => Text(MinTicks);

    /// <summary>The latest or longest, as text.</summary>
    public string Max => Text(MaxTicks);

    private string Text(long ticks) => Kind switch
    {
        ColumnKind.TimeSpan => new TimeSpan(ticks).ToString("c", CultureInfo.InvariantCulture),
        ColumnKind.DateTimeOffset => new DateTimeOffset(ticks, TimeSpan.Zero).ToString(Format ?? "o", CultureInfo.InvariantCulture),
        _ => new DateTime(ticks).ToString(Format ?? "s", CultureInfo.InvariantCulture),
    };
}
