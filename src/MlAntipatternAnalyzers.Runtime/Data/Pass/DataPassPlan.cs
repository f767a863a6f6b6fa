using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What a pass reads, and who looks at it.</summary>
internal sealed class DataPassPlan
{
    private readonly List<PassColumn> _columns = [];

    /// <summary>The columns to read, each once.</summary>
    public IReadOnlyList<PassColumn> Columns => _columns;

    /// <summary>Which of the columns weighs the rows; null when all weigh alike.</summary>
    public int? Weight { get; set; }

    /// <summary>Who has to be done with rows before the others look at them.</summary>
    public List<BlockVisitor> FirstVisitors { get; } = [];

    /// <summary>Who looks at the rows; those with the most to do best come first.</summary>
    public List<BlockVisitor> Visitors { get; } = [];

    /// <summary>The columns, as a cursor is asked for them.</summary>
    public IEnumerable<DataViewSchema.Column> Needed => _columns.Select(column => column.Column);

    /// <summary>Has a column read.</summary>
    /// <returns>Its index in a block.</returns>
    public int Read(DataViewSchema.Column column, ColumnType type)
    {
        var at = _columns.FindIndex(known => known.Column.Index == column.Index);
        if (at >= 0)
            return at;
        _columns.Add(new(column, type));
        return _columns.Count - 1;
    }

    /// <summary>Has the items of columns led to their visitors.</summary>
    /// <returns>Those whose columns need not be read: they are to be told the number of rows.</returns>
    public IReadOnlyList<ColumnVisitor> Add(IEnumerable<(DataViewSchema.Column Column, ColumnType Type, ColumnVisitor Visitor)> columns)
    {
        var unread = new List<ColumnVisitor>();
        foreach (var (column, type, visitor) in columns)
        {
            if (ColumnFeeder.IsRead(type, visitor))
                Visitors.Add(ColumnFeeder.Create(Read(column, type), type, visitor));
            else
                unread.Add(visitor);
        }
        return unread;
    }
}
