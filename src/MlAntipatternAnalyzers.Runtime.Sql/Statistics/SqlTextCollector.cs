using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Texts: the database groups them. Of up to <see cref="TopValues.DefaultLimit"/> different ones all groups come back, and all else is told from them. Of more, an embedded engine hands them over one by one;
/// a server sends the most frequent ones, and counts and estimates the rest.
/// </summary>
internal sealed class SqlTextCollector(SqlScope scope, SqlColumn column, string? weight) : SqlCollector(scope, column, weight)
{
    private readonly TopValues _values = new();
    private readonly TopValues? _weightedValues = weight is null ? null : new();
    private DistinctCounter _distinct = new();
    private TextTally _tally = new();

    public override async Task DistributeAsync(SqlTotals totals, CancellationToken cancellationToken)
    {
        if (Present == 0)
            return;
        if (Dialect.IsEmbedded)
            await ReadAllAsync(cancellationToken).ConfigureAwait(false);
        else
            await ReadFrequentAsync(cancellationToken).ConfigureAwait(false);
    }

    public override ColumnStatistics Finish(SqlTotals totals, StatisticsShape shape)
    {
        _tally.Empty = totals.Rows - Present;
        var text = new TextStatistics(_tally, _distinct, _values, shape) { Weighted = _weightedValues is null ? null : new(_weightedValues, shape) };
        return Statistics(totals, text: text, time: _tally.Times.Result, possibleMissing: [("", _tally.Empty), .. TextTally.Sentinels.Zip(_tally.SentinelCounts)]);
    }

    // Value, count, and with weights their sum and the sum of their squares.
    private string Groups(string also = "") =>
        $"SELECT {Scope.PresentText(Column)} AS v, COUNT(*) AS n{(Weight is null ? "" : $", SUM({Weight}) AS w, SUM({Weight} * {Weight}) AS q")}{also}\n{Scope.FromIf(Scope.IsPresent(Column))}\nGROUP BY {Scope.PresentText(Column)}";

    private async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        var (frequent, heavy) = (new SqlTopGroups(), Weight is null ? null : new SqlTopGroups());
        await Scope.Runner.ReadAsync(
            Purpose,
            Groups(),
            reader =>
            {
                var text = reader.GetString(0);
                var count = reader.GetInt64(1);
                _distinct.Add(ValueHash.Of(text));
                _tally.Add(text, count);
                frequent.Add(text, count, count);
                heavy?.Add(text, Double(reader, 2), Double(reader, 3));
            },
            cancellationToken).ConfigureAwait(false);
        frequent.MoveTo(_values);
        heavy?.MoveTo(_weightedValues!);
    }

    private async Task ReadFrequentAsync(CancellationToken cancellationToken)
    {
        _distinct = DistinctCounter.Of(Dialect.Name);
        var groups = await ReadTopAsync("n", cancellationToken).ConfigureAwait(false);
        var isComplete = groups.Count <= TopValues.DefaultLimit;
        if (isComplete)
        {
            foreach (var group in groups)
            {
                _distinct.Add(group.Hash);
                _tally.Add(group.Text, group.Count);
            }
        }
        else
        {
            _tally = await SqlTextTally.ReadAsync(Scope, Column, Purpose, groups.Select(group => group.Text), cancellationToken).ConfigureAwait(false);
            await ReadRegistersAsync(cancellationToken).ConfigureAwait(false);
        }
        Fill(_values, groups, group => (group.Count, group.Count), _tally.Count, _tally.Count);
        if (Weight is null)
            return;
        if (!isComplete)
            groups = await ReadTopAsync("w", cancellationToken).ConfigureAwait(false);
        var squares = 0.0;
        if (!isComplete)
        {
            var sums = new SqlAggregates(Scope, $"the weights of the texts in column '{Column.Name}'");
            sums.Number($"SUM(CASE WHEN {Scope.IsPresent(Column)} THEN {Weight} * {Weight} END)", value => squares = value);
            await sums.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        Fill(_weightedValues!, groups, group => (group.Weight, group.Squares), WeightedPresent, isComplete ? groups.Sum(group => group.Squares) : squares);
    }

    private static void Fill(TopValues values, IReadOnlyList<Group> groups, Func<Group, (double Weight, double Squares)> of, double total, double squares)
    {
        var kept = 0.0;
        foreach (var group in groups.Take(values.Limit))
        {
            values.Add(group.Text, of(group).Weight);
            kept += of(group).Weight;
        }
        values.AddUnkept(groups.Count <= values.Limit ? 0 : Math.Max(0, total - kept), groups.Count <= values.Limit ? 0 : of(groups[values.Limit]).Weight, squares);
    }

    private async Task<List<Group>> ReadTopAsync(string order, CancellationToken cancellationToken)
    {
        var groups = new List<Group>();
        await Scope.Runner.ReadAsync(
            Purpose,
            $"{Groups($", {Dialect.Hash(Scope.PresentText(Column))} AS h")}\nORDER BY {order} DESC {Dialect.Limit(TopValues.DefaultLimit + 1)}",
            reader => groups.Add(new(
                reader.GetString(0), SqlAggregates.ToLong(reader.GetValue(1)), Weight is null ? 0 : Double(reader, 2), Weight is null ? 0 : Double(reader, 3), Hash(reader.GetValue(Weight is null ? 2 : 4)))),
            cancellationToken).ConfigureAwait(false);
        return groups;
    }

    private async Task ReadRegistersAsync(CancellationToken cancellationToken)
    {
        var hash = Dialect.Hash(Scope.PresentText(Column));
        var hashes = new List<ulong>();
        await Scope.Runner.ReadAsync(
            $"the number of different texts in column '{Column.Name}' of {Scope.Name}",
            $"SELECT {Dialect.HashRegister(hash)} AS r, MIN({Dialect.HashRest(hash)}) AS h\n{Scope.FromIf(Scope.IsPresent(Column))}\nGROUP BY {Dialect.HashRegister(hash)}",
            reader => hashes.Add(((ulong)SqlAggregates.ToLong(reader.GetValue(0)) << 50) | (ulong)SqlAggregates.ToLong(reader.GetValue(1))),
            cancellationToken).ConfigureAwait(false);
        _distinct.AddRegisters(hashes.ToArray());
    }

    private string Purpose => $"the texts in column '{Column.Name}' of {Scope.Name}";

    private static double Double(DbDataReader reader, int i) => SqlAggregates.ToDouble(SqlAggregates.Value(reader, i));

    // An engine's 64 bits are signed or not.
    private static ulong Hash(object value) => value is ulong hash ? hash : unchecked((ulong)SqlAggregates.ToLong(value));

    private sealed record Group(string Text, long Count, double Weight, double Squares, ulong Hash);
}
