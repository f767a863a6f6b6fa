using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A column that a pass reads.</summary>
/// <param name="Column">Where it is in the view.</param>
/// <param name="Type">Its type, which is not <see cref="ColumnKind.Other"/>.</param>
internal sealed record PassColumn(DataViewSchema.Column Column, ColumnType Type);

/// <summary>Looks at all rows of a pass, in the view's order. Each visitor is called by one thread at a time, different ones by several at once.</summary>
internal abstract class BlockVisitor
{
    /// <summary>Some rows of a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="start">The first of them in it.</param>
    /// <param name="count">How many they are, at least 1.</param>
    /// <param name="firstRow">The number of the first of them in the view; the view's first row is 1.</param>
    public abstract void Visit(RowBlock block, int start, int count, long firstRow);
}
