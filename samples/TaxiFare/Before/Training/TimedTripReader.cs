using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace TaxiFare.Training;

public static class TimedTripReader
{
    private const int FieldsPerLine = 10;

    public static List<TimedTrip> Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        var trips = new List<TimedTrip>();
        foreach (string line in lines.Skip(1))
        {
            string[] fields = line.Split(',');
            if (fields.Length != FieldsPerLine)
                continue;

            DateTime pickup = DateTime.Parse(fields[0], CultureInfo.InvariantCulture);
            trips.Add(new TimedTrip
            {
                DistanceKm = Number(fields[4]),
                TemperatureC = Number(fields[5]),
                Hour = pickup.Hour + (pickup.Minute / 60f),
                RushHour = IsRushHour(pickup) ? 1 : 0,
                DurationMin = Number(fields[6]),
            });
        }
        Console.WriteLine($"duration: {trips.Count} of {lines.Length - 1} lines read");
        return trips;
    }

    private static bool IsRushHour(DateTime time) =>
        time.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && time.Hour is (>= 7 and < 10) or (>= 16 and < 19);

    private static float Number(string field) => field == "" ? 0 : float.Parse(field, CultureInfo.InvariantCulture);
}
