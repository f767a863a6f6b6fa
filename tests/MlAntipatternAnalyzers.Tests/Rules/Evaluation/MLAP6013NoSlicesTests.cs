using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6013NoSlicesAnalyzer>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6013NoSlicesTests
{
    private const string Helpers =
        """
        private static DataOperationsCatalog.TrainTestData Split() => mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));

        private static ITransformer Fit(IEstimator<ITransformer> trainer, IDataView rows) => mlContext.Transforms.Concatenate("Features", "TripTime").Append(trainer).Fit(rows);

        private static double RSquared(ITransformer model, IDataView rows) => mlContext.Regression.Evaluate(model.Transform(rows), "FareAmount").RSquared;


        """;

    [Fact]
    public Task A_gate_over_all_rows_at_once() => V.Members(
        Helpers + """
        public static void Run()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.Sdca("FareAmount"), split.TrainSet);
            if (RSquared(model, split.TestSet) > 0.8)
                mlContext.Model.[|Save|](model, null, "fares.zip");
        }
        """,
        new Setup { Messages = ["'model' is saved, and its metrics are known on all rows at once only: they hide the city, the product or the customers for which it is bad; evaluate it by slices too"] });

    [Fact]
    public Task Parts_of_the_rows_are_slices() => V.Members(
        Helpers + """
        public static void ByColumn()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.Sdca("FareAmount"), split.TrainSet);
            if (RSquared(model, split.TestSet) > 0.8 && RSquared(model, mlContext.Data.FilterRowsByColumn(split.TestSet, "TripTime", 10, 20)) > 0.5)
                mlContext.Model.Save(model, null, "fares.zip");
        }

        public static void ByHand(IEnumerable<string> files)
        {
            var model = Fit(mlContext.Regression.Trainers.LbfgsPoissonRegression("FareAmount"), Split().TrainSet);
            foreach (var file in files)
            {
                if (RSquared(model, mlContext.Data.LoadFromTextFile<Trip>(file, ',')) < 0.5)
                    return;
            }

            mlContext.Model.Save(model, null, "poisson.zip");
        }
        """);

    [Fact]
    public Task One_advice_at_a_time() => V.Members(
        Helpers + """
        public static void NoBaseline()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.FastTree("FareAmount"), split.TrainSet);
            if (RSquared(model, split.TestSet) > 0.8)
                mlContext.Model.Save(model, null, "tree.zip");
        }

        public static void NotEvaluated() => mlContext.Model.Save(Fit(mlContext.Regression.Trainers.Gam("FareAmount"), Split().TrainSet), null, "gam.zip");
        """);

    [Fact]
    public Task The_runtime_librarys_slices_are_slices() => V.Program(
        """
        using Microsoft.ML;
        using MlAntipatternAnalyzers.Runtime;

        public class Row
        {
            public string City { get; set; }
            public float Size { get; set; }
            public float Price { get; set; }
        }

        public static class Job
        {
            public static void Run(MLContext ml, Row[] rows)
            {
                var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(rows));
                var model = ml.Transforms.Concatenate("Features", "Size").Append(ml.Regression.Trainers.Sdca("Price")).Fit(split.TrainSet);
                var evaluation = ml.Regression.EvaluateSliced(model.Transform(split.TestSet), new[] { "City" }, labelColumnName: "Price");
                ml.Model.SaveIf(ModelGate.Load("gate.json").Check(evaluation), model, split.TrainSet.Schema, "prices.zip");
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
                var model = Fit(mlContext.Regression.Trainers.Sdca("FareAmount"), split.TrainSet);
                if (RSquared(model, split.TestSet) > 0.8)
                    mlContext.Model.Save(model, null, "fares.zip");
            }
            """;
        return Task.WhenAll(V.Members(Members, With.XunitFramework), V.Members(Members, With.NoMlNet));
    }
}
