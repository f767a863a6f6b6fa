using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Threading.Tasks;

namespace TaxiFare.Client;

/// <summary>Asks a running serving program what a day's traffic asks it, and prints the answers.</summary>
public sealed class SelfTest(HttpClient client)
{
    private const int ConcurrentRequests = 600;
    private const int Clients = 8;

    private static readonly DateTime Monday = new(2023, 12, 4, 13, 0, 0);
    private static readonly FareRequest CityTrip = new(Monday, "Old Town", "University", 2, 5, 4);

    /// <summary>Returns the number of concurrent requests that failed or were answered otherwise than when they were asked one by one.</summary>
    /// <exception cref="HttpRequestException">A request that was sent alone failed.</exception>
    public async Task<int> RunAsync()
    {
        Print("fare, 5 km in the city", await FareAsync(CityTrip));
        Print("fare, the same trip, distance unknown", await FareAsync(CityTrip with { DistanceKm = null }));
        Print("fare, 17 km from the airport", await FareAsync(CityTrip with { PickupZone = "Airport", DistanceKm = 17 }));
        Print("tip, 20.00 by app", await TipAsync(new TipRequest(2, 5, 13, "App", 20)));
        Print("tip, 20.00 in cash", await TipAsync(new TipRequest(2, 5, 13, "Cash", 20)));
        Print("minutes, 5 km at 13:00", await MinutesAsync(new DurationRequest(Monday, 5, 4)));
        Print("minutes, 5 km at 09:30", await MinutesAsync(new DurationRequest(Monday.AddHours(-3.5), 5, 4)));
        Console.WriteLine($"offers: {string.Join(' ', await OffersAsync())}");

        int wrong = await CompareUnderLoadAsync();
        Console.WriteLine($"under load: {wrong} of {ConcurrentRequests} answers wrong");
        return wrong;
    }

    private async Task<float> FareAsync(FareRequest request) => (await PostAsync<FareRequest, FareAnswer>("/fare", request)).Fare;

    private async Task<float> TipAsync(TipRequest request) => (await PostAsync<TipRequest, TipAnswer>("/tip", request)).Tip;

    private async Task<float> MinutesAsync(DurationRequest request) =>
        (await PostAsync<DurationRequest, DurationAnswer>("/duration", request)).Minutes;

    private Task<string[]> OffersAsync() => PostAsync<OfferRequest[], string[]>(
        "/offers",
        [
            new OfferRequest("dear-and-late", 18, 5, 14, 4.1f),
            new OfferRequest("fair", 12, 5, 7, 4.4f),
            new OfferRequest("cheap-and-soon", 9, 5, 2, 4.8f),
        ]);

    private async Task<int> CompareUnderLoadAsync()
    {
        // Distances up to the airport's, so that neighbouring requests have clearly different fares.
        List<FareRequest> requests = Enumerable.Range(0, ConcurrentRequests)
            .Select(i => CityTrip with { DistanceKm = 1 + (i * 7 % 23), TemperatureC = i % 25, PickupZone = i % 2 == 0 ? "Airport" : "Stadium" })
            .ToList();

        var alone = new float[requests.Count];
        for (int i = 0; i < requests.Count; i++)
            alone[i] = await FareAsync(requests[i]);

        var together = new float?[requests.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Clients };
        await Parallel.ForAsync(0, requests.Count, options, async (i, _) => together[i] = await FareOrNullAsync(requests[i]));
        return Enumerable.Range(0, requests.Count).Count(i => together[i] != alone[i]);
    }

    private async Task<float?> FareOrNullAsync(FareRequest request)
    {
        using HttpResponseMessage response = await client.PostAsJsonAsync("/fare", request);
        return response.IsSuccessStatusCode ? (await response.Content.ReadFromJsonAsync<FareAnswer>())?.Fare : null;
    }

    private async Task<TAnswer> PostAsync<TRequest, TAnswer>(string path, TRequest request)
    {
        using HttpResponseMessage response = await client.PostAsJsonAsync(path, request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<TAnswer>()
            ?? throw new InvalidOperationException($"{path} answered null.");
    }

    private static void Print(string what, float value) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {value:F2}"));
}
