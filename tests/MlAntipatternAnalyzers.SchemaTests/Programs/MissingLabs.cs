using System;
using System.Globalization;
using System.IO;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Lab
{
    public class LabResult
    {
        [LoadColumn(0)] public float Iron;
        [LoadColumn(1)] public float Glucose;
        [LoadColumn(2, 4), VectorType(3)] public float[] Enzymes;
        [LoadColumn(5)] public bool Sick;
    }

    public class LabPrediction
    {
        public bool PredictedLabel;
        public float Probability;
        public bool[] EnzymesMissing;
    }

    internal static class Program
    {
        internal static void Main()
        {
            using (var file = File.CreateText("lab.tsv"))
            {
                for (int i = 0; i < 40; i++)
                    file.WriteLine(string.Join('\t', Number(i, 7), Number(i % 10, 11), Number(i % 4, 5), Number(1, 99), Number(i % 6, 3), i % 3 == 0));
            }

            var context = new MLContext(seed: 31);
            var options = new TextLoader.Options { MissingRealsAsNaNs = true };
            var results = context.Data.LoadFromTextFile<LabResult>("lab.tsv", options);

            var pipeline = context.Transforms.IndicateMissingValues("EnzymesMissing", "Enzymes")
                .Append(context.Transforms.IndicateMissingValues(new[] { new InputOutputColumnPair("IronMissing", nameof(LabResult.Iron)) }))
                .Append(context.Transforms.ReplaceMissingValues("Enzymes", replacementMode: MissingValueReplacingEstimator.ReplacementMode.Maximum))
                .Append(context.Transforms.ReplaceMissingValues(outputColumnName: "IronFilled", inputColumnName: nameof(LabResult.Iron), MissingValueReplacingEstimator.ReplacementMode.Mean))
                .Append(context.Transforms.ReplaceMissingValues("Glucose"))
                .Append(context.Transforms.Conversion.ConvertType(new[] { new InputOutputColumnPair("IronFlag", "IronMissing"), new InputOutputColumnPair("EnzymeFlags", "EnzymesMissing") }, DataKind.Single))
                .Append(context.Transforms.Concatenate("Features", "Enzymes", "IronFilled", "Glucose", "IronFlag", "EnzymeFlags"))
                .Append(context.BinaryClassification.Trainers.SgdCalibrated(labelColumnName: nameof(LabResult.Sick), numberOfIterations: 2));

            var model = pipeline.Fit(results);
            var engine = context.Model.CreatePredictionEngine<LabResult, LabPrediction>(model);
            var prediction = engine.Predict(new LabResult { Iron = float.NaN, Glucose = 5, Enzymes = new[] { 1, float.NaN, 2 } });
            Console.WriteLine($"{string.Join(" ", prediction.EnzymesMissing)} {prediction.PredictedLabel} {prediction.Probability >= 0}");
        }

        private static string Number(int value, int gap) => value % gap == gap - 1 ? "" : value.ToString(CultureInfo.InvariantCulture);
    }
}
