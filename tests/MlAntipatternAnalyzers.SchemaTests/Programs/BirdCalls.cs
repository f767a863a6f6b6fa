using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Birds
{
    public class Recording
    {
        public float Pitch { get; set; }
        public string Species { get; set; }
        public float Length { get; set; }
    }

    public class Heard
    {
        public string Species { get; set; }
        public float Pitch { get; set; }
        public float Length { get; set; }
    }

    public class Named
    {
        [ColumnName("PredictedLabel")] public string Species { get; set; }
        public float[] Score { get; set; }
    }

    public static class Program
    {
        public static void Main()
        {
            var ml = new MLContext(seed: 5);
            var species = new[] { "wren", "owl" };
            var recordings = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(i => new Recording { Species = species[i % 2], Pitch = i % 2 == 0 ? 6 : 1, Length = 2 + i % 5 }).ToList());
            var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", "Species")
                .Append(ml.Transforms.Concatenate("Features", "Pitch", "Length"))
                .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy())
                .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
            var model = pipeline.Fit(recordings);
            Console.WriteLine(ml.MulticlassClassification.Evaluate(model.Transform(recordings)).MicroAccuracy > 0.5);
            var engine = ml.Model.CreatePredictionEngine<Heard, Named>(model);
            var named = engine.Predict(new Heard { Pitch = 5, Length = 3 });
            Console.WriteLine($"{named.Species} of {named.Score.Length}");
        }
    }
}
