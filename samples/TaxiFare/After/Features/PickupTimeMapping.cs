using System;
using Microsoft.ML.Transforms;

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
[CustomMappingFactoryAttribute(Contract)]
public sealed class PickupTimeMapping : CustomMappingFactory<Pickup, PickupFeatures>
{
    public const string Contract = "PickupTime";

    public static void Map(Pickup pickup, PickupFeatures features)
    {
        DateTime time = pickup.PickupTime;
        bool workday = time.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
        features.Hour = time.Hour + (time.Minute / 60f);
        features.RushHour = workday && time.Hour is (>= 7 and < 10) or (>= 16 and < 19) ? 1 : 0;
    }

    public override Action<Pickup, PickupFeatures> GetMapping() => Map;
}
