using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Arrays: how many items the rows have, and the items of all rows together as a column of their own.</summary>
internal sealed class SqlVectorCollector(SqlScope scope, SqlColumn column, string? weight) : SqlCollector(scope, column, weight)
{
    private const string Item = "mlap_item";
    private const string ItemWeight = "mlap_weight";

    private readonly QuantileSketch _lengths = new();
    private long _itemsInRows;
    private SqlCollector? _items;
    private SqlTotals _itemTotals;
    private long _nulls;

    // A row is present when one of its items is.
    private string PresentItems => $"(SELECT COUNT(*) FROM (SELECT {Dialect.Unnest(Scope.Value(Column))} AS x) AS mlap_items WHERE {IsPresentItem})";

    private string IsPresentItem => Column.Type.Kind == ColumnKind.Text ? "x <> ''" : $"NOT {Dialect.IsNaN("x")}";

    public override void AddCounts(SqlAggregates aggregates) => aggregates.Count($"{Dialect.Identifier(Column.Name)} IS NULL", count => _nulls = count);

    public override async Task DistributeAsync(SqlTotals totals, CancellationToken cancellationToken)
    {
        var length = Dialect.ArrayLength(Scope.Value(Column));
        var lengths = new SortedDictionary<long, long>();
        // The aggregates are outside of the subquery: the condition has one of its own.
        var rows = $"SELECT {length} AS l, {PresentItems} AS p{(Weight is null ? "" : $", {Weight} AS w")}\n{Scope.FromWhere}";
        await Scope.Runner.ReadAsync(
            $"the lengths of column '{Column.Name}' of {Scope.Name}",
            $"SELECT l, COUNT(*){(Weight is null ? "" : ", SUM(w)")} FROM (\n{rows}\n) AS mlap_rows WHERE p > 0 GROUP BY l",
            reader =>
            {
                lengths[SqlAggregates.ToLong(reader.GetValue(0))] = SqlAggregates.ToLong(reader.GetValue(1));
                if (Weight is not null)
                    WeightedPresent += SqlAggregates.ToDouble(SqlAggregates.Value(reader, 2));
            },
            cancellationToken).ConfigureAwait(false);
        foreach (var (items, count) in lengths)
        {
            Present += count;
            _itemsInRows += items * count;
            _lengths.AddCounts([items], [count], items, count, 0);
        }

        var source = $"(SELECT {Dialect.Unnest(Scope.Value(Column))} AS {Item}{(Weight is null ? "" : $", {Weight} AS {ItemWeight}")}\n{Scope.FromWhere}) AS mlap_items";
        var itemScope = new SqlScope(Scope.Source, source, null, $"the items of column '{Column.Name}' of {Scope.Name}");
        var itemColumn = new SqlColumn(Item, "", Column.Type.Item);
        _items = Create(itemScope, itemColumn, Weight is null ? null : ItemWeight);
        _itemTotals = await SqlColumns.CollectAsync(itemScope, [_items], Weight is null ? null : ItemWeight, cancellationToken).ConfigureAwait(false);
        // A vector of fixed size has its items even where the array is NULL.
        if (Column.Type.VectorSize is { } size)
            _itemTotals = _itemTotals with { Rows = _itemTotals.Rows + (size * _nulls) };
    }

    public override ColumnStatistics Finish(SqlTotals totals, StatisticsShape shape)
    {
        var items = _items!.Finish(_itemTotals, shape);
        var possible = new List<(string, long)>();
        foreach (var (sentinel, count) in items.PossibleMissing)
            possible.Add((sentinel, count));
        return Statistics(totals, items.Numeric, items.Text, items.Time, Present == 0 ? null : new ValuesPerRow(_lengths, Present, _itemsInRows), [.. possible]);
    }
}
