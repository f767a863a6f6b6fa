using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A few metrics by name, which keep their order (a dictionary does not promise to).</summary>
internal sealed class OrderedMetrics(IEnumerable<KeyValuePair<string, MetricValue>> metrics) : IReadOnlyDictionary<string, MetricValue>
{
    private readonly KeyValuePair<string, MetricValue>[] _metrics = [.. metrics];

    public IEnumerable<string> Keys => _metrics.Select(metric => metric.Key);

    public IEnumerable<MetricValue> Values => _metrics.Select(metric => metric.Value);

    public int Count => _metrics.Length;

    public MetricValue this[string key] => TryGetValue(key, out var value)
        ? value
        : throw new KeyNotFoundException($"There is no metric '{key}'; there are {string.Join(", ", Keys)}.");

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out MetricValue value)
    {
        foreach (var (name, metric) in _metrics)
        {
            if (name == key)
            {
                value = metric;
                return true;
            }
        }
        value = default;
        return false;
    }

    public IEnumerator<KeyValuePair<string, MetricValue>> GetEnumerator() => _metrics.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
