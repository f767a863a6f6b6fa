using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Reads the rows, chosen at random, that mutual information is computed from.</summary>
internal static class SqlRowSample
{
    // The database's choice is one of about so many rows: a little more, so that there are hardly ever too few.
    private const double Surplus = 1.1;
    private const double SurplusRows = 200;

    /// <param name="scope">The rows.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="columns">The label first, then what is compared with it.</param>
    /// <param name="weight">The rows' weight; null when all weigh alike.</param>
    /// <param name="limit">How many rows at most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<RowSample> ReadAsync(SqlScope scope, long rows, IReadOnlyList<SqlColumn> columns, string? weight, int limit, CancellationToken cancellationToken)
    {
        var codes = columns.Select(_ => new List<ulong>()).ToList();
        var weights = new List<double>();
        var share = ((limit * Surplus) + SurplusRows) / Math.Max(1, rows);
        var values = columns.Select(column => IsReal(column) ? scope.Real(column) : scope.Value(column)).ToList();
        if (weight is not null)
            values.Add(weight);
        await scope.Runner.ReadAsync(
            $"a sample of {scope.Name}",
            $"SELECT {string.Join(", ", values)}\n{scope.FromIf(share < 1 ? scope.Dialect.Sample(share, scope.HasPlaces) : null)}",
            reader =>
            {
                for (var i = 0; i < columns.Count; i++)
                    codes[i].Add(Code(reader, i, columns[i]));
                if (weight is not null)
                    weights.Add(reader.GetDouble(columns.Count));
            },
            cancellationToken).ConfigureAwait(false);

        // In random order, always the same one.
        var order = Enumerable.Range(0, codes[0].Count).OrderBy(i => GroupKey.Mix((ulong)i + 0x9E3779B97F4A7C15UL)).Take(limit).ToArray();
        return new(
            limit, rows, columns.Select((column, i) => new SampledColumn(column.Name, IsNumber(column), Array.ConvertAll(order, at => codes[i][at]))).ToList(),
            weight is null ? null : Array.ConvertAll(order, at => weights[at]));
    }

    /// <summary>Whether the column can be compared with a label.</summary>
    public static bool CanRead(SqlColumn column) => column.Type is { IsVector: false, Kind: not (ColumnKind.Other or ColumnKind.RowId) };

    private static bool IsReal(SqlColumn column) => column.Type.IsReal || column.Type.IsInteger;

    private static bool IsNumber(SqlColumn column) => IsReal(column) || column.Type.Kind is ColumnKind.DateTime or ColumnKind.DateTimeOffset or ColumnKind.TimeSpan;

    // The same codes as those of a view's values.
    private static ulong Code(DbDataReader reader, int i, SqlColumn column)
    {
        if (reader.IsDBNull(i))
            return IsNumber(column) ? Bits(double.NaN) : 0;
        return column.Type.Kind switch
        {
            ColumnKind.Text => reader.GetString(i) is { Length: > 0 } text ? ValueHash.Of(text) : 0,
            ColumnKind.Boolean => reader.GetBoolean(i) ? 2u : 1u,
            _ when IsReal(column) => Bits(reader.GetDouble(i)),
            _ => Bits(SqlTimeCollector.Ticks(reader.GetValue(i))!.Value),
        };
    }

    private static ulong Bits(double value) => BitConverter.DoubleToUInt64Bits(double.IsNaN(value) ? double.NaN : value + 0.0);
}
