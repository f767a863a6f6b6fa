using System;
using System.Collections.Generic;

namespace TaxiFare.Data;

/// <summary>
/// A year of taxi trips. Distances, passenger counts and temperatures are missing now and then; fares rise on 1 June; the payment type
/// <c>App</c> appears on 1 September.
/// </summary>
internal static class TripGenerator
{
    public const string Header =
        "pickup_time,pickup_zone,dropoff_zone,passengers,distance_km,temperature_c,duration_min,payment_type,fare,tip";

    private static readonly string[] Zones = ["Airport", "Central Station", "Harbour, East", "Old Town", "Stadium", "University"];
    private static readonly DateTime TariffChange = new(TaxiData.Year, 6, 1);
    private static readonly DateTime AppLaunch = new(TaxiData.Year, 9, 1);

    public static IEnumerable<string[]> Year(int trips, int seed)
    {
        var chance = new Chance(seed);
        var start = new DateTime(TaxiData.Year, 1, 1);
        double minutesApart = 365.0 * 24 * 60 / trips;
        for (int i = 0; i < trips; i++)
            yield return Trip(chance, start.AddMinutes((i * minutesApart) + chance.Uniform(0, minutesApart)));
    }

    /// <summary>The January after that year, after a change at the source that nobody announced: metres, and vouchers.</summary>
    public static IEnumerable<string[]> BrokenMonth(int trips, int seed)
    {
        var chance = new Chance(seed);
        var start = new DateTime(TaxiData.Year + 1, 1, 1);
        double minutesApart = 31.0 * 24 * 60 / trips;
        for (int i = 0; i < trips; i++)
        {
            string[] trip = Trip(chance, start.AddMinutes(i * minutesApart), unitsPerKilometre: 1000);
            if (chance.Happens(0.2))
                trip[7] = "Voucher";
            yield return trip;
        }
    }

    private static string[] Trip(Chance chance, DateTime time, double unitsPerKilometre = 1)
    {
        string from = chance.Pick(Zones), to = chance.Pick(Zones);
        bool airport = from == "Airport" || to == "Airport";
        double distance = Math.Max(0.6, airport ? chance.Normal(17, 3.5) : Math.Exp(chance.Normal(1.3, 0.6)));
        double temperature = 10 - (11 * Math.Cos(2 * Math.PI * (time.DayOfYear - 20) / 365)) + chance.Normal(0, 3);
        double duration = Duration(chance, time, distance, temperature);
        string payment = Payment(chance, time);

        double fare = 3.2 + (1.9 * distance) + (0.35 * duration) + (airport ? 6 : 0);
        if (time >= TariffChange)
            fare *= 1.12;
        fare += chance.Normal(0, 0.4);
        // Tips in cash are not recorded.
        double tip = payment == "Cash" ? 0 : fare * Math.Max(0, chance.Normal(payment == "App" ? 0.16 : 0.11, 0.04));

        return
        [
            CsvFile.Time(time),
            from,
            to,
            CsvFile.Number(chance.Happens(0.03) ? null : 1 + Math.Floor(chance.Uniform(0, 4)), 0),
            CsvFile.Number(chance.Happens(0.06) ? null : distance * unitsPerKilometre),
            CsvFile.Number(chance.Happens(0.05) ? null : temperature, 1),
            CsvFile.Number(duration, 1),
            payment,
            CsvFile.Number(fare),
            CsvFile.Number(tip),
        ];
    }

    private static double Duration(Chance chance, DateTime time, double distance, double temperature)
    {
        bool weekend = time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        bool rush = !weekend && time.Hour is >= 7 and < 10 or >= 16 and < 19;
        double minutesPerKilometre = 1.7 * (rush ? 1.6 : 1) * (temperature < 0 ? 1.25 : 1);
        return Math.Max(2, 3 + (minutesPerKilometre * distance * Math.Exp(chance.Normal(0, 0.18))));
    }

    private static string Payment(Chance chance, DateTime time)
    {
        if (time >= AppLaunch && chance.Happens(0.35))
            return "App";
        return chance.Happens(0.4) ? "Cash" : "Card";
    }
}
