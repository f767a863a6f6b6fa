using System;
using System.IO;
using System.Threading;

namespace MlAntipatternAnalyzers.Tool.Data.Input;

/// <summary>Who watches while data is read: a person who wants to know how far it is, and may have had enough.</summary>
/// <param name="Progress">Null where nobody watches.</param>
internal sealed record ReadingWatch(Progress? Progress, CancellationToken CancellationToken)
{
    public static ReadingWatch None { get; } = new(null, CancellationToken.None);

    /// <summary>The file's bytes, watched.</summary>
    public Stream Open(string path) => new WatchedStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan), path, this);

    /// <summary>To be called now and then by what does not read a file.</summary>
    public void Rows(string name, long rows)
    {
        CancellationToken.ThrowIfCancellationRequested();
        Progress?.Report($"Reading {name}: {rows:#,0} rows");
    }

    private sealed class WatchedStream(FileStream file, string path, ReadingWatch watch) : Stream
    {
        private readonly string _name = Path.GetFileName(path);
        private readonly long _length = Math.Max(file.Length, 1);
        private long _percent = -1;

        public override bool CanRead => true;

        public override bool CanSeek => file.CanSeek;

        public override bool CanWrite => false;

        public override long Length => file.Length;

        public override long Position
        {
            get => file.Position;
            set => file.Position = value;
        }

        public override int Read(Span<byte> buffer)
        {
            watch.CancellationToken.ThrowIfCancellationRequested();
            var read = file.Read(buffer);
            if (watch.Progress is { } progress && file.Position * 100 / _length is var percent && percent != _percent)
                progress.Report($"Reading {_name}: {_percent = percent} %");
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                file.Dispose();
            base.Dispose(disposing);
        }
    }
}
