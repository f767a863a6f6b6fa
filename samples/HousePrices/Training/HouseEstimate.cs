using System;

namespace HousePrices.Training;

/// <summary>A house, and what the model says that it is sold for.</summary>
public sealed class HouseEstimate
{
    public DateTime SoldOn { get; set; }

    public string District { get; set; } = "";

    public float LivingArea { get; set; }

    public float Rooms { get; set; }

    public float YearBuilt { get; set; }

    public float Score { get; set; }
}
