namespace TaxiFare.Training;

/// <summary>What the duration model learns from.</summary>
public sealed class TimedTrip
{
    public float DistanceKm { get; set; }

    public float TemperatureC { get; set; }

    public float Hour { get; set; }

    public float RushHour { get; set; }

    public float DurationMin { get; set; }
}
