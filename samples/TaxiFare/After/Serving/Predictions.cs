using Microsoft.ML.Data;

namespace TaxiFare.Serving;

public sealed class Estimate
{
    [ColumnName("Score")]
    public float Value { get; set; }
}

public sealed class OfferScore
{
    public float Probability { get; set; }
}
