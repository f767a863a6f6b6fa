using System;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Delivery
{
    public enum Target { Minutes, Tip }

    public class Order
    {
        [LoadColumn(0)] public float Distance { get; set; }
        [LoadColumn(1)] public string Courier { get; set; }
        [LoadColumn(2)] public float Minutes { get; set; }
        [LoadColumn(3)] public float Tip { get; set; }
    }

    public class OrderEstimate
    {
        [ColumnName("Score")] public float Value { get; set; }
    }

    public class Estimator
    {
        private readonly MLContext _context = new MLContext(seed: 61);
        private readonly IDataView _orders;

        public Estimator(string path)
        {
            _orders = _context.Data.LoadFromTextFile<Order>(path, new TextLoader.Options { Separators = new[] { '|' }, HasHeader = true });
        }

        public float Estimate(Target target, Order order)
        {
            var label = target switch
            {
                Target.Minutes => nameof(Order.Minutes),
                Target.Tip => nameof(Order.Tip),
                _ => throw new ArgumentOutOfRangeException(nameof(target)),
            };
            var shared = Shared();
            var learner = target == Target.Tip
                ? shared.Append(_context.Regression.Trainers.FastForest(label, numberOfTrees: 3, minimumExampleCountPerLeaf: 2))
                : (IEstimator<ITransformer>)shared.Append(_context.Regression.Trainers.Sdca(label, maximumNumberOfIterations: 3));
            var model = learner.Fit(_orders);
            return _context.Model.CreatePredictionEngine<Order, OrderEstimate>(model).Predict(order).Value;
        }

        private IEstimator<ITransformer> Shared() =>
            _context.Transforms.Categorical.OneHotEncoding($"{nameof(Order.Courier)}Vector", nameof(Order.Courier))
                .Append(_context.Transforms.Concatenate("Features", "CourierVector", "Distance"));
    }

    internal static class Program
    {
        private static void Main()
        {
            File.WriteAllLines("orders.psv", Enumerable.Range(0, 30).Select(i => $"{i % 8}|courier {i % 3}|{10 + 2 * (i % 8)}|{i % 4}").Prepend("distance|courier|minutes|tip"));
            var estimator = new Estimator("orders.psv");
            var order = new Order { Distance = 4, Courier = "courier 1" };
            Console.WriteLine(float.IsFinite(estimator.Estimate(Target.Minutes, order)) && float.IsFinite(estimator.Estimate(Target.Tip, order)));
        }
    }
}
