using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// A view that holds its rows against a schema while they are read: nothing is read twice. Every pass over it is checked anew; one that is not
/// read to its end (<c>TakeRows</c>) says nothing of the rows that it did not reach, nor of the data as a whole.
/// </summary>
/// <remarks>
/// All columns that the schema speaks of are read in every pass, whichever the reader asks for. Where rows are shuffled or read by several cursors, their numbers in
/// messages are those of the source's row identifiers.
/// </remarks>
public sealed class StreamValidatedDataView : IDataView
{
    private readonly IDataView _source;
    private readonly string? _environment;
    private readonly RowPlan? _rows;

    internal StreamValidatedDataView(IDataView source, DataSchema expectations, string? environment, bool throwAtFirst)
    {
        _source = source;
        Expectations = expectations;
        _environment = environment;
        // Also says at once what is wrong with the columns.
        var plan = new RowPlan(expectations, source.Schema, environment);
        _rows = throwAtFirst ? plan : null;
    }

    /// <summary>The schema that the rows are held against.</summary>
    public DataSchema Expectations { get; }

    /// <summary>What the last pass that was read to its end found; null before the first.</summary>
    public DataValidationReport? LastReport { get; private set; }

    /// <inheritdoc/>
    public bool CanShuffle => _source.CanShuffle;

    /// <inheritdoc/>
    public DataViewSchema Schema => _source.Schema;

    /// <inheritdoc/>
    public long? GetRowCount() => _source.GetRowCount();

    /// <summary>A cursor that throws <see cref="DataValidationException"/> where the rows do not fit.</summary>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var pass = NewPass();
        return new Cursor(_source.GetRowCursor(Columns(columnsNeeded, pass), rand), new(this, 1), pass, rand is not null);
    }

    /// <summary>Cursors, of which the last to reach its end throws <see cref="DataValidationException"/> where the rows together do not fit.</summary>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var first = NewPass();
        var cursors = _source.GetRowCursorSet(Columns(columnsNeeded, first), n, rand);
        var together = new Together(this, cursors.Length);
        return [.. cursors.Select((cursor, i) => new Cursor(cursor, together, i == 0 ? first : NewPass(), rand is not null || cursors.Length > 1))];
    }

    private SchemaPass NewPass() => new(Expectations, _source.Schema, new() { Environment = _environment });

    private static IEnumerable<DataViewSchema.Column> Columns(IEnumerable<DataViewSchema.Column> needed, SchemaPass pass) =>
        CheckedDataView.Columns(needed, pass.Visitors.Select(v => v.Column));

    /// <summary>What the cursors of one pass find together.</summary>
    private sealed class Together(StreamValidatedDataView view, int cursors)
    {
        private readonly object _lock = new();
        private SchemaPass? _pass;
        private long _rows;
        private int _open = cursors;

        public RowPlan? Rows => view._rows;

        public void End(SchemaPass pass, long rows)
        {
            DataValidationReport report;
            lock (_lock)
            {
                _rows += rows;
                if (_pass is null)
                    _pass = pass;
                else
                    _pass.Merge(pass);
                if (--_open > 0)
                    return;
                report = _pass.Report(_rows);
            }
            view.LastReport = report;
            report.ThrowIfErrors();
        }
    }

    private sealed class Cursor : CheckedCursor
    {
        private readonly Together _together;
        private readonly SchemaPass _pass;
        private readonly bool _numberById;
        private readonly List<ColumnReader> _readers = [];
        private readonly List<ColumnVisitor> _unread = [];
        private readonly RowPlan.RowChecker? _checker;
        private long _rows;
        private bool _ended;

        public Cursor(DataViewRowCursor source, Together together, SchemaPass pass, bool numberById)
            : base(source)
        {
            _together = together;
            _pass = pass;
            _numberById = numberById;
            _checker = together.Rows?.Open(source);
            foreach (var (column, type, visitor) in pass.Visitors)
            {
                if (ColumnReader.Create(column, type, visitor) is { } reader)
                {
                    reader.Bind(source);
                    _readers.Add(reader);
                }
                else
                {
                    _unread.Add(visitor);
                }
            }
        }

        public override bool MoveNext()
        {
            if (!Source.MoveNext())
            {
                if (!_ended)
                    End();
                return false;
            }
            _rows++;
            var number = _numberById ? NumberById() : _rows;
            foreach (var reader in _readers)
                reader.Read(number);
            if (_checker is not null && !_checker.Fits())
                ThrowIfErrors(_checker.Explain(number));
            return true;
        }

        private static void ThrowIfErrors(IReadOnlyList<DataAnomaly> anomalies)
        {
            if (anomalies.Any(a => a.Severity == DataAnomalySeverity.Error))
                throw new DataValidationException(anomalies);
        }

        private void End()
        {
            _ended = true;
            foreach (var visitor in _unread)
                visitor.SkipRows(_rows);
            _together.End(_pass, _rows);
        }
    }
}
