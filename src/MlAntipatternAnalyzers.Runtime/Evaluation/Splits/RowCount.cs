using System.Globalization;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A number of rows for people: <c>1 row</c>, <c>1,200 rows</c>.</summary>
internal static class RowCount
{
    public static string Of(long rows) => rows == 1 ? "1 row" : string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows");
}
