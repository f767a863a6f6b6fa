using Microsoft.ML;

namespace TaxiFare.Training;

/// <summary>Which offer of a search is tapped; the booking screen sorts by it.</summary>
public sealed class OfferJob
{
    private readonly MLContext _mlContext;

    public OfferJob(MLContext mlContext) => _mlContext = mlContext;

    public void Run(string offersPath, string modelPath)
    {
        var offers = _mlContext.Data.LoadFromTextFile<Offer>(offersPath, separatorChar: ',', hasHeader: true);
        var split = _mlContext.Data.TrainTestSplit(offers, testFraction: 0.2);

        var model = BuildPipeline().Fit(split.TrainSet);
        var metrics = _mlContext.BinaryClassification.Evaluate(model.Transform(split.TestSet), labelColumnName: nameof(Offer.Clicked));
        Report.Print("offer", metrics);
        _mlContext.Model.Save(model, offers.Schema, modelPath);
    }

    private IEstimator<ITransformer> BuildPipeline() =>
        _mlContext.Transforms.CustomMapping<OfferPrice, OfferRate>(ComputeRate, contractName: "OfferRate")
            .Append(_mlContext.Transforms.Concatenate(
                "Features",
                nameof(Offer.Position),
                nameof(OfferRate.PricePerKm),
                nameof(Offer.EtaMin),
                nameof(Offer.DriverRating)))
            .Append(_mlContext.Transforms.NormalizeMeanVariance("Features"))
            .Append(_mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression(labelColumnName: nameof(Offer.Clicked)));

    private static void ComputeRate(OfferPrice offer, OfferRate rate) => rate.PricePerKm = offer.Price / offer.DistanceKm;
}
