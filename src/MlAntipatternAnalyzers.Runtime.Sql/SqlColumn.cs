namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A column of a table, a query or of files, and what it is to ML.NET.</summary>
/// <param name="Name">The name, as the database has it.</param>
/// <param name="DatabaseType">The database's own name of its type, such as <c>DECIMAL(10,2)</c>.</param>
/// <param name="Type">
/// What it is in a view and in statistics. ML.NET's whole numbers, booleans and times cannot be missing: where such a column has a NULL, it is a real number (NULL is NaN) or
/// a text (NULL is empty).
/// </param>
public sealed record SqlColumn(string Name, string DatabaseType, ColumnType Type)
{
    /// <summary>What it is when nothing of it is NULL and no type was given.</summary>
    internal ColumnType Described { get; init; } = Type;
}
