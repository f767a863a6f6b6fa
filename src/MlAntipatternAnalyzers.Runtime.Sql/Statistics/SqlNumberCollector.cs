using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Numbers, one a row. Quantiles are <see cref="SqlQuantiles"/>'s, which asks for many columns at once.</summary>
internal sealed class SqlNumberCollector(SqlScope scope, SqlColumn column, string? weight) : SqlCollector(scope, column, weight), ISqlCorrelated
{
    // Beyond it a square may be beyond the largest double, which some engines answer with an error.
    private const double Large = 1e140;

    // Scaled by it, the largest doubles have squares, and what becomes 0 adds nothing to them.
    private const double Scale = 2.4099198651028841e-181;

    private readonly NumericTally _tally = new();
    private readonly string _real = scope.Real(column);
    private long _finiteCount;
    private double _mean;
    private double _squares;
    private double _weight;
    private double _weightOfPositiveInfinity;
    private double _weightOfNegativeInfinity;
    private double _weightedMean;
    private double _weightedSquares;

    /// <summary>The number where it is finite, else NULL.</summary>
    public string FiniteExpression { get; private set; } = scope.Finite(column);

    /// <summary>How many are finite.</summary>
    public long FiniteCount => _finiteCount;

    // The mean of a constant may be a digit off.
    public SqlCorrelated Correlated => new(Column.Name, FiniteExpression, _finiteCount, Min == Max ? Min : _mean, IsLarge);

    public double Min => _tally.Min;

    public double Max => _tally.Max;

    /// <summary>The weight of the finite numbers.</summary>
    public double FiniteWeight => Weight is null ? _finiteCount : _weight;

    /// <summary>The sum of the squares of the weights of the finite numbers.</summary>
    public double FiniteWeightSquares { get; private set; }

    public QuantileSketch Sketch { get; } = new();

    public QuantileSketch? WeightedSketch { get; } = weight is null ? null : new();

    // Whether there are numbers whose squares cannot be summed.
    private bool IsLarge => CanBeLarge && (Min < -Large || Max > Large);

    private bool CanBeLarge => Column.Type.Kind == ColumnKind.Double;

    public override void AddCounts(SqlAggregates aggregates)
    {
        base.AddCounts(aggregates);
        var finite = FiniteExpression;
        var moderate = CanBeLarge ? $"CASE WHEN {_real} BETWEEN {Dialect.Number(-Large)} AND {Dialect.Number(Large)} THEN {_real} END" : finite;
        aggregates.Add($"COUNT({finite})", value => _finiteCount = SqlAggregates.ToLong(value));
        aggregates.Number($"MIN({finite})", value => _tally.Min = double.IsNaN(value) ? double.PositiveInfinity : value + 0.0);
        aggregates.Number($"MAX({finite})", value => _tally.Max = double.IsNaN(value) ? double.NegativeInfinity : value + 0.0);
        aggregates.Number($"AVG({moderate})", value => _mean = value);
        if (Weight is null)
            return;
        aggregates.Number($"COALESCE(SUM(CASE WHEN {finite} IS NOT NULL THEN {Weight} END), 0)", value => _weight = value);
        aggregates.Number($"COALESCE(SUM(CASE WHEN {finite} IS NOT NULL THEN {Weight} * {Weight} END), 0)", value => FiniteWeightSquares = value);
        aggregates.Number($"SUM({moderate} * {Weight})", value => _weightedMean = value);
    }

