using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Finds out a source's columns.</summary>
internal static class SqlSchema
{
    public static async Task<ImmutableArray<SqlColumn>> DescribeAsync(SqlDataSource source, string from, CancellationToken cancellationToken)
    {
        var (dialect, sql) = (source.Dialect, source.Dialect.DescribeQuery(from));
        var columns = await source.Runner.ExecuteAsync($"the columns of {source.Name}", sql, dialect.ReadColumnsAsync, cancellationToken).ConfigureAwait(false);
        if (columns.GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new SqlQueryException($"Two columns of {source.Name} have the name '{twice.Key}'. Name the columns of the query: SELECT a.id AS a_id, b.id AS b_id ….\nThe query: {sql}", sql);
        foreach (var name in source.GivenTypes.Keys)
        {
            if (columns.All(column => column.Name != name))
                throw new SqlQueryException($"A type is given for column '{name}', and {source.Name} has no such column. It has: {string.Join(", ", columns.Select(column => column.Name))}.", sql);
        }
        return columns;
    }

    /// <summary>The same columns with the types that hold what is there: given ones, or those that follow from the database's and from its NULLs.</summary>
    public static async Task<ImmutableArray<SqlColumn>> ResolveAsync(SqlDataSource source, string from, ImmutableArray<SqlColumn> described, CancellationToken cancellationToken)
    {
        var uncertain = described.Where(column => !source.GivenTypes.ContainsKey(column.Name) && SqlDialect.WithMissing(column.Type) != column.Type).ToList();
        var missing = new HashSet<string>(StringComparer.Ordinal);
        if (uncertain.Count > 0)
        {
            var counts = uncertain.Select(column => $"COUNT(*) - COUNT({source.Dialect.Identifier(column.Name)})");
            await source.Runner.ReadAsync(
                $"the NULLs of {source.Name}",
                $"SELECT {string.Join(", ", counts)} FROM {from}",
                reader =>
                {
                    for (var i = 0; i < uncertain.Count; i++)
                    {
                        if (Convert.ToInt64(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture) > 0)
                            missing.Add(uncertain[i].Name);
                    }
                },
                cancellationToken).ConfigureAwait(false);
        }
        return [.. described.Select(column => column with { Type = Resolve(source, column, missing.Contains(column.Name)) })];
    }

    public static ColumnType Resolve(SqlDataSource source, SqlColumn described, bool hasMissing) =>
        source.GivenTypes.TryGetValue(described.Name, out var given) ? given : hasMissing ? SqlDialect.WithMissing(described.Type) : described.Type;
}
