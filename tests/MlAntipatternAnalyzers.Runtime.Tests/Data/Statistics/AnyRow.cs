using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data.Statistics;

/// <summary>A row with a column of every type, and values that are awkward.</summary>
internal sealed class AnyRow
{
    private static readonly string[] Awkward = ["", "NA", "?", "-1", "0", "東京", "Zürich", "e\u0301", "\u00e9", "🚕 taxi", "half \ud83d", "b\uFFFDd", "true", "False", "12", "-3.5", "a", "b", "c", "c", "c"];

    public bool Flag { get; set; }

    public sbyte SByte { get; set; }

    public byte Byte { get; set; }

    public short Int16 { get; set; }

    public ushort UInt16 { get; set; }

    public int Int32 { get; set; }

    public uint UInt32 { get; set; }

    public long Int64 { get; set; }

    public ulong UInt64 { get; set; }

    public float Single { get; set; }

    public double Double { get; set; }

    public double Constant { get; set; } = 7.25;

    public string Text { get; set; } = "";

    public string Day { get; set; } = "";

    public DateTime DateTime { get; set; }

    public DateTimeOffset DateTimeOffset { get; set; }

    public TimeSpan TimeSpan { get; set; }

    [KeyType(5)]
    public uint Key { get; set; }

    [VectorType(3)]
    public float[] Fixed { get; set; } = [];

    public double[] Varying { get; set; } = [];

    [VectorType(2)]
    public string[] Texts { get; set; } = [];

    public bool[] Flags { get; set; } = [];

    public float Weight { get; set; }

    public string City { get; set; } = "";

    public bool Label { get; set; }

    /// <summary>Rows that are always the same for the same seed.</summary>
    public static List<AnyRow> Make(int count, int seed = 1)
    {
        var random = new Random(seed);
        var start = new DateTime(2024, 2, 28);
        return [.. Enumerable.Range(0, count).Select(i => new AnyRow
        {
            Flag = random.Next(3) == 0,
            SByte = (sbyte)random.Next(-2, 3),
            Byte = (byte)random.Next(256),
            Int16 = (short)random.Next(short.MinValue, short.MaxValue),
            UInt16 = (ushort)random.Next(10),
            Int32 = random.Next(-100, 100),
            UInt32 = (uint)random.Next(),
            Int64 = random.NextInt64(-1_000_000_000_000, 1_000_000_000_000),
            UInt64 = (ulong)random.NextInt64(1L << 50),
            Single = random.Next(10) switch { 0 => float.NaN, 1 => 0, 2 => -1, 3 when random.Next(5) == 0 => float.PositiveInfinity, _ => (random.NextSingle() * 20) - 5 },
            Double = random.Next(20) switch { 0 => double.NaN, 1 => double.NegativeInfinity, 2 => -0.0, _ => 1.6e9 + (random.NextDouble() * 1000) },
            Text = random.Next(4) == 0 ? "value " + random.Next(50) : Awkward[random.Next(Awkward.Length)],
            Day = start.AddDays(random.Next(40)).ToString("yyyy-MM-dd"),
            DateTime = random.Next(30) == 0 ? default : start.AddSeconds(random.Next(1_000_000)),
            DateTimeOffset = new(start.AddMinutes(random.Next(10_000)), TimeSpan.FromHours(random.Next(-5, 5))),
            TimeSpan = TimeSpan.FromSeconds(random.Next(-100, 100_000)),
            Key = (uint)random.Next(6),
            Fixed = [.. Enumerable.Range(0, 3).Select(_ => random.Next(4) == 0 ? float.NaN : random.NextSingle())],
            Varying = [.. Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(6) == 0 ? double.NaN : random.NextDouble() - 0.5)],
            Texts = [Awkward[random.Next(Awkward.Length)], ""],
            Flags = [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(2) == 0)],
            Weight = random.Next(8) == 0 ? 0 : random.NextSingle() * 3,
            City = new[] { "Rome", "Oslo", "", "Zürich" }[random.Next(4)],
            Label = random.Next(3) == 0,
        })];
    }
}
