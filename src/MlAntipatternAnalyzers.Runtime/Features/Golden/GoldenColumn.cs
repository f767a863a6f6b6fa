using System;
using System.Collections.Generic;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A column of golden rows, with its values.</summary>
internal abstract class GoldenColumn(string name, ColumnType type)
{
    public string Name { get; } = name;

    public ColumnType Type { get; } = type;

    /// <summary>Whether the values are left out: serving has the default in their place.</summary>
    public bool IsTrainingOnly { get; init; }

    public abstract DataViewType ViewType { get; }

    /// <summary>Whether values of this type can be recorded: not so for images and custom types.</summary>
    public static bool Supports(ColumnType type) => type.Kind != ColumnKind.Other;

    /// <param name="name">The column.</param>
    /// <param name="type">A type that <see cref="Supports"/> allows; a key has its count.</param>
    /// <param name="trainingOnly">As <see cref="IsTrainingOnly"/>.</param>
    public static GoldenColumn Create(string name, ColumnType type, bool trainingOnly = false)
    {
        return type.Kind switch
        {
            ColumnKind.Single => Of<float, GoldenReal<float>>(NumberDataViewType.Single),
            ColumnKind.Double => Of<double, GoldenReal<double>>(NumberDataViewType.Double),
            ColumnKind.SByte => Of<sbyte, GoldenWhole<sbyte>>(NumberDataViewType.SByte),
            ColumnKind.Int16 => Of<short, GoldenWhole<short>>(NumberDataViewType.Int16),
            ColumnKind.Int32 => Of<int, GoldenWhole<int>>(NumberDataViewType.Int32),
            ColumnKind.Int64 => Of<long, GoldenWhole<long>>(NumberDataViewType.Int64),
            ColumnKind.Byte => Of<byte, GoldenWhole<byte>>(KeyOr(typeof(byte), NumberDataViewType.Byte)),
            ColumnKind.UInt16 => Of<ushort, GoldenWhole<ushort>>(KeyOr(typeof(ushort), NumberDataViewType.UInt16)),
            ColumnKind.UInt32 => Of<uint, GoldenWhole<uint>>(KeyOr(typeof(uint), NumberDataViewType.UInt32)),
            ColumnKind.UInt64 => Of<ulong, GoldenWhole<ulong>>(KeyOr(typeof(ulong), NumberDataViewType.UInt64)),
            ColumnKind.Text => Of<ReadOnlyMemory<char>, GoldenText>(TextDataViewType.Instance),
            ColumnKind.Boolean => Of<bool, GoldenBoolean>(BooleanDataViewType.Instance),
            ColumnKind.DateTime => Of<DateTime, GoldenTime>(DateTimeDataViewType.Instance),
            ColumnKind.DateTimeOffset => Of<DateTimeOffset, GoldenTime>(DateTimeOffsetDataViewType.Instance),
            ColumnKind.TimeSpan => Of<TimeSpan, GoldenTime>(TimeSpanDataViewType.Instance),
            ColumnKind.RowId => Of<DataViewRowId, GoldenTime>(RowIdDataViewType.Instance),
            _ => throw new ArgumentException($"Values of {type} cannot be recorded.", nameof(type)),
        };

        GoldenColumn Of<T, TItem>(PrimitiveDataViewType item)
            where TItem : IGoldenItem<T> => type.IsVector
            ? new GoldenVector<T, TItem>(name, type, new VectorDataViewType(item, type.VectorSize ?? 0)) { IsTrainingOnly = trainingOnly }
            : new GoldenScalar<T, TItem>(name, type, item) { IsTrainingOnly = trainingOnly };

        PrimitiveDataViewType KeyOr(Type raw, PrimitiveDataViewType number) => type.IsKey ? new KeyDataViewType(raw, type.KeyCount!.Value) : number;
    }

    /// <summary>Binds the column of a view.</summary>
    /// <returns>Adds the value of the row that the cursor stands on.</returns>
    public abstract Action Bind(DataViewRow row, DataViewSchema.Column column);

    /// <summary>Adds the value that serving has for a column that only training fills.</summary>
    public abstract void AddDefault();

    public abstract void Write(Utf8JsonWriter json, int row);

    public abstract void Read(ref JsonCursor json);

    public abstract ValueGetter<TValue> Getter<TValue>(Func<int> row);

    /// <summary>Compares a value with that of another column of the same item type.</summary>
    /// <param name="row">The row here.</param>
    /// <param name="found">The other column.</param>
    /// <param name="foundRow">The row there.</param>
    /// <param name="tolerance">For real numbers.</param>
    /// <param name="report">Is given the slot (null for a scalar, or where the sizes differ), what is here, and what is there.</param>
    public abstract void Compare(int row, GoldenColumn found, int foundRow, GoldenTolerance tolerance, Action<int?, string, string> report);

    /// <summary>
    /// The column with keys as the members of row classes have them. ML.NET adds one when it reads a member that is a key (and takes a missing one for what is out of range), and
    /// neither takes it away when it fills a member, nor does either in vectors.
    /// </summary>
    public virtual GoldenColumn ToMembers() => this;

    protected string What => $"the {Type} '{Name}'";
}

internal abstract class GoldenValues<T>(string name, ColumnType type) : GoldenColumn(name, type)
{
    protected List<T> Values { get; } = [];

    public override Action Bind(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        T read = default!;
        return () =>
        {
            getter(ref read);
            Values.Add(Copy(in read));
        };
    }

    public override ValueGetter<TValue> Getter<TValue>(Func<int> row)
    {
        ValueGetter<T> getter = (ref T value) => Give(Values[row()], ref value);
        return getter as ValueGetter<TValue> ?? throw new ArgumentException($"Column '{Name}' is a {Type}, not a {typeof(TValue).Name}.", nameof(TValue));
    }

    protected abstract T Copy(in T value);

    protected abstract void Give(in T from, ref T to);
}

internal sealed class GoldenScalar<T, TItem>(string name, ColumnType type, DataViewType viewType) : GoldenValues<T>(name, type)
    where TItem : IGoldenItem<T>
{
    public override DataViewType ViewType => viewType;

    public override void AddDefault() => Values.Add(default!);

    public override void Write(Utf8JsonWriter json, int row) => TItem.Write(json, Values[row]);

    public override void Read(ref JsonCursor json)
    {
        var value = TItem.Read(json, What);
        GoldenKey.Check(json, Type, in value, What);
        Values.Add(value);
    }

    public override void Compare(int row, GoldenColumn found, int foundRow, GoldenTolerance tolerance, Action<int?, string, string> report)
    {
        var (expected, other) = (Values[row], ((GoldenScalar<T, TItem>)found).Values[foundRow]);
        if (!TItem.Same(in expected, in other, tolerance))
            report(null, TItem.Show(in expected), TItem.Show(in other));
    }

    public override GoldenColumn ToMembers()
    {
        if (Type.KeyCount is not { } count)
            return this;
        var members = new GoldenScalar<T, TItem>(Name, Type, ViewType) { IsTrainingOnly = IsTrainingOnly };
        foreach (var key in Values)
            members.Values.Add(TItem.ToMember(in key, count));
        return members;
    }

    // A text is a slice of what its cursor reads next into.
    protected override T Copy(in T value) => value is ReadOnlyMemory<char> text ? (T)(object)new ReadOnlyMemory<char>(text.ToArray()) : value;

    protected override void Give(in T from, ref T to) => to = from;
}
