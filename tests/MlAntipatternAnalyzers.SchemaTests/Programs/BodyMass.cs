using System;
using System.Collections.Generic;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Health
{
    public class Patient
    {
        public float Weight { get; set; }
        public float Height { get; set; }
        public float Age { get; set; }
        public float BloodPressure { get; set; }
    }

    public class BodyMass
    {
        public float Index { get; set; }
        public bool Elderly { get; set; }
    }

    public class Result
    {
        public float Index { get; set; }
        public float Score { get; set; }
    }

    internal static class Program
    {
        private static void Compute(Patient patient, BodyMass mass)
        {
            mass.Index = patient.Weight / (patient.Height * patient.Height);
            mass.Elderly = patient.Age > 65;
        }

        private static void Main()
        {
            var mlContext = new MLContext(seed: 8);
            var patients = new List<Patient>();
            for (int i = 0; i < 40; i++)
                patients.Add(new Patient { Weight = 50 + i, Height = 1.5f + i % 10 * 0.05f, Age = 20 + i * 1.5f, BloodPressure = 100 + i });
            var data = mlContext.Data.LoadFromEnumerable(patients);

            var pipeline = mlContext.Transforms.CustomMapping<Patient, BodyMass>(Compute, contractName: null)
                .Append(mlContext.Transforms.Conversion.ConvertType("ElderlyNumber", "Elderly", DataKind.Single))
                .Append(mlContext.Transforms.Concatenate("Features", "Index", "ElderlyNumber", "Age"))
                .Append(mlContext.Transforms.NormalizeMinMax("Features"))
                .Append(mlContext.Regression.Trainers.Sdca("BloodPressure", maximumNumberOfIterations: 5));

            var model = pipeline.Fit(data);
            foreach (var result in mlContext.Data.CreateEnumerable<Result>(mlContext.Data.TakeRows(model.Transform(data), 3), reuseRowObject: false))
                Console.WriteLine($"{result.Index:0.0} -> {result.Score:0.0}");
        }
    }
}
