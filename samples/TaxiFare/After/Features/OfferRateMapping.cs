using Microsoft.ML.Transforms;
using MlAntipatternAnalyzers.Runtime;

namespace TaxiFare.Features;

public sealed class OfferPrice
{
    public float Price { get; set; }

    public float DistanceKm { get; set; }
}

public sealed class OfferRate
{
    public float PricePerKm { get; set; }
}

/// <summary>The price of an offer per kilometre.</summary>
[CustomMappingFactoryAttribute("OfferRate")]
public sealed class OfferRateMapping : FeatureMappingFactory<OfferPrice, OfferRate>
{
    public override void Map(OfferPrice input, OfferRate output) => output.PricePerKm = input.Price / input.DistanceKm;
}
