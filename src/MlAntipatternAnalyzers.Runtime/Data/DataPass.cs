using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// One pass over a view: every row comes to every visitor, in the view's order. Several threads read, where the view has a cursor for each, and several look at the rows, each at other
/// columns: what they find does not depend on how many they are.
/// </summary>
internal static class DataPass
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Leads the items of columns to their visitors.</summary>
    /// <returns>The number of rows.</returns>
    public static long Run(IDataView data, IEnumerable<(DataViewSchema.Column Column, ColumnType Type, ColumnVisitor Visitor)> columns)
    {
        var plan = new DataPassPlan();
        var unread = plan.Add(columns);
        var rows = Run(data, plan, Environment.ProcessorCount, null, CancellationToken.None);
        foreach (var visitor in unread)
            visitor.SkipRows(rows);
        return rows;
    }

    /// <summary>Leads blocks of rows to visitors.</summary>
    /// <param name="data">The view.</param>
    /// <param name="plan">The columns to read, and who looks at them.</param>
    /// <param name="threads">How many threads there are at most to read, and to look.</param>
    /// <param name="progress">Is told how far the pass is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The number of rows.</returns>
    public static long Run(IDataView data, DataPassPlan plan, int threads, IProgress<DataStatisticsProgress>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return threads == 1 ? Alone(data, plan, progress, cancellationToken) : Together(data, plan, threads, progress, cancellationToken);
    }

    private static long Alone(IDataView data, DataPassPlan plan, IProgress<DataStatisticsProgress>? progress, CancellationToken cancellationToken)
    {
        var reports = new Reports(progress, data);
        using var cursor = data.GetRowCursor(plan.Needed);
        var reader = new BlockReader(cursor, plan.Columns, plan.Weight, hasBatches: false, cancellationToken);
        var block = reader.NewBlock();
        long rows = 0;
        while (reader.Fill(block))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var visitor in plan.FirstVisitors.Concat(plan.Visitors))
                visitor.Visit(block, 0, block.Rows, rows + 1);
            rows += block.Rows;
            reports.Reached(rows);
        }
        cancellationToken.ThrowIfCancellationRequested();
        reports.End(rows);
        return rows;
    }

    private static long Together(IDataView data, DataPassPlan plan, int threads, IProgress<DataStatisticsProgress>? progress, CancellationToken cancellationToken)
    {
        var reports = new Reports(progress, data);
        var cursors = data.GetRowCursorSet(plan.Needed, threads);
        long rows = 0;
        try
        {
            using var blocks = new OrderedBlocks(cursors.Select(cursor => (Func<CancellationToken, BlockReader>)(stop => new(cursor, plan.Columns, plan.Weight, cursors.Length > 1, stop))), cancellationToken);
            while (blocks.Next() is { Count: > 0 } parts)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Visit(plan.FirstVisitors, parts, threads);
                Visit(plan.Visitors, parts, threads);
                rows += parts.Sum(part => (long)part.Count);
                reports.Reached(rows);
            }
        }
        finally
        {
            foreach (var cursor in cursors)
                cursor.Dispose();
        }
        cancellationToken.ThrowIfCancellationRequested();
        reports.End(rows);
        return rows;
    }

    // Whoever is free takes the next visitor: they have more and less to do.
    private static void Visit(IReadOnlyList<BlockVisitor> visitors, IReadOnlyList<BlockPart> parts, int threads)
    {
        if (visitors.Count == 0)
            return;
        var next = -1;
        var errors = new ExceptionDispatchInfo?[visitors.Count];
        void Work()
        {
            while (Interlocked.Increment(ref next) is var at && at < visitors.Count)
            {
                try
                {
                    foreach (var (block, start, count, firstRow) in parts)
                        visitors[at].Visit(block, start, count, firstRow);
                }
                catch (Exception e)
                {
                    // Thrown again below, in the thread of the caller.
                    errors[at] = ExceptionDispatchInfo.Capture(e);
                }
            }
        }

        if (Math.Min(threads, visitors.Count) is > 1 and var workers)
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, _ => Work());
        else
            Work();
        foreach (var error in errors)
            error?.Throw();
    }

    /// <summary>Tells how far the pass is, not more often than somebody can read it.</summary>
    private sealed class Reports(IProgress<DataStatisticsProgress>? progress, IDataView data)
    {
        private readonly long? _total = progress is null ? null : data.GetRowCount();
        private long _last = Environment.TickCount64;

        public void Reached(long rows)
        {
            if (progress is null || Environment.TickCount64 - _last < ReportInterval.TotalMilliseconds)
                return;
            _last = Environment.TickCount64;
            progress.Report(new(rows, _total));
        }

        public void End(long rows) => progress?.Report(new(rows, _total ?? rows));
    }
}
