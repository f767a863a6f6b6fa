using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Which rows of which source a view holds: the source, and the splits and filters on the way from it.</summary>
internal sealed class RowSet
{
    private RowSet(object source, ImmutableArray<Part> parts)
    {
        Source = source;
        Parts = parts;
    }

    /// <summary>What the rows come from; sources that are equal hold the same rows.</summary>
    public object Source { get; }

    /// <summary>The sides of splits and the filters, from the source on.</summary>
    public ImmutableArray<Part> Parts { get; }

    /// <summary>The rows of a view, or null where they are not known.</summary>
    public static RowSet? Of(Value value)
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        while (value is ViewValue view)
        {
            switch (view.Kind)
            {
                case ViewKind.TrainSide or ViewKind.ValidationSide or ViewKind.TestSide:
                    parts.Add(new Part(view.Split!, view.Kind));
                    break;
                case ViewKind.Filtered:
                    parts.Add(new Part(view, view.Kind, view.Range));
                    break;
            }

            if (view.Parent is null || view.Parent.IsUnknown)
            {
                AddSelections(view, parts);
                parts.Reverse();
                return new RowSet(SourceOf(view), parts.ToImmutable());
            }

            value = view.Parent;
        }

        return null;
    }

    /// <summary>The side of the last split on the way, and that split; null where nothing was split.</summary>
    public Part? LastSide
    {
        get
        {
            for (var i = Parts.Length - 1; i >= 0; i--)
            {
                if (Parts[i].Kind != ViewKind.Filtered)
                    return Parts[i];
            }

            return null;
        }
    }

    /// <summary>Whether two sets come from one source.</summary>
    public bool SharesSourceWith(RowSet other) => Source.Equals(other.Source);

    /// <summary>Whether every row of <paramref name="other"/> is one of these.</summary>
    public bool Contains(RowSet other) => SharesSourceWith(other) && Parts.Length <= other.Parts.Length && Parts.SequenceEqual(other.Parts.Take(Parts.Length));

    /// <summary>Whether both hold the same rows.</summary>
    public bool IsSameAs(RowSet other) => Contains(other) && other.Contains(this);

    /// <summary>Whether these are some rows of <paramref name="other"/> that were not set apart by a split.</summary>
    public bool IsFilterOf(RowSet other) => other.Contains(this) && Parts.Skip(other.Parts.Length).All(part => part.Kind == ViewKind.Filtered);

    /// <summary>Whether these are a side of a split that was made of <paramref name="other"/> or of a part of it.</summary>
    public bool IsSplitOf(RowSet other) => other.Contains(this) && Parts.Skip(other.Parts.Length).Any(part => part.Kind != ViewKind.Filtered);

    /// <summary>Whether some rows are certainly in both, of which neither is made of the other: <c>Take(80)</c> and <c>Skip(60)</c>.</summary>
    public bool Crosses(RowSet other)
    {
        if (!SharesSourceWith(other) || Parts.Length != other.Parts.Length || Parts.IsEmpty)
            return false;
        var last = Parts.Length - 1;
        return Parts.Take(last).SequenceEqual(other.Parts.Take(last)) && Parts[last].Range is { } mine && other.Parts[last].Range is { } others && mine.Meets(others);
    }

    /// <summary>Rows that were chosen before they were loaded: <c>rows.Where(…)</c>.</summary>
    private static void AddSelections(ViewValue view, ImmutableArray<Part>.Builder parts)
    {
        for (var rows = view.Load?.Source as SequenceValue; rows?.From is { Shrinks: false } from; rows = from)
        {
            if (rows.IsSelection)
                parts.Add(new Part(rows, ViewKind.Filtered, rows.Range));
        }
    }

    /// <summary>The sequence that rows were taken from first.</summary>
    private static SequenceValue FirstOf(SequenceValue rows)
    {
        while (rows.From is { Shrinks: false } from)
            rows = from;
        return rows;
    }

    private static object SourceOf(ViewValue view)
    {
        if (view is not { Kind: ViewKind.Loaded, Load: { } load })
            return view;
        return load switch
        {
            { Source: ConstantValue { Content: string path } } when load.Api != Api.LoadEnumerable => path,
            { Spelled: { } spelled } => spelled,
            { Source: SequenceValue { Literal: false } rows } => new Rows(FirstOf(rows).Origin),
            _ => view,
        };
    }

    /// <summary>One split side or filter.</summary>
    internal readonly struct Part : IEquatable<Part>
    {
        public Part(Value maker, ViewKind kind, RowRange? range = null)
        {
            Maker = maker;
            Kind = kind;
            Range = range;
        }

        public Value Maker { get; }

        public ViewKind Kind { get; }

        /// <summary>Which rows a filter lets pass, where that is told by their number.</summary>
        public RowRange? Range { get; }

        public bool Equals(Part other) => Kind == other.Kind && Maker.Equals(other.Maker);

        public override bool Equals(object? obj) => obj is Part other && Equals(other);

        public override int GetHashCode() => Maker.GetHashCode();
    }

    /// <summary>Rows made at a place: the same rows where the same calls, spelled alike, led there.</summary>
    private sealed class Rows : IEquatable<Rows>
    {
        private readonly Origin origin;

        public Rows(Origin origin) => this.origin = origin;

        public bool Equals(Rows? other) =>
            other is not null && (other.origin.Equals(origin) || (ReferenceEquals(other.origin.Node, origin.Node) && Calls(origin).SequenceEqual(Calls(other.origin))));

        public override bool Equals(object? obj) => Equals(obj as Rows);

        public override int GetHashCode() => origin.Node.SpanStart;

        /// <summary>Another round of a loop may make other rows.</summary>
        private static IEnumerable<(string Call, int Iteration)> Calls(Origin origin)
        {
            for (var path = origin.Path; path is not null; path = path.Caller)
                yield return (path.Call.ToString(), path.Iteration);
        }
    }
}
