using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What a schema says of a single row: without what speaks of a whole data set.</summary>
internal static class RowExpectations
{
    /// <summary>The schema of one row: of some columns, with what else the data has allowed.</summary>
    public static DataSchema Of(DataSchema schema, IEnumerable<ColumnExpectation> columns) =>
        schema.Severities.Aggregate(new DataSchema(columns.Select(Of)).WithNewColumns(true), (s, severity) => s.WithSeverity(severity.Key, severity.Value));

    /// <summary>
    /// A share below 1 allows any row: of presence it is 0 then, and the domain is gone. (A share of presence, even of 0, also says that NaN is merely missing.)
    /// </summary>
    private static ColumnExpectation Of(ColumnExpectation column) => column with
    {
        MinCount = 0,
        MinFraction = column.MinFraction < 1 ? 0 : column.MinFraction,
        Domain = column.Domain is { MinShare: < 1 } ? null : column.Domain,
        Unique = null,
        DriftComparator = null,
        SkewComparator = null,
        Environments = [],
        NotInEnvironments = [],
        Lifecycle = LifecycleStage.Unknown,
    };
}
