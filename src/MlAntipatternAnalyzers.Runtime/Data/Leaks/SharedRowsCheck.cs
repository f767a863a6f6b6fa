using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Finds the rows that two views share: each is read once, and of a row only its hash is kept.</summary>
internal static class SharedRowsCheck
{
    private const int MostSamples = 5;
    private const int RecordLength = 16 + sizeof(long);

    public static SharedRows Run(IDataView train, IDataView test, IReadOnlyList<string> columnNames, DataLeakOptions options, CancellationToken cancellationToken)
    {
        var columns = columnNames.Select(name => Encoders(train.Schema[name], test.Schema[name])).ToList();
        using var trainParts = new SkewPartitions(options.MemoryBudget / 2, options.TemporaryDirectory);
        using var testParts = new SkewPartitions(options.MemoryBudget / 2, options.TemporaryDirectory);
        var sample = new TestSample(options.SampleSize, columns.Count);
        var shared = new SharedRows(columnNames);
        shared.TestRows = Write(test, [.. columns.Select(column => column.Test)], testParts, sample.Offer, cancellationToken);
        sample.Close();
        shared.TrainRows = Write(train, [.. columns.Select(column => column.Train)], trainParts, sample.LookUp, cancellationToken);
        Join(shared, trainParts, testParts);
        Judge(shared, sample, options.SignificanceLevel);
        return shared;
    }

    /// <summary>The columns that both sides have and that can be compared.</summary>
    public static IEnumerable<string> CommonColumns(DataViewSchema train, DataViewSchema test) =>
        train.Where(column => !column.IsHidden && SkewKinds.Of(column) is not null && test.GetColumnOrNull(column.Name) is { } other && SkewKinds.Of(other) is not null).Select(column => column.Name);

    private static void Judge(SharedRows shared, TestSample sample, double level)
    {
        if (shared.TestRowsInTrain == 0)
            return;
        shared.ExpectedByChance = sample.ExpectedPairs() * shared.TestRows / sample.Count;
        shared.PValue = shared.ExpectedByChance > 0 ? MathNet.Numerics.SpecialFunctions.GammaLowerRegularized(shared.TestRowsInTrain, shared.ExpectedByChance) : 0;
        shared.IsByChance = shared.TestRowsInTrain <= 2 * shared.ExpectedByChance || shared.PValue >= level;
    }

    private static (SkewEncoder Train, SkewEncoder Test) Encoders(DataViewSchema.Column train, DataViewSchema.Column test) =>
        SkewKinds.Of(train) is { } left && SkewKinds.Of(test) is { } right && SkewKinds.Common(left, right) is { } kind
            ? (SkewEncoder.Create(train, kind, null), SkewEncoder.Create(test, kind, null))
            : throw new ArgumentException(
                $"Column '{train.Name}' is {ColumnType.From(train.Type)} in the training data and {ColumnType.From(test.Type)} in the test data: no row could be the same. Load it with one type on both sides, or name it in IgnoredColumnNames.");

    private static long Write(IDataView data, IReadOnlyList<SkewEncoder> columns, SkewPartitions parts, Action<RowFingerprints> onRow, CancellationToken cancellationToken)
    {
        var rows = new RowFingerprints(data, columns);
        var record = new byte[RecordLength];
        rows.Read(row =>
        {
            // Often enough for people, and too seldom to cost.
            if (row.Row % 1024 == 0)
                cancellationToken.ThrowIfCancellationRequested();
            onRow(row);
            BinaryPrimitives.WriteUInt128LittleEndian(record, row.Hash);
            BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(16), row.Row);
            parts.Add((ulong)row.Hash, record);
        });
        return rows.Row;
    }

    private static void Join(SharedRows shared, SkewPartitions trainParts, SkewPartitions testParts)
    {
        byte[] trainBuffer = [], testBuffer = [];
        var inTest = new Dictionary<UInt128, Match>();
        var samples = new List<SharedRow>();
        for (var part = 0; part < SkewPartitions.Count; part++)
        {
            inTest.Clear();
            var reader = new SkewReader(testParts.Read(part, ref testBuffer).Span);
            while (!reader.AtEnd)
            {
                var (hash, row) = Record(reader.Block());
                ref var match = ref CollectionsMarshal.GetValueRefOrAddDefault(inTest, hash, out var there);
                match = there ? match with { TestRows = match.TestRows + 1 } : new(row, 1, 0, 0);
            }
            reader = new SkewReader(trainParts.Read(part, ref trainBuffer).Span);
            while (!reader.AtEnd)
            {
                var (hash, row) = Record(reader.Block());
                ref var match = ref CollectionsMarshal.GetValueRefOrNullRef(inTest, hash);
                if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref match))
                    match = match with { TrainRows = match.TrainRows + 1, TrainRow = match.TrainRows == 0 ? row : match.TrainRow };
            }
            foreach (var match in inTest.Values)
            {
                if (match.TrainRows == 0)
                    continue;
                shared.DistinctShared++;
                shared.TestRowsInTrain += match.TestRows;
                shared.TrainRowsInTest += match.TrainRows;
                samples.Add(new(match.TestRow, match.TrainRow));
            }
            // The parts are in no order of the rows: the first of all are the first of each.
            if (samples.Count > 1000)
                samples = First(samples);
        }
        shared.Sample = First(samples);
    }

    private static List<SharedRow> First(List<SharedRow> rows) => [.. rows.OrderBy(row => row.TestRow).Take(MostSamples)];

    private static (UInt128 Hash, long Row) Record(ReadOnlySpan<byte> bytes) =>
        (BinaryPrimitives.ReadUInt128LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]));

    private readonly record struct Match(long TestRow, long TestRows, long TrainRow, long TrainRows);
}
