using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using TaxiFare.Client;

namespace TaxiFare.Serving;

/// <summary>Turns away what no taxi can have driven: a model would answer it all the same.</summary>
internal sealed class PlausibleRequest : IEndpointFilter
{
    private const float LongestKm = 1000;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.Arguments.Any(argument => !IsPlausible(argument))
            ? Results.BadRequest("a number of the request is negative, or a distance is longer than a taxi drives")
            : await next(context);

    private static bool IsPlausible(object? request) =>
        request switch
        {
            FareRequest fare => IsDistance(fare.DistanceKm) && fare.Passengers is not < 0,
            TipRequest tip => IsDistance(tip.DistanceKm) && tip.Passengers is not < 0 && tip.DurationMin >= 0 && tip.Fare >= 0,
            DurationRequest duration => IsDistance(duration.DistanceKm),
            OfferRequest[] offers => offers.All(offer => IsDistance(offer.DistanceKm) && offer.Price >= 0 && offer.EtaMin >= 0),
            _ => true,
        };

    private static bool IsDistance(float? km) => km is null or (>= 0 and <= LongestKm);
}
