using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

/// <summary>Rows without a leak: a label that two features tell something about, and identifiers that tell nothing.</summary>
public sealed class LeakRow
{
    public int Id { get; set; }

    public string Reference { get; set; } = "";

    public DateTime At { get; set; }

    public float Amount { get; set; }

    public string City { get; set; } = "";

    public float Noise { get; set; }

    // For what a test makes of it.
    public float Number { get; set; }

    public string Text { get; set; } = "";

    public float Target { get; set; }

    public bool Label { get; set; }

    [VectorType(3)]
    public float[] Features { get; set; } = [0, 0, 0];

    public static List<LeakRow> Make(int count, int seed, double positives = 0.3) => [.. Enumerable.Range(0, count).Select(new Func<int, LeakRow>(new Generator(seed, positives).Row))];

    private sealed class Generator(int seed, double positives)
    {
        private readonly Random _random = new(seed);

        public LeakRow Row(int i)
        {
            var label = _random.NextDouble() < positives;
            var amount = (float)((_random.NextDouble() * 10) + (label ? 4 : 0));
            var target = (float)(amount + (_random.NextDouble() * 20));
            return new()
            {
                Id = (seed * 1_000_000) + i,
                Reference = $"R-{seed}-{_random.Next():x8}{i:x}",
                At = new DateTime(2024, 1, 1).AddMinutes((seed * 100_000) + i),
                Amount = amount,
                City = (label ? _random.Next(5) : _random.Next(7)) switch { 0 => "Bern", 1 => "Basel", 2 => "", var other => $"city {other}" },
                Noise = (float)_random.NextDouble(),
                Number = (float)_random.NextDouble(),
                Text = $"{_random.Next(500)}",
                Target = target,
                Label = label,
                Features = [_random.Next(3), (float)_random.NextDouble(), 0],
            };
        }
    }
}
