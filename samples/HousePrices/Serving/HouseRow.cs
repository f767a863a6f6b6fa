using System;

namespace HousePrices.Serving;

/// <summary>The raw columns that the model reads. The contract says which, and the build compares.</summary>
public sealed class HouseRow
{
    public DateTime SoldOn { get; set; }

    public string District { get; set; } = "";

    public float LivingArea { get; set; }

    public float Rooms { get; set; }

    public float YearBuilt { get; set; }
}
