using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What becomes of what an evaluation answers. Printed or logged is nothing of these.</summary>
[Flags]
internal enum MetricFate
{
    None,

    /// <summary>A number is held against something: a threshold, another model's.</summary>
    Compared = 1,

    /// <summary>It is kept: in a member, a file, a data base.</summary>
    Stored = 2,

    /// <summary>It is handed to code that is not followed, or returned to nobody who is known.</summary>
    Passed = 4,
}

/// <summary>What one evaluation answers and what becomes of that, in all rounds and on all branches.</summary>
internal sealed class MetricUses
{
    /// <summary>The metrics that are read, by their names.</summary>
    public HashSet<string> Reads { get; } = new(StringComparer.Ordinal);

    /// <summary>Where the first of them is read.</summary>
    public SyntaxNode? ReadAt { get; set; }

    /// <summary>What becomes of the numbers, and of all of them at once.</summary>
    public MetricFate Fate { get; set; }

    /// <summary>What becomes of the whole answer: whoever has it may read any metric.</summary>
    public MetricFate FateOfWhole { get; set; }
}

/// <summary>What an evaluation answers, or each fold of a cross-validation.</summary>
internal sealed class MetricsValue : MadeValue
{
    public MetricsValue(Origin origin, MetricUses uses)
        : base(origin) => Uses = uses;

    public MetricUses Uses { get; }
}

/// <summary>One metric, or what is computed of some, or a text that tells them.</summary>
internal sealed class MetricValue : Value
{
    public MetricValue(IReadOnlyList<MetricUses> of, bool isText = false)
    {
        Of = of;
        IsText = isText;
    }

    /// <summary>The evaluations that it comes from.</summary>
    public IReadOnlyList<MetricUses> Of { get; }

    public bool IsText { get; }

    /// <summary>What is made of several values, some of which are metrics; null where none is.</summary>
    public static MetricValue? In(IEnumerable<Value> values, bool isText = false)
    {
        List<MetricUses>? found = null;
        var text = isText;
        foreach (var value in values.SelectMany(Parts))
        {
            if (value is MetricsValue { Uses: var whole })
            {
                Add(whole);
            }
            else if (value is MetricValue metric)
            {
                text |= metric.IsText;
                foreach (var uses in metric.Of)
                    Add(uses);
            }
        }

        return found is null ? null : new MetricValue(found, text);

        void Add(MetricUses uses)
        {
            found ??= new List<MetricUses>();
            if (!found.Contains(uses))
                found.Add(uses);
        }
    }

    /// <summary>A value, what it may be, and what is in it.</summary>
    private static IEnumerable<Value> Parts(Value value) =>
        value switch
        {
            JoinValue join => join.Alternatives,
            TupleValue tuple => tuple.Items,
            SequenceValue { Items: { Count: > 0 } items } => items.SelectMany(item => item.Alternatives),
            _ => value.Alternatives,
        };

    public override bool Equals(object? obj) => obj is MetricValue other && other.IsText == IsText && other.Of.SequenceEqual(Of);

    public override int GetHashCode() => Of.Count;
}
