using System;

namespace TaxiFare.Data;

/// <summary>Seeded draws: the same seed gives the same files on every machine.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);

    public double Uniform(double low, double high) => low + ((high - low) * _random.NextDouble());

    public bool Happens(double probability) => _random.NextDouble() < probability;

    public T Pick<T>(params T[] items) => items[_random.Next(items.Length)];

    /// <summary>A normal draw, by the Box–Muller transform.</summary>
    public double Normal(double mean, double deviation)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
        return mean + (deviation * radius * Math.Cos(2 * Math.PI * _random.NextDouble()));
    }
}
