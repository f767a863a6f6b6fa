using System;
using System.Collections.Generic;
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

    public bool Equals(StoreKey other) => SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol) && (ReferenceEquals(Owner, other.Owner) || Equals(Owner, other.Owner));

    public override bool Equals(object? obj) => obj is StoreKey other && Equals(other);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Symbol) * 31 + (Owner?.GetHashCode() ?? 0);
}

/// <summary>What every variable holds now. Branches are tried one after the other, undone by a log of what was overwritten, and then merged.</summary>
internal sealed class Store
{
    /// <summary>The changes of a branch that does nothing; not to be changed.</summary>
    public static readonly Dictionary<StoreKey, Value> Nothing = new();

    private readonly Dictionary<StoreKey, Value> values = new();
    private readonly List<(StoreKey Key, Value? Old)> log = new();
    private readonly List<int> marks = new();

    public int Depth => marks.Count;

    public bool TryGet(StoreKey key, out Value value) => values.TryGetValue(key, out value!);

    public void Set(StoreKey key, Value value)
    {
        values.TryGetValue(key, out var old);
        if (ReferenceEquals(old, value))
            return;
        if (marks.Count > 0)
            log.Add((key, old));
        values[key] = value;
    }

    public void Begin() => marks.Add(log.Count);

    /// <summary>Ends the innermost branch: what it changed, which is undone.</summary>
    public Dictionary<StoreKey, Value> Undo()
    {
        var changes = ChangesSince(marks.Count - 1);
        var mark = Pop();
        for (var i = log.Count - 1; i >= mark; i--)
        {
            var (key, old) = log[i];
            if (old is null)
                values.Remove(key);
            else
                values[key] = old;
        }

        log.RemoveRange(mark, log.Count - mark);
        return changes;
    }

    /// <summary>Ends the innermost branch and keeps what it changed.</summary>
    public void Commit()
    {
        Pop();
        if (marks.Count == 0)
            log.Clear();
    }

    /// <summary>Everything that changed since the branch of a depth was begun.</summary>
    public Dictionary<StoreKey, Value> ChangesSince(int depth)
    {
        var mark = marks[depth];
        if (mark == log.Count)
            return Nothing;
        var changes = new Dictionary<StoreKey, Value>(log.Count - mark);
        for (var i = mark; i < log.Count; i++)
            changes[log[i].Key] = values[log[i].Key];
        return changes;
    }

    /// <summary>Goes on from where any of several branches ended; what a branch never touched it holds as <paramref name="untouched"/> says.</summary>
    public void Merge(IReadOnlyList<Dictionary<StoreKey, Value>> branches, Func<StoreKey, Value> untouched)
    {
        if (branches.Count == 1)
        {
            foreach (var change in branches[0])
                Set(change.Key, change.Value);
            return;
        }

        // What the branches hold is worked out before anything is set, since that changes what the others hold.
        List<(StoreKey Key, Value Value)>? merged = null;
        for (var i = 0; i < branches.Count; i++)
        {
            foreach (var change in branches[i])
            {
                if (!IsInEarlier(branches, i, change.Key))
                    (merged ??= new List<(StoreKey, Value)>()).Add((change.Key, Joined(branches, change.Key, untouched)));
            }
        }

        if (merged is null)
            return;
        foreach (var (key, value) in merged)
            Set(key, value);
    }

    private static bool IsInEarlier(IReadOnlyList<Dictionary<StoreKey, Value>> branches, int index, StoreKey key)
    {
        for (var i = 0; i < index; i++)
        {
            if (branches[i].ContainsKey(key))
                return true;
        }

        return false;
    }

    private Value Joined(IReadOnlyList<Dictionary<StoreKey, Value>> branches, StoreKey key, Func<StoreKey, Value> untouched)
    {
        var alternatives = new List<Value>(branches.Count);
        for (var i = 0; i < branches.Count; i++)
        {
            if (branches[i].TryGetValue(key, out var changed) || values.TryGetValue(key, out changed))
                alternatives.Add(changed);
            else if (key.Owner is not Frame)
                alternatives.Add(untouched(key));
        }

        return JoinValue.Of(alternatives);
    }

    private int Pop()
    {
        var mark = marks[marks.Count - 1];
        marks.RemoveAt(marks.Count - 1);
        return mark;
    }
}
