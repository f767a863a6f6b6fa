using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Tool.Data.Input;

/// <summary>Where a column is in the rows of a text file, and what it is.</summary>
/// <param name="First">The index of its first field, from 0.</param>
/// <param name="Last">That of its last; more than one make a vector.</param>
internal sealed record DelimitedColumn(string Name, ColumnType Type, int First, int Last)
{
    public bool IsVector => Last > First || Type.IsVector;
}

/// <summary>
/// Files of delimited text with one set of columns, as one view. It reads what ML.NET's text loader reads, and also says where a field is not
/// what its column is, in which line a row stands, and where a row has another number of fields than the first.
/// </summary>
internal sealed class DelimitedView : StreamedView
{
    private readonly IReadOnlyList<string> _files;
    private readonly int _fields;
    private readonly char _separator;
    private readonly DelimitedOptions _options;
    private readonly IReadOnlyList<DelimitedColumn> _columns;
    private readonly ReadingWatch _watch;
    private readonly UnreadValues?[] _unread;

    /// <param name="files">The files, each with the same columns.</param>
    /// <param name="fields">How many fields a row has.</param>
    /// <param name="separator">What separates them.</param>
    /// <param name="columns">The columns to read.</param>
    public DelimitedView(IReadOnlyList<string> files, int fields, char separator, IReadOnlyList<DelimitedColumn> columns, DelimitedOptions options, ReadingWatch watch)
        : base(columns.Select(column => (column.Name, FieldGetter.TypeOf(column))))
    {
        _files = files;
        _fields = fields;
        _separator = separator;
        _columns = columns;
        _options = options;
        _watch = watch;
        _unread = new UnreadValues?[columns.Count];
    }

    public IReadOnlyList<DelimitedColumn> Columns => _columns;

    /// <summary>By column, what the last whole pass that read the column could not read in it.</summary>
    public IEnumerable<(string Column, ColumnType Type, UnreadValues Values)> Unread =>
        _columns.Zip(_unread).Where(pair => pair.Second is { Count: > 0 }).Select(pair => (pair.First.Name, pair.First.Type, pair.Second!));

    /// <summary>The rows of those numbers, from 1, in order, as the files have them.</summary>
    public IEnumerable<SourceRow> Find(IEnumerable<long> rows)
    {
        using var wanted = rows.Distinct().Order().GetEnumerator();
        if (!wanted.MoveNext())
            yield break;
        using var stream = new Stream(this, new bool[_columns.Count]);
        for (long row = 1; stream.MoveNext(); row++)
        {
            if (row != wanted.Current)
                continue;
            yield return new(row, stream.Path, stream.Reader.Line, stream.Reader.Raw);
            if (!wanted.MoveNext())
                yield break;
        }
    }

    protected override RowStream Open(bool[] active) => new Stream(this, active);

    private sealed class Stream(DelimitedView view, bool[] active) : RowStream
    {
        private readonly FieldParser _parser = new(view._options);
        private readonly UnreadValues?[] _unread = [.. active.Select(read => read ? new UnreadValues() : null)];
        private DelimitedReader? _reader;
        private int _file = -1;
        private long _row;

        public string Path => view._files[_file];

        public DelimitedReader Reader => _reader!;

        public override bool MoveNext()
        {
            while (_reader is null || !_reader.Read())
            {
                _reader?.Dispose();
                _reader = null;
                if (_file + 1 == view._files.Count)
                {
                    Publish();
                    return false;
                }
                _reader = DelimitedReader.Open(view._files[++_file], view._separator, view._options.AllowQuoting, view._watch);
                if (view._options.HasHeader)
                    _reader.Read();
            }
            _row++;
            if (_reader.FieldCount != view._fields && !view._options.AllowRagged)
            {
                throw _reader.Problem(
                    _reader.Line,
                    $"the row has {_reader.FieldCount} {(_reader.FieldCount == 1 ? "field" : "fields")}, and the first line has {view._fields}. " +
                    "Is the file cut off, or a separator in a text without quotation marks? --ragged takes such rows, as ML.NET's text loader does: fields that lack are missing, those besides are passed over.");
            }
            return true;
        }

        public override Delegate GetterOf(int column) =>
            FieldGetter.Create(view._columns[column], _parser, index => _reader!.Field(index), field => _unread[column]!.Add(_row, field));

        public override void Dispose() => _reader?.Dispose();

        private void Publish()
        {
            for (var i = 0; i < _unread.Length; i++)
                view._unread[i] = _unread[i] ?? view._unread[i];
        }
    }
}

/// <summary>A row as its source has it.</summary>
/// <param name="Row">Its number, from 1.</param>
/// <param name="Line">The line in which it starts, from 1; null where the source has no lines.</param>
/// <param name="Text">Its line, or its values by column.</param>
internal sealed record SourceRow(long Row, string Path, long? Line, string Text);
