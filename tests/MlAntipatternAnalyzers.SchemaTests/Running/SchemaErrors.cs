using System.Linq;
using System.Text.RegularExpressions;

namespace MlAntipatternAnalyzers.SchemaTests.Running;

/// <summary>Which exceptions of ML.NET say that a column is missing, has another type, or does not fit a row class.</summary>
internal static class SchemaErrors
{
    private static readonly string[] Types = ["System.ArgumentException", "System.ArgumentOutOfRangeException", "System.InvalidOperationException"];

    // As ML.NET 5 words them, by what is wrong; most come from Contracts.ExceptSchemaMismatch, RoleMappedSchema and DataViewSchema.
    private static readonly Regex[] Messages = [.. new[]
    {
        // No such column.
        "^Could not find .*column",
        "[Cc]olumn '.*' not found",
        "[Cc]olumn '.*' does not exist",
        // A column of another type.
        "^Schema mismatch for",
        "^Concatenated columns should have the same type",
        "Concatenation of keys is unsupported",
        "^Could not apply a map over type",
        "does not have compatible type",
        "item type '.*' does not match expected ColumnType",
        "is not supported by NAReplaceTransform",
        "does not support missing values",
        "^Wrong column type for",
        "^(Group|Training feature|Training group) column '.*' (is of type|must be|type is invalid)",
        "^Invalid type for Label column",
        "is not compatible with destination type",
        "^Source column type must be primitive",
        "^Input data's column must be of type",
        "^Can have at most one vector-valued source column",
        "^Variable length column '.*' is not allowed",
        "^Incompatible features column type",
        "^binding failed: at",
        "^Invalid TValue",
        // Two columns of one name.
        "^Duplicate column name",
        "^Name of the result column '.*' specified multiple times",
        // A row class that does not fit.
        "is missing the LoadColumnAttribute",
        @"^(Property|Field) \S+ is of unsupported type",
        "^Could not determine an IDataView type",
        "marked with (KeyType attribute|VectorTypeAttribute), but does not appear",
        "^Column '.*' is supposed to have item type",
        "^Bad item type for Key",
        "^Can't bind the IDataView column",
        @"^Cannot map column \(name",
        "^Cannot load vector type",
        "^The expected type '.*' does not match the type of",
    }.Select(pattern => new Regex(pattern, RegexOptions.CultureInvariant))];

    public static bool Contains(string exceptionType, string message) => Types.Contains(exceptionType) && Messages.Any(pattern => pattern.IsMatch(message));
}
