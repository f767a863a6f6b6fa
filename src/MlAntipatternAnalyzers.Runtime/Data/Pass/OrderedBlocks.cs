using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Rows of one block that follow each other in the view.</summary>
/// <param name="Block">The block.</param>
/// <param name="Start">The first of them in it.</param>
/// <param name="Count">How many there are.</param>
/// <param name="FirstRow">The number of the first in the view, from 1.</param>
internal readonly record struct BlockPart(RowBlock Block, int Start, int Count, long FirstRow);

/// <summary>
/// Reads several cursors of a view at once and gives their rows in the order of the view: by the cursors' batches, each of which belongs to one cursor, and none of which comes after a later one there.
/// </summary>
internal sealed class OrderedBlocks : IDisposable
{
    // Enough that handing out the work costs little beside it, and little enough to stay in the cache.
    private const int Enough = 2048;

    private readonly CancellationTokenSource _stop;
    private readonly BlockQueue[] _queues;
    private readonly RowBlock?[] _heads;
    private readonly int[] _nextPart;
    private readonly bool[] _isAtEnd;
    private readonly List<(BlockQueue Queue, RowBlock Block)> _used = [];
    private readonly List<BlockPart> _parts = [];
    private long _nextRow = 1;

    /// <param name="readers">Open the cursors' readers, each in the thread that uses it.</param>
    /// <param name="cancellationToken">Ends the reading: the rows end too then, before the view's.</param>
    public OrderedBlocks(IEnumerable<Func<CancellationToken, BlockReader>> readers, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _queues = [.. readers.Select(reader => new BlockQueue(reader, _stop.Token))];
        _heads = new RowBlock?[_queues.Length];
        _nextPart = new int[_queues.Length];
        _isAtEnd = new bool[_queues.Length];
    }

    /// <summary>The next rows; what was given before is no longer good. None at the end.</summary>
    public IReadOnlyList<BlockPart> Next()
    {
        foreach (var (queue, block) in _used)
            queue.Release(block);
        _used.Clear();
        _parts.Clear();
        var rows = 0;
        while (rows < Enough && FillHeads(wait: rows == 0) && First() is >= 0 and var at)
        {
            var head = _heads[at]!;
            var (start, count, _) = head.Part(_nextPart[at]);
            _parts.Add(new(head, start, count, _nextRow));
            _nextRow += count;
            rows += count;
            if (++_nextPart[at] < head.Parts)
                continue;
            _used.Add((_queues[at], head));
            _heads[at] = null;
        }
        return _parts;
    }

    public void Dispose()
    {
        _stop.Cancel();
        foreach (var queue in _queues)
            queue.Wake();
        Task.WaitAll(Array.ConvertAll(_queues, queue => queue.Reading));
        _stop.Dispose();
    }

    /// <returns>Whether every cursor that is not at its end has a block, so that the order is known.</returns>
    private bool FillHeads(bool wait)
    {
        for (var i = 0; i < _heads.Length; i++)
        {
            if (_heads[i] is not null || _isAtEnd[i])
                continue;
            _heads[i] = _queues[i].Next(wait, out _isAtEnd[i]);
            _nextPart[i] = 0;
            if (_heads[i] is null && !_isAtEnd[i])
                return false;
        }
        return true;
    }

    private int First()
    {
        var (first, least) = (-1, 0L);
        for (var i = 0; i < _heads.Length; i++)
        {
            if (_heads[i] is not { } head)
                continue;
            var batch = head.Part(_nextPart[i]).Batch;
            if (first < 0 || batch < least)
                (first, least) = (i, batch);
        }
        return first;
    }
}
