using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML.Data;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Evaluation;
using Parquet;
using Parquet.Schema;

namespace MlAntipatternAnalyzers.Tool.Data.Input;

/// <summary>Parquet files with one set of columns, as one view. Of each, one row group of the columns that are asked for is in memory.</summary>
internal sealed class ParquetView : StreamedView
{
    private readonly IReadOnlyList<string> _files;
    private readonly IReadOnlyList<ParquetColumn> _columns;
    private readonly ReadingWatch _watch;
    private readonly long _rows;

    private ParquetView(IReadOnlyList<string> files, IReadOnlyList<ParquetColumn> columns, long rows, IReadOnlyList<string> leftOut, ReadingWatch watch)
        : base(columns.Select(column => (column.Name, column.Type)))
    {
        _files = files;
        _columns = columns;
        _rows = rows;
        _watch = watch;
        LeftOut = leftOut;
    }

    /// <summary>The columns that are no single values: lists, maps and structures.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    public override long? GetRowCount() => _rows;

    /// <param name="files">Files with the same columns.</param>
    /// <param name="wanted">The types that columns are to have; others have that of the file.</param>
    /// <exception cref="CannotEvaluateException">A file is damaged, or has other columns than the first.</exception>
    public static ParquetView Open(IReadOnlyList<string> files, IReadOnlyDictionary<string, ColumnType> wanted, ReadingWatch watch)
    {
        DataField[]? fields = null;
        var leftOut = new List<string>();
        var withNulls = new HashSet<string>(StringComparer.Ordinal);
        long rows = 0;
        foreach (var path in files)
        {
            using var file = OpenFile(path, watch);
            var own = Guard(path, () => file.Reader.Schema.Fields.OfType<DataField>().Where(field => field is { IsArray: false, MaxRepetitionLevel: 0 }).ToArray());
            if (fields is not null && !own.Select(field => (field.Name, field.ClrType)).SequenceEqual(fields.Select(field => (field.Name, field.ClrType))))
                throw new CannotEvaluateException($"The columns of '{path}' are not those of '{files[0]}', and both are to be one data set.");
            if (fields is null)
                leftOut.AddRange(file.Reader.Schema.Fields.Except(own).Select(field => field.Name));
            fields ??= own;
            rows += Guard(path, () => CountRows(file.Reader, own, withNulls));
        }
        return new(files, [.. fields!.Select(field => ParquetColumn.Of(field, withNulls.Contains(field.Name), wanted.GetValueOrDefault(field.Name)))], rows, leftOut, watch);
    }

    protected override RowStream Open(bool[] active) => new ParquetStream(this, active);

    private static long CountRows(ParquetReader reader, DataField[] fields, HashSet<string> withNulls)
    {
        long rows = 0;
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            rows += group.RowCount;
            // What may be missing and is not, is a number or truth value like another.
            foreach (var field in fields)
            {
                if (field.IsNullable && group.GetStatistics(field)?.NullCount != 0)
                    withNulls.Add(field.Name);
            }
        }
        return rows;
    }

    private static OpenedParquet OpenFile(string path, ReadingWatch watch) => Guard(path, () =>
    {
        var stream = watch.Open(path);
        try
        {
            return new OpenedParquet(ParquetReader.CreateAsync(stream, leaveStreamOpen: false, cancellationToken: watch.CancellationToken).GetAwaiter().GetResult(), stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    });

    // Of a damaged file the library throws what its decoders run into.
    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or InvalidOperationException or ArgumentException or NotSupportedException or OverflowException or IndexOutOfRangeException
            or NullReferenceException or FormatException or InvalidCastException or OutOfMemoryException or KeyNotFoundException
            || e.GetType().Namespace?.StartsWith(nameof(Parquet), StringComparison.Ordinal) == true)
        {
            throw new CannotEvaluateException($"The data '{path}' is damaged, or not a Parquet file that can be read: {e.Message}");
        }
    }

    private sealed record OpenedParquet(ParquetReader Reader, Stream Stream) : IDisposable
    {
        public void Dispose() => Stream.Dispose();
    }

    private sealed class ParquetStream(ParquetView view, bool[] active) : RowStream
    {
        private readonly ParquetBuffer?[] _buffers = [.. view._columns.Select((column, i) => active[i] ? column.CreateBuffer() : null)];
        private OpenedParquet? _opened;
        private int _file = -1;
        private int _group = -1;
        private long _left;
        private int _row = -1;

        public override bool MoveNext()
        {
            while (_left == 0)
            {
                if (!NextGroup())
                    return false;
            }
            _left--;
            _row++;
            return true;
        }

        public override Delegate GetterOf(int column) => _buffers[column]!.Getter(() => _row);

        public override void Dispose() => _opened?.Dispose();

        private bool NextGroup()
        {
            view._watch.CancellationToken.ThrowIfCancellationRequested();
            if (_opened is null || _group + 1 == _opened.Reader.RowGroupCount)
            {
                _opened?.Dispose();
                _opened = null;
                if (_file + 1 == view._files.Count)
                    return false;
                _opened = OpenFile(view._files[++_file], view._watch);
                _group = -1;
                return true;
            }
            _group++;
            _row = -1;
            _left = Guard(view._files[_file], () =>
            {
                using var group = _opened.Reader.OpenRowGroupReader(_group);
                foreach (var buffer in _buffers)
                    buffer?.Load(group, _opened.Reader.Schema, view._watch.CancellationToken);
                return group.RowCount;
            });
            return true;
        }
    }
}
