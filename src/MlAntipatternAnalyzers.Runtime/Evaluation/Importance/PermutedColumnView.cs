using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A view in which the values of one column stand in other rows. It is read in one order only: a row's new value is known by its place.</summary>
internal sealed class PermutedColumnView(IDataView source, PermutedColumn column, int[] permutation) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => permutation.Length;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(source.GetRowCursor(columnsNeeded), column, permutation);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded)];

    private sealed class Cursor(DataViewRowCursor source, PermutedColumn column, int[] permutation) : DataViewRowCursor
    {
        public override long Position => source.Position;

        public override long Batch => source.Batch;

        public override DataViewSchema Schema => source.Schema;

        public override bool MoveNext()
        {
            if (!source.MoveNext())
                return false;
            return source.Position < permutation.Length ? true : throw new InvalidOperationException("The test data has more rows than when its column was read; measure importance on data that stays as it is.");
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column active) => source.IsColumnActive(active);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column wanted) => wanted.Index == column.Column.Index && IsColumnActive(wanted)
            ? column.Getter<TValue>(() => permutation[source.Position])
            : source.GetGetter<TValue>(wanted);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                source.Dispose();
            base.Dispose(disposing);
        }
    }
}

/// <summary>The values of one column, in the rows' order. That much has to be in memory: a row's new value may come from any other.</summary>
internal abstract class PermutedColumn(DataViewSchema.Column column)
{
    public DataViewSchema.Column Column { get; } = column;

    public abstract int Rows { get; }

    /// <summary>Whether values of this type can be kept and copied: not so for images.</summary>
    public static bool Supports(DataViewType type) => type is VectorDataViewType vector ? Supports(vector.ItemType) : GroupKey.IsComparable(type);

    public static PermutedColumn Read(IDataView data, DataViewSchema.Column column)
    {
        var type = column.Type is VectorDataViewType vector ? typeof(PermutedVector<>).MakeGenericType(vector.ItemType.RawType) : typeof(PermutedScalar<>).MakeGenericType(column.Type.RawType);
        var values = (PermutedColumn)Activator.CreateInstance(type, column)!;
        using var cursor = data.GetRowCursor([column]);
        values.Fill(cursor);
        return values;
    }

    public abstract ValueGetter<TValue> Getter<TValue>(Func<int> index);

    protected abstract void Fill(DataViewRowCursor cursor);
}

internal abstract class PermutedValues<T>(DataViewSchema.Column column) : PermutedColumn(column)
{
    private readonly List<T> _values = [];

    public override int Rows => _values.Count;

    public override ValueGetter<TValue> Getter<TValue>(Func<int> index)
    {
        ValueGetter<T> getter = (ref T value) => Copy(_values[index()], ref value);
        return getter as ValueGetter<TValue> ?? throw new ArgumentException($"Column '{Column.Name}' is a {Column.Type}, not a {typeof(TValue).Name}.", nameof(TValue));
    }

    protected override void Fill(DataViewRowCursor cursor)
    {
        var getter = cursor.GetGetter<T>(Column);
        T read = default!;
        while (cursor.MoveNext())
        {
            getter(ref read);
            T kept = default!;
            Copy(in read, ref kept);
            _values.Add(kept);
        }
    }

    /// <summary>A copy that shares nothing that either side may write to.</summary>
    protected abstract void Copy(in T from, ref T to);
}

internal sealed class PermutedScalar<T>(DataViewSchema.Column column) : PermutedValues<T>(column)
{
    protected override void Copy(in T from, ref T to) => to = from;
}

internal sealed class PermutedVector<T>(DataViewSchema.Column column) : PermutedValues<VBuffer<T>>(column)
{
    protected override void Copy(in VBuffer<T> from, ref VBuffer<T> to) => from.CopyTo(ref to);
}
