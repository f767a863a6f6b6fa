using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>PostgreSQL 15 or later, by Npgsql. Every expression is one that <c>postgres_fdw</c> sends to the other server, so that a foreign table's aggregates are computed there.</summary>
internal sealed class PostgreSqlDialect : SqlDialect
{
    public override string Name => "PostgreSQL";

    protected internal override string TextType => "text";

    // Backslashes are characters like others, whatever standard_conforming_strings says.
    public override string Text(string text) => text is not null && text.Contains('\\') ? "E" + base.Text(text.Replace("\\", "\\\\", StringComparison.Ordinal)) : base.Text(text!);

    protected internal override string Utf16Length(string text) =>
        $"CASE WHEN octet_length({text}) = length({text}) THEN length({text}) ELSE length({text}) + length(regexp_replace({text}, '[^\\U00010000-\\U0010FFFF]', '', 'g')) END";

    // Where a row lies does not change while it is not written, and another server can tell it too.
    protected internal override string Sample(double share, bool hasPlaces) => hasPlaces
        ? string.Create(CultureInfo.InvariantCulture, $"hashtidextended(ctid, 0) < {(long)((Math.Min(share, 1) - 0.5) * 2 * (long.MaxValue - 1024))}")
        : $"random() < {Number(share)}";

    protected internal override string? Quantiles(string real, IReadOnlyList<double> shares) =>
        $"percentile_disc(ARRAY[{string.Join(", ", shares.Select(share => share.ToString("R", CultureInfo.InvariantCulture)))}]::float8[]) WITHIN GROUP (ORDER BY {real})";

    internal override string? HasPlacesQuery(string table, string? schema, string quoted) =>
        "SELECT COUNT(*) FROM pg_class c LEFT JOIN pg_foreign_table f ON f.ftrelid = c.oid LEFT JOIN pg_foreign_server s ON s.oid = f.ftserver LEFT JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw "
        + $"WHERE c.oid = {Text(quoted)}::regclass AND (c.relkind IN ('r', 'm', 'p') OR w.fdwname = 'postgres_fdw')";

    internal override string? PartitionsQuery(string table) =>
        $"SELECT n.nspname, c.relname FROM pg_partition_tree({Text(table)}::regclass) t JOIN pg_class c ON c.oid = t.relid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE t.isleaf AND t.level > 0 ORDER BY 1, 2";

    protected internal override string Matches(string text, string pattern) => $"({text} ~ {Text(pattern)})";

    protected internal override string Hash(string text) => $"hashtextextended({text}, 0)";

    protected internal override ColumnType TypeOf(string databaseType, Type clrType)
    {
        ArgumentNullException.ThrowIfNull(databaseType);
        if (databaseType == "timestamp with time zone")
            return ColumnType.Scalar(ColumnKind.DateTimeOffset);
        // An interval of months is no number of ticks.
        if (databaseType is "interval" or "time with time zone")
            return ColumnType.Text;
        if (!databaseType.EndsWith("[]", StringComparison.Ordinal))
            return base.TypeOf(databaseType, clrType);
        return databaseType[..^2] switch
        {
            "real" or "smallint" or "boolean" => ColumnType.Single.Vector(),
            "double precision" or "integer" or "bigint" => ColumnType.Double.Vector(),
            "text" or "uuid" => ColumnType.Text.Vector(),
            var item when item.StartsWith("numeric", StringComparison.Ordinal) => ColumnType.Double.Vector(),
            var item when item.StartsWith("character", StringComparison.Ordinal) => ColumnType.Text.Vector(),
            _ => ColumnType.Other(clrType.FullName ?? clrType.Name),
        };
    }
}
