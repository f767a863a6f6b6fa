using System;
using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Collects something of the rows that it is given: of all, or of those of a slice.</summary>
internal abstract class RowCollector
{
    /// <summary>Rows that follow each other.</summary>
    public abstract void Add(RowBlock block, RowRange rows);

    /// <summary>The rows of a slice.</summary>
    public abstract void Add(RowBlock block, RowList rows);
}

/// <summary>Collects the statistics of one column.</summary>
internal abstract class ColumnCollector : RowCollector
{
    /// <summary>The statistics; nothing is added afterwards.</summary>
    public abstract ColumnStatistics Finish(StatisticsShape shape);

    /// <summary>A collector for a column of a type that can be read.</summary>
    public static ColumnCollector Create(CollectedColumn column)
    {
        var type = column.Type;
        if (type.IsKey)
        {
            return type.Kind switch
            {
                ColumnKind.Byte => new KeyCollector<byte, KeyCode<byte>>(column),
                ColumnKind.UInt16 => new KeyCollector<ushort, KeyCode<ushort>>(column),
                ColumnKind.UInt32 => new KeyCollector<uint, KeyCode<uint>>(column),
                _ => new KeyCollector<ulong, KeyCode<ulong>>(column),
            };
        }
        return type.Kind switch
        {
            ColumnKind.SByte => Number<sbyte>(),
            ColumnKind.Byte => Number<byte>(),
            ColumnKind.Int16 => Number<short>(),
            ColumnKind.UInt16 => Number<ushort>(),
            ColumnKind.Int32 => Number<int>(),
            ColumnKind.UInt32 => Number<uint>(),
            ColumnKind.Int64 => Number<long>(),
            ColumnKind.UInt64 => Number<ulong>(),
            ColumnKind.Single => Number<float>(),
            ColumnKind.Double => Number<double>(),
            ColumnKind.Boolean => new KeyCollector<bool, BooleanCode>(column),
            ColumnKind.Text => new TextCollector(column),
            ColumnKind.DateTime => new TimeCollector<DateTime, DateTimeTicks>(column),
            ColumnKind.DateTimeOffset => new TimeCollector<DateTimeOffset, DateTimeOffsetTicks>(column),
            ColumnKind.TimeSpan => new TimeCollector<TimeSpan, TimeSpanTicks>(column),
            _ => new TimeCollector<DataViewRowId, NoTicks>(column),
        };

        ColumnCollector Number<T>()
            where T : struct, INumberBase<T> => type.IsVector ? new NumberVectorCollector<T>(column) : new NumberCollector<T>(column);
    }
}

/// <summary>A column whose statistics are collected.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Index">Its index in a block.</param>
/// <param name="IsWeighted">Whether the rows have weights.</param>
/// <param name="NameOf">Of keys and Booleans: the texts that stand for their codes; else null.</param>
internal sealed record CollectedColumn(string Name, ColumnType Type, int Index, bool IsWeighted, Func<ulong, string>? NameOf)
{
    /// <summary>Describes a column of a view.</summary>
    public static CollectedColumn Of(DataViewSchema.Column column, ColumnType type, int index, bool isWeighted) =>
        new(column.Name, type, index, isWeighted, type.IsKey ? new KeyNames(column).NameOf : type.Kind == ColumnKind.Boolean ? BooleanCode.NameOf : null);
}
