using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Program;

/// <summary>A variable: a local of a frame, a member of an object, or a static field.</summary>
internal readonly struct StoreKey : IEquatable<StoreKey>
{
    public StoreKey(object? owner, ISymbol symbol)
    {
        Owner = owner;
        Symbol = symbol;
    }

    public object? Owner { get; }

    public ISymbol Symbol { get; }

    public bool Equals(StoreKey other) => Equals(Owner, other.Owner) && SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol);

    public override bool Equals(object? obj) => obj is StoreKey other && Equals(other);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Symbol) * 31 + (Owner?.GetHashCode() ?? 0);
}

/// <summary>What every variable holds now. Branches are tried one after the other on a journal and then merged.</summary>
internal sealed class Store
{
    private readonly Dictionary<StoreKey, Value> values = new();
    private readonly List<Dictionary<StoreKey, Value?>> journals = new();

    public int Depth => journals.Count;

    public bool TryGet(StoreKey key, out Value value) => values.TryGetValue(key, out value!);

    public void Set(StoreKey key, Value value)
    {
        if (journals.Count > 0)
        {
            var journal = journals[journals.Count - 1];
            if (!journal.ContainsKey(key))
                journal.Add(key, values.TryGetValue(key, out var old) ? old : null);
        }

        values[key] = value;
    }

    public void Begin() => journals.Add(new Dictionary<StoreKey, Value?>());

    /// <summary>Ends the innermost branch: what it changed, which is undone.</summary>
    public Dictionary<StoreKey, Value> Undo()
    {
        var journal = Pop();
        var changes = new Dictionary<StoreKey, Value>(journal.Count);
        foreach (var entry in journal)
        {
            changes.Add(entry.Key, values[entry.Key]);
            if (entry.Value is null)
                values.Remove(entry.Key);
            else
                values[entry.Key] = entry.Value;
        }

        return changes;
    }

    /// <summary>Ends the innermost branch and keeps what it changed.</summary>
    public void Commit()
    {
        var journal = Pop();
        if (journals.Count == 0)
            return;
        var outer = journals[journals.Count - 1];
        foreach (var entry in journal)
        {
            if (!outer.ContainsKey(entry.Key))
                outer.Add(entry.Key, entry.Value);
        }
    }

    /// <summary>Everything that changed since the journal of a depth was opened.</summary>
    public Dictionary<StoreKey, Value> ChangesSince(int depth)
    {
        var changes = new Dictionary<StoreKey, Value>();
        for (var i = depth; i < journals.Count; i++)
        {
            foreach (var key in journals[i].Keys)
                changes[key] = values[key];
        }

        return changes;
    }

    /// <summary>Goes on from where any of several branches ended; what a branch never touched it holds as <paramref name="untouched"/> says.</summary>
    public void Merge(IReadOnlyList<Dictionary<StoreKey, Value>> branches, Func<StoreKey, Value> untouched)
    {
        if (branches.Count == 0)
            return;
        if (branches.Count == 1)
        {
            foreach (var change in branches[0])
                Set(change.Key, change.Value);
            return;
        }

        foreach (var key in branches.SelectMany(branch => branch.Keys).Distinct().ToList())
        {
            var alternatives = new List<Value>(branches.Count);
            foreach (var branch in branches)
            {
                if (branch.TryGetValue(key, out var changed) || values.TryGetValue(key, out changed))
                    alternatives.Add(changed);
                else if (key.Owner is not Frame)
                    alternatives.Add(untouched(key));
            }

            Set(key, JoinValue.Of(alternatives));
        }
    }

    private Dictionary<StoreKey, Value?> Pop()
    {
        var journal = journals[journals.Count - 1];
        journals.RemoveAt(journals.Count - 1);
        return journal;
    }
}
