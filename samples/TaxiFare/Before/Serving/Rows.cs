using System;
using Microsoft.ML.Data;

namespace TaxiFare.Serving;

public sealed class TripRow
{
    public DateTime PickupTime { get; set; }

    public string PickupZone { get; set; } = "";

    public string DropoffZone { get; set; } = "";

    public float Passengers { get; set; }

    public float DistanceKm { get; set; }

    public float TemperatureC { get; set; }

    public float DurationMin { get; set; }

    public string PaymentType { get; set; } = "";

    public float Fare { get; set; }

    public float Tip { get; set; }
}

public sealed class TimedTripRow
{
    public float DistanceKm { get; set; }

    public float TemperatureC { get; set; }

    public float Hour { get; set; }

    public float RushHour { get; set; }

    public float DurationMin { get; set; }
}

public sealed class OfferRow
{
    public float Position { get; set; }

    public float Price { get; set; }

    public float DistanceKm { get; set; }

    public float EtaMin { get; set; }

    public float DriverRating { get; set; }

    public bool Clicked { get; set; }
}

public sealed class Estimate
{
    [ColumnName("Score")]
    public float Value { get; set; }
}

public sealed class OfferScore
{
    public float Probability { get; set; }
}
