using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Turnover
{
    public class EmployeeBase
    {
        public string Department { get; set; }
        public string Education { get; set; }
        public int YearsAtCompany { get; set; }
        public bool OverTime { get; set; }
        public double MonthlyIncome { get; set; }
    }

    public class LabeledEmployee : EmployeeBase
    {
        public string Attrition { get; set; }
    }

    public class AttritionOutput
    {
        public bool PredictedLabel { get; set; }
        public float Probability { get; set; }
    }

    public class AttritionPipeline
    {
        public static readonly string LabelColumn = "AttritionFlag";
        private static readonly Dictionary<string, bool> YesNo = new Dictionary<string, bool> { { "Yes", true }, { "No", false } };
        private readonly MLContext _ml;

        public AttritionPipeline(MLContext ml) { _ml = ml; }

        public IEstimator<ITransformer> Categorical(params string[] columns)
        {
            IEstimator<ITransformer> chain = null;
            foreach (var column in columns)
            {
                var oneHot = _ml.Transforms.Categorical.OneHotEncoding(column + "_encoded", column);
                chain = chain == null ? oneHot : chain.Append(oneHot);
            }

            return chain;
        }

        public IEstimator<ITransformer> Create()
        {
            return _ml.Transforms.Conversion.MapValue(LabelColumn, YesNo, "Attrition")
                .Append(Categorical("Department", "Education"))
                .Append(_ml.Transforms.Conversion.ConvertType("YearsAtCompany", outputKind: DataKind.Single))
                .Append(_ml.Transforms.Conversion.ConvertType("OverTime", outputKind: DataKind.Single))
                .Append(_ml.Transforms.Conversion.ConvertType("Income", "MonthlyIncome", DataKind.Single))
                .Append(_ml.Transforms.NormalizeMinMax("Income"))
                .Append(_ml.Transforms.Concatenate("Features", "Department_encoded", "Education_encoded", "YearsAtCompany", "OverTime", "Income"));
        }
    }

    internal static class Program
    {
        private static void Main()
        {
            var ml = new MLContext(seed: 100);
            var employees = Enumerable.Range(0, 48).Select(i => new LabeledEmployee
            {
                Department = new[] { "Sales", "R&D", "HR" }[i % 3],
                Education = i % 2 == 0 ? "College" : "Master",
                YearsAtCompany = i % 12,
                OverTime = i % 4 == 0,
                MonthlyIncome = 2000 + i * 10,
                Attrition = i % 4 == 0 || i % 12 == 1 ? "Yes" : "No",
            });
            var view = ml.Data.LoadFromEnumerable(employees);
            var split = ml.Data.TrainTestSplit(view, 0.25);
            var estimator = new AttritionPipeline(ml).Create().Append(ml.BinaryClassification.Trainers.Gam(AttritionPipeline.LabelColumn, numberOfIterations: 10));
            var model = estimator.Fit(split.TrainSet);
            Console.WriteLine(ml.BinaryClassification.Evaluate(model.Transform(split.TestSet), AttritionPipeline.LabelColumn).PositiveRecall >= 0);
            var engine = ml.Model.CreatePredictionEngine<LabeledEmployee, AttritionOutput>(model);
            var output = engine.Predict(new LabeledEmployee { Department = "HR", Education = "Master", YearsAtCompany = 1, OverTime = true, MonthlyIncome = 2100 });
            Console.WriteLine($"{output.PredictedLabel} {output.Probability > 0}");
        }
    }
}
