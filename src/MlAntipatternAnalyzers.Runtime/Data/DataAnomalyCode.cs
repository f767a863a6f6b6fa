using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// The codes of the anomalies that <see cref="DataSchema.Validate"/> finds. They are the names that TensorFlow Data Validation gives
/// to the same conditions (<c>anomalies.proto</c>), so that what is written about one can be looked up under the other.
/// </summary>
public static class DataAnomalyCode
{
    /// <summary>A value of a column of truth values is above 1.</summary>
    public const string BoolTypeBigInt = "BOOL_TYPE_BIG_INT";

    /// <summary>A value of a column of truth values is below 0.</summary>
    public const string BoolTypeSmallInt = "BOOL_TYPE_SMALL_INT";

    /// <summary>A real of a column of truth values is neither 0 nor 1.</summary>
    public const string BoolTypeUnexpectedFloat = "BOOL_TYPE_UNEXPECTED_FLOAT";

    /// <summary>A text of a column of truth values is neither true nor false.</summary>
    public const string BoolTypeUnexpectedString = "BOOL_TYPE_UNEXPECTED_STRING";

    /// <summary>More rows than expected.</summary>
    public const string DatasetHighNumExamples = "DATASET_HIGH_NUM_EXAMPLES";

    /// <summary>Fewer rows than expected.</summary>
    public const string DatasetLowNumExamples = "DATASET_LOW_NUM_EXAMPLES";

    /// <summary>A text holds bytes that were not valid in the file's encoding.</summary>
    public const string EnumTypeInvalidUtf8 = "ENUM_TYPE_INVALID_UTF8";

    /// <summary>Too many texts lie outside the column's set of values.</summary>
    public const string EnumTypeUnexpectedStringValues = "ENUM_TYPE_UNEXPECTED_STRING_VALUES";

    /// <summary>A row has more items than expected.</summary>
    public const string FeatureTypeHighNumberValues = "FEATURE_TYPE_HIGH_NUMBER_VALUES";

    /// <summary>Too small a share of the rows has a value.</summary>
    public const string FeatureTypeLowFractionPresent = "FEATURE_TYPE_LOW_FRACTION_PRESENT";

    /// <summary>Too few rows have a value.</summary>
    public const string FeatureTypeLowNumberPresent = "FEATURE_TYPE_LOW_NUMBER_PRESENT";

    /// <summary>A row has fewer items than expected.</summary>
    public const string FeatureTypeLowNumberValues = "FEATURE_TYPE_LOW_NUMBER_VALUES";

    /// <summary>The column is there and no row has a value in it.</summary>
    public const string FeatureTypeNotPresent = "FEATURE_TYPE_NOT_PRESENT";

    /// <summary>A real, or a text that is to be a real, is above the range.</summary>
    public const string FloatTypeBigFloat = "FLOAT_TYPE_BIG_FLOAT";

    /// <summary>A real is infinite.</summary>
    public const string FloatTypeHasInf = "FLOAT_TYPE_HAS_INF";

    /// <summary>A real is not a number.</summary>
    public const string FloatTypeHasNan = "FLOAT_TYPE_HAS_NAN";

    /// <summary>A real, or a text that is to be a real, is below the range.</summary>
    public const string FloatTypeSmallFloat = "FLOAT_TYPE_SMALL_FLOAT";

    /// <summary>A text that is to be a real is not one.</summary>
    public const string FloatTypeStringNotFloat = "FLOAT_TYPE_STRING_NOT_FLOAT";

    /// <summary>A whole number is above the range.</summary>
    public const string IntTypeBigInt = "INT_TYPE_BIG_INT";

    /// <summary>A text that is to be a whole number is not one.</summary>
    public const string IntTypeNotIntString = "INT_TYPE_NOT_INT_STRING";

    /// <summary>A whole number is below the range.</summary>
    public const string IntTypeSmallInt = "INT_TYPE_SMALL_INT";

    /// <summary>The column is a vector of another size than expected.</summary>
    public const string InvalidFeatureShape = "INVALID_FEATURE_SHAPE";

    /// <summary>The view lacks a column that the schema requires.</summary>
    public const string SchemaMissingColumn = "SCHEMA_MISSING_COLUMN";

    /// <summary>The view has a column that the schema does not know.</summary>
    public const string SchemaNewColumn = "SCHEMA_NEW_COLUMN";

    /// <summary>The column has another type than expected.</summary>
    public const string UnexpectedDataType = "UNEXPECTED_DATA_TYPE";

    private static readonly ImmutableSortedSet<string> Known = ImmutableSortedSet.Create(
        StringComparer.Ordinal,
        BoolTypeBigInt, BoolTypeSmallInt, BoolTypeUnexpectedFloat, BoolTypeUnexpectedString, DatasetHighNumExamples,
        DatasetLowNumExamples, EnumTypeInvalidUtf8, EnumTypeUnexpectedStringValues, FeatureTypeHighNumberValues,
        FeatureTypeLowFractionPresent, FeatureTypeLowNumberPresent, FeatureTypeLowNumberValues, FeatureTypeNotPresent,
        FloatTypeBigFloat, FloatTypeHasInf, FloatTypeHasNan, FloatTypeSmallFloat, FloatTypeStringNotFloat, IntTypeBigInt,
        IntTypeNotIntString, IntTypeSmallInt, InvalidFeatureShape, SchemaMissingColumn, SchemaNewColumn, UnexpectedDataType);

    /// <summary>Every code, in ordinal order.</summary>
    public static IReadOnlyList<string> All => Known;

    /// <summary>Whether <see cref="DataSchema.Validate"/> can report this code.</summary>
    public static bool IsKnown(string code) => Known.Contains(code);
}
