using System;
using System.Collections.Generic;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Spectra
{
    public class Spectrum
    {
        [VectorType(5)]
        public double[] Intensities { get; set; }

        public int Charge { get; set; }

        public bool Protein { get; set; }
    }

    public class Classified
    {
        [ColumnName("PredictedLabel")]
        public bool IsProtein { get; set; }

        [ColumnName("Score")]
        public float Margin { get; set; }

        [ColumnName("AsSingle")]
        public float[] Intensities { get; set; }
    }

    public class Spectrometer
    {
        private PredictionEngine<Spectrum, Classified> _engine;

        public void Learn(MLContext context, List<Spectrum> spectra)
        {
            IDataView view = context.Data.LoadFromEnumerable(spectra);
            var convert = context.Transforms.Conversion.ConvertType(outputColumnName: "AsSingle", inputColumnName: nameof(Spectrum.Intensities), outputKind: DataKind.Single);
            var charge = context.Transforms.Conversion.ConvertType("ChargeSingle", "Charge");
            var features = context.Transforms.Concatenate(outputColumnName: "Features", inputColumnNames: new[] { "AsSingle", "ChargeSingle" });
            var learner = context.BinaryClassification.Trainers.AveragedPerceptron(labelColumnName: nameof(Spectrum.Protein), lossFunction: null, numberOfIterations: 2);

            var pipeline = convert.Append(charge);
            var withFeatures = pipeline.Append(features);
            var complete = withFeatures.Append(learner);
            _engine = context.Model.CreatePredictionEngine<Spectrum, Classified>(complete.Fit(view));
        }

        public Classified Classify(Spectrum spectrum) => _engine.Predict(spectrum);
    }

    internal static class Program
    {
        private static void Main()
        {
            var spectra = new List<Spectrum>();
            for (int i = 0; i < 30; i++)
                spectra.Add(new Spectrum { Intensities = new double[] { i, i % 2, i % 3, i % 4, 1 }, Charge = i % 3, Protein = i % 2 == 1 });
            var spectrometer = new Spectrometer();
            spectrometer.Learn(new MLContext(seed: 2), spectra);
            var result = spectrometer.Classify(spectra[3]);
            Console.WriteLine($"{result.IsProtein} {float.IsFinite(result.Margin)} {result.Intensities.Length}");
        }
    }
}
