using System;
using Microsoft.ML.Data;

namespace TaxiFare.Training;

/// <summary>A line of the trips file.</summary>
public sealed class Trip
{
    [LoadColumn(0)]
    public DateTime PickupTime { get; set; }

    [LoadColumn(1)]
    public string PickupZone { get; set; } = "";

    [LoadColumn(2)]
    public string DropoffZone { get; set; } = "";

    [LoadColumn(3)]
    public float Passengers { get; set; }

    [LoadColumn(4)]
    public float DistanceKm { get; set; }

    [LoadColumn(5)]
    public float TemperatureC { get; set; }

    [LoadColumn(6)]
    public float DurationMin { get; set; }

    [LoadColumn(7)]
    public string PaymentType { get; set; } = "";

    [LoadColumn(8)]
    public float Fare { get; set; }

    [LoadColumn(9)]
    public float Tip { get; set; }
}
