using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6019DeltaNotMeasuredAnalyzer>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6019DeltaNotMeasuredTests
{
    private const string Helpers =
        """
        private static DataOperationsCatalog.TrainTestData Split() => mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));

        private static ITransformer Fit(IEstimator<ITransformer> trainer, IDataView rows) => mlContext.Transforms.Concatenate("Features", "TripTime").Append(trainer).Fit(rows);

        private static double RSquared(ITransformer model, IDataView rows) => mlContext.Regression.Evaluate(model.Transform(rows), "FareAmount").RSquared;


        """;

    [Fact]
    public Task The_served_model_is_overwritten() => V.Members(
        Helpers + """
        public static void Retrain()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.Sdca("FareAmount"), split.TrainSet);
            if (RSquared(model, split.TestSet) > 0.8)
                mlContext.Model.[|Save|](model, null, Path.Combine("models", "fares.zip"));
        }

        public static ITransformer Serve() => mlContext.Model.Load("models/fares.zip", out _);
        """,
        new Setup { Messages = ["'model' overwrites the model that is loaded from the same file, and nothing compares the two: it may be good enough and still worse than the one it replaces; evaluate both on the same rows before the save"] });

    [Fact]
    public Task What_is_compared_is_silent() => V.Members(
        Helpers + """
        public static void Retrain()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.Sdca("FareAmount"), split.TrainSet);
            if (RSquared(model, split.TestSet) > RSquared(Serve(), split.TestSet))
                mlContext.Model.Save(model, null, "fares.zip");
        }

        public static ITransformer Serve() => mlContext.Model.Load("fares.zip", out _);
        """);

    [Fact]
    public Task Another_file_a_load_after_the_save_and_what_gates_nothing_are_silent() => V.Members(
        Helpers + """
        public static void Other()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.Sdca("FareAmount"), split.TrainSet);
            if (RSquared(model, split.TestSet) > 0.8)
                mlContext.Model.Save(model, null, $"fares-{DateTime.Now:yyyyMMdd}.zip");
        }

        public static void After()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.LbfgsPoissonRegression("FareAmount"), split.TrainSet);
            if (RSquared(model, split.TestSet) < 0.8)
                return;
            mlContext.Model.Save(model, null, "poisson.zip");
            Console.WriteLine(mlContext.Model.Load("poisson.zip", out _).GetOutputSchema(split.TestSet.Schema).Count);
        }

        public static void Printed()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.FastTree("FareAmount"), split.TrainSet);
            Console.WriteLine(mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount").MeanAbsoluteError);
            mlContext.Model.Save(model, null, "tree.zip");
        }

        public static ITransformer Serve() => mlContext.Model.Load("tree.zip", out _);
        """);

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

            public static ITransformer Serve() => mlContext.Model.Load("fares.zip", out _);
            """;
        return Task.WhenAll(V.Members(Members, With.XunitFramework), V.Members(Members, With.NoMlNet));
    }
}
