using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How much <see cref="DataSchema.Infer(Microsoft.ML.IDataView, DataSchemaInferenceOptions?)"/> concludes from the data.</summary>
public sealed class DataSchemaInferenceOptions
{
    private readonly int _maxDomainSize = 100;

    /// <summary>A text column with more distinct values than this gets no domain (100, as in TensorFlow Data Validation). 0 infers none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxDomainSize
    {
        get => _maxDomainSize;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _maxDomainSize = value;
        }
    }

    /// <summary>
    /// Whether number columns get the smallest and largest value seen as their range. Off: a range that is merely what the sample happened
    /// to contain raises false alarms; write down the ones that the domain gives (a distance is not negative).
    /// </summary>
    public bool InferRanges { get; init; }
}
