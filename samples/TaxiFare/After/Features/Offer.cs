using Microsoft.ML.Data;
using MlAntipatternAnalyzers.Runtime;

namespace TaxiFare.Features;

/// <summary>One offer on the booking screen, and whether it was tapped.</summary>
public sealed class Offer
{
    [LoadColumn(0)]
    public string SearchId { get; set; } = "";

    // A tap is explained by where the offer stood as much as by the offer. When offers are to be sorted, all of them stand first.
    [LoadColumn(1)]
    [PositionalFeature(Neutral = 1f)]
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
    [TrainingOnly]
    public bool Clicked { get; set; }
}
