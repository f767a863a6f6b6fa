using Microsoft.ML.Data;

namespace TaxiFare.Features;

/// <summary>One offer on the booking screen, and whether it was tapped.</summary>
public sealed class Offer
{
    [LoadColumn(0)]
    public string SearchId { get; set; } = "";

    [LoadColumn(1)]
    public float Position { get; set; }

    [LoadColumn(2)]
    public float Price { get; set; }

    [LoadColumn(3)]
    public float DistanceKm { get; set; }

    [LoadColumn(4)]
    public float EtaMin { get; set; }

    [LoadColumn(5)]
    public float DriverRating { get; set; }

    [LoadColumn(6)]
    public bool Clicked { get; set; }
}
