using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Reads one column of a query's rows as ML.NET has it.</summary>
internal sealed class SqlColumnReader
{
    private readonly Func<Func<long>, Delegate> _getter;

    private SqlColumnReader(Func<Func<long>, Delegate> getter) => _getter = getter;

    /// <summary>The <see cref="ValueGetter{TValue}"/>, given what tells the row's number from 0 on.</summary>
    public Delegate Getter(Func<long> row) => _getter(row);

    /// <summary>Whether a view can have such a column.</summary>
    public static bool CanRead(ColumnType type) => type is { IsKey: false, Kind: not (ColumnKind.Other or ColumnKind.RowId) };

    /// <summary>What stands for the column in the query.</summary>
    public static string Expression(SqlDataSource source, SqlColumn column) => source.Dialect.Convert(source.Dialect.Identifier(column.Name), column.Described, column.Type);

    public static DataViewType ViewType(ColumnType type)
    {
        PrimitiveDataViewType item = type.Kind switch
        {
            ColumnKind.Boolean => BooleanDataViewType.Instance,
            ColumnKind.SByte => NumberDataViewType.SByte,
            ColumnKind.Byte => NumberDataViewType.Byte,
            ColumnKind.Int16 => NumberDataViewType.Int16,
            ColumnKind.UInt16 => NumberDataViewType.UInt16,
            ColumnKind.Int32 => NumberDataViewType.Int32,
            ColumnKind.UInt32 => NumberDataViewType.UInt32,
            ColumnKind.Int64 => NumberDataViewType.Int64,
            ColumnKind.UInt64 => NumberDataViewType.UInt64,
            ColumnKind.Single => NumberDataViewType.Single,
            ColumnKind.Double => NumberDataViewType.Double,
            ColumnKind.DateTime => DateTimeDataViewType.Instance,
            ColumnKind.DateTimeOffset => DateTimeOffsetDataViewType.Instance,
            ColumnKind.TimeSpan => TimeSpanDataViewType.Instance,
            _ => TextDataViewType.Instance,
        };
        return type.IsVector ? new VectorDataViewType(item, type.VectorSize ?? 0) : item;
    }

    public static SqlColumnReader Create(SqlColumn column, DbDataReader reader, int i)
    {
        var name = column.Name;
        return column.Type switch
        {
            { IsVector: true, Kind: ColumnKind.Text } => Vector(column, reader, i, ReadOnlyMemory<char>.Empty, static value => ((string)value).AsMemory()),
            { IsVector: true, Kind: ColumnKind.Single } => Vector(column, reader, i, float.NaN, static value => Convert.ToSingle(value, CultureInfo.InvariantCulture)),
            { IsVector: true, Kind: ColumnKind.Double } => Vector(column, reader, i, double.NaN, static value => Convert.ToDouble(value, CultureInfo.InvariantCulture)),
            { Kind: ColumnKind.Single } => new(_ => (ValueGetter<float>)((ref float value) => value = reader.IsDBNull(i) ? float.NaN : reader.GetFloat(i))),
            { Kind: ColumnKind.Double } => new(_ => (ValueGetter<double>)((ref double value) => value = reader.IsDBNull(i) ? double.NaN : reader.GetDouble(i))),
            { Kind: ColumnKind.Text } => new(_ => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = reader.IsDBNull(i) ? default : reader.GetString(i).AsMemory())),
            { Kind: ColumnKind.Boolean } => Required(name, reader, i, reader.GetBoolean),
            { Kind: ColumnKind.SByte } => Integer<sbyte>(name, reader, i),
            { Kind: ColumnKind.Byte } => Integer<byte>(name, reader, i),
            { Kind: ColumnKind.Int16 } => Integer<short>(name, reader, i),
            { Kind: ColumnKind.UInt16 } => Integer<ushort>(name, reader, i),
            { Kind: ColumnKind.Int32 } => Integer<int>(name, reader, i),
            { Kind: ColumnKind.UInt32 } => Integer<uint>(name, reader, i),
            { Kind: ColumnKind.Int64 } => Required(name, reader, i, reader.GetInt64),
            { Kind: ColumnKind.UInt64 } => Required(name, reader, i, at => reader.GetFieldValue<ulong>(at)),
            { Kind: ColumnKind.DateTime } => Required(name, reader, i, reader.GetDateTime),
            { Kind: ColumnKind.DateTimeOffset } => Required(name, reader, i, at => reader.GetFieldValue<DateTimeOffset>(at)),
            _ => Required(name, reader, i, at => reader.GetFieldValue<TimeOnly>(at).ToTimeSpan()),
        };
    }

    private static SqlColumnReader Integer<T>(string name, DbDataReader reader, int i)
        where T : INumberBase<T> => Required(name, reader, i, at =>
    {
        var value = reader.GetInt64(at);
        try
        {
            return T.CreateChecked(value);
        }
        catch (OverflowException e)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Column '{name}' has the value {value}, which is no {typeof(T).Name}. Give it a wider type."), e);
        }
    });

    private static SqlColumnReader Required<T>(string name, DbDataReader reader, int i, Func<int, T> read) => new(row => (ValueGetter<T>)((ref T value) =>
        value = !reader.IsDBNull(i) ? read(i) : throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
            $"Column '{name}' is NULL in row {row() + 1}, and ML.NET has no missing {typeof(T).Name}. Read it as a real number or a text (Types), or leave the row out (WHERE … IS NOT NULL)."))));

    private static SqlColumnReader Vector<T>(SqlColumn column, DbDataReader reader, int i, T missing, Func<object, T> convert) => new(row => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
    {
        var items = reader.IsDBNull(i) ? null : Items(reader, i, column.Type.Kind);
        // ML.NET's vectors of fixed size always have their items.
        var length = items?.Count ?? column.Type.VectorSize ?? 0;
        if (column.Type.VectorSize is { } size && length != size)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Column '{column.Name}' has {length} items in row {row() + 1}, and its vectors have {size}."));
        var editor = VBufferEditor.Create(ref value, length);
        for (var at = 0; at < length; at++)
            editor.Values[at] = items?[at] is { } item ? convert(item) : missing;
        value = editor.Commit();
    }));

    // A provider reads an array as an array, or as a list, of items that can be NULL.
    private static IReadOnlyList<object?> Items(DbDataReader reader, int i, ColumnKind kind) => kind switch
    {
        ColumnKind.Single => Boxed<float>(reader, i),
        ColumnKind.Double => Boxed<double>(reader, i),
        _ => reader.GetFieldType(i).IsArray || reader.GetFieldType(i) == typeof(Array) ? reader.GetFieldValue<string?[]>(i) : reader.GetFieldValue<List<string?>>(i),
    };

    private static object?[] Boxed<T>(DbDataReader reader, int i)
        where T : struct
    {
        IReadOnlyList<T?> items = reader.GetFieldType(i).IsArray || reader.GetFieldType(i) == typeof(Array) ? reader.GetFieldValue<T?[]>(i) : reader.GetFieldValue<List<T?>>(i);
        var boxed = new object?[items.Count];
        for (var at = 0; at < boxed.Length; at++)
            boxed[at] = items[at];
        return boxed;
    }
}
