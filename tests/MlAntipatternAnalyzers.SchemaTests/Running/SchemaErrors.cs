using System.Linq;
using System.Text.RegularExpressions;

namespace MlAntipatternAnalyzers.SchemaTests.Running;

/// <summary>Which exceptions of ML.NET say that a column is missing, has another type, or does not fit a row class.</summary>
internal static class SchemaErrors
{
    private static readonly Regex[] Messages = [.. new[]
    {
        "^Schema mismatch for",
        "^Could not find .*column",
    }.Select(pattern => new Regex(pattern, RegexOptions.CultureInvariant))];

    public static bool Contains(string exceptionType, string message) => exceptionType != "" && Messages.Any(pattern => pattern.IsMatch(message));
}
