using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// How one engine's SQL differs from the standard. The queries need little: subqueries, CASE, GROUP BY, ORDER BY with a limit, and the aggregates COUNT, SUM, AVG, MIN and MAX.
/// Whatever else differs is a member here, with the standard's (or the most common) spelling as its default; an engine is a subclass that overrides what it spells otherwise.
/// </summary>
/// <remarks>The package's README lists what Spark SQL, Trino, ClickHouse, BigQuery and Snowflake spell otherwise.</remarks>
public abstract class SqlDialect
{
    private static readonly (string Name, SqlDialect Dialect)[] Known = [("DuckDB", new DuckDbDialect()), ("Npgsql", new PostgreSqlDialect())];

    /// <summary>DuckDB.</summary>
    public static SqlDialect DuckDb => Known[0].Dialect;

    /// <summary>PostgreSQL 15 or later.</summary>
    public static SqlDialect PostgreSql => Known[1].Dialect;

    /// <summary>The engine's name, for messages.</summary>
    public abstract string Name { get; }

    /// <summary>The type of 64-bit reals.</summary>
    protected internal virtual string DoubleType => "DOUBLE PRECISION";

    /// <summary>The type of 32-bit reals.</summary>
    protected internal virtual string SingleType => "REAL";

    /// <summary>The type of 64-bit whole numbers.</summary>
    protected internal virtual string Int64Type => "BIGINT";

    /// <summary>The type of texts.</summary>
    protected internal virtual string TextType => "VARCHAR";

    /// <summary>Whether the engine is part of this process, so that its rows cost no network.</summary>
    internal virtual bool IsEmbedded => false;

    /// <summary>The dialect of a connection, by the name of its provider's type.</summary>
    /// <exception cref="ArgumentException">None of the built-in dialects is known to fit.</exception>
    public static SqlDialect Of(DbConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        for (var type = connection.GetType(); type is not null && type != typeof(DbConnection); type = type.BaseType)
        {
            foreach (var (name, dialect) in Known)
            {
                if (type.FullName?.StartsWith(name + ".", StringComparison.Ordinal) == true)
                    return dialect;
            }
        }
        throw new ArgumentException(
            $"There is no SQL dialect for connections of type '{connection.GetType()}'. Give one: SqlDialect.DuckDb, SqlDialect.PostgreSql, or a subclass of SqlDialect for another engine.", nameof(connection));
    }

    /// <summary>An identifier as it stands in a query, whatever characters it has.</summary>
    /// <exception cref="ArgumentException">It is empty, or holds the character U+0000, which no engine takes.</exception>
    public virtual string Identifier(string name) => Quoted(name, '"');

