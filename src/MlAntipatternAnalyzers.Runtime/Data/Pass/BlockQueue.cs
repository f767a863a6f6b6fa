using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Blocks on the way from the thread that reads a cursor to the thread that puts the rows of all cursors in order.</summary>
internal sealed class BlockQueue
{
    // One that is looked at, one that waits, one that is filled, and one more against waiting.
    private const int Blocks = 4;

    // A cursor that is ahead of the others waits for them. It must not wait for ever: there are views whose cursors take their rows from a common source, and a
    // cursor that holds still can keep that source from serving the one that is waited for.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly object _lock = new();
    private readonly Stack<RowBlock> _free = new();
    private readonly Queue<RowBlock> _full = new();
    private readonly Func<CancellationToken, BlockReader> _open;
    private readonly CancellationToken _stop;
    private ExceptionDispatchInfo? _error;
    private bool _atEnd;
    private int _made;

    /// <summary>Starts reading.</summary>
    /// <param name="open">Opens the reader, in the thread that will use it.</param>
    /// <param name="stop">Ends the reading.</param>
    public BlockQueue(Func<CancellationToken, BlockReader> open, CancellationToken stop)
    {
        _open = open;
        _stop = stop;
        Reading = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Ends when the cursor is read or the reading was stopped; never fails.</summary>
    public Task Reading { get; }

    /// <summary>Gives back a block that was looked at.</summary>
    public void Release(RowBlock block)
    {
        lock (_lock)
        {
            _free.Push(block);
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>The next block.</summary>
    /// <param name="wait">Whether to wait for one.</param>
    /// <param name="isEnd">Whether there will be none any more.</param>
    /// <returns>Null at the end, or when there is none yet and waiting is not wanted.</returns>
    public RowBlock? Next(bool wait, out bool isEnd)
    {
        lock (_lock)
        {
            while (wait && _full.Count == 0 && !_atEnd)
                Monitor.Wait(_lock);
            isEnd = _full.Count == 0 && _atEnd;
            if (isEnd)
                _error?.Throw();
            return _full.Count == 0 ? null : _full.Dequeue();
        }
    }

    /// <summary>Wakes the reading thread, which is to see that it shall stop.</summary>
    public void Wake()
    {
        lock (_lock)
            Monitor.PulseAll(_lock);
    }

    private void Read()
    {
        try
        {
            var reader = _open(_stop);
            while (Free(reader) is { } block && reader.Fill(block))
            {
                lock (_lock)
                {
                    _full.Enqueue(block);
                    Monitor.PulseAll(_lock);
                }
            }
        }
        catch (Exception e)
        {
            // Thrown again by Next, in the thread of the caller.
            _error = ExceptionDispatchInfo.Capture(e);
        }
        finally
        {
            lock (_lock)
            {
                _atEnd = true;
                Monitor.PulseAll(_lock);
            }
        }
    }

    /// <returns>Null when the reading was stopped.</returns>
    private RowBlock? Free(BlockReader reader)
    {
        lock (_lock)
        {
            var waited = false;
            while (!_stop.IsCancellationRequested)
            {
                if (_free.Count > 0)
                    return _free.Pop();
                if (_made < Blocks || waited)
                {
                    _made++;
                    return reader.NewBlock();
                }
                waited = !Monitor.Wait(_lock, Patience);
            }
            return null;
        }
    }
}
