using System.Numerics;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The weights of a block's rows as doubles, once for all who need them.</summary>
internal abstract class WeightReader
{
    /// <summary>Sets the block's weights. What is no weight counts as 0 here; who adds up the weights reports it.</summary>
    public abstract void Read(RowBlock block);

    /// <summary>A reader for a column of numbers.</summary>
    public static WeightReader Create(int index, ColumnType type) => type.Kind switch
    {
        ColumnKind.SByte => new Of<sbyte>(index),
        ColumnKind.Byte => new Of<byte>(index),
        ColumnKind.Int16 => new Of<short>(index),
        ColumnKind.UInt16 => new Of<ushort>(index),
        ColumnKind.Int32 => new Of<int>(index),
        ColumnKind.UInt32 => new Of<uint>(index),
        ColumnKind.Int64 => new Of<long>(index),
        ColumnKind.UInt64 => new Of<ulong>(index),
        ColumnKind.Single => new Of<float>(index),
        _ => new Of<double>(index),
    };

    private sealed class Of<T>(int index) : WeightReader
        where T : struct, INumberBase<T>
    {
        public override void Read(RowBlock block)
        {
            var values = ((ScalarBlock<T>)block.Columns[index]).Values;
            for (var row = 0; row < block.Rows; row++)
            {
                var weight = ItemNumber.Of(values[row]);
                block.Weights![row] = weight >= 0 && double.IsFinite(weight) ? weight : 0;
            }
        }
    }
}
