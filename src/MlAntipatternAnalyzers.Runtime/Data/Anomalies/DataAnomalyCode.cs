using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// The codes of the anomalies that a validation finds. They are the names that TensorFlow Data Validation gives
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

    /// <summary>There is data to compare with, and it lacks the column.</summary>
    public const string ComparatorControlDataMissing = "COMPARATOR_CONTROL_DATA_MISSING";

    /// <summary>More rows, in relation to the previous span, than expected.</summary>
    public const string ComparatorHighNumExamples = "COMPARATOR_HIGH_NUM_EXAMPLES";

    /// <summary>The Jensen–Shannon divergence from the data to compare with is above its limit.</summary>
    public const string ComparatorJensenShannonDivergenceHigh = "COMPARATOR_JENSEN_SHANNON_DIVERGENCE_HIGH";

    /// <summary>Fewer rows, in relation to the previous span, than expected.</summary>
    public const string ComparatorLowNumExamples = "COMPARATOR_LOW_NUM_EXAMPLES";

    /// <summary>The L∞ distance from the data to compare with is above its limit.</summary>
    public const string ComparatorLInftyHigh = "COMPARATOR_L_INFTY_HIGH";

    /// <summary>The normalised absolute difference from the data to compare with is above its limit.</summary>
    public const string ComparatorNormalizedAbsoluteDifferenceHigh = "COMPARATOR_NORMALIZED_ABSOLUTE_DIFFERENCE_HIGH";

    /// <summary>More rows than expected.</summary>
    public const string DatasetHighNumExamples = "DATASET_HIGH_NUM_EXAMPLES";

    /// <summary>Fewer rows than expected.</summary>
    public const string DatasetLowNumExamples = "DATASET_LOW_NUM_EXAMPLES";

    /// <summary>What is expected of the values has no meaning for values of the column's type.</summary>
    public const string DomainInvalidForType = "DOMAIN_INVALID_FOR_TYPE";

    /// <summary>A text holds bytes that were not valid in the file's encoding.</summary>
    public const string EnumTypeInvalidUtf8 = "ENUM_TYPE_INVALID_UTF8";

    /// <summary>Too many texts lie outside the column's set of values.</summary>
    public const string EnumTypeUnexpectedStringValues = "ENUM_TYPE_UNEXPECTED_STRING_VALUES";

    /// <summary>A row has more items than expected.</summary>
    public const string FeatureTypeHighNumberValues = "FEATURE_TYPE_HIGH_NUMBER_VALUES";

    /// <summary>More different values than expected.</summary>
    public const string FeatureTypeHighUnique = "FEATURE_TYPE_HIGH_UNIQUE";

    /// <summary>Too small a share of the rows has a value.</summary>
    public const string FeatureTypeLowFractionPresent = "FEATURE_TYPE_LOW_FRACTION_PRESENT";

    /// <summary>Too few rows have a value.</summary>
    public const string FeatureTypeLowNumberPresent = "FEATURE_TYPE_LOW_NUMBER_PRESENT";

    /// <summary>A row has fewer items than expected.</summary>
    public const string FeatureTypeLowNumberValues = "FEATURE_TYPE_LOW_NUMBER_VALUES";

    /// <summary>Fewer different values than expected.</summary>
    public const string FeatureTypeLowUnique = "FEATURE_TYPE_LOW_UNIQUE";

    /// <summary>The column is there and no row has a value in it.</summary>
    public const string FeatureTypeNotPresent = "FEATURE_TYPE_NOT_PRESENT";

    /// <summary>A number of different values is expected of a column whose values are not counted: it is neither of texts nor of keys nor of truth values.</summary>
    public const string FeatureTypeNoUnique = "FEATURE_TYPE_NO_UNIQUE";

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

    /// <summary>The expected set or range of values contradicts itself, is named and not there, or has grown too large to be one.</summary>
    public const string InvalidDomainSpecification = "INVALID_DOMAIN_SPECIFICATION";

    /// <summary>The column is a vector of another size than expected.</summary>
    public const string InvalidFeatureShape = "INVALID_FEATURE_SHAPE";

    /// <summary>What is expected of the column contradicts itself.</summary>
    public const string InvalidSchemaSpecification = "INVALID_SCHEMA_SPECIFICATION";

    /// <summary>The view lacks a column that the schema requires.</summary>
    public const string SchemaMissingColumn = "SCHEMA_MISSING_COLUMN";

    /// <summary>The view has a column that the schema does not know.</summary>
    public const string SchemaNewColumn = "SCHEMA_NEW_COLUMN";

    /// <summary>The values are not what the column's time format says or, where one is looked for, the texts of a column without a format are times.</summary>
    public const string SemanticDomainUpdate = "SEMANTIC_DOMAIN_UPDATE";

    /// <summary>The statistics do not hold what an expectation needs to be checked.</summary>
    public const string StatsNotAvailable = "STATS_NOT_AVAILABLE";

    /// <summary>The column has another type than expected.</summary>
    public const string UnexpectedDataType = "UNEXPECTED_DATA_TYPE";

    private static readonly ImmutableSortedSet<string> Known = ImmutableSortedSet.Create(
        StringComparer.Ordinal,
        BoolTypeBigInt, BoolTypeSmallInt, BoolTypeUnexpectedFloat, BoolTypeUnexpectedString, ComparatorControlDataMissing,
        ComparatorHighNumExamples, ComparatorJensenShannonDivergenceHigh, ComparatorLowNumExamples, ComparatorLInftyHigh,
        ComparatorNormalizedAbsoluteDifferenceHigh, DatasetHighNumExamples, DatasetLowNumExamples, DomainInvalidForType,
        EnumTypeInvalidUtf8, EnumTypeUnexpectedStringValues, FeatureTypeHighNumberValues, FeatureTypeHighUnique,
        FeatureTypeLowFractionPresent, FeatureTypeLowNumberPresent, FeatureTypeLowNumberValues, FeatureTypeLowUnique, FeatureTypeNotPresent,
        FeatureTypeNoUnique, FloatTypeBigFloat, FloatTypeHasInf, FloatTypeHasNan, FloatTypeSmallFloat, FloatTypeStringNotFloat,
        IntTypeBigInt, IntTypeNotIntString, IntTypeSmallInt, InvalidDomainSpecification, InvalidFeatureShape, InvalidSchemaSpecification,
        SchemaMissingColumn, SchemaNewColumn, SemanticDomainUpdate, StatsNotAvailable, UnexpectedDataType);

    private static readonly ImmutableSortedSet<string> OfVersion2 = ImmutableSortedSet.Create(
        StringComparer.Ordinal,
        ComparatorControlDataMissing, ComparatorHighNumExamples, ComparatorJensenShannonDivergenceHigh, ComparatorLowNumExamples,
        ComparatorLInftyHigh, ComparatorNormalizedAbsoluteDifferenceHigh, DomainInvalidForType, FeatureTypeHighUnique, FeatureTypeLowUnique,
        FeatureTypeNoUnique, InvalidDomainSpecification, InvalidSchemaSpecification, SemanticDomainUpdate, StatsNotAvailable);

    /// <summary>Every code, in ordinal order.</summary>
    public static IReadOnlyList<string> All => Known;

    /// <summary>Whether an anomaly can have this code.</summary>
    public static bool IsKnown(string code) => Known.Contains(code);

    /// <summary>Whether a schema's file of version 1 can give the code a severity.</summary>
    internal static bool IsOfVersion1(string code) => IsKnown(code) && !OfVersion2.Contains(code);

    /// <summary>Whether the code is about a column as such, not about its values.</summary>
    internal static bool IsOfColumns(string code) =>
        code is SchemaMissingColumn or SchemaNewColumn or UnexpectedDataType or InvalidFeatureShape or DomainInvalidForType;
}
