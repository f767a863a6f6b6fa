using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>One column of a schema.</summary>
internal sealed class SchemaColumn
{
    public SchemaColumn(string name, ColumnType type, bool isCertain = true)
    {
        Name = name;
        Type = type;
        IsCertain = isCertain;
    }

    public string Name { get; }

    public ColumnType Type { get; }

    /// <summary>Whether it is there on every path.</summary>
    public bool IsCertain { get; }

    public override string ToString() => $"{Name}{(IsCertain ? "" : "?")}: {Type}";
}

/// <summary>The columns of a view at one point of a flow, as far as they are known. Immutable.</summary>
internal sealed class Schema
{
    /// <summary>A view of which nothing is known.</summary>
    public static readonly Schema Unknown = new(ImmutableArray<SchemaColumn>.Empty, false);

    public Schema(ImmutableArray<SchemaColumn> columns, bool isClosed)
    {
        Columns = columns;
        IsClosed = isClosed;
    }

    /// <summary>In the order in which they came into being.</summary>
    public ImmutableArray<SchemaColumn> Columns { get; }

    /// <summary>Whether there are no others.</summary>
    public bool IsClosed { get; }

    public SchemaColumn? Find(string name)
    {
        for (var i = Columns.Length - 1; i >= 0; i--)
        {
            if (Columns[i].Name == name)
                return Columns[i];
        }

        return null;
    }

    /// <summary>Whether it is certain that there is no such column.</summary>
    public bool Lacks(string name) => IsClosed && Find(name) is null;

    /// <summary>The type of a column; unknown where the column is not known.</summary>
    public ColumnType TypeOf(string name) => Find(name)?.Type ?? ColumnType.Unknown;

    /// <summary>A column more, or another in place of one of the same name.</summary>
    public Schema With(string name, ColumnType type)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            if (Columns[i].Name == name)
                return new Schema(Columns.SetItem(i, new SchemaColumn(name, type)), IsClosed);
        }

        return new Schema(Columns.Add(new SchemaColumn(name, type)), IsClosed);
    }

    public Schema Without(ICollection<string> names) => new(Columns.RemoveAll(column => names.Contains(column.Name)), IsClosed);

    public Schema Only(ICollection<string> names) => new(Columns.RemoveAll(column => !names.Contains(column.Name)), IsClosed);

    /// <summary>Any of these columns may be gone.</summary>
    public Schema Uncertain() => new(Columns.Select(column => column.IsCertain ? new SchemaColumn(column.Name, column.Type, false) : column).ToImmutableArray(), IsClosed);

    /// <summary>Columns of unknown names were written, perhaps in place of these.</summary>
    public Schema Opened() => new(Columns.Select(column => new SchemaColumn(column.Name, ColumnType.Unknown, column.IsCertain)).ToImmutableArray(), false);

    /// <summary>What is known where either of two schemas may be the one.</summary>
    public static Schema Join(Schema left, Schema right)
    {
        if (ReferenceEquals(left, right))
            return left;
        var columns = ImmutableArray.CreateBuilder<SchemaColumn>();
        foreach (var column in left.Columns)
        {
            if (right.Find(column.Name) is { } other)
                columns.Add(new SchemaColumn(column.Name, ColumnType.Join(column.Type, other.Type), column.IsCertain && other.IsCertain));
            else
                columns.Add(new SchemaColumn(column.Name, right.IsClosed ? column.Type : ColumnType.Unknown, false));
        }

        foreach (var column in right.Columns)
        {
            if (left.Find(column.Name) is null)
                columns.Add(new SchemaColumn(column.Name, left.IsClosed ? column.Type : ColumnType.Unknown, false));
        }

        return new Schema(columns.ToImmutable(), left.IsClosed && right.IsClosed);
    }

    /// <summary>The column whose name is most like one that is missing: one that differs by a slip of the pen or by its endings.</summary>
    public ImmutableArray<string> Nearest(string name, Accepted? accepted = null) =>
        Columns
            .Where(column => column.IsCertain)
            .Select(column => (column.Name, Distance: Spelled.Distance(name, column.Name), Fits: accepted?.Takes(column.Type) ?? true))
            .Where(found => found.Distance <= Spelled.Tolerance(name))
            .OrderBy(found => !found.Fits).ThenBy(found => found.Distance).ThenBy(found => Math.Abs(found.Name.Length - name.Length)).ThenBy(found => found.Name, StringComparer.Ordinal)
            .Select(found => found.Name)
            .Take(2)
            .ToImmutableArray();

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var column in Columns)
            text.Append(text.Length > 0 ? ", " : "").Append(column);
        return IsClosed ? text.ToString() : text.Append(text.Length > 0 ? ", …" : "…").ToString();
    }
}
