using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using TaxiFare.Client;
using TaxiFare.Features;

namespace TaxiFare.Serving;

public sealed class OfferService
{
    private readonly MLContext _mlContext;
    private readonly ITransformer _model;

    public OfferService(MLContext mlContext, ServingOptions options)
    {
        _mlContext = mlContext;
        _model = mlContext.Model.Load(options.PathOf("offer.zip"), out _);
    }

    public string[] Sort(OfferRequest[] offers)
    {
        IDataView rows = _mlContext.Data.LoadFromEnumerable(offers.Select(offer => new Offer
        {
            Price = offer.Price,
            DistanceKm = offer.DistanceKm,
            EtaMin = offer.EtaMin,
            DriverRating = offer.DriverRating ?? float.NaN,
        }));
        IEnumerable<OfferScore> scores =
            _mlContext.Data.CreateEnumerable<OfferScore>(_model.Transform(rows), reuseRowObject: false);
        return offers.Zip(scores).OrderByDescending(pair => pair.Second.Probability).Select(pair => pair.First.Id).ToArray();
    }
}
