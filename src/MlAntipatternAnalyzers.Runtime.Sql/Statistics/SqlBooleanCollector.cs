namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Booleans, as the texts of their values.</summary>
internal sealed class SqlBooleanCollector(SqlScope scope, SqlColumn column, string? weight) : SqlCollector(scope, column, weight), ISqlCorrelated
{
    private readonly (string Text, string Condition)[] _values = [(bool.FalseString, $"NOT {scope.Value(column)}"), (bool.TrueString, scope.Value(column))];
    private readonly long[] _counts = new long[2];
    private readonly double[] _weights = new double[2];
    private readonly double[] _squares = new double[2];

    public SqlCorrelated Correlated => new(Column.Name, Scope.Real(Column), Present, Present == 0 ? 0 : (double)_counts[1] / Present, false);

    public override void AddCounts(SqlAggregates aggregates)
    {
        base.AddCounts(aggregates);
        for (var i = 0; i < _values.Length; i++)
        {
            var (at, condition) = (i, _values[i].Condition);
            aggregates.Count(condition, count => _counts[at] = count);
            if (Weight is null)
                continue;
            aggregates.Number($"COALESCE(SUM(CASE WHEN {condition} THEN {Weight} END), 0)", value => _weights[at] = value);
            aggregates.Number($"COALESCE(SUM(CASE WHEN {condition} THEN {Weight} * {Weight} END), 0)", value => _squares[at] = value);
        }
    }

    public override ColumnStatistics Finish(SqlTotals totals, StatisticsShape shape)
    {
        var (tally, distinct, values, weighted) = (new TextTally(), new DistinctCounter(), new TopValues(), new TopValues());
        for (var i = 0; i < _values.Length; i++)
        {
            if (_counts[i] == 0)
                continue;
            tally.Add(_values[i].Text, _counts[i]);
            distinct.Add(ValueHash.Of(_values[i].Text));
            values.Add(_values[i].Text, _counts[i]);
            weighted.Add(_values[i].Text, _weights[i]);
        }
        values.AddUnkept(0, 0, _counts[0] + _counts[1]);
        weighted.AddUnkept(0, 0, _squares[0] + _squares[1]);
        return Statistics(totals, text: new(tally, distinct, values, shape) { Weighted = Weight is null ? null : new(weighted, shape) });
    }
}
