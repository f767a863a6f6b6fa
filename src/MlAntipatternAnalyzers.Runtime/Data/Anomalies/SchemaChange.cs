using System;
using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The smallest change of a schema that would accept an anomaly as what is normal.</summary>
public sealed class SchemaChange
{
    private readonly DataSchema _schema;
    private readonly Func<DataSchema, DataSchema> _apply;
    private DataSchemaDiff? _diff;

    internal SchemaChange(DataSchema schema, Func<DataSchema, DataSchema> apply)
    {
        _schema = schema;
        _apply = apply;
    }

    /// <summary>What it changes in the schema that was validated against, property by property.</summary>
    public IReadOnlyList<SchemaDifference> Differences => (_diff ??= _schema.Diff(_apply(_schema))).Differences;

    /// <summary>The schema with the change; of one whose column has been changed meanwhile, as far as it still applies.</summary>
    public DataSchema ApplyTo(DataSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return _apply(schema);
    }

    /// <summary>The changed properties, one a line.</summary>
    public override string ToString() => string.Join("\n", Differences);
}