    /// <summary>A text as it stands in a query.</summary>
    /// <exception cref="ArgumentException">It holds the character U+0000, which no engine takes.</exception>
    public virtual string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        RefuseZero(text);
        return "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
    }

    /// <summary>A 64-bit real as it stands in a query, NaN and the infinities included.</summary>
    public virtual string Number(double value) =>
        double.IsNaN(value) ? $"CAST('NaN' AS {DoubleType})"
        : double.IsInfinity(value) ? $"CAST('{(value > 0 ? "" : "-")}Infinity' AS {DoubleType})"
        : $"CAST('{value.ToString("R", CultureInfo.InvariantCulture)}' AS {DoubleType})";

    /// <summary>Whether an expression that is a real number is finite: neither NaN nor an infinity. The default holds where NaN is greater than all numbers.</summary>
    protected internal virtual string IsFinite(string real) => $"({real} < {Number(double.PositiveInfinity)} AND {real} > {Number(double.NegativeInfinity)})";

    /// <summary>Whether an expression that is a real number is NaN. The default holds where NaN equals itself.</summary>
    protected internal virtual string IsNaN(string real) => $"({real} = {Number(double.NaN)})";

    /// <summary>Whether a type of the database is that of 64-bit reals, so that no conversion is needed.</summary>
    internal virtual bool IsDouble(string databaseType) => string.Equals(databaseType, DoubleType, StringComparison.OrdinalIgnoreCase);

    /// <summary>How many UTF-16 code units a text has: what <see cref="string.Length"/> says.</summary>
    protected internal abstract string Utf16Length(string text);

    /// <summary>
    /// A hash of a text, as a whole number of 64 bits, signed or not, whose bits are all well mixed; always the same one, as saved statistics hold hashes. Its 14 highest bits and the smallest rest of each of
    /// them come back, to estimate how many different texts there are.
    /// </summary>
    protected internal abstract string Hash(string text);

    /// <summary>The register of a hash: its 14 highest bits, 0 … 16383.</summary>
    protected internal virtual string HashRegister(string hash) => $"(({hash}) >> 50) & 16383";

    /// <summary>The 50 lowest bits of a hash.</summary>
    protected internal virtual string HashRest(string hash) => $"({hash}) & 1125899906842623";

    /// <summary>Whether a text matches a regular expression of POSIX classes and Unicode escapes.</summary>
    protected internal virtual string Matches(string text, string pattern) => $"REGEXP_LIKE({text}, {Text(pattern)})";

    /// <summary>A condition that about this share of the rows meet, chosen at random; best the same rows each time.</summary>
    /// <param name="share">0 … 1.</param>
    /// <param name="hasPlaces">Whether the rows know where they lie: those of a table may, those of a query do not.</param>
    protected internal virtual string Sample(double share, bool hasPlaces) => $"RANDOM() < {Number(share)}";

    /// <summary>An aggregate that gives the quantiles of shares (SQL's percentile_disc) as an array; null (the default) where there is none: then the rows are sorted and numbered, column by column.</summary>
    protected internal virtual string? Quantiles(string real, IReadOnlyList<double> shares) => null;

    /// <summary>An aggregate that gives, for ascending boundaries of which the last is the maximum, how many numbers lie above the one before and not above it, as an array; null where there is none.</summary>
    internal virtual string? CountsBetween(string real, IReadOnlyList<double> boundaries) => null;

    /// <summary>Reads the array that <see cref="Quantiles"/> gave.</summary>
    protected internal virtual IReadOnlyList<double> ReadNumbers(DbDataReader reader, int i) => reader.GetFieldValue<double[]>(i);

    /// <summary>How many items an array has; 0 where it is NULL.</summary>
    protected internal virtual string ArrayLength(string array) => $"COALESCE(CARDINALITY({array}), 0)";

    /// <summary>What makes a row of each item of an array, in a SELECT list.</summary>
    protected internal virtual string Unnest(string array) => $"UNNEST({array})";

    /// <summary>What limits an ordered query to its first rows.</summary>
    protected internal virtual string Limit(long rows) => string.Create(CultureInfo.InvariantCulture, $"LIMIT {rows}");

    /// <summary>What a column of the database is to ML.NET when nothing of it is NULL.</summary>
    /// <param name="databaseType">The engine's name of its type.</param>
    /// <param name="clrType">What the provider reads it as; an array or list for a column of arrays.</param>
    protected internal virtual ColumnType TypeOf(string databaseType, Type clrType)
    {
        ArgumentNullException.ThrowIfNull(clrType);
        var type = Nullable.GetUnderlyingType(clrType) ?? clrType;
        if (type == typeof(byte[]))
            return ColumnType.Other(type.FullName!);
        if (type.IsArray && type.GetElementType() is { } element)
            return TypeOf(databaseType, element).Vector();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>))
            return TypeOf(databaseType, type.GetGenericArguments()[0]).Vector();
        return Scalars.TryGetValue(type, out var kind) ? ColumnType.Scalar(kind) : ColumnType.Other(type.FullName ?? type.Name);
    }

    /// <summary>What makes of a column, as the database has it, a value of its type in ML.NET. NULL stays NULL.</summary>
    /// <param name="column">The column's quoted name.</param>
    /// <param name="source">Its type in the database, as <see cref="TypeOf"/> told it.</param>
    /// <param name="target">What it has to be.</param>
    protected internal virtual string Convert(string column, ColumnType source, ColumnType target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        return target switch
        {
            { IsVector: true } => column,
            { Kind: ColumnKind.Text } when source.Kind == ColumnKind.Boolean => $"CASE WHEN {column} THEN 'True' WHEN NOT {column} THEN 'False' END",
            { Kind: ColumnKind.Single or ColumnKind.Double } when source.Kind == ColumnKind.Boolean => $"CASE WHEN {column} THEN {Number(1)} WHEN NOT {column} THEN {Number(0)} END",
            { Kind: ColumnKind.Single } => $"CAST({column} AS {SingleType})",
            { Kind: ColumnKind.Double } => $"CAST({column} AS {DoubleType})",
            // Whatever time zone the session has.
            { Kind: ColumnKind.Text } when source.Kind == ColumnKind.DateTimeOffset => $"CAST({column} AT TIME ZONE 'UTC' AS {TextType}) || 'Z'",
            { Kind: ColumnKind.DateTime } when source.Kind == ColumnKind.DateTimeOffset => $"{column} AT TIME ZONE 'UTC'",
            { Kind: ColumnKind.Text } => source.Kind == ColumnKind.Text ? TextColumn(column) : $"CAST({column} AS {TextType})",
            { Kind: ColumnKind.UInt64 } => column,
            { IsInteger: true } => $"CAST({column} AS {Int64Type})",
            { Kind: ColumnKind.DateTime } => $"CAST({column} AS TIMESTAMP)",
            _ => column,
        };
    }

    /// <summary>A column of one of the engine's text types, as plain text.</summary>
    protected internal virtual string TextColumn(string column) => $"CAST({column} AS {TextType})";

    /// <summary>A query that <see cref="ReadColumnsAsync"/> tells the columns from.</summary>
    internal virtual string DescribeQuery(string from) => $"SELECT * FROM {from} WHERE 1 = 0";

    /// <summary>The columns of what can be selected from, with the types that they have when nothing is NULL.</summary>
    internal virtual Task<ImmutableArray<SqlColumn>> ReadColumnsAsync(DbDataReader reader, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Range(0, reader.FieldCount)
        .Select(i => new SqlColumn(reader.GetName(i), reader.GetDataTypeName(i), TypeOf(reader.GetDataTypeName(i), reader.GetFieldType(i))))
        .ToImmutableArray());

    /// <summary>A query that gives more than 0 when the rows of what is called a table know where they lie, for <see cref="Sample"/>; null where none do. Those of a view do not.</summary>
    internal virtual string? HasPlacesQuery(string table, string? schema, string quoted) => null;

    /// <summary>A query of the schemas and names of the tables that hold a table's rows; null where the engine has no such, or hides them.</summary>
    internal virtual string? PartitionsQuery(string table) => null;

    /// <summary>Another connection to the same database, not opened yet; null where the provider has no way to make one.</summary>
    protected internal virtual DbConnection? Another(DbConnection connection) => (connection as ICloneable)?.Clone() as DbConnection;

    /// <summary>Lets a command's result be read while it is computed, where that is not the provider's default.</summary>
    protected internal virtual void Stream(DbCommand command)
    {
    }

    /// <summary>What a NULL makes of a type that cannot be missing in ML.NET.</summary>
    internal static ColumnType WithMissing(ColumnType type) => type switch
    {
        { IsVector: true } => type,
        { IsKey: false, Kind: ColumnKind.SByte or ColumnKind.Byte or ColumnKind.Int16 or ColumnKind.UInt16 } => ColumnType.Single,
        { IsInteger: true } => ColumnType.Double,
        { Kind: ColumnKind.Boolean or ColumnKind.DateTime or ColumnKind.DateTimeOffset or ColumnKind.TimeSpan } => ColumnType.Text,
        _ => type,
    };

    private protected static string Quoted(string name, char quote)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        RefuseZero(name);
        return quote + name.Replace(quote.ToString(), new string(quote, 2), StringComparison.Ordinal) + quote;
    }

    private protected static void RefuseZero(string text)
    {
        if (text.Contains('\0'))
            throw new ArgumentException($"No database takes the character U+0000, which is in '{text.Replace("\0", "\\0", StringComparison.Ordinal)}'.", nameof(text));
    }

    private static readonly Dictionary<Type, ColumnKind> Scalars = new()
    {
        [typeof(bool)] = ColumnKind.Boolean,
        [typeof(sbyte)] = ColumnKind.SByte,
        [typeof(byte)] = ColumnKind.Byte,
        [typeof(short)] = ColumnKind.Int16,
        [typeof(ushort)] = ColumnKind.UInt16,
        [typeof(int)] = ColumnKind.Int32,
        [typeof(uint)] = ColumnKind.UInt32,
        [typeof(long)] = ColumnKind.Int64,
        [typeof(ulong)] = ColumnKind.UInt64,
        [typeof(float)] = ColumnKind.Single,
        [typeof(double)] = ColumnKind.Double,
        [typeof(decimal)] = ColumnKind.Double,
        [typeof(System.Numerics.BigInteger)] = ColumnKind.Double,
        [typeof(string)] = ColumnKind.Text,
        [typeof(char)] = ColumnKind.Text,
        [typeof(Guid)] = ColumnKind.Text,
        [typeof(DateTime)] = ColumnKind.DateTime,
        [typeof(DateOnly)] = ColumnKind.DateTime,
        [typeof(DateTimeOffset)] = ColumnKind.DateTimeOffset,
        [typeof(TimeOnly)] = ColumnKind.TimeSpan,
        [typeof(TimeSpan)] = ColumnKind.TimeSpan,
    };
}
