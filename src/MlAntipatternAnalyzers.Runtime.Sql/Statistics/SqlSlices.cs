using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Finds the slices of the rows, each with the condition that its rows meet.</summary>
internal static class SqlSlices
{
    public static async Task<List<(IReadOnlyList<SliceKeyPart> Key, SqlScope Scope)>> FindAsync(SqlScope scope, IReadOnlyList<SqlColumn> columns, DataStatisticsOptions options, CancellationToken cancellationToken)
    {
        var keys = columns.Select(column => Key.Of(scope, column, options.Buckets.GetValueOrDefault(column.Name))).ToList();
        var expressions = string.Join(", ", keys.Select(key => key.Expression));
        var (slices, seen) = (new List<(IReadOnlyList<SliceKeyPart>, SqlScope)>(), 0);
        await scope.Runner.ReadAsync(
            $"the slices of {scope.Name}",
            $"SELECT {expressions}, COUNT(*)\n{scope.FromWhere}\nGROUP BY {expressions} {scope.Dialect.Limit(options.MaxSlices + 1L)}",
            reader =>
            {
                seen++;
                if (SqlAggregates.ToLong(reader.GetValue(keys.Count)) < options.MinSliceRows)
                    return;
                var values = keys.Select((_, i) => SqlAggregates.Value(reader, i)).ToList();
                var parts = keys.Select((key, i) => new SliceKeyPart(columns[i].Name, values[i] is null ? SliceKeyPart.Missing : key.NameOf(values[i]!))).ToList();
                var condition = string.Join(" AND ", keys.Select((key, i) => values[i] is null ? $"{key.Expression} IS NULL" : $"{key.Expression} = {key.Literal(values[i]!)}"));
                slices.Add((parts, scope.If(condition, $"slice {string.Join(", ", parts)} of {scope.Name}")));
            },
            cancellationToken).ConfigureAwait(false);
        if (seen > options.MaxSlices)
        {
            throw new DataStatisticsException(
                $"{(columns.Count == 1 ? "Column" : "The pair of")} {string.Join(" and ", columns.Select(column => $"'{column.Name}'"))} makes more than {options.MaxSlices} slices. "
                + "Slice by something coarser (buckets, a group of values), or raise MaxSlices: each slice holds the statistics of every column.");
        }
        return slices;
    }

    /// <summary>What a column is sliced by.</summary>
    /// <param name="Expression">NULL for the rows that have none.</param>
    /// <param name="NameOf">The name of a value.</param>
    /// <param name="Literal">The value in a query.</param>
    private sealed record Key(string Expression, Func<object, string> NameOf, Func<object, string> Literal)
    {
        public static Key Of(SqlScope scope, SqlColumn column, IReadOnlyList<double>? boundaries)
        {
            var (name, type) = (column.Name, column.Type);
            var isInteger = column is { Type: { IsVector: false, IsKey: false } } && (type.IsInteger || column.Described.IsInteger);
            if (boundaries is not null)
            {
                return type is { IsVector: false } && (type.IsReal || type.IsInteger) ? Buckets(scope, column, boundaries)
                    : throw new DataStatisticsException($"Column '{name}' is of type {type}: only numbers have buckets. Leave it out of the buckets; each of its values is a slice.");
            }
            if (isInteger)
                return new($"CAST({scope.Dialect.Identifier(name)} AS {(column.Described.Kind == ColumnKind.UInt64 ? "DECIMAL(20, 0)" : scope.Dialect.Int64Type)})", Number, Number);
            return type switch
            {
                { IsVector: false, Kind: ColumnKind.Text or ColumnKind.Boolean } => new(scope.PresentText(column), value => (string)value, value => scope.Dialect.Text((string)value)),
                { IsVector: false, IsReal: true } => throw new DataStatisticsException(
                    $"Column '{name}' holds real numbers ({type}): each would be a slice of its own. Give the boundaries of buckets: options.Buckets with [\"{name}\"] = [10, 20]."),
                _ => throw new DataStatisticsException(
                    $"Column '{name}' is of type {type}: slices are made by a text, a Boolean, an integer, or a number with buckets. Slice by the column that it was made from, or derive one."),
            };
        }

        private static Key Buckets(SqlScope scope, SqlColumn column, IReadOnlyList<double> boundaries)
        {
            var real = scope.Real(column);
            // NaN is above all numbers, and NULL not below any.
            var below = boundaries.Select((boundary, i) => string.Create(CultureInfo.InvariantCulture, $"WHEN {real} < {scope.Dialect.Number(boundary)} THEN {i}"));
            return new(
                string.Create(CultureInfo.InvariantCulture, $"CASE WHEN {real} IS NULL OR {scope.Dialect.IsNaN(real)} THEN NULL {string.Join(" ", below)} ELSE {boundaries.Count} END"),
                value => Bucket((int)SqlAggregates.ToLong(value), boundaries),
                Number);
        }

        private static string Bucket(int at, IReadOnlyList<double> boundaries) => string.Create(
            CultureInfo.InvariantCulture, $"{(at == 0 ? "(-inf" : "[" + boundaries[at - 1].ToString(CultureInfo.InvariantCulture))}, {(at == boundaries.Count ? "inf" : boundaries[at].ToString(CultureInfo.InvariantCulture))})");

        private static string Number(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
    }
}
