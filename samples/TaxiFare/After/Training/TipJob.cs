using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Transforms;
using TaxiFare.Features;

namespace TaxiFare.Training;

/// <summary>Tip that a driver can expect at the end of a trip.</summary>
public sealed class TipJob
{
    private const double AtLeastRSquared = 0.4;
    private const string PaymentEncoded = "PaymentTypeEncoded";

    private static readonly string[] NumericColumns =
    [
        nameof(Trip.Passengers),
        nameof(Trip.DistanceKm),
        nameof(Trip.DurationMin),
        nameof(Trip.Fare),
    ];

    private readonly MLContext _mlContext;

    public TipJob(MLContext mlContext) => _mlContext = mlContext;

    public bool Run(IDataView train, IDataView test, string modelPath)
    {
        InputOutputColumnPair[] mayBeMissing =
        [
            new InputOutputColumnPair(nameof(Trip.Passengers)),
            new InputOutputColumnPair(nameof(Trip.DistanceKm)),
        ];
        var pipeline = _mlContext.Transforms.ReplaceMissingValues(mayBeMissing, MissingValueReplacingEstimator.ReplacementMode.Mean)
            .Append(_mlContext.Transforms.Categorical.OneHotEncoding(PaymentEncoded, nameof(Trip.PaymentType)))
            .Append(_mlContext.Transforms.Concatenate("Features", NumericColumns.Append(PaymentEncoded).ToArray()))
            .Append(_mlContext.Regression.Trainers.FastTree(labelColumnName: nameof(Trip.Tip)));
        var model = pipeline.Fit(train);
        return new Release(_mlContext).Regression("tip", model, train, test, nameof(Trip.Tip), AtLeastRSquared, modelPath);
    }
}
