using System;
using System.Globalization;
using System.Numerics;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Adds up the rows' weights, and sees that they are weights.</summary>
internal abstract class WeightVisitor : BlockVisitor
{
    /// <summary>The sum so far.</summary>
    public ExactSum Sum { get; protected set; }

    public static WeightVisitor Create(int index, string name, ColumnType type) => type.Kind switch
    {
        ColumnKind.SByte => new Of<sbyte>(index, name),
        ColumnKind.Byte => new Of<byte>(index, name),
        ColumnKind.Int16 => new Of<short>(index, name),
        ColumnKind.UInt16 => new Of<ushort>(index, name),
        ColumnKind.Int32 => new Of<int>(index, name),
        ColumnKind.UInt32 => new Of<uint>(index, name),
        ColumnKind.Int64 => new Of<long>(index, name),
        ColumnKind.UInt64 => new Of<ulong>(index, name),
        ColumnKind.Single => new Of<float>(index, name),
        _ => new Of<double>(index, name),
    };

    private sealed class Of<T>(int index, string name) : WeightVisitor
        where T : struct, INumberBase<T>
    {
        public override void Visit(RowBlock block, int start, int count, long firstRow)
        {
            var values = ((ScalarBlock<T>)block.Columns[index]).Values.AsSpan(start, count);
            for (var i = 0; i < values.Length; i++)
            {
                if (T.IsNaN(values[i]) || T.IsInfinity(values[i]) || values[i] != T.Abs(values[i]))
                    throw new DataStatisticsException(string.Create(CultureInfo.InvariantCulture, $"Row {firstRow + i} has the weight {values[i]} in column '{name}'; a weight is a finite number that is not negative."));
                Sum += block.Weights![start + i];
            }
        }
    }
}
