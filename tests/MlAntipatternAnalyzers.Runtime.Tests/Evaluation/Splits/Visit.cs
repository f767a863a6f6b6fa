using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Evaluation;

/// <summary>A row that can be split in every way: <c>Id</c> counts from 0.</summary>
public sealed class Visit
{
    public float Id { get; set; }

    public DateTime Day { get; set; }

    public DateTimeOffset Instant { get; set; }

    public TimeSpan Since { get; set; }

    public string Text { get; set; } = "";

    public int Year { get; set; }

    public float Hour { get; set; }

    public double Julian { get; set; }

    public ulong Tick { get; set; }

    public string User { get; set; } = "";

    [KeyType(100)]
    public uint Session { get; set; }

    public bool Label { get; set; }

    [VectorType(2)]
    public float[] Features { get; set; } = [];

    public static readonly DateTime Start = new(2024, 1, 1);

    /// <summary>Row <c>i</c> is of the day <c>order(i)</c> after the start; users have four rows each, labels alternate.</summary>
    public static List<Visit> Rows(int count, Func<int, int>? order = null) => [.. Enumerable.Range(0, count).Select(i => Row(i, order?.Invoke(i) ?? i))];

    public static List<float> Ids(IDataView view) => [.. view.GetColumn<float>(nameof(Id))];

    public static IEnumerable<float> Range(int from, int until) => Enumerable.Range(from, until - from).Select(i => (float)i);

    private static Visit Row(int id, int day)
    {
        var at = Start.AddDays(day);
        return new()
        {
            Id = id,
            Day = at,
            Instant = new(at, TimeSpan.Zero),
            Since = TimeSpan.FromDays(day),
            Text = at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Year = day,
            Hour = day - 4.5f,
            Julian = day * 1e-3,
            Tick = (ulong)day,
            User = "u" + id / 4,
            Session = (uint)(id / 4 % 100 + 1),
            Label = id % 2 == 0,
            Features = [id, day],
        };
    }
}
