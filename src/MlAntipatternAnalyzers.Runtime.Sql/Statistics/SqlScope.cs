using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Rows that statistics are of: a table, or what stands for it, and a condition.</summary>
/// <param name="Source">Where the rows are.</param>
/// <param name="From">What stands behind FROM.</param>
/// <param name="Where">The condition; null for all rows.</param>
/// <param name="Name">For messages.</param>
/// <param name="HasPlaces">Whether the rows know where they lie.</param>
internal sealed record SqlScope(SqlDataSource Source, string From, string? Where, string Name, bool HasPlaces = false)
{
    public SqlDialect Dialect => Source.Dialect;

    public SqlRunner Runner => Source.Runner;

    public string FromWhere => FromIf(null);

    /// <summary>The rows of the scope that meet one more condition.</summary>
    public string FromIf(string? condition)
    {
        List<string?> conditions = [Where, condition];
        conditions.RemoveAll(text => text is null);
        return conditions.Count == 0 ? $"FROM {From}" : $"FROM {From} WHERE {string.Join(" AND ", conditions.Select(text => $"({text})"))}";
    }

    public SqlScope If(string condition, string name) => this with { Where = Where is null ? condition : $"({Where}) AND ({condition})", Name = name };

    /// <summary>A column as a value of its type in ML.NET.</summary>
    public string Value(SqlColumn column) => Dialect.Convert(Dialect.Identifier(column.Name), column.Described, column.Type);

    /// <summary>A number or Boolean as a 64-bit real, NaN and the infinities included.</summary>
    public string Real(SqlColumn column)
    {
        var described = column.Described;
        var name = Dialect.Identifier(column.Name);
        return column.Type.Kind switch
        {
            ColumnKind.Double when Dialect.IsDouble(column.DatabaseType) => name,
            ColumnKind.Double or ColumnKind.Boolean => Dialect.Convert(name, described, ColumnType.Double),
            // First what ML.NET holds, then as precise as statistics are.
            _ => $"CAST({Value(column)} AS {Dialect.DoubleType})",
        };
    }

    /// <summary>The same where it is finite, else NULL.</summary>
    public string Finite(SqlColumn column)
    {
        var real = Real(column);
        return column.Type.IsReal ? $"CASE WHEN {Dialect.IsFinite(real)} THEN {real} END" : real;
    }

    /// <summary>A text that is not empty, or a Boolean as text; else NULL.</summary>
    public string PresentText(SqlColumn column)
    {
        if (column.Type.Kind == ColumnKind.Boolean)
            return Dialect.Convert(Dialect.Identifier(column.Name), column.Type, ColumnType.Text);
        var text = Value(column);
        return $"CASE WHEN {text} <> '' THEN {text} END";
    }

    /// <summary>Whether the row has a value, as a condition.</summary>
    public string IsPresent(SqlColumn column) => column.Type switch
    {
        { IsVector: false, IsReal: true } => $"{Real(column)} IS NOT NULL AND NOT {Dialect.IsNaN(Real(column))}",
        { IsVector: false, Kind: ColumnKind.Text } => $"{Value(column)} <> ''",
        _ => $"{Dialect.Identifier(column.Name)} IS NOT NULL",
    };
}
