using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Loans
{
    internal enum Learner { Trees, Boosted, Linear }

    internal class LoanRow
    {
        public float Amount { get; set; }
        public float Term { get; set; }
        public string Purpose { get; set; }
        public bool Approved { get; set; }
    }

    internal class LoanDecision
    {
        public bool PredictedLabel { get; set; }
        public float Score { get; set; }
    }

    internal static class Program
    {
        private static readonly MLContext Ml = new MLContext(seed: 27);

        private static void Main()
        {
            var rows = new List<LoanRow>();
            while (rows.Count < 48)
            {
                var i = rows.Count;
                rows.Add(new LoanRow { Amount = i % 10, Term = 12 * (1 + i % 5), Purpose = i % 3 == 0 ? "car" : "house", Approved = i % 10 < 6 });
            }

            var view = Ml.Data.LoadFromEnumerable(rows);
            foreach (var learner in Enum.GetValues<Learner>())
            {
                var model = Pipeline(learner).Fit(view);
                Report(learner, model, view);
            }
        }

        private static IEstimator<ITransformer> Pipeline(Learner learner)
        {
            var features = Ml.Transforms.Categorical.OneHotEncoding("PurposeBits", "Purpose", Microsoft.ML.Transforms.OneHotEncodingEstimator.OutputKind.Binary)
                .Append(Ml.Transforms.Concatenate("Features", "PurposeBits", "Amount", "Term"));
            switch (learner)
            {
                case Learner.Trees:
                    return features.Append(Ml.BinaryClassification.Trainers.FastForest("Approved", numberOfTrees: 3, minimumExampleCountPerLeaf: 2));
                case Learner.Boosted:
                    return features.Append(Ml.BinaryClassification.Trainers.LightGbm("Approved", numberOfIterations: 3, minimumExampleCountPerLeaf: 2));
                default:
                    return features.Append(Ml.Transforms.NormalizeMinMax("Features")).Append(Ml.BinaryClassification.Trainers.LinearSvm("Approved"));
            }
        }

        private static void Report(Learner learner, ITransformer model, IDataView view)
        {
            using (var engine = Ml.Model.CreatePredictionEngine<LoanRow, LoanDecision>(model))
            {
                LoanDecision decision = engine.Predict(new LoanRow { Amount = 3, Term = 24, Purpose = "car" });
                var metrics = Ml.BinaryClassification.EvaluateNonCalibrated(model.Transform(view), labelColumnName: "Approved");
                Console.WriteLine($"{learner}: {decision.PredictedLabel} {float.IsFinite(decision.Score)} {metrics.Accuracy >= 0}");
            }
        }
    }
}
