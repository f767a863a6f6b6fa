using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How many rows a scope has, and their weight.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Weight">The sum of the weights; the same where all weigh 1.</param>
/// <param name="Squares">The sum of the weights' squares.</param>
internal readonly record struct SqlTotals(long Rows, double Weight, double Squares);

/// <summary>A collector of a column that has correlations.</summary>
internal interface ISqlCorrelated
{
    /// <summary>After the sums.</summary>
    SqlCorrelated Correlated { get; }
}

/// <summary>Has a database collect the statistics of one column: first what one reading counts for all columns, then what needs that, then how the values are distributed.</summary>
/// <param name="scope">The rows.</param>
/// <param name="column">The column.</param>
/// <param name="weight">The rows' weight, as an expression; null when all weigh alike.</param>
internal abstract class SqlCollector(SqlScope scope, SqlColumn column, string? weight)
{
    public SqlColumn Column => column;

    /// <summary>How many rows have a value.</summary>
    protected long Present { get; set; }

    /// <summary>Their weight.</summary>
    protected double WeightedPresent { get; set; }

    protected SqlScope Scope => scope;

    protected SqlDialect Dialect => scope.Dialect;

    protected string? Weight => weight;

    public static SqlCollector Create(SqlScope scope, SqlColumn column, string? weight) => column.Type switch
    {
        { Kind: ColumnKind.Other } => new SqlOtherCollector(scope, column, weight),
        { IsVector: true } => new SqlVectorCollector(scope, column, weight),
        { Kind: ColumnKind.Text } => new SqlTextCollector(scope, column, weight),
        { Kind: ColumnKind.Boolean } => new SqlBooleanCollector(scope, column, weight),
        { Kind: ColumnKind.DateTime or ColumnKind.DateTimeOffset or ColumnKind.TimeSpan } => new SqlTimeCollector(scope, column, weight),
        _ => new SqlNumberCollector(scope, column, weight),
    };

    /// <summary>What can be asked first.</summary>
    public virtual void AddCounts(SqlAggregates aggregates)
    {
        var present = scope.IsPresent(column);
        aggregates.Count(present, value => Present = value);
        if (weight is not null)
            aggregates.Number($"COALESCE(SUM(CASE WHEN {present} THEN {weight} END), 0)", value => WeightedPresent = value);
    }

    /// <summary>What needs the answers to that.</summary>
    public virtual void AddSums(SqlAggregates aggregates, SqlTotals totals)
    {
    }

    /// <summary>What needs queries of its own.</summary>
    public virtual Task DistributeAsync(SqlTotals totals, CancellationToken cancellationToken) => Task.CompletedTask;

    public abstract ColumnStatistics Finish(SqlTotals totals, StatisticsShape shape);

    protected ColumnStatistics Statistics(
        SqlTotals totals, NumericStatistics? numeric = null, TextStatistics? text = null, TimeStatistics? time = null, ValuesPerRow? valuesPerRow = null, params (string Sentinel, long Count)[] possibleMissing) =>
        new(column.Name, column.Type)
        {
            Present = Present,
            Missing = totals.Rows - Present,
            WeightedPresent = weight is null ? Present : WeightedPresent,
            // What rounding leaves is no weight.
            WeightedMissing = weight is null || Present == totals.Rows ? totals.Rows - Present : totals.Weight - WeightedPresent,
            ValuesPerRow = Present == 0 ? null : valuesPerRow ?? Scalars(Present),
            Numeric = numeric,
            Text = text,
            Time = time,
            PossibleMissing = possibleMissing.ToSentinels(pair => pair.Sentinel, pair => pair.Count),
        };

    // Of scalars each row has one.
    private static ValuesPerRow Scalars(long rows)
    {
        var sketch = new QuantileSketch();
        sketch.AddCounts([1], [rows], 1, rows, 0);
        return new(sketch, rows, rows);
    }
}

/// <summary>A column of a type that ML.NET has not: only whether it is there.</summary>
internal sealed class SqlOtherCollector(SqlScope scope, SqlColumn column, string? weight) : SqlCollector(scope, column, weight)
{
    public override ColumnStatistics Finish(SqlTotals totals, StatisticsShape shape) => Statistics(totals);
}
