using System;
using Microsoft.ML.Transforms;
using MlAntipatternAnalyzers.Runtime;

namespace TaxiFare.Features;

public sealed class Pickup
{
    public DateTime PickupTime { get; set; }
}

public sealed class PickupFeatures
{
    public float Hour { get; set; }

    public float RushHour { get; set; }
}

/// <summary>The hour of the day, and whether it is one in which the streets are full.</summary>
[CustomMappingFactoryAttribute("PickupTime")]
public sealed class PickupTimeMapping : FeatureMappingFactory<Pickup, PickupFeatures>
{
    public override void Map(Pickup input, PickupFeatures output)
    {
        DateTime time = input.PickupTime;
        bool workday = time.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
        output.Hour = time.Hour + (time.Minute / 60f);
        output.RushHour = workday && time.Hour is (>= 7 and < 10) or (>= 16 and < 19) ? 1 : 0;
    }
}
