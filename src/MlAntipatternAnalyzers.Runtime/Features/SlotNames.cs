using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What the places of a vector hold, where the column says so: the names of features.</summary>
internal static class SlotNames
{
    /// <returns>A name for each slot, null where it has none; empty for a column without names.</returns>
    public static string?[] Of(DataViewSchema.Column column)
    {
        if (!column.HasSlotNames())
            return [];
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.IsEmpty ? null : name.ToString())];
    }
}
