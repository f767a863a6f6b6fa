using System.Linq;
using Microsoft.ML;

namespace TaxiFare.Training;

/// <summary>Tip that a driver can expect at the end of a trip.</summary>
public sealed class TipJob
{
    private const string PaymentEncoded = "PaymentTypeEncoded";

    private static readonly string[] NumericColumns =
    [
        nameof(Trip.Passengers),
        nameof(Trip.DistanceKm),
        nameof(Trip.DurationMin),
        nameof(Trip.Fare),
        nameof(Trip.Tip),
    ];

    private readonly MLContext _mlContext;

    public TipJob(MLContext mlContext) => _mlContext = mlContext;

    public void Run(string tripsPath, string modelPath)
    {
        IDataView trips = TripFile.Load(_mlContext, tripsPath);
        var split = _mlContext.Data.TrainTestSplit(trips, testFraction: 0.2);

        var pipeline = _mlContext.Transforms.Categorical.OneHotEncoding(PaymentEncoded, nameof(Trip.PaymentType))
            .Append(_mlContext.Transforms.Concatenate("Features", NumericColumns.Append(PaymentEncoded).ToArray()))
            .Append(_mlContext.Regression.Trainers.FastTree(labelColumnName: nameof(Trip.Tip)));
        var model = pipeline.Fit(split.TrainSet);

        var predictions = model.Transform(split.TestSet);
        Report.Print("tip", _mlContext.Regression.Evaluate(predictions, labelColumnName: nameof(Trip.Tip)));
        _mlContext.Model.Save(model, trips.Schema, modelPath);
    }
}
