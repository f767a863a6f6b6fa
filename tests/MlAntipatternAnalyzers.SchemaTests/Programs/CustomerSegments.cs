using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Segments
{
    public class Customer
    {
        public string Name { get; set; }

        [VectorType(3)]
        public float[] Spending { get; set; }
    }

    public class Segment
    {
        public string Name { get; set; }

        [ColumnName("PredictedLabel")]
        public uint Cluster { get; set; }

        [ColumnName("Score")]
        public float[] Distances { get; set; }
    }

    public abstract class ClusteringJob
    {
        protected MLContext Context { get; } = new MLContext(seed: 7);

        protected abstract IEstimator<ITransformer> Pipeline { get; }

        public void Run(Customer[] customers)
        {
            IDataView view = Context.Data.LoadFromEnumerable(customers);
            ITransformer model = Pipeline.Fit(view);
            IDataView clustered = model.Transform(view);
            ClusteringMetrics metrics = Context.Clustering.Evaluate(clustered, scoreColumnName: "Score", featureColumnName: "Features");
            Console.WriteLine($"{metrics.AverageDistance:0.0} {metrics.DaviesBouldinIndex:0.0}");

            PredictionEngine<Customer, Segment> engine = Context.Model.CreatePredictionEngine<Customer, Segment>(model);
            Segment segment = engine.Predict(customers[0]);
            Console.WriteLine($"{segment.Name} is in {segment.Cluster} of {segment.Distances.Length}");
        }
    }

    public class SpendingClusters : ClusteringJob
    {
        protected override IEstimator<ITransformer> Pipeline =>
            Context.Transforms.NormalizeMeanVariance("Features", "Spending")
                .Append(Context.Clustering.Trainers.KMeans(new KMeansTrainer.Options
                {
                    FeatureColumnName = "Features",
                    NumberOfClusters = 3,
                    NumberOfThreads = 1,
                }));

        public static void Main()
        {
            var customers = Enumerable.Range(0, 30)
                .Select(i => new Customer { Name = "customer " + i, Spending = new float[] { i % 3 * 100 + i, i % 3, 10 - i % 3 } })
                .ToArray();
            new SpendingClusters().Run(customers);
        }
    }
}
