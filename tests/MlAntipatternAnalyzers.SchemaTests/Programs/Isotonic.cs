using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;

namespace Leads
{
    public class Lead
    {
        public float Visits { get; set; }
        public float PagesSeen { get; set; }
        public bool Converted { get; set; }
    }

    public class CalibratedLead
    {
        public float Score { get; set; }
        public float Probability { get; set; }
        public bool Converted { get; set; }
    }

    internal class Program
    {
        private readonly MLContext _context;

        private Program(MLContext context) => _context = context;

        private static void Main() => new Program(new MLContext(seed: 45)).Run();

        private void Run()
        {
            var view = _context.Data.LoadFromEnumerable(Enumerable.Range(0, 50).Select(i => new Lead { Visits = i % 9, PagesSeen = i % 13, Converted = i % 9 + i % 13 > 11 }));
            TrainAndSplit(view, out var train, out var test);
            IEstimator<ITransformer> trainer = _context.BinaryClassification.Trainers.SgdNonCalibrated("Converted", "Both", numberOfIterations: 5);
            var scored = _context.Transforms.Concatenate("Both", "Visits", "PagesSeen").Append(trainer).Fit(train);

            IsotonicCalibratorEstimator isotonic = _context.BinaryClassification.Calibrators.Isotonic("Converted", "Score");
            var calibrator = isotonic.Fit(scored.Transform(train));
            var calibrated = calibrator.Transform(scored.Transform(test));
            foreach (var lead in _context.Data.CreateEnumerable<CalibratedLead>(calibrated, reuseRowObject: false).Take(2))
                Console.WriteLine($"{lead.Probability >= 0} {lead.Score != 0} {lead.Converted}");

            var fixedPlatt = _context.BinaryClassification.Calibrators.Platt(slope: -1, offset: 0);
            Console.WriteLine(fixedPlatt.Fit(scored.Transform(train)).Transform(scored.Transform(test)).GetColumn<float>("Probability").Count() > 0);
        }

        private void TrainAndSplit(IDataView all, out IDataView train, out IDataView test)
        {
            var parts = _context.Data.TrainTestSplit(all, 0.3);
            train = parts.TrainSet;
            test = parts.TestSet;
        }
    }
}
