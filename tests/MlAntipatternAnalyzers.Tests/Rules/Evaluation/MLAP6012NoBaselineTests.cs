using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6012NoBaselineAnalyzer>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6012NoBaselineTests
{
    private const string Helpers =
        """
        private static DataOperationsCatalog.TrainTestData Split() => mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));

        private static ITransformer Fit(IEstimator<ITransformer> trainer, IDataView rows) => mlContext.Transforms.Concatenate("Features", "TripTime").Append(trainer).Fit(rows);

        private static double RSquared(ITransformer model, IDataView rows) => mlContext.Regression.Evaluate(model.Transform(rows), "FareAmount").RSquared;


        """;

    [Fact]
    public Task Trees_that_nothing_simpler_is_judged_beside() => V.Members(
        Helpers + """
        public static void Run()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.FastTree("FareAmount"), split.TrainSet);
            var other = Fit(mlContext.Regression.Trainers.FastForest("FareAmount"), split.TrainSet);
            if (RSquared(model, split.TestSet) > RSquared(other, split.TestSet))
                mlContext.Model.[|Save|](model: model, inputSchema: null, filePath: "fares.zip");
        }
        """,
        new Setup { Messages = ["'model' is made by FastTree, and nothing simpler is evaluated beside it: whether it is worth what it costs to run and to explain, nobody knows; evaluate a linear model or a constant on the same rows"] });

    [Fact]
    public Task A_linear_model_beside_it_or_in_its_place_is_silent() => V.Members(
        Helpers + """
        public static void Beside()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.LightGbm("FareAmount"), split.TrainSet);
            var simple = Fit(mlContext.Regression.Trainers.Sdca("FareAmount"), split.TrainSet);
            if (RSquared(model, split.TestSet) > RSquared(simple, split.TestSet))
                mlContext.Model.Save(model, null, "fares.zip");
        }

        public static void Linear()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.LbfgsPoissonRegression("FareAmount"), split.TrainSet);
            if (RSquared(model, split.TestSet) > 0.8)
                mlContext.Model.Save(model, null, "linear.zip");
        }
        """);

    [Fact]
    public Task What_the_graver_rules_speak_of_and_what_is_not_saved_is_silent() => V.Members(
        Helpers + """
        public static void NotEvaluated() => mlContext.Model.Save(Fit(mlContext.Regression.Trainers.FastTree("FareAmount"), Split().TrainSet), null, "tree.zip");

        public static void GatesNothing()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.FastForest("FareAmount"), split.TrainSet);
            Console.WriteLine(mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount").MeanAbsoluteError);
            mlContext.Model.Save(model, null, "forest.zip");
        }

        public static bool NotSaved()
        {
            var split = Split();
            return RSquared(Fit(mlContext.Regression.Trainers.LightGbm("FareAmount"), split.TrainSet), split.TestSet) > 0.8;
        }
        """);

    [Fact]
    public Task The_runtime_librarys_baselines_are_baselines() => V.Program(
        """
        using Microsoft.ML;
        using MlAntipatternAnalyzers.Runtime;

        public class Row
        {
            public float Size { get; set; }
            public float Price { get; set; }
        }

        public static class Job
        {
            public static void Run(MLContext ml, Row[] rows)
            {
                var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(rows));
                var model = ml.Transforms.Concatenate("Features", "Size").Append(ml.Regression.Trainers.FastTree("Price")).Fit(split.TrainSet);
                System.Console.WriteLine(ml.Regression.EvaluateBaselines(split.TrainSet, split.TestSet, "Price"));
                if (ml.Regression.Evaluate(model.Transform(split.TestSet), "Price").RSquared > 0.5)
                    ml.Model.Save(model, split.TrainSet.Schema, "prices.zip");
            }
        }
        """,
        With.Runtime);

    [Fact]
    public Task Silent_in_tests_and_without_ML_NET()
    {
        const string Members = Helpers + """
            public static void Run()
            {
                var split = Split();
                var model = Fit(mlContext.Regression.Trainers.FastTree("FareAmount"), split.TrainSet);
                if (RSquared(model, split.TestSet) > 0.8)
                    mlContext.Model.Save(model, null, "fares.zip");
            }
            """;
        return Task.WhenAll(V.Members(Members, With.XunitFramework), V.Members(Members, With.NoMlNet));
    }
}
