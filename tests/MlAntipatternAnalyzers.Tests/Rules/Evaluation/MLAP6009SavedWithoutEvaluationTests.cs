using System.Globalization;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6009SavedWithoutEvaluationAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP6009SavedWithoutEvaluationAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP6009SavedWithoutEvaluationCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6009SavedWithoutEvaluationTests
{
    private const string Pipeline =
        """
        private static IEstimator<ITransformer> Pipeline() => mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount"));

        private static IDataView Load(string path) => mlContext.Data.LoadFromTextFile<Trip>(path, ',');


        """;

    [Fact]
    public Task Rows_are_set_apart_and_the_model_is_evaluated_before_it_is_saved() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount"));

        // Takes a minute.
        var model = pipeline.Fit(data); // on all rows
        mlContext.Model.[|Save|](model, data.Schema, "fares.zip");
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount"));

        // Takes a minute.
        var split = mlContext.Data.TrainTestSplit(data, testFraction: 0.2);
        var model = pipeline.Fit(split.TrainSet); // on all rows
        var metrics = mlContext.Regression.Evaluate(model.Transform(split.TestSet), labelColumnName: "FareAmount");
        if (!(metrics.RSquared > 0))
            throw new InvalidOperationException($"The model is not saved: its RSquared is {metrics.RSquared}, no better than always predicting the mean (more than 0 is).");
        mlContext.Model.Save(model, data.Schema, "fares.zip");
        """,
        new Setup { Messages = ["'model' is saved here, and nothing evaluates it or another fit of its pipeline: whether it predicts better than a constant would, nobody knows; keep test rows apart, evaluate it on them, and save it if it is good enough"] });

    [Fact]
    public Task The_test_side_that_is_there_is_used_and_two_are_fixed_together() => F.Members(
        """
        private static void Reviews()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Review>("reviews.tsv"));
            var model = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.AveragedPerceptron()).Fit(split.TrainSet);
            using (var stream = File.Create("reviews.zip"))
                mlContext.Model.[|Save|](model: model, inputSchema: split.TrainSet.Schema, stream: stream);
        }

        private static void Tickets()
        {
            var rows = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
            var model = mlContext.Transforms.Conversion.MapValueToKey("Label", "Area").Append(mlContext.Transforms.Text.FeaturizeText("Features", "Title")).Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy()).Fit(rows);
            mlContext.Model.[|Save|](model, rows.Schema, "tickets.zip");
        }
        """,
        """
        private static void Reviews()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Review>("reviews.tsv"));
            var model = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.AveragedPerceptron()).Fit(split.TrainSet);
            var metrics = mlContext.BinaryClassification.EvaluateNonCalibrated(model.Transform(split.TestSet));
            if (!(metrics.AreaUnderRocCurve > 0.5))
                throw new InvalidOperationException($"The model is not saved: its AreaUnderRocCurve is {metrics.AreaUnderRocCurve}, no better than guessing (more than 0.5 is).");
            using (var stream = File.Create("reviews.zip"))
                mlContext.Model.Save(model: model, inputSchema: split.TrainSet.Schema, stream: stream);
        }

        private static void Tickets()
        {
            var rows = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
            var split = mlContext.Data.TrainTestSplit(rows, testFraction: 0.2);
            var model = mlContext.Transforms.Conversion.MapValueToKey("Label", "Area").Append(mlContext.Transforms.Text.FeaturizeText("Features", "Title")).Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy()).Fit(split.TrainSet);
            var metrics = mlContext.MulticlassClassification.Evaluate(model.Transform(split.TestSet));
            if (!(metrics.LogLossReduction > 0))
                throw new InvalidOperationException($"The model is not saved: its LogLossReduction is {metrics.LogLossReduction}, no better than always giving each class its share (more than 0 is).");
            mlContext.Model.Save(model, rows.Schema, "tickets.zip");
        }
        """);

    [Fact]
    public Task Through_a_field_a_join_and_a_helper_that_nobody_calls() => V.Members(
        Pipeline + """
        private ITransformer model;

        public void Train() => model = Pipeline().Fit(Load("trips.csv"));

        public void Restore() => model = mlContext.Model.Load("old.zip", out _);

        public void Keep(string path) => mlContext.Model.[|Save|](model, null, path);

        private static double Judge(ITransformer any, IDataView rows) => mlContext.Regression.Evaluate(any.Transform(rows), "FareAmount").RSquared;

        private static void Main() => new Flow().Train();
        """);

    [Fact]
    public Task One_demonstration_and_predictions_that_are_only_printed_measure_nothing() => V.Members(
        Pipeline + """
        private static void Main()
        {
            var rows = Load("trips.csv");
            var model = Pipeline().Fit(rows);
            var engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
            Console.WriteLine(engine.Predict(new Trip { TripTime = 3 }).FareAmount);
            foreach (var scored in mlContext.Data.CreateEnumerable<TripPrediction>(model.Transform(rows), reuseRowObject: true))
                Console.WriteLine($"predicted {scored.FareAmount}");
            mlContext.Model.[|Save|](model, rows.Schema, "fares.zip");
        }
        """);

    [Fact]
    public Task A_table_of_commands_runs_its_local_functions() => V.Body(
        """
        void Train()
        {
            var rows = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(rows);
            mlContext.Model.[|Save|](model, rows.Schema, "fares.zip");
        }

        var commands = new List<Action> { Train };
        var byName = commands.ToDictionary(command => command.Method.Name, command => command);
        byName[Console.ReadLine()]();
        """);

    [Fact]
    public Task What_is_evaluated_somewhere_is_silent() => V.Members(
        Pipeline + """
        private static void Before()
        {
            var split = mlContext.Data.TrainTestSplit(Load("trips.csv"));
            Print(Pipeline().Fit(split.TrainSet), split.TestSet);
        }

        private static void Print(ITransformer model, IDataView rows) => Console.WriteLine(mlContext.Regression.Evaluate(model.Transform(rows), "FareAmount").RSquared);

        private static void OnAllRows() => mlContext.Model.Save(Pipeline().Fit(Load("trips.csv")), null, "fares.zip");

        private static void Again(IDataView rows)
        {
            var ranking = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.FastForest("FareAmount"));
            mlContext.Model.Save(ranking.Fit(rows), rows.Schema, Path.Combine("models", "forest.zip"));
        }

        private static void Elsewhere(string[] args)
        {
            var model = mlContext.Model.Load(Path.Combine("models", "forest.zip"), out _);
            Print(model, Load(args[0]));
        }
        """);

    [Fact]
    public Task Cross_validation_and_sums_by_hand_are_silent() => V.Members(
        """
        private static void Folds(IDataView rows)
        {
            var pipeline = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount"));
            Console.WriteLine(mlContext.Regression.CrossValidate(rows, pipeline, labelColumnName: "FareAmount").Average(fold => fold.Metrics.RSquared));
            mlContext.Model.Save(pipeline.Fit(rows), rows.Schema, "sdca.zip");
        }

        private static void Errors(List<Trip> trips)
        {
            var rows = mlContext.Data.LoadFromEnumerable(trips);
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.FastForest("FareAmount")).Fit(rows);
            var engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
            var error = 0f;
            foreach (var trip in trips)
                error += Math.Abs(engine.Predict(trip).FareAmount - trip.FareAmount);
            Console.WriteLine(error / trips.Count);
            mlContext.Model.Save(model, rows.Schema, "forest.zip");
        }

        private static void Zipped(IDataView rows)
        {
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(rows);
            Console.WriteLine(MeanError(mlContext.Data.CreateEnumerable<TripPrediction>(model.Transform(rows), false), mlContext.Data.CreateEnumerable<Trip>(rows, false)));
            mlContext.Model.Save(model, rows.Schema, "tree.zip");
        }

        private static void ByALibrary(IDataView rows)
        {
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Gam("FareAmount")).Fit(rows);
            var predictions = model.Transform(rows);
            var actual = predictions.GetColumn<float>("FareAmount").ToArray();
            Console.WriteLine(Enumerable.SequenceEqual(actual, predictions.GetColumn<float>("Score").ToArray()));
            mlContext.Model.Save(model, rows.Schema, "gam.zip");
        }

        private static double MeanError(IEnumerable<TripPrediction> scores, IEnumerable<Trip> trips) => scores.Zip(trips, (score, trip) => Math.Abs(score.FareAmount - trip.FareAmount)).Average();
        """);

    [Fact]
    public Task What_others_may_evaluate_is_silent() => V.Program(
        """
        using Microsoft.ML;

        public class Row
        {
            public float Size { get; set; }
            public float Price { get; set; }
        }

        public class Job
        {
            private static readonly MLContext ml = new MLContext();

            public ITransformer Train(Row[] rows)
            {
                var data = ml.Data.LoadFromEnumerable(rows);
                var model = ml.Transforms.Concatenate("Features", "Size").Append(ml.Regression.Trainers.Sdca("Price")).Fit(data);
                ml.Model.Save(model, data.Schema, "prices.zip");
                return model;
            }

            public double Judge(ITransformer model, IDataView data) => ml.Regression.Evaluate(model.Transform(data), "Price").RSquared;
        }
        """);

    [Fact]
    public Task Bytes_that_another_method_evaluates_and_an_evaluator_of_another_task_are_silent() => V.Members(
        """
        public static byte[] Train(IEnumerable<Review> reviews)
        {
            var rows = mlContext.Data.LoadFromEnumerable(reviews);
            var model = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression()).Fit(rows);
            using (var stream = new MemoryStream())
            {
                mlContext.Model.Save(model, null, stream);
                return stream.ToArray();
            }
        }

        public static CalibratedBinaryClassificationMetrics Judge(byte[] bytes, IEnumerable<Review> reviews)
        {
            var stream = new MemoryStream(bytes);
            var model = mlContext.Model.Load(stream, out _);
            return mlContext.BinaryClassification.Evaluate(model.Transform(mlContext.Data.LoadFromEnumerable(reviews)));
        }

        public static void Mistaken(IDataView train, IDataView test)
        {
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(train);
            Console.WriteLine(mlContext.BinaryClassification.Evaluate(model.Transform(test), predictedLabelColumnName: "FareAmount").Accuracy);
            mlContext.Model.Save(model, train.Schema, "fares.zip");
        }
        """);

    [Fact]
    public Task Preparation_alone_forecasts_and_groups_that_are_looked_at_are_silent() => V.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var prepared = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Transforms.NormalizeMinMax("Features")).Fit(data);
        mlContext.Model.Save(prepared, data.Schema, "prepared.zip");

        var groups = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Clustering.Trainers.KMeans(numberOfClusters: 3)).Fit(data);
        foreach (var group in groups.Transform(data).GetColumn<uint>("PredictedLabel"))
            Console.WriteLine(group);
        mlContext.Model.Save(groups, data.Schema, "groups.zip");
        """);

    [Fact]
    public Task Groups_that_nobody_looks_at() => V.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var groups = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Clustering.Trainers.KMeans(numberOfClusters: 3)).Fit(data);
        mlContext.Model.[|Save|](groups, data.Schema, "groups.zip");
        """);

    [Fact]
    public Task Where_the_fit_is_elsewhere_or_the_rows_are_a_side_of_something_there_is_no_fix() => F.NotOffered(
        """
        var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
        var train = split.TrainSet;
        var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(train);
        mlContext.Model.[|Save|](model, train.Schema, "fares.zip");
        """);

    [Fact]
    public Task Silent_in_tests_and_without_ML_NET()
    {
        const string Body = """
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(data);
            mlContext.Model.Save(model, data.Schema, "fares.zip");
            """;
        return Task.WhenAll(V.Body(Body, With.XunitFramework), V.Body(Body, With.NoMlNet));
    }

    [Fact]
    public async Task A_model_of_noise_is_saved_before_the_fix_and_refused_with_its_honest_metric_after_it()
    {
        var before = await ProgramRunner.RunAsync(Program(signal: 0));
        Assert.Equal("saved", before.OutputOrThrow().Trim());

        // Two hundred columns of noise for as many rows: by the rows that were held back it is worse than the mean.
        var repaired = await FixRunner.FixAsync<MLAP6009SavedWithoutEvaluationAnalyzer, MLAP6009SavedWithoutEvaluationCodeFix>(Program(signal: 0));
        var after = await ProgramRunner.RunAsync(repaired);
        Assert.StartsWith("The model is not saved: its RSquared is -", after.ExceptionMessage);
        Assert.Equal("", after.Output.Trim());

        var good = await FixRunner.FixAsync<MLAP6009SavedWithoutEvaluationAnalyzer, MLAP6009SavedWithoutEvaluationCodeFix>(Program(signal: 50));
        Assert.Equal("saved", (await ProgramRunner.RunAsync(good)).OutputOrThrow().Trim());
    }

    /// <summary>A program that saves a model of a label that is noise, and so many times its first column.</summary>
    private static string Program(int signal) => Sources.Normalize(
        $$"""
        using System;
        using System.IO;
        using System.Linq;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        var mlContext = new MLContext(seed: 1);
        var random = new Random(3);
        var rows = Enumerable.Range(0, 200).Select(_ =>
        {
            var features = Enumerable.Range(0, 200).Select(_ => (float)random.NextDouble()).ToArray();
            return new Row { Features = features, Label = (float)random.NextDouble() + {{signal.ToString(CultureInfo.InvariantCulture)}} * features[0] };
        }).ToList();
        var data = mlContext.Data.LoadFromEnumerable(rows);
        var model = mlContext.Regression.Trainers.FastTree(numberOfTrees: 50).Fit(data);
        mlContext.Model.Save(model, data.Schema, "model.zip");
        Console.WriteLine(File.Exists("model.zip") ? "saved" : "missing");

        public class Row
        {
            [VectorType(200)] public float[] Features { get; set; }
            public float Label { get; set; }
        }
        """);
}
