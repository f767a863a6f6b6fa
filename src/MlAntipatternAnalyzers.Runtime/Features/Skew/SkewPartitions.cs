using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// The rows of one side, in parts by the hash of their identifier: rows of one identifier are in one part on both sides. What is more than the budget goes to a temporary file, which only
/// this user can read, and which is gone when it is closed.
/// </summary>
internal sealed class SkewPartitions(long budget, string? directory) : IDisposable
{
    public const int Count = 256;

    private readonly SkewWriter[] _memory = NewArray<SkewWriter>();
    private readonly List<(long Offset, int Length)>[] _onDisk = NewArray<List<(long, int)>>();
    private FileStream? _file;
    private long _inMemory;

    /// <summary>How many bytes went to the file.</summary>
    public long Spilled => _file?.Length ?? 0;

    public void Add(ulong hash, ReadOnlySpan<byte> row)
    {
        var part = _memory[hash >> 56];
        var before = part.Length;
        part.Block(row);
        _inMemory += part.Length - before;
        if (_inMemory > budget)
            Spill();
    }

    /// <summary>All rows of a part, each after its length.</summary>
    /// <param name="part">0 to <see cref="Count"/> - 1.</param>
    /// <param name="buffer">Is made larger where it is too small, to be used again for the next part.</param>
    /// <returns>The rows' bytes, in the buffer.</returns>
    public ReadOnlyMemory<byte> Read(int part, ref byte[] buffer)
    {
        var memory = _memory[part].Written;
        var length = memory.Length + _onDisk[part].Sum(chunk => (long)chunk.Length);
        if (length > Array.MaxLength)
            throw new InvalidOperationException($"Some identifier stands in so many rows that they do not fit into memory ({length >> 20} MB of one side): it does not tell rows apart. Add a column to the identifier.");
        if (buffer.Length < length)
            buffer = new byte[length];
        var at = 0;
        foreach (var (offset, count) in _onDisk[part])
        {
            _file!.Position = offset;
            _file.ReadExactly(buffer, at, count);
            at += count;
        }
        memory.CopyTo(buffer.AsSpan(at));
        return buffer.AsMemory(0, (int)length);
    }

    public void Dispose() => _file?.Dispose();

    private void Spill()
    {
        _file ??= Create(directory ?? Path.GetTempPath());
        for (var part = 0; part < Count; part++)
        {
            if (_memory[part].Length == 0)
                continue;
            _onDisk[part].Add((_file.Position, _memory[part].Length));
            _file.Write(_memory[part].Written);
            _memory[part].Clear();
        }
        _inMemory = 0;
    }

    private static FileStream Create(string directory)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(Path.Combine(directory, $"mlap-join-{Path.GetRandomFileName()}.tmp"), options);
    }

    private static T[] NewArray<T>()
        where T : new()
    {
        var array = new T[Count];
        for (var i = 0; i < Count; i++)
            array[i] = new();
        return array;
    }
}
