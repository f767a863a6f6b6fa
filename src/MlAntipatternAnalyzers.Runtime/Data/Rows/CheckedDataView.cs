using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A view whose cursors check what they read.</summary>
internal static class CheckedDataView
{
    /// <summary>What a source's cursor is asked for: what is needed, and what is checked.</summary>
    public static IEnumerable<DataViewSchema.Column> Columns(IEnumerable<DataViewSchema.Column> needed, IEnumerable<DataViewSchema.Column> @checked) =>
        needed.Concat(@checked).DistinctBy(column => column.Index);
}
