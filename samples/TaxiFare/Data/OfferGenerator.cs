using System;
using System.Collections.Generic;
using System.Linq;

namespace TaxiFare.Data;

/// <summary>
/// What the booking screen showed and what was tapped. Riders want a low price per kilometre, a car that comes soon and a good driver, but they tap
/// what they see first: the screen's order says more about a tap than the offer does.
/// </summary>
internal static class OfferGenerator
{
    public const string Header = "search_id,position,price,distance_km,eta_min,driver_rating,clicked";

    private const int OffersShown = 5;
    private static readonly double[] Seen = [1, 0.55, 0.35, 0.2, 0.12];

    public static IEnumerable<string[]> Searches(int searches, int seed)
    {
        var chance = new Chance(seed);
        for (int search = 0; search < searches; search++)
        {
            double distance = Math.Exp(chance.Normal(1.6, 0.5));
            foreach (int position in Enumerable.Range(1, OffersShown))
                yield return Offer(chance, search, position, distance);
        }
    }

    private static string[] Offer(Chance chance, int search, int position, double distance)
    {
        double pricePerKilometre = chance.Uniform(1.6, 3.4);
        double eta = chance.Uniform(1, 15);
        double rating = Math.Min(5, chance.Normal(4.4, 0.4));
        double appeal = 1.2 - (1.6 * (pricePerKilometre - 2.5)) - (0.18 * (eta - 7)) + (1.2 * (rating - 4.4));
        bool clicked = chance.Happens(Seen[position - 1] / (1 + Math.Exp(-appeal)));
        return
        [
            $"S{search:D5}",
            CsvFile.Number(position, 0),
            CsvFile.Number(pricePerKilometre * distance),
            CsvFile.Number(distance),
            CsvFile.Number(eta, 1),
            CsvFile.Number(chance.Happens(0.08) ? null : rating),
            clicked ? "1" : "0",
        ];
    }
}
