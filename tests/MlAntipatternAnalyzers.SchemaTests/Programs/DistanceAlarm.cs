using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Alarm
{
    public class Flow
    {
        public float PacketsIn;
        public float PacketsOut;
        public float Duration;
    }

    public class ClusterDistance
    {
        [ColumnName("Score")]
        public float[] Distances;

        [ColumnName("PredictedLabel")]
        public uint Cluster;
    }

    public class Distances
    {
        public float[] Score;
    }

    public class Nearest
    {
        public float Distance;
    }

    internal static class Program
    {
        private static readonly Action<Distances, Nearest> ToNearest = (input, output) => output.Distance = input.Score.Min();

        internal static void Main()
        {
            var context = new MLContext(seed: 81);
            List<Flow> flows = Enumerable.Range(0, 40).Select(i => new Flow { PacketsIn = i % 3, PacketsOut = i % 4, Duration = i == 39 ? 500 : i % 5 }).ToList();
            IDataView view = context.Data.LoadFromEnumerable(flows);

            var clusters = context.Transforms.Concatenate("Features", nameof(Flow.PacketsIn), nameof(Flow.PacketsOut), nameof(Flow.Duration))
                .AppendCacheCheckpoint(context)
                .Append(context.Clustering.Trainers.KMeans("Features", numberOfClusters: 2));
            var mapping = context.Transforms.CustomMapping(ToNearest, null);
            var pipeline = clusters.Append(mapping).Append(context.Transforms.NormalizeMinMax("DistanceScaled", "Distance"));

            var scored = pipeline.Fit(view).Transform(view);
            var far = context.Data.FilterRowsByColumn(scored, "DistanceScaled", lowerBound: 0.5);
            Console.WriteLine(far.GetColumn<float>(nameof(Nearest.Distance)).Count());
            var inputs = context.Data.CreateEnumerable<ClusterDistance>(far, reuseRowObject: false).ToArray();
            Console.WriteLine(inputs.All(flow => flow.Cluster <= 2));
        }
    }
}
