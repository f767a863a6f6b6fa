using System;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Data.Input;

/// <summary>The field of that index in the row where the reader stands.</summary>
internal delegate ReadOnlySpan<char> FieldOfRow(int index);

/// <summary>Is told of a field that is not what its column is.</summary>
internal delegate void UnreadField(ReadOnlySpan<char> field);

/// <summary>Makes ML.NET's getters over the fields of a row.</summary>
internal static class FieldGetter
{
    /// <exception cref="CannotEvaluateException">Columns of that type are not read from text.</exception>
    public static DataViewType TypeOf(DelimitedColumn column)
    {
        var item = ItemOf(column);
        return column.IsVector ? new VectorDataViewType(item, column.Last - column.First + 1) : item;
    }

    public static Delegate Create(DelimitedColumn column, FieldParser parser, FieldOfRow field, UnreadField unread)
    {
        return column.Type.Kind switch
        {
            ColumnKind.Single => Of<float>(parser.Single),
            ColumnKind.Double => Of<double>(parser.Double),
            ColumnKind.SByte => Of<sbyte>(FieldParser.Integer),
            ColumnKind.Byte => Of<byte>(FieldParser.Integer),
            ColumnKind.Int16 => Of<short>(FieldParser.Integer),
            ColumnKind.UInt16 => Of<ushort>(FieldParser.Integer),
            ColumnKind.Int32 => Of<int>(FieldParser.Integer),
            ColumnKind.UInt32 => Of<uint>(FieldParser.Integer),
            ColumnKind.Int64 => Of<long>(FieldParser.Integer),
            ColumnKind.UInt64 => Of<ulong>(FieldParser.Integer),
            ColumnKind.Boolean => Of<bool>(FieldParser.Boolean),
            ColumnKind.DateTime => Of<DateTime>(FieldParser.Time),
            ColumnKind.DateTimeOffset => Of<DateTimeOffset>(FieldParser.TimeWithOffset),
            ColumnKind.TimeSpan => Of<TimeSpan>(FieldParser.Duration),
            _ => Text(),
        };

        Delegate Of<T>(FieldParse<T> parse)
        {
            if (column.IsVector)
                return Vector(parse);
            var index = column.First;
            return (ValueGetter<T>)((ref T value) =>
            {
                var text = field(index);
                if (!parse(text, out value))
                    unread(text);
            });
        }

        Delegate Vector<T>(FieldParse<T> parse) => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
        {
            var editor = VBufferEditor.Create(ref value, column.Last - column.First + 1);
            for (var i = 0; i < editor.Values.Length; i++)
            {
                var text = field(column.First + i);
                if (!parse(text, out editor.Values[i]))
                    unread(text);
            }
            value = editor.Commit();
        });

        Delegate Text()
        {
            var pool = new StringPool();
            bool Parse(ReadOnlySpan<char> text, out ReadOnlyMemory<char> value)
            {
                value = pool.Get(text).AsMemory();
                return true;
            }
            return Of<ReadOnlyMemory<char>>(Parse);
        }
    }

    private static PrimitiveDataViewType ItemOf(DelimitedColumn column) => column.Type.IsKey ? throw Unreadable(column) : column.Type.Kind switch
    {
        ColumnKind.Single => NumberDataViewType.Single,
        ColumnKind.Double => NumberDataViewType.Double,
        ColumnKind.SByte => NumberDataViewType.SByte,
        ColumnKind.Byte => NumberDataViewType.Byte,
        ColumnKind.Int16 => NumberDataViewType.Int16,
        ColumnKind.UInt16 => NumberDataViewType.UInt16,
        ColumnKind.Int32 => NumberDataViewType.Int32,
        ColumnKind.UInt32 => NumberDataViewType.UInt32,
        ColumnKind.Int64 => NumberDataViewType.Int64,
        ColumnKind.UInt64 => NumberDataViewType.UInt64,
        ColumnKind.Boolean => BooleanDataViewType.Instance,
        ColumnKind.Text => TextDataViewType.Instance,
        ColumnKind.DateTime => DateTimeDataViewType.Instance,
        ColumnKind.DateTimeOffset => DateTimeOffsetDataViewType.Instance,
        ColumnKind.TimeSpan => TimeSpanDataViewType.Instance,
        _ => throw Unreadable(column),
    };

    private static CannotEvaluateException Unreadable(DelimitedColumn column) =>
        new($"Column '{column.Name}' is of type {column.Type}, which is not read from text. Give the data as .idv (mlContext.Data.SaveAsBinary), or another type by --type \"{column.Name}=Text\".");
}

/// <summary>Gives one string for the same short text again and again: most texts of a column come many times.</summary>
internal sealed class StringPool
{
    private const int LongestKept = 64;

    private readonly string?[] _kept = new string?[1024];

    public string Get(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return "";
        if (text.Length > LongestKept)
            return text.ToString();
        ref var kept = ref _kept[string.GetHashCode(text) & 1023];
        if (kept is null || !text.SequenceEqual(kept))
            kept = text.ToString();
        return kept;
    }
}
