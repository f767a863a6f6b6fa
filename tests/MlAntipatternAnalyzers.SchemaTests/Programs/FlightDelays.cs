using System;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Flights
{
    public abstract class FlightBase
    {
        [LoadColumn(0)] public string Carrier { get; set; }
        [LoadColumn(1)] public string Origin { get; set; }
        [LoadColumn(2)] public float Distance { get; set; }
    }

    public class TrainingFlight : FlightBase
    {
        [LoadColumn(3), ColumnName("Label")] public bool Delayed { get; set; }
    }

    public class ServedFlight : FlightBase
    {
        [ColumnName("Label")] public bool Ignored { get; set; }
    }

    public class Delay
    {
        [ColumnName("PredictedLabel")] public bool Delayed { get; set; }
        public float Probability { get; set; }
    }

    public abstract class ModelBase
    {
        protected readonly MLContext Ml = new MLContext(seed: 19);

        protected virtual IEstimator<ITransformer> Prepare() => Ml.Transforms.Categorical.OneHotEncoding("CarrierKey", "Carrier");

        protected abstract IEstimator<ITransformer> Learner();

        public ITransformer Fit(IDataView view) => Prepare().Append(Learner()).Fit(view);
    }

    public class DelayModel : ModelBase
    {
        protected override IEstimator<ITransformer> Prepare() => base.Prepare()
            .Append(Ml.Transforms.Categorical.OneHotEncoding("OriginKey", "Origin"))
            .Append(Ml.Transforms.Concatenate("Features", "CarrierKey", "OriginKey", "Distance"));

        protected override IEstimator<ITransformer> Learner() => Ml.BinaryClassification.Trainers.LightGbm(numberOfIterations: 4, minimumExampleCountPerLeaf: 2);

        public static void Main()
        {
            File.WriteAllLines("flights.csv", Enumerable.Range(0, 60).Select(i => $"{"KL,AF,BA".Split(',')[i % 3]},{(i % 2 == 0 ? "AMS" : "CDG")},{300 + 10 * i},{(i % 3 == 0 ? 1 : 0)}"));
            var job = new DelayModel();
            var flights = job.Ml.Data.LoadFromTextFile<TrainingFlight>("flights.csv", separatorChar: ',');
            var model = job.Fit(flights);
            Console.WriteLine(job.Ml.BinaryClassification.Evaluate(model.Transform(flights)).Accuracy > 0);
            var engine = job.Ml.Model.CreatePredictionEngine<ServedFlight, Delay>(model);
            var delay = engine.Predict(new ServedFlight { Carrier = "KL", Origin = "AMS", Distance = 500 });
            Console.WriteLine(delay.Delayed ? delay.Probability >= 0.5f : delay.Probability < 0.5f);
        }
    }
}
