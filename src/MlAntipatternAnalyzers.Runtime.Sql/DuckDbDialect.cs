using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DuckDB.NET.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>DuckDB, by DuckDB.NET.</summary>
internal sealed class DuckDbDialect : SqlDialect
{
    public override string Name => "DuckDB";

    protected internal override string DoubleType => "DOUBLE";

    internal override bool IsEmbedded => true;

    protected internal override string Sample(double share, bool hasPlaces) =>
        hasPlaces ? string.Create(CultureInfo.InvariantCulture, $"hash(rowid) < {(ulong)(Math.Min(share, 1) * (ulong.MaxValue - 2048))}::UBIGINT") : base.Sample(share, hasPlaces);

    // A temporary table, or one of another schema, may have the name of a view.
    internal override string? HasPlacesQuery(string table, string? schema, string quoted) =>
        $"SELECT CASE WHEN COUNT(*) > 0 AND COUNT(CASE WHEN table_type LIKE '%VIEW%' THEN 1 END) = 0 THEN 1 ELSE 0 END FROM information_schema.tables WHERE LOWER(table_name) = LOWER({Text(table)})"
        + (schema is null ? "" : $" AND LOWER(table_schema) = LOWER({Text(schema)})");

    internal override string? CountsBetween(string real, IReadOnlyList<double> boundaries) => $"map_values(histogram({real}, [{string.Join(", ", boundaries.Select(Literal))}]))";

    protected internal override IReadOnlyList<double> ReadNumbers(DbDataReader reader, int i) => reader.GetFieldValue<List<ulong>>(i).ConvertAll(count => (double)count);

    protected internal override string ArrayLength(string array) => $"COALESCE(len({array}), 0)";

    protected internal override string Matches(string text, string pattern) => $"regexp_matches({text}, {Text(pattern)})";

    // UTF-16 needs two units where UTF-8 needs four bytes. Most texts have none of those: then bytes and characters are as many, or less than four times as many tell nothing.
    protected internal override string Utf16Length(string text) =>
        $"CASE WHEN strlen({text}) = length({text}) THEN length({text}) ELSE length({text}) + length(regexp_replace({text}, '[^\\x{{10000}}-\\x{{10FFFF}}]', '', 'g')) END";

    protected internal override string IsFinite(string real) => $"isfinite({real})";

    protected internal override string IsNaN(string real) => $"isnan({real})";

    protected internal override string Hash(string text) => $"hash({text})";

    // The reader does not tell the size of an array; the names of the types do.
    internal override string DescribeQuery(string from) => $"DESCRIBE SELECT * FROM {from}";

    internal override async Task<ImmutableArray<SqlColumn>> ReadColumnsAsync(DbDataReader reader, CancellationToken cancellationToken)
    {
        var columns = ImmutableArray.CreateBuilder<SqlColumn>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var type = reader.GetString(1);
            columns.Add(new(reader.GetString(0), type, OfName(type)));
        }
        return columns.ToImmutable();
    }

    // A list's items may be NULL, and only a list of reals can say so.
    protected internal override string Convert(string column, ColumnType source, ColumnType target) =>
        target is { IsVector: true } ? $"CAST({column} AS {ItemType(target)}[])" : base.Convert(column, source, target);

    protected internal override DbConnection? Another(DbConnection connection) => connection is DuckDBConnection duckDb ? duckDb.Duplicate() : base.Another(connection);

    protected internal override void Stream(DbCommand command)
    {
        if (command is DuckDBCommand duckDb)
            duckDb.UseStreamingMode = true;
    }

    // A bare number is a decimal, whose digits are limited.
    private static string Literal(double value) => value.ToString("E16", CultureInfo.InvariantCulture);

    private string ItemType(ColumnType vector) => vector.Kind switch
    {
        ColumnKind.Single => SingleType,
        ColumnKind.Double => DoubleType,
        _ => TextType,
    };

    private static ColumnType OfName(string type)
    {
        if (!type.EndsWith(']'))
            return Scalar(type) is { } kind ? ColumnType.Scalar(kind) : ColumnType.Other(type);
        var open = type.LastIndexOf('[');
        // An item can be NULL.
        ColumnType? item = Scalar(type[..open]) switch
        {
            ColumnKind.Single or ColumnKind.SByte or ColumnKind.Byte or ColumnKind.Int16 or ColumnKind.UInt16 or ColumnKind.Boolean => ColumnType.Single,
            ColumnKind.Double or ColumnKind.Int32 or ColumnKind.UInt32 or ColumnKind.Int64 or ColumnKind.UInt64 => ColumnType.Double,
            ColumnKind.Text => ColumnType.Text,
            _ => null,
        };
        return item is null ? ColumnType.Other(type)
            : int.TryParse(type.AsSpan(open + 1, type.Length - open - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? item.Vector(size)
            : item.Vector();
    }

    private static ColumnKind? Scalar(string type) => type switch
    {
        "BOOLEAN" => ColumnKind.Boolean,
        "TINYINT" => ColumnKind.SByte,
        "UTINYINT" => ColumnKind.Byte,
        "SMALLINT" => ColumnKind.Int16,
        "USMALLINT" => ColumnKind.UInt16,
        "INTEGER" => ColumnKind.Int32,
        "UINTEGER" => ColumnKind.UInt32,
        "BIGINT" => ColumnKind.Int64,
        "UBIGINT" => ColumnKind.UInt64,
        "FLOAT" => ColumnKind.Single,
        "DOUBLE" or "HUGEINT" or "UHUGEINT" or "BIGNUM" => ColumnKind.Double,
        "VARCHAR" or "UUID" or "BIT" or "JSON" => ColumnKind.Text,
        "DATE" or "TIMESTAMP" or "TIMESTAMP_S" or "TIMESTAMP_MS" or "TIMESTAMP_NS" => ColumnKind.DateTime,
        "TIMESTAMP WITH TIME ZONE" => ColumnKind.DateTimeOffset,
        "TIME" => ColumnKind.TimeSpan,
        _ when type.StartsWith("DECIMAL(", StringComparison.Ordinal) => ColumnKind.Double,
        // An interval of months is no number of ticks.
        _ when type.StartsWith("ENUM(", StringComparison.Ordinal) || type == "INTERVAL" => ColumnKind.Text,
        _ => null,
    };
}
