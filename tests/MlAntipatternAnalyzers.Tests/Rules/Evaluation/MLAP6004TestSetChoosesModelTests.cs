using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6004TestSetChoosesModelAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP6004TestSetChoosesModelAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP6004TestSetChoosesModelCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6004TestSetChoosesModelTests
{
    [Fact]
    public Task A_loop_over_settings_gets_a_validation_set() => F.Body(
        """
        var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
        var best = double.MinValue;
        foreach (var rate in new[] { 0.1f, 0.01f, 0.001f })
        {
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.OnlineGradientDescent("FareAmount", learningRate: rate)).Fit(split.TrainSet);
            var metrics = mlContext.Regression.[|Evaluate|](model.Transform(split.TestSet), "FareAmount"); // how well
            if (metrics.RSquared > best)
                best = metrics.RSquared;
        }
        """,
        """
        var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
        var validation = mlContext.Data.TrainTestSplit(split.TrainSet, testFraction: 0.2);
        var best = double.MinValue;
        foreach (var rate in new[] { 0.1f, 0.01f, 0.001f })
        {
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.OnlineGradientDescent("FareAmount", learningRate: rate)).Fit(validation.TrainSet);
            var metrics = mlContext.Regression.Evaluate(model.Transform(validation.TestSet), "FareAmount"); // how well
            if (metrics.RSquared > best)
                best = metrics.RSquared;
        }
        """,
        new Setup { Messages = ["Several models are compared by the test set, and no other rows judge the one that is chosen: it is the luckiest of them on these rows, so its metric is too good; choose on a validation set, and keep the test set for the model that was chosen"] });

    [Fact]
    public Task Three_models_in_helpers_and_two_methods_fixed_together() => F.Members(
        """
        private static void Trees(IDataView rows)
        {
            var sides = mlContext.Data.TrainTestSplit(rows, testFraction: 0.3);
            var one = mlContext.Regression.[|Evaluate|](Train(sides.TrainSet, 1).Transform(sides.TestSet), "FareAmount").RSquared;
            var two = mlContext.Regression.Evaluate(Train(sides.TrainSet, 2).Transform(sides.TestSet), "FareAmount").RSquared;
            var three = mlContext.Regression.Evaluate(Train(sides.TrainSet, 3).Transform(sides.TestSet), "FareAmount").RSquared;
            Console.WriteLine(Math.Max(one, Math.Max(two, three)));
        }

        private static void Settings(IDataView rows)
        {
            var split = mlContext.Data.TrainTestSplit(rows);
            var best = 0.0;
            for (var i = 1; i < 5; i++)
            {
                var metrics = mlContext.Regression.[|Evaluate|](Train(split.TrainSet, i).Transform(split.TestSet), "FareAmount");
                best = metrics.RSquared > best ? metrics.RSquared : best;
            }
        }

        private static ITransformer Train(IDataView rows, int rounds) => mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.OnlineGradientDescent("FareAmount", numberOfIterations: rounds)).Fit(rows);
        """,
        """
        private static void Trees(IDataView rows)
        {
            var sides = mlContext.Data.TrainTestSplit(rows, testFraction: 0.3);
            var validation = mlContext.Data.TrainTestSplit(sides.TrainSet, testFraction: 0.2);
            var one = mlContext.Regression.Evaluate(Train(validation.TrainSet, 1).Transform(validation.TestSet), "FareAmount").RSquared;
            var two = mlContext.Regression.Evaluate(Train(validation.TrainSet, 2).Transform(validation.TestSet), "FareAmount").RSquared;
            var three = mlContext.Regression.Evaluate(Train(validation.TrainSet, 3).Transform(validation.TestSet), "FareAmount").RSquared;
            Console.WriteLine(Math.Max(one, Math.Max(two, three)));
        }

        private static void Settings(IDataView rows)
        {
            var split = mlContext.Data.TrainTestSplit(rows);
            var validation = mlContext.Data.TrainTestSplit(split.TrainSet, testFraction: 0.2);
            var best = 0.0;
            for (var i = 1; i < 5; i++)
            {
                var metrics = mlContext.Regression.Evaluate(Train(validation.TrainSet, i).Transform(validation.TestSet), "FareAmount");
                best = metrics.RSquared > best ? metrics.RSquared : best;
            }
        }

        private static ITransformer Train(IDataView rows, int rounds) => mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.OnlineGradientDescent("FareAmount", numberOfIterations: rounds)).Fit(rows);
        """);

    [Fact]
    public Task An_experiment_whose_best_model_nothing_else_judges() => V.Program(
        """
        using Microsoft.ML;
        using Microsoft.ML.AutoML;

        var mlContext = new MLContext(seed: 1);
        var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
        var result = mlContext.Auto().CreateRegressionExperiment(60).[|Execute|](split.TrainSet, validationData: split.TestSet, labelColumnName: "FareAmount");
        System.Console.WriteLine(result.BestRun.ValidationMetrics.RSquared);
        """,
        new Setup { With = With.Stubs, Sources = [("Rows.cs", Sources.Rows)] });

    [Fact]
    public Task A_third_set_a_gate_cross_validation_or_numbers_that_are_only_told() => V.Members(
        """
        private static void Third(IDataView rows)
        {
            var split = mlContext.Data.TrainTestSplit(rows);
            var inner = mlContext.Data.TrainTestSplit(split.TrainSet);
            ITransformer chosen = null;
            var best = 0.0;
            for (var i = 1; i < 5; i++)
            {
                var model = Train(inner.TrainSet, i);
                var metrics = mlContext.Regression.Evaluate(model.Transform(inner.TestSet), "FareAmount");
                if (metrics.RSquared > best)
                    (chosen, best) = (model, metrics.RSquared);
            }

            Console.WriteLine(mlContext.Regression.Evaluate(chosen.Transform(split.TestSet), "FareAmount").RSquared);
        }

        private static void Gate(IDataView rows)
        {
            var split = mlContext.Data.TrainTestSplit(rows);
            var mine = mlContext.Regression.Evaluate(Train(split.TrainSet, 3).Transform(split.TestSet), "FareAmount").RSquared;
            var simple = mlContext.Regression.Evaluate(Train(split.TrainSet, 1).Transform(split.TestSet), "FareAmount").RSquared;
            if (mine < simple)
                throw new InvalidOperationException();
        }

        private static void Told(IDataView rows)
        {
            var split = mlContext.Data.TrainTestSplit(rows);
            for (var i = 1; i < 5; i++)
                Console.WriteLine(mlContext.Regression.Evaluate(Train(split.TrainSet, i).Transform(split.TestSet), "FareAmount").RSquared);
        }

        private static ITransformer Train(IDataView rows, int rounds) => mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.OnlineGradientDescent("FareAmount", numberOfIterations: rounds)).Fit(rows);
        """);

    [Fact]
    public Task Test_projects_are_silent() => V.Body(
        """
        var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
        var best = 0.0;
        for (var i = 1; i < 5; i++)
        {
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.OnlineGradientDescent("FareAmount", numberOfIterations: i)).Fit(split.TrainSet);
            best = Math.Max(best, mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount").RSquared);
        }
        """,
        With.XunitFramework);
}
