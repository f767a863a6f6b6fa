using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Aggregates that are asked for together, so that the rows are read once for many of them.</summary>
internal sealed class SqlAggregates(SqlScope scope, string purpose)
{
    // An engine has a limit of what one query selects; PostgreSQL's is 1664.
    private const int Most = 1000;

    private readonly List<(string Expression, Action<object?> Take)> _items = [];

    public void Add(string expression, Action<object?> take) => _items.Add((expression, take));

    /// <summary>How many rows meet a condition.</summary>
    public void Count(string condition, Action<long> take) => Add($"COUNT(CASE WHEN {condition} THEN 1 END)", value => take(ToLong(value)));

    /// <summary>A real number; NaN where the database says NULL.</summary>
    public void Number(string expression, Action<double> take) => Add(expression, value => take(ToDouble(value)));

    /// <summary>Asks, and hands the answers over.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var part in _items.Chunk(Most))
        {
            // What several ask for is computed once.
            var expressions = part.Select(item => item.Expression).Distinct(StringComparer.Ordinal).ToList();
            var places = expressions.Select((expression, i) => (expression, i)).ToDictionary(pair => pair.expression, pair => pair.i, StringComparer.Ordinal);
            await scope.Runner.ReadAsync(
                $"{purpose} of {scope.Name}",
                $"SELECT {string.Join(",\n  ", expressions)}\n{scope.FromWhere}",
                reader =>
                {
                    foreach (var (expression, take) in part)
                        take(Value(reader, places[expression]));
                },
                cancellationToken).ConfigureAwait(false);
        }
        _items.Clear();
    }

    public static object? Value(DbDataReader reader, int i) => reader.IsDBNull(i) ? null : reader.GetValue(i);

    /// <summary>A count, whatever type the engine counts in.</summary>
    public static long ToLong(object? value) => value switch
    {
        null => 0,
        long count => count,
        BigInteger big => (long)big,
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };

    public static double ToDouble(object? value) => value switch
    {
        null => double.NaN,
        double number => number,
        BigInteger big => (double)big,
        _ => Convert.ToDouble(value, CultureInfo.InvariantCulture),
    };
}
