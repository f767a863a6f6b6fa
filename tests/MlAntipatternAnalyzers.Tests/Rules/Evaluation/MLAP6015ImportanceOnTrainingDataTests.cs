using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6015ImportanceOnTrainingDataAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP6015ImportanceOnTrainingDataAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP6015ImportanceOnTrainingDataCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6015ImportanceOnTrainingDataTests
{
    private const string Pipeline = """
        private static readonly IEstimator<ITransformer> pipeline = mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance").Append(mlContext.Regression.Trainers.Sdca("FareAmount"));


        """;

    [Fact]
    public Task The_test_set_is_scored_instead_and_other_uses_stay() => F.Body(
        """
        var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
        var model = mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(split.TrainSet);
        var scored = model.Transform(split.TrainSet); // of all trips
        var importance = mlContext.Regression.[|PermutationFeatureImportance|](model.LastTransformer, scored, "FareAmount", permutationCount: 3);
        Console.WriteLine(scored.Schema);
        """,
        """
        var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
        var model = mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(split.TrainSet);
        var scored = model.Transform(split.TrainSet); // of all trips
        var importance = mlContext.Regression.PermutationFeatureImportance(model.LastTransformer, model.Transform(split.TestSet), "FareAmount", permutationCount: 3);
        Console.WriteLine(scored.Schema);
        """,
        new Setup { Messages = ["The importance of the features is measured on 'scored', which the model was fitted on: what it only memorised counts as important; measure it on test rows"] });

    [Fact]
    public Task Two_at_once_of_the_side_itself_and_of_the_whole() => F.Members(
        Pipeline +
        """
        public static void Side()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            var train = split.TrainSet;
            var model = pipeline.Fit(train);
            mlContext.Regression.[|PermutationFeatureImportance|](data: model.Transform(train), model: model, labelColumnName: "FareAmount");
        }

        public static void Whole()
        {
            var rows = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var sides = mlContext.Data.TrainTestSplit(rows);
            var model = pipeline.Fit(sides.TrainSet);
            var scored = model.Transform(rows);
            mlContext.Regression.[|PermutationFeatureImportance|](model, scored, "FareAmount");
        }
        """,
        Pipeline +
        """
        public static void Side()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            var train = split.TrainSet;
            var model = pipeline.Fit(train);
            mlContext.Regression.PermutationFeatureImportance(data: model.Transform(split.TestSet), model: model, labelColumnName: "FareAmount");
        }

        public static void Whole()
        {
            var rows = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var sides = mlContext.Data.TrainTestSplit(rows);
            var model = pipeline.Fit(sides.TrainSet);
            var scored = model.Transform(rows);
            mlContext.Regression.PermutationFeatureImportance(model, model.Transform(sides.TestSet), "FareAmount");
        }
        """);

    [Fact]
    public async Task Line_ends_stay() =>
        Assert.Equal(
            Program("split.TestSet").ReplaceLineEndings("\r\n"),
            await CarriageReturns.FixAsync<MLAP6015ImportanceOnTrainingDataAnalyzer, MLAP6015ImportanceOnTrainingDataCodeFix>(Program("split.TrainSet"), MLAP6015ImportanceOnTrainingDataCodeFix.UseTestSet));

    [Fact]
    public Task Through_a_helper_fields_and_a_delegate() => V.Members(
        Pipeline +
        """
        private static IDataView rows;
        private static ITransformer model;

        public static void Train()
        {
            rows = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            model = pipeline.Fit(rows);
        }

        public static void Explain()
        {
            Func<ITransformer, object> explain = it => mlContext.Regression.[|PermutationFeatureImportance|](it, it.Transform(rows), "FareAmount");
            Console.WriteLine(explain(model));
        }

        public static void Run(string path)
        {
            var trips = mlContext.Data.LoadFromTextFile<Trip>(path, ',');
            Print(pipeline.Fit(trips), trips);
        }

        private static void Print(ITransformer fitted, IDataView trips) => Console.WriteLine(mlContext.Regression.[|PermutationFeatureImportance|](fitted, fitted.Transform(trips), "FareAmount").Count);
        """);

    [Fact]
    public Task Without_a_split_or_with_a_model_that_changed_there_is_no_fix() => Task.WhenAll(
        F.NotOffered(
            """
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(data);
            mlContext.Regression.[|PermutationFeatureImportance|](model.LastTransformer, model.Transform(data), "FareAmount");
            """),
        F.NotOffered(
            """
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            var pipeline = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount"));
            var model = pipeline.Fit(split.TrainSet);
            var last = model.LastTransformer;
            var scored = model.Transform(split.TrainSet);
            model = pipeline.Fit(split.TestSet);
            mlContext.Regression.[|PermutationFeatureImportance|](last, scored, "FareAmount");
            """));

    [Fact]
    public Task Test_rows_and_unknown_models_are_silent() => V.Members(
        Pipeline +
        """
        public static void Held()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            var model = pipeline.Fit(split.TrainSet);
            var scored = model.Transform(split.TestSet);
            mlContext.Regression.PermutationFeatureImportance(model, scored, "FareAmount");
        }

        public static void OtherFile()
        {
            var model = pipeline.Fit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            mlContext.Regression.PermutationFeatureImportance(model, model.Transform(mlContext.Data.LoadFromTextFile<Trip>("later.csv", ',')), "FareAmount");
        }

        public static void Unknown(ITransformer model, IDataView rows) => mlContext.Regression.PermutationFeatureImportance(model, model.Transform(rows), "FareAmount");
        """);

    [Fact]
    public Task Silent_in_tests_and_without_ML_NET()
    {
        const string Body = """
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(data);
            mlContext.Regression.PermutationFeatureImportance(model.LastTransformer, model.Transform(data), "FareAmount");
            """;
        return Task.WhenAll(V.Body(Body, With.XunitFramework), V.Body(Body, With.NoMlNet));
    }

    private static string Program(string rows) =>
        $$"""
        using Microsoft.ML;

        public static class Job
        {
            public static void Run(MLContext ml, IDataView data)
            {
                var split = ml.Data.TrainTestSplit(data);
                var model = ml.Transforms.Concatenate("Features", "A", "B").Append(ml.Regression.Trainers.Sdca()).Fit(split.TrainSet);
                ml.Regression.PermutationFeatureImportance(model.LastTransformer, model.Transform({{rows}}));
            }
        }
        """;
}
