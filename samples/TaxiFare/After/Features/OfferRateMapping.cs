using System;
using Microsoft.ML.Transforms;

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
[CustomMappingFactoryAttribute(Contract)]
public sealed class OfferRateMapping : CustomMappingFactory<OfferPrice, OfferRate>
{
    public const string Contract = "OfferRate";

    public static void Map(OfferPrice offer, OfferRate rate) => rate.PricePerKm = offer.Price / offer.DistanceKm;

    public override Action<OfferPrice, OfferRate> GetMapping() => Map;
}
