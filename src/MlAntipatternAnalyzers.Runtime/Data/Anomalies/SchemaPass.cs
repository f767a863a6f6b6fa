using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// A check that a pass over a view carries out: a visitor for each column whose values are to be looked at. Cursors that share a view have one each, and
/// merge.
/// </summary>
internal sealed class SchemaPass
{
    private readonly SchemaCheck _check;
    private readonly Dictionary<string, ColumnValidator> _validators;

    /// <exception cref="ArgumentException">The schema knows no such environment, or both sides of a skew are given.</exception>
    public SchemaPass(DataSchema schema, DataViewSchema view, DataValidationOptions? options = null)
    {
        options ??= new();
        _check = new(schema, view.Where(c => !c.IsHidden).Select(c => (c.Name, ColumnType.From(c.Type))), options);
        _validators = _check.ToCheck.ToDictionary(e => e.Name, e => new ColumnValidator(e, options.SuggestTimeFormats), StringComparer.Ordinal);
        Visitors = [.. _check.ToCheck.Select(e => view[e.Name]).Select(c => (c, ColumnType.From(c.Type), (ColumnVisitor)_validators[c.Name]))];
    }

    /// <summary>The columns to read, and where their items go.</summary>
    public IReadOnlyList<(DataViewSchema.Column Column, ColumnType Type, ColumnVisitor Visitor)> Visitors { get; }

    /// <summary>The expectations of the columns that are looked at.</summary>
    public IReadOnlyList<ColumnExpectation> ToCheck => _check.ToCheck;

    /// <summary>Adds what another pass of the same schema, view and options has seen in other rows.</summary>
    public void Merge(SchemaPass other)
    {
        foreach (var (name, validator) in _validators)
            validator.Merge(other._validators[name]);
    }

    /// <summary>What was found, after the pass.</summary>
    /// <param name="rows">How many rows there were.</param>
    /// <param name="comparisons">What the comparisons with other data found; null where there were none.</param>
    public DataValidationReport Report(long rows, ComparisonFindings? comparisons = null) => _check.Report(rows, e => _validators[e.Name].Evidence(), comparisons);
}
