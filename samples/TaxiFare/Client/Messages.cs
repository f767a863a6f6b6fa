using System;

namespace TaxiFare.Client;

// What the serving program is asked and what it answers. A null number is one that the caller does not know.

public sealed record FareRequest(
    DateTime PickupTime,
    string PickupZone,
    string DropoffZone,
    float? Passengers,
    float? DistanceKm,
    float? TemperatureC);

public sealed record FareAnswer(float Fare);

public sealed record TipRequest(float? Passengers, float? DistanceKm, float DurationMin, string PaymentType, float Fare);

public sealed record TipAnswer(float Tip);

public sealed record DurationRequest(DateTime PickupTime, float? DistanceKm, float? TemperatureC);

public sealed record DurationAnswer(float Minutes);

public sealed record OfferRequest(string Id, float Price, float DistanceKm, float EtaMin, float? DriverRating);
