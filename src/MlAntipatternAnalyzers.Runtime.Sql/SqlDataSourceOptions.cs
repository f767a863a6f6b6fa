using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Data.Common;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How a table or a query is read.</summary>
public class SqlDataSourceOptions
{
    private readonly ImmutableDictionary<string, ColumnType> _types = ImmutableDictionary<string, ColumnType>.Empty;
    private readonly TimeSpan? _commandTimeout;

    /// <summary>The engine's dialect; null (the default) tells it from the connection's type.</summary>
    public SqlDialect? Dialect { get; init; }

    /// <summary>How long one query may take; null (the default) leaves it to the provider.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan? CommandTimeout
    {
        get => _commandTimeout;
        init
        {
            if (value <= TimeSpan.Zero)
                throw new ArgumentOutOfRangeException(nameof(value), value, "A query needs some time.");
            _commandTimeout = value;
        }
    }

    /// <summary>The transaction of the connection that the queries are part of; null (the default) for none.</summary>
    public DbTransaction? Transaction { get; init; }

    /// <summary>
    /// What columns are to ML.NET, by name, where it is not what follows from the database's type: <c>Single</c> for a column of doubles, say. The others are left as they are; so that two sets of data
    /// have the same types whether or not there is a NULL in them, name those too. For the types of a row class or of a schema, see <see cref="SqlDataSource.TypesOf{TRow}"/>.
    /// </summary>
    /// <exception cref="ArgumentException">A type is a key, or none of a value.</exception>
    public IReadOnlyDictionary<string, ColumnType> Types
    {
        get => _types;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach (var (name, type) in value)
            {
                if (type is { IsKey: true } or { Kind: ColumnKind.RowId or ColumnKind.Other })
                    throw new ArgumentException($"Column '{name}' cannot be read as {type}: a database has numbers, texts, Booleans and times.", nameof(value));
            }
            _types = value.ToImmutableDictionary(StringComparer.Ordinal);
        }
    }
}
