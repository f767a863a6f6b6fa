using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Joins two sides part by part, and counts.</summary>
internal sealed class SkewJoin(FeatureSkewReport report, IReadOnlyList<SkewTally> tallies, FeatureSkewOptions options)
{
    private Identifier _shown;
    private Func<string>? _show;

    public void Run(SkewSide training, SkewSide serving)
    {
        training.Read();
        serving.Read();
        (report.BaseRows, report.BaseRowsWithoutIdentifier) = (training.Rows, training.RowsWithoutIdentifier);
        (report.TestRows, report.TestRowsWithoutIdentifier) = (serving.Rows, serving.RowsWithoutIdentifier);
        report.SpilledBytes = training.Partitions.Spilled + serving.Partitions.Spilled;
        byte[] before = [];
        byte[] now = [];
        for (var part = 0; part < SkewPartitions.Count; part++)
            Join(training.Partitions.Read(part, ref before), serving.Partitions.Read(part, ref now));
    }

    private void Join(ReadOnlyMemory<byte> training, ReadOnlyMemory<byte> serving)
    {
        var groups = new Dictionary<Identifier, Group>();
        foreach (var row in Rows(training))
            GroupOf(groups, training, row).Before.Add(row.Features);
        foreach (var row in Rows(serving))
            GroupOf(groups, serving, row).Now.Add(row.Features);

        report.Identifiers += groups.Count;
        foreach (var (identifier, group) in groups)
        {
            if (group.Before.Count == 0)
                report.IdentifiersMissingInBase++;
            if (group.Now.Count == 0)
                report.IdentifiersMissingInTest++;
            report.MatchingPairs += (long)group.Before.Count * group.Now.Count;
            if (group.Before.Count > 1 || group.Now.Count > 1)
            {
                report.DuplicateIdentifiers++;
                if (options.DuplicateIdentifiers == DuplicateIdentifiers.Error)
                    throw Duplicate(identifier, group);
                if (options.DuplicateIdentifiers == DuplicateIdentifiers.Skip)
                    continue;
            }
            for (var before = 0; before < group.Before.Count; before++)
            {
                for (var now = 0; now < group.Now.Count; now++)
                    Compare(training.Span[group.Before[before]..], serving.Span[group.Now[now]..], identifier);
            }
        }
    }

    private void Compare(ReadOnlySpan<byte> training, ReadOnlySpan<byte> serving, Identifier identifier)
    {
        var before = new SkewReader(training);
        var now = new SkewReader(serving);
        var differs = false;
        // Not made for each pair: few are ever shown.
        _shown = identifier;
        _show ??= () => Show(_shown);
        foreach (var tally in tallies)
            differs |= tally.Add(before.Block(), now.Block(), identifier.Hash, _show);
        report.ComparedPairs++;
        if (differs)
            report.SkewedPairs++;
    }

    private ArgumentException Duplicate(Identifier identifier, Group group) => new(string.Create(CultureInfo.InvariantCulture,
        $"{Show(identifier)} stands in {group.Before.Count} rows of training and in {group.Now.Count} of serving: it does not say which row belongs to which. Add a column to the identifier, or choose another way with FeatureSkewOptions.DuplicateIdentifiers."));

    private string Show(Identifier identifier)
    {
        var reader = new SkewReader(identifier.Bytes.Span);
        var parts = new List<string>();
        foreach (var name in report.IdentifierColumnNames)
        {
            var value = new SkewValue(reader.Block());
            value.MoveNext();
            parts.Add($"{name} = {SkewValue.Show(value.Kind, value.Item)}");
        }
        return string.Join(", ", parts);
    }

    private static Group GroupOf(Dictionary<Identifier, Group> groups, ReadOnlyMemory<byte> rows, Row row)
    {
        ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, new(rows.Slice(row.Identifier, row.IdentifierLength)), out _);
        return group ??= new();
    }

    // Where each row's identifier and features stand.
    private static List<Row> Rows(ReadOnlyMemory<byte> bytes)
    {
        var rows = new List<Row>();
        var reader = new SkewReader(bytes.Span);
        while (!reader.AtEnd)
        {
            var length = reader.Count();
            var end = reader.Position + length;
            var identifierLength = reader.Count();
            rows.Add(new(reader.Position, identifierLength, reader.Position + identifierLength));
            reader.Bytes(end - reader.Position);
        }
        return rows;
    }

    private readonly record struct Row(int Identifier, int IdentifierLength, int Features);

    private sealed class Group
    {
        public Places Before;
        public Places Now;
    }

    /// <summary>Nearly always one row.</summary>
    private struct Places
    {
        private int _first;
        private List<int>? _more;

        public int Count { get; private set; }

        public void Add(int place)
        {
            if (Count++ == 0)
                _first = place;
            else
                (_more ??= []).Add(place);
        }

        public readonly int this[int index] => index == 0 ? _first : _more![index - 1];
    }

    private readonly struct Identifier(ReadOnlyMemory<byte> bytes) : IEquatable<Identifier>
    {
        public ReadOnlyMemory<byte> Bytes { get; } = bytes;

        public ulong Hash { get; } = SkewHash.Of(bytes.Span);

        public bool Equals(Identifier other) => Hash == other.Hash && Bytes.Span.SequenceEqual(other.Bytes.Span);

        public override bool Equals(object? obj) => obj is Identifier other && Equals(other);

        public override int GetHashCode() => (int)Hash;
    }
}
