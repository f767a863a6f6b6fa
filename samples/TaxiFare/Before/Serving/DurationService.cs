using System;
using Microsoft.ML;
using TaxiFare.Client;

namespace TaxiFare.Serving;

public sealed class DurationService
{
    private readonly PredictionEngine<TimedTripRow, Estimate> _engine;

    public DurationService(MLContext mlContext, ServingOptions options)
    {
        ITransformer model = mlContext.Model.Load(options.PathOf("duration.zip"), out _);
        _engine = mlContext.Model.CreatePredictionEngine<TimedTripRow, Estimate>(model);
    }

    public DurationAnswer Predict(DurationRequest request)
    {
        int hour = request.PickupTime.Hour;
        bool workday = request.PickupTime.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
        Estimate estimate = _engine.Predict(new TimedTripRow
        {
            DistanceKm = request.DistanceKm ?? 0,
            TemperatureC = request.TemperatureC ?? 0,
            Hour = hour,
            RushHour = workday && hour is 7 or 8 or 16 or 17 ? 1 : 0,
        });
        return new DurationAnswer(estimate.Value);
    }
}
