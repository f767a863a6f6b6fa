using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Keeps the heaviest of many groups, each of which comes once.</summary>
internal sealed class SqlTopGroups
{
    private readonly PriorityQueue<string, double> _kept = new();
    private double _unkept;
    private double _most;
    private double _squares;

    /// <summary>Adds a group.</summary>
    /// <param name="text">The group's text.</param>
    /// <param name="weight">The weight of its rows.</param>
    /// <param name="squares">The sum of its rows' weights' squares.</param>
    public void Add(string text, double weight, double squares)
    {
        _squares += squares;
        if (_kept.Count < TopValues.DefaultLimit)
        {
            _kept.Enqueue(text, weight);
            return;
        }
        _kept.TryPeek(out _, out var least);
        var lost = weight;
        if (weight > least)
        {
            _kept.DequeueEnqueue(text, weight);
            lost = least;
        }
        _unkept += lost;
        // What is lost is at most what the least of the kept has, and that only grows.
        _most = lost > _most ? lost : _most;
    }

    public void MoveTo(TopValues values)
    {
        foreach (var (text, weight) in _kept.UnorderedItems)
            values.Add(text, weight);
        values.AddUnkept(_unkept, _most, _squares);
    }
}
