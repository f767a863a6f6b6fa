using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>One column of a <see cref="RowSample"/>: of each row a code that is the same for the same value.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="IsNumber">Whether the codes are the bits of doubles, which have an order (NaN is missing); otherwise 0 is missing.</param>
/// <param name="Codes">The rows' codes.</param>
internal sealed record SampledColumn(string Name, bool IsNumber, ulong[] Codes);

/// <summary>Rows that were chosen at random, in random order: all rows where there are no more than <paramref name="Limit"/>.</summary>
/// <param name="Limit">How many rows there are at most.</param>
/// <param name="Rows">How many rows they were chosen from.</param>
/// <param name="Columns">The values of the label and of the columns that are compared with it.</param>
/// <param name="Weights">The rows' weights; null when all weigh alike.</param>
internal sealed record RowSample(int Limit, long Rows, IReadOnlyList<SampledColumn> Columns, double[]? Weights)
{
    public int Count => Columns.Count == 0 ? 0 : Columns[0].Codes.Length;

    /// <summary>A sample of both parts: of each as large a share as the part has of the rows.</summary>
    public static RowSample Merge(RowSample a, RowSample b)
    {
        var fromA = a.Count;
        var fromB = b.Count;
        if (fromA + fromB > a.Limit)
        {
            fromA = (int)Math.Round((double)a.Limit * a.Rows / (a.Rows + b.Rows));
            // A part whose rows were all kept may be smaller than its share after rounding.
            fromA = Math.Clamp(fromA, Math.Max(0, a.Limit - b.Count), a.Count);
            fromB = Math.Min(a.Limit - fromA, b.Count);
        }
        // Neighbours in the merged order come from both parts alike, so that any beginning of it is a sample too.
        var order = Interleave(fromA, fromB);
        return new(a.Limit, a.Rows + b.Rows, [.. a.Columns.Zip(b.Columns, (x, y) => x with { Codes = Pick(order, x.Codes, y.Codes) })],
            a.Weights is null || b.Weights is null ? null : Pick(order, a.Weights, b.Weights));
    }

    private static bool[] Interleave(int fromA, int fromB)
    {
        var order = new bool[fromA + fromB];
        var (a, b) = (0L, 0L);
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = b == fromB || (a < fromA && a * fromB <= b * fromA);
            if (order[i])
                a++;
            else
                b++;
        }
        return order;
    }

    private static T[] Pick<T>(bool[] fromA, T[] a, T[] b)
    {
        var (i, j) = (0, 0);
        return Array.ConvertAll(fromA, isA => isA ? a[i++] : b[j++]);
    }
}
