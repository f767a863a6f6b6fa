using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using TaxiFare.Client;

namespace TaxiFare.Serving;

public sealed class OfferService
{
    private readonly MLContext _mlContext;
    private readonly ITransformer? _model;

    public OfferService(MLContext mlContext, ServingOptions options)
    {
        _mlContext = mlContext;
        try
        {
            _model = mlContext.Model.Load(options.PathOf("offer.zip"), out _);
        }
        catch (Exception e)
        {
            Console.WriteLine($"offers are not sorted, the model cannot be loaded: {e.GetBaseException().Message}");
        }
    }

    public string[] Sort(OfferRequest[] offers)
    {
        if (_model is null)
            return offers.Select(offer => offer.Id).ToArray();

        IDataView rows = _mlContext.Data.LoadFromEnumerable(offers.Select((offer, index) => new OfferRow
        {
            Position = index + 1,
            Price = offer.Price,
            DistanceKm = offer.DistanceKm,
            EtaMin = offer.EtaMin,
            DriverRating = offer.DriverRating ?? 0,
        }));
        IEnumerable<OfferScore> scores =
            _mlContext.Data.CreateEnumerable<OfferScore>(_model.Transform(rows), reuseRowObject: false);
        return offers.Zip(scores).OrderByDescending(pair => pair.Second.Probability).Select(pair => pair.First.Id).ToArray();
    }
}
