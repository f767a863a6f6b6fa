using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace KnownKeys
{
    public class Voter
    {
        [KeyType(count: 4)]
        public uint Party { get; set; }

        [KeyType(3)]
        public uint Region { get; set; }

        public float Age { get; set; }

        public float Income { get; set; }

        [NoColumn]
        public DateTime Interviewed { get; set; }
    }

    public class Vote
    {
        [ColumnName("PredictedLabel")]
        public uint Party { get; set; }

        public float[] Score { get; set; }
    }

    public class Poll
    {
        public static int Main()
        {
            var ml = new MLContext(seed: 29);
            var voters = Enumerable.Range(0, 48)
                .Select(i => new Voter { Party = (uint)(1 + i % 4), Region = (uint)(1 + i % 3), Age = 18 + i, Income = i % 4 * 10, Interviewed = DateTime.UnixEpoch.AddDays(i) });
            var view = ml.Data.LoadFromEnumerable(voters.ToList());

            var region = ml.Transforms.Conversion.MapKeyToVector("RegionVector", "Region");
            var numbers = ml.Transforms.Concatenate("Numbers", "Age", "Income");
            var pipeline = region.Append(numbers)
                .Append(ml.Transforms.NormalizeMeanVariance("Numbers"))
                .Append(ml.Transforms.Concatenate("Features", "RegionVector", "Numbers"))
                .Append(ml.MulticlassClassification.Trainers.SdcaNonCalibrated(labelColumnName: "Party", maximumNumberOfIterations: 5));
            var model = pipeline.Fit(view);

            var metrics = ml.MulticlassClassification.Evaluate(model.Transform(view), labelColumnName: "Party");
            var vote = ml.Model.CreatePredictionEngine<Voter, Vote>(model).Predict(new Voter { Region = 2, Age = 44, Income = 20 });
            Console.WriteLine($"{metrics.ConfusionMatrix.NumberOfClasses} {vote.Party <= 4} {vote.Score.Length}");
            return 0;
        }
    }
}