    public override void AddSums(SqlAggregates aggregates, SqlTotals totals)
    {
        // Where all are finite, nothing is gained by asking again.
        if (_finiteCount == totals.Rows)
            FiniteExpression = _real;
        if (Weight is null)
            FiniteWeightSquares = _finiteCount;
        _weightedMean = _weight > 0 ? _weightedMean / _weight : 0;
        AddValues(aggregates);
        if (IsLarge)
        {
            var scaled = $"CASE WHEN {FiniteExpression} > 1e-100 OR {FiniteExpression} < -1e-100 THEN {FiniteExpression} * {Dialect.Number(Scale)} WHEN {FiniteExpression} IS NOT NULL THEN {Dialect.Number(0)} END";
            aggregates.Number($"AVG({scaled})", value => _mean = value / Scale);
            aggregates.Number($"VAR_POP({scaled})", value => _squares = value / Scale / Scale * _finiteCount);
            if (Weight is not null)
            {
                aggregates.Number($"SUM({scaled} * {Weight})", value => _weightedMean = value / _weight / Scale);
                _weightedSquares = double.PositiveInfinity;
            }
            return;
        }
        // Squares of distances from the mean keep the digits that engines lose when they sum up squares of what is far from 0.
        if (_finiteCount > 0)
            AddDistances(aggregates, _mean, _finiteCount, "", (mean, squares) => (_mean, _squares) = (mean, squares));
        if (_weight > 0)
            AddDistances(aggregates, _weightedMean, _weight, $" * {Weight}", (mean, squares) => (_weightedMean, _weightedSquares) = (mean, squares));
    }

    // Only what can be there is counted.
    private void AddValues(SqlAggregates aggregates)
    {
        if (Min <= 0 && Max >= 0)
            aggregates.Count($"{_real} = {Dialect.Number(0)}", count => _tally.Zeros = count);
        if (Min <= 1 && Max >= 1)
            aggregates.Count($"{_real} = {Dialect.Number(1)}", count => _tally.Ones = count);
        if (Min <= -1 && Max >= -1)
            aggregates.Count($"{_real} = {Dialect.Number(-1)}", count => _tally.MinusOnes = count);
        if (Present == _finiteCount)
            return;
        var (positive, negative) = ($"{_real} = {Dialect.Number(double.PositiveInfinity)}", $"{_real} = {Dialect.Number(double.NegativeInfinity)}");
        aggregates.Count(positive, count => _tally.PositiveInfinity = count);
        aggregates.Count(negative, count => _tally.NegativeInfinity = count);
        if (Weight is null)
            return;
        aggregates.Number($"COALESCE(SUM(CASE WHEN {positive} THEN {Weight} END), 0)", value => _weightOfPositiveInfinity = value);
        aggregates.Number($"COALESCE(SUM(CASE WHEN {negative} THEN {Weight} END), 0)", value => _weightOfNegativeInfinity = value);
    }

    // The mean of the distances from what the engine took for the mean is what that is off by.
    private void AddDistances(SqlAggregates aggregates, double mean, double weight, string times, Action<double, double> take)
    {
        var distance = $"({FiniteExpression} - {Dialect.Number(mean)})";
        var sum = 0.0;
        aggregates.Number($"SUM({distance}{times})", value => sum = value);
        aggregates.Number($"SUM({distance} * {distance}{times})", value => take(mean + (sum / weight), Math.Max(0, value - (sum / weight * sum))));
    }

    public override ColumnStatistics Finish(SqlTotals totals, StatisticsShape shape)
    {
        _tally.Moments = _finiteCount > 0 ? Moments(_finiteCount, _mean, _squares) : default;
        // ML.NET's real numbers have no other way to be missing.
        _tally.NaN = Column.Type.IsReal ? totals.Rows - _finiteCount - _tally.PositiveInfinity - _tally.NegativeInfinity : 0;
        Sketch.AddSpecials(_tally.NaN, _tally.PositiveInfinity, _tally.NegativeInfinity);
        // What rounding leaves is no weight.
        WeightedSketch?.AddSpecials(
            _tally.NaN == 0 ? 0 : Math.Max(0, totals.Weight - _weight - _weightOfPositiveInfinity - _weightOfNegativeInfinity), _weightOfPositiveInfinity, _weightOfNegativeInfinity);
        var numeric = new NumericStatistics(_tally, Sketch, shape)
        {
            Weighted = WeightedSketch is null ? null : new(_weight > 0 ? Moments(_weight, _weightedMean, _weightedSquares) : default, WeightedSketch, shape),
        };
        return Statistics(totals, numeric, possibleMissing: [("0", _tally.Zeros), ("-1", _tally.MinusOnes)]);
    }

    // The sums that give this mean and these squares of distances back, to twice a double's precision.
    private static Moments Moments(double weight, double mean, double squares)
    {
        var sum = ExactSum.Product(mean, weight);
        return new(new(weight, 0), sum, (sum * new ExactSum(mean, 0)) + squares);
    }
}
