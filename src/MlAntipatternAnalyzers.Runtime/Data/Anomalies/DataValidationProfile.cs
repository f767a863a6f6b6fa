using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Which anomalies a validation looks for, whatever else the schema says.</summary>
public sealed class DataValidationProfile
{
    private readonly ImmutableHashSet<string>? _codes;

    private DataValidationProfile(ImmutableHashSet<string>? codes, double? drift) => (_codes, DefaultDrift) = (codes, drift);

    /// <summary>Makes a profile.</summary>
    /// <param name="codes">The codes of the anomalies to look for.</param>
    /// <param name="defaultDrift">See <see cref="DefaultDrift"/>.</param>
    /// <exception cref="ArgumentException">A code is none of <see cref="DataAnomalyCode"/>, or the limit is not between 0 and 1.</exception>
    public DataValidationProfile(IEnumerable<string> codes, double? defaultDrift = null)
    {
        ArgumentNullException.ThrowIfNull(codes);
        _codes = codes.ToImmutableHashSet(StringComparer.Ordinal);
        foreach (var code in _codes)
        {
            if (!DataAnomalyCode.IsKnown(code))
                throw new ArgumentException($"'{code}' is not the code of an anomaly; see {nameof(DataAnomalyCode)}.", nameof(codes));
        }
        if (defaultDrift is { } limit && !(limit >= 0 && limit <= 1))
            throw new ArgumentException("A limit of a distance is between 0 and 1.", nameof(defaultDrift));
        DefaultDrift = defaultDrift;
    }

    /// <summary>Everything that the schema says.</summary>
    public static DataValidationProfile Everything { get; } = new((ImmutableHashSet<string>?)null, null);

    /// <summary>
    /// The six checks of SageMaker's model monitor, the usual ones for data that arrives day by day: another type; values missing; drift from the
    /// baseline (<see cref="DataValidationOptions.Previous"/>), of columns without a comparator above 0.1; a missing column; an unknown column;
    /// an unknown category.
    /// </summary>
    public static DataValidationProfile Monitoring { get; } = new(
        [
            DataAnomalyCode.UnexpectedDataType, DataAnomalyCode.InvalidFeatureShape, DataAnomalyCode.IntTypeNotIntString, DataAnomalyCode.FloatTypeStringNotFloat,
            DataAnomalyCode.BoolTypeUnexpectedString, DataAnomalyCode.BoolTypeUnexpectedFloat, DataAnomalyCode.BoolTypeBigInt, DataAnomalyCode.BoolTypeSmallInt,
            DataAnomalyCode.FeatureTypeNotPresent, DataAnomalyCode.FeatureTypeLowFractionPresent, DataAnomalyCode.FeatureTypeLowNumberPresent,
            DataAnomalyCode.ComparatorControlDataMissing, DataAnomalyCode.ComparatorLInftyHigh, DataAnomalyCode.ComparatorJensenShannonDivergenceHigh,
            DataAnomalyCode.ComparatorNormalizedAbsoluteDifferenceHigh,
            DataAnomalyCode.SchemaMissingColumn,
            DataAnomalyCode.SchemaNewColumn,
            DataAnomalyCode.EnumTypeUnexpectedStringValues,
        ],
        0.1);

    /// <summary>
    /// For the drift of columns that have no <see cref="ColumnExpectation.DriftComparator"/>: the limit, on the Jensen–Shannon divergence of numbers and on the L∞ distance of
    /// texts, keys and truth values; null to leave such columns alone.
    /// </summary>
    public double? DefaultDrift { get; }

    /// <summary>Whether anomalies of a code are looked for.</summary>
    public bool Includes(string code) => _codes is null || _codes.Contains(code);
}
