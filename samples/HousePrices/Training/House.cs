using System;
using Microsoft.ML.Data;
using MlAntipatternAnalyzers.Runtime;

namespace HousePrices.Training;

/// <summary>A house that was sold.</summary>
public sealed class House
{
    [LoadColumn(0)]
    public DateTime SoldOn { get; set; }

    [LoadColumn(1)]
    public string District { get; set; } = "";

    /// <summary>In square metres.</summary>
    [LoadColumn(2)]
    public float LivingArea { get; set; }

    [LoadColumn(3)]
    public float Rooms { get; set; }

    [LoadColumn(4)]
    public float YearBuilt { get; set; }

    [LoadColumn(6)]
    [TrainingOnly]
    public float Price { get; set; }
}
