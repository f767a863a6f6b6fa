using System;
using System.IO;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MlAntipatternAnalyzers.Runtime;
using TaxiFare.Features;

namespace TaxiFare.Training;

/// <summary>Which offer of a search is tapped; the booking screen sorts by it.</summary>
public sealed class OfferJob
{
    private const double AtLeastAuc = 0.6;

    private readonly MLContext _mlContext;

    public OfferJob(MLContext mlContext) => _mlContext = mlContext;

    public bool Run(string offersPath, string modelPath)
    {
        IDataView offers = Load(offersPath);
        // The offers of one search stay together: they were judged against each other.
        var split = _mlContext.Data.TrainTestSplit(offers, testFraction: 0.2, samplingKeyColumnName: nameof(Offer.SearchId));

        // Trained with the positions as they were; judged and served as if every offer stood first.
        ITransformer model = _mlContext.WithNeutralPositions<Offer>(BuildPipeline().Fit(split.TrainSet));
        return new Release(_mlContext).Binary("offer", model, split.TestSet, nameof(Offer.Clicked), AtLeastAuc, modelPath);
    }

    private IDataView Load(string path)
    {
        var options = new TextLoader.Options { Separators = [','], HasHeader = true, MissingRealsAsNaNs = true };
        IDataView offers = _mlContext.Data.LoadFromTextFile<Offer>(path, options);
        return _mlContext.Data.Validate(offers, Path.Combine(AppContext.BaseDirectory, "Offers.mlschema.json"));
    }

    private IEstimator<ITransformer> BuildPipeline() =>
        _mlContext.Transforms.FeatureMapping(new OfferRateMapping())
            .Append(_mlContext.Transforms.ReplaceMissingValues(
                nameof(Offer.DriverRating),
                replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean))
            .Append(_mlContext.Transforms.Concatenate(
                "Features",
                nameof(Offer.Position),
                nameof(OfferRate.PricePerKm),
                nameof(Offer.EtaMin),
                nameof(Offer.DriverRating)))
            .Append(_mlContext.Transforms.NormalizeMeanVariance("Features"))
            .Append(_mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression(labelColumnName: nameof(Offer.Clicked)));
}
