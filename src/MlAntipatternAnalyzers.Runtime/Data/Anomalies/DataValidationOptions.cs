namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What data is validated as, and with what it is compared.</summary>
public sealed record DataValidationOptions
{
    /// <summary>The environment of the data (<c>TRAINING</c>, <c>SERVING</c>); null to expect every column.</summary>
    public string? Environment { get; init; }

    /// <summary>The statistics of the previous span of the data, for drift and for the ratio of the numbers of rows; null for neither.</summary>
    public DataStatistics? Previous { get; init; }

    /// <summary>When this is serving data: the statistics of the data that the model was trained with, for skew. At most one of this and <see cref="Serving"/>.</summary>
    public DataStatistics? Training { get; init; }

    /// <summary>When this is training data: the statistics of the data when serving, for skew.</summary>
    public DataStatistics? Serving { get; init; }

    /// <summary>Which anomalies are looked for.</summary>
    public DataValidationProfile Profile { get; init; } = DataValidationProfile.Everything;

    /// <summary>Whether texts of which nothing is expected are looked at for times: <see cref="DataAnomalyCode.SemanticDomainUpdate"/> then suggests the format.</summary>
    public bool SuggestTimeFormats { get; init; }
}
