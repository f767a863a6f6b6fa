using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Cleaning
{
    public class Measurement
    {
        public string Station { get; set; }
        public float Temperature { get; set; }
        public float Humidity { get; set; }
        public double Altitude { get; set; }
    }

    internal class Cleaner
    {
        private readonly MLContext _ml = new MLContext(seed: 23);

        public IDataView Clean(IDataView raw)
        {
            var complete = _ml.Data.FilterRowsByMissingValues(raw, nameof(Measurement.Temperature), "Humidity");
            var plausible = _ml.Data.FilterRowsByColumn(complete, columnName: nameof(Measurement.Temperature), lowerBound: -50, upperBound: 60);
            var low = _ml.Data.FilterRowsByColumn(plausible, "Altitude", upperBound: 900);
            return _ml.Data.ShuffleRows(low, seed: 1);
        }

        public void Run()
        {
            var raw = _ml.Data.LoadFromEnumerable(Rows());
            var clean = Clean(raw);
            var temperatures = clean.GetColumn<float>("Temperature").ToList();
            var stations = clean.GetColumn<string>(nameof(Measurement.Station)).ToHashSet();
            var altitudes = clean.GetColumn<double>(clean.Schema["Altitude"]);
            Console.WriteLine($"{temperatures.Count} rows of {stations.Count} stations, at most {altitudes.Max()} m");

            var keyed = _ml.Transforms.Conversion.MapValueToKey("StationKey", "Station").Fit(clean).Transform(clean);
            var half = _ml.Data.FilterRowsByKeyColumnFraction(keyed, "StationKey", 0, 0.5);
            Console.WriteLine(half.GetColumn<uint>("StationKey").Count());
            Console.WriteLine(_ml.Data.BootstrapSample(_ml.Data.SkipRows(half, 1), seed: 4).Schema.Count);
        }

        private static IEnumerable<Measurement> Rows()
        {
            for (var i = 0; i < 40; i++)
            {
                yield return new Measurement
                {
                    Station = "station " + i % 4,
                    Temperature = i % 13 == 0 ? float.NaN : i % 9 == 0 ? 99 : i,
                    Humidity = i % 17 == 0 ? float.NaN : 40 + i,
                    Altitude = 100 * (i % 12),
                };
            }
        }

        private static void Main() => new Cleaner().Run();
    }
}
