using System;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MlAntipatternAnalyzers.Tool.Tests.Evaluation;

/// <summary>A custom mapping, which only its own assembly can load again.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class HalfMapping : CustomMappingFactory<Shop.Visit, HalfMapping.Output>
{
    public const string Contract = "Half";

    public override Action<Shop.Visit, Output> GetMapping() => (visit, output) => output.Features = [visit.Minutes / 2, visit.Items];

    public sealed class Output
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }
}
