using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlAntipatternAnalyzers.Runtime;
using Parquet;
using Parquet.Schema;

namespace MlAntipatternAnalyzers.Tool.Data.Input;

/// <summary>A column of a Parquet file and what it becomes in a view.</summary>
internal sealed class ParquetColumn
{
    private readonly Func<ParquetBuffer> _create;

    private ParquetColumn(string name, DataViewType type, Func<ParquetBuffer> create)
    {
        Name = name;
        Type = type;
        _create = create;
    }

    public string Name { get; }

    public DataViewType Type { get; }

    public ParquetBuffer CreateBuffer() => _create();

    /// <param name="hasNulls">Whether values are missing. Then whole numbers become reals, truth values and times become texts: ML.NET's own types of these cannot be missing.</param>
    /// <param name="wanted">The type that a schema or a class gives it; taken where the file's values can be that.</param>
    public static ParquetColumn Of(DataField field, bool hasNulls, ColumnType? wanted)
    {
        var type = field.ClrType;
        return System.Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean when hasNulls || wanted == ColumnType.Text => Text<bool>(value => value ? "true" : "false"),
            TypeCode.Boolean => As<bool, bool>(BooleanDataViewType.Instance, value => value, false),
            TypeCode.SByte => Number<sbyte>(NumberDataViewType.SByte, value => value, narrow: true),
            TypeCode.Byte => Number<byte>(NumberDataViewType.Byte, value => value, narrow: true),
            TypeCode.Int16 => Number<short>(NumberDataViewType.Int16, value => value, narrow: true),
            TypeCode.UInt16 => Number<ushort>(NumberDataViewType.UInt16, value => value, narrow: true),
            TypeCode.Int32 => Number<int>(NumberDataViewType.Int32, value => value, narrow: false),
            TypeCode.UInt32 => Number<uint>(NumberDataViewType.UInt32, value => value, narrow: false),
            TypeCode.Int64 => Number<long>(NumberDataViewType.Int64, value => value, narrow: false),
            TypeCode.UInt64 => Number<ulong>(NumberDataViewType.UInt64, value => value, narrow: false),
            TypeCode.Single when wanted == ColumnType.Double => As<float, double>(NumberDataViewType.Double, value => value, double.NaN),
            TypeCode.Single => As<float, float>(NumberDataViewType.Single, value => value, float.NaN),
            TypeCode.Double => Real<double>(value => value),
            TypeCode.Decimal => Real<decimal>(value => (double)value),
            TypeCode.DateTime when hasNulls || wanted == ColumnType.Text => Text<DateTime>(value => value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
            TypeCode.DateTime => As<DateTime, DateTime>(DateTimeDataViewType.Instance, value => value, default),
            _ when type == typeof(TimeSpan) && !hasNulls => As<TimeSpan, TimeSpan>(TimeSpanDataViewType.Instance, value => value, default),
            _ when type == typeof(TimeSpan) => Text<TimeSpan>(value => value.ToString("c", CultureInfo.InvariantCulture)),
            _ when type == typeof(TimeOnly) => Text<TimeOnly>(value => value.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
            _ when type == typeof(DateOnly) => Text<DateOnly>(value => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            _ when type == typeof(Guid) => Text<Guid>(value => value.ToString()),
            _ => new(field.Name, TextDataViewType.Instance, () => new TextBuffer(field)),
        };

        ParquetColumn As<TSource, TValue>(DataViewType viewType, Func<TSource, TValue> convert, TValue missing)
            where TSource : struct => new(field.Name, viewType, () => new StructBuffer<TSource, TValue>(field, convert, missing));

        ParquetColumn Text<TSource>(Func<TSource, string> text)
            where TSource : struct => As<TSource, ReadOnlyMemory<char>>(TextDataViewType.Instance, value => text(value).AsMemory(), default);

        ParquetColumn Real<TSource>(Func<TSource, double> convert)
            where TSource : struct => wanted == ColumnType.Single
                ? As<TSource, float>(NumberDataViewType.Single, value => (float)convert(value), float.NaN)
                : As<TSource, double>(NumberDataViewType.Double, convert, double.NaN);

        ParquetColumn Number<TSource>(DataViewType viewType, Func<TSource, double> convert, bool narrow)
            where TSource : struct => wanted == ColumnType.Single || (hasNulls && narrow && wanted is null)
                ? As<TSource, float>(NumberDataViewType.Single, value => (float)convert(value), float.NaN)
                : wanted == ColumnType.Double || hasNulls
                    ? As<TSource, double>(NumberDataViewType.Double, convert, double.NaN)
                    : As<TSource, TSource>(viewType, value => value, default);
    }

    private sealed class StructBuffer<TSource, TValue>(DataField field, Func<TSource, TValue> convert, TValue missing) : ParquetBuffer
        where TSource : struct
    {
        private TSource[] _values = [];
        private TSource?[] _nullable = [];

        public override void Load(ParquetRowGroupReader group, ParquetSchema schema, CancellationToken cancellationToken)
        {
            var own = Own(schema, field);
            var rows = checked((int)group.RowCount);
            if (field.IsNullable)
            {
                Array.Resize(ref _nullable, rows);
                group.ReadAsync(own, _nullable.AsMemory(), null, cancellationToken).AsTask().GetAwaiter().GetResult();
            }
            else
            {
                Array.Resize(ref _values, rows);
                group.ReadAsync(own, _values.AsMemory(), null, cancellationToken).AsTask().GetAwaiter().GetResult();
            }
        }

        public override Delegate Getter(Func<int> row) => field.IsNullable
            ? (ValueGetter<TValue>)((ref TValue value) => value = _nullable[row()] is { } present ? convert(present) : missing)
            : (ref TValue value) => value = convert(_values[row()]);
    }

    private sealed class TextBuffer(DataField field) : ParquetBuffer
    {
        private string?[] _values = [];

        public override void Load(ParquetRowGroupReader group, ParquetSchema schema, CancellationToken cancellationToken)
        {
            var own = Own(schema, field);
            var rows = checked((int)group.RowCount);
            Array.Resize(ref _values, rows);
            if (field.ClrType == typeof(byte[]))
            {
                var bytes = new byte[]?[rows];
                group.ReadAsync(own, bytes.AsMemory()!, null, cancellationToken).AsTask().GetAwaiter().GetResult();
                _values = [.. bytes.Select(value => value is null ? null : Convert.ToHexString(value))];
                return;
            }
            group.ReadAsync(own, _values.AsMemory()!, null, cancellationToken).AsTask().GetAwaiter().GetResult();
        }

        public override Delegate Getter(Func<int> row) => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = _values[row()].AsMemory());
    }
}

/// <summary>The values of one column in one row group.</summary>
internal abstract class ParquetBuffer
{
    public abstract void Load(ParquetRowGroupReader group, ParquetSchema schema, CancellationToken cancellationToken);

    /// <param name="row">The row in the group.</param>
    public abstract Delegate Getter(Func<int> row);

    // Each file has field objects of its own.
    protected static DataField Own(ParquetSchema schema, DataField field) => schema.Fields.OfType<DataField>().First(own => own.Name == field.Name);
}
