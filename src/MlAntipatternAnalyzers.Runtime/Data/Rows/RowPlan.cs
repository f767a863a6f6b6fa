using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What is checked of each row of a view.</summary>
internal sealed class RowPlan
{
    private readonly DataSchema _rowSchema;
    private readonly DataViewSchema _view;

    /// <exception cref="ArgumentException">The schema knows no such environment.</exception>
    /// <exception cref="DataValidationException">The view lacks columns, has unknown ones, or columns of other types: every row would be wrong.</exception>
    public RowPlan(DataSchema schema, DataViewSchema view, string? environment)
    {
        var pass = new SchemaPass(schema, view, new() { Environment = environment });
        // Of no row yet: what is found is about the columns.
        Structure = [.. pass.Report(0).Anomalies.Where(a => DataAnomalyCode.IsOfColumns(a.Code))];
        if (Structure.Any(a => a.Severity == DataAnomalySeverity.Error))
            throw new DataValidationException(Structure);
        _view = view;
        _rowSchema = RowExpectations.Of(schema, pass.ToCheck);
        Columns = [.. _rowSchema.Columns.Select(c => view[c.Name])];
    }

    /// <summary>What is found in the view's columns themselves; none of it is an error.</summary>
    public IReadOnlyList<DataAnomaly> Structure { get; }

    /// <summary>The columns that a cursor has to have.</summary>
    public IReadOnlyList<DataViewSchema.Column> Columns { get; }

    /// <summary>Checks the rows of a cursor.</summary>
    public RowChecker Open(DataViewRow cursor) => new(this, cursor);

    internal sealed class RowChecker
    {
        private readonly RowPlan _plan;
        private readonly DataViewRow _cursor;
        private readonly List<ColumnReader> _readers = [];
        private readonly List<RowVerdict> _verdicts = [];

        public RowChecker(RowPlan plan, DataViewRow cursor)
        {
            _plan = plan;
            _cursor = cursor;
            foreach (var expected in plan._rowSchema.Columns)
            {
                var column = plan._view[expected.Name];
                var verdict = new RowVerdict(expected);
                if (ColumnReader.Create(column, ColumnType.From(column.Type), verdict) is not { } reader)
                    continue;
                reader.Bind(cursor);
                _readers.Add(reader);
                _verdicts.Add(verdict);
            }
        }

        /// <summary>Whether nothing of the current row offends.</summary>
        public bool Fits()
        {
            var fits = true;
            for (var i = 0; i < _readers.Count; i++)
            {
                _readers[i].Read(0);
                if (!_verdicts[i].Offends)
                    continue;
                _verdicts[i].Reset();
                fits = false;
            }
            return fits;
        }

        /// <summary>What offends in the current row.</summary>
        /// <param name="row">Its number; 0 when that is not known.</param>
        public IReadOnlyList<DataAnomaly> Explain(long row)
        {
            var pass = new SchemaPass(_plan._rowSchema, _plan._view);
            foreach (var (column, type, visitor) in pass.Visitors)
            {
                if (ColumnReader.Create(column, type, visitor) is { } reader)
                {
                    reader.Bind(_cursor);
                    reader.Read(row);
                }
                else
                {
                    visitor.SkipRows(1);
                }
            }
            return [.. pass.Report(1).Anomalies.Select(a => a with { Change = null })];
        }
    }
}
