using System;
using Microsoft.ML.Data;

namespace HousePrices.Serving;

/// <summary>A house whose price is asked for a day.</summary>
/// <param name="LivingArea">In square metres.</param>
public sealed record PriceRequest(DateTime SoldOn, string District, float LivingArea, float Rooms, float YearBuilt);

public sealed record PriceAnswer(float Price);

public sealed class PriceEstimate
{
    [ColumnName("Score")]
    public float Value { get; set; }
}
