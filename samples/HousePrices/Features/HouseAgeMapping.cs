using System;
using Microsoft.ML.Transforms;
using MlAntipatternAnalyzers.Runtime;

namespace HousePrices.Features;

public sealed class HouseYears
{
    public DateTime SoldOn { get; set; }

    public float YearBuilt { get; set; }
}

public sealed class HouseAge
{
    public float Age { get; set; }
}

/// <summary>How old a house is on the day for which its price is asked. It is in the saved model, so that both programs compute the same age.</summary>
[CustomMappingFactoryAttribute("HouseAge")]
public sealed class HouseAgeMapping : FeatureMappingFactory<HouseYears, HouseAge>
{
    // A house that is sold before it is finished is a new one.
    public override void Map(HouseYears input, HouseAge output) => output.Age = Math.Max(0, input.SoldOn.Year - input.YearBuilt);
}
