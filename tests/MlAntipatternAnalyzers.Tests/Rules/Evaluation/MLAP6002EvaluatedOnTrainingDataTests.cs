using System.Globalization;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6002EvaluatedOnTrainingDataAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP6002EvaluatedOnTrainingDataAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP6002EvaluatedOnTrainingDataCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6002EvaluatedOnTrainingDataTests
{
    [Fact]
    public Task The_fitted_view_is_split_first() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount"));

        // Takes a minute.
        var model = pipeline.Fit(data);
        var predictions = model.Transform(data); // the scores
        var metrics = mlContext.Regression.[|Evaluate|](predictions, "FareAmount");
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount"));

        // Takes a minute.
        var split = mlContext.Data.TrainTestSplit(data, testFraction: 0.2);
        var model = pipeline.Fit(split.TrainSet);
        var predictions = model.Transform(split.TestSet); // the scores
        var metrics = mlContext.Regression.Evaluate(predictions, "FareAmount");
        """,
        new Setup { Messages = ["The metrics are computed on 'data', which the model was fitted on: they say how well it remembers, not how well it predicts; evaluate on rows that Fit has not seen"] });

    [Fact]
    public Task The_split_that_is_there_is_used_and_two_are_fixed_together() => F.Members(
        """
        private static void OnTheTrainSide()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Review>("reviews.tsv"));
            var model = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.AveragedPerceptron()).Fit(split.TrainSet);
            mlContext.BinaryClassification.[|EvaluateNonCalibrated|](data: model.Transform(split.TrainSet));
        }

        private static void OnTheWhole()
        {
            var rows = mlContext.Data.LoadFromTextFile<Review>("reviews.tsv");
            var sides = mlContext.Data.TrainTestSplit(rows);
            var model = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression()).Fit(sides.TrainSet);
            mlContext.BinaryClassification.[|Evaluate|](model.Transform(rows));
        }
        """,
        """
        private static void OnTheTrainSide()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Review>("reviews.tsv"));
            var model = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.AveragedPerceptron()).Fit(split.TrainSet);
            mlContext.BinaryClassification.EvaluateNonCalibrated(data: model.Transform(split.TestSet));
        }

        private static void OnTheWhole()
        {
            var rows = mlContext.Data.LoadFromTextFile<Review>("reviews.tsv");
            var sides = mlContext.Data.TrainTestSplit(rows);
            var model = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression()).Fit(sides.TrainSet);
            mlContext.BinaryClassification.Evaluate(model.Transform(sides.TestSet));
        }
        """);

    [Fact]
    public Task Through_a_helper_the_call_is_reported_that_gives_it_the_rows() => V.Members(
        """
        public static void Run(string train, string test)
        {
            var rows = mlContext.Data.LoadFromTextFile<Trip>(train, ',');
            var held = mlContext.Data.LoadFromTextFile<Trip>(test, ',');
            var model = Train(rows);
            var other = Train(held);
            [|Print|](model, rows);
            Print(other, rows);
        }

        private static ITransformer Train(IDataView rows) => mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(rows);

        private static void Print(ITransformer model, IDataView rows) => Console.WriteLine(mlContext.Regression.Evaluate(model.Transform(rows), "FareAmount").RSquared);
        """);

    [Fact]
    public Task Through_fields_and_a_delegate() => V.Members(
        """
        private static IDataView rows;
        private static ITransformer model;

        public static void Load() => rows = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');

        public static void Train() => model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(rows);

        public static void Judge()
        {
            Func<ITransformer, RegressionMetrics> judge = it => mlContext.Regression.[|Evaluate|](it.Transform(rows), "FareAmount");
            Console.WriteLine(judge(model).RSquared);
        }
        """);

    [Fact]
    public Task The_same_file_loaded_twice_and_the_same_rows_made_twice() => V.Members(
        """
        private readonly Dictionary<string, ITransformer> models = new Dictionary<string, ITransformer>();

        public static void SameFile()
        {
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            mlContext.Regression.[|Evaluate|](model.Transform(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',', hasHeader: false)), "FareAmount");
        }

        public void Train(string user)
        {
            var trips = TripsOf(user).GroupBy(trip => trip.VendorId).Where(group => group.Count() > 10).SelectMany(group => group).ToList();
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromEnumerable(trips));
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(split.TrainSet);
            Console.WriteLine(mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount").RSquared);
            models[user] = model;
        }

        public double Quality(string user)
        {
            var model = models.TryGetValue(user, out var known) ? known : mlContext.Model.Load("model.zip", out _);
            var rows = mlContext.Data.LoadFromEnumerable(TripsOf(user));
            return mlContext.Regression.[|Evaluate|](model.Transform(rows), "FareAmount").RSquared;
        }

        private List<Trip> TripsOf(string user)
        {
            var trips = new List<Trip>();
            foreach (var line in File.ReadLines(user))
                trips.Add(new Trip { FareAmount = line.Length });
            return trips;
        }
        """);

    [Fact]
    public Task The_same_path_that_nobody_knows() => V.Members(
        """
        private static readonly IEstimator<ITransformer> pipeline = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount"));

        public static void Run(string[] args, string folder)
        {
            var model = pipeline.Fit(mlContext.Data.FilterRowsByColumn(mlContext.Data.LoadFromTextFile<Trip>(args[0], ','), "TripTime", 1, 150));
            mlContext.Regression.[|Evaluate|](model.Transform(mlContext.Data.LoadFromTextFile<Trip>(path: args[0], separatorChar: ',')), "FareAmount");

            var trips = Path.Combine(folder, "trips.csv");
            var loader = mlContext.Data.CreateTextLoader<Trip>(',');
            model = pipeline.Fit(loader.Load(trips));
            mlContext.Regression.[|Evaluate|](model.Transform(loader.Load(trips)), "FareAmount");
        }

        public static void Others(string[] args, string path)
        {
            var model = pipeline.Fit(mlContext.Data.LoadFromTextFile<Trip>(args[0], ','));
            mlContext.Regression.Evaluate(model.Transform(mlContext.Data.LoadFromTextFile<Trip>(args[1], ',')), "FareAmount");

            model = pipeline.Fit(mlContext.Data.LoadFromTextFile<Trip>(path, ','));
            path = path.Replace("train", "test");
            mlContext.Regression.Evaluate(model.Transform(mlContext.Data.LoadFromTextFile<Trip>(path, ',')), "FareAmount");
            model = pipeline.Fit(mlContext.Data.LoadFromTextFile<Trip>(Console.ReadLine(), ','));
            mlContext.Regression.Evaluate(model.Transform(mlContext.Data.LoadFromTextFile<Trip>(Console.ReadLine(), ',')), "FareAmount");
        }
        """);

    [Fact]
    public Task AutoML_on_the_same_data() => F.Program(
        """
        using Microsoft.ML;
        using Microsoft.ML.AutoML;

        public class Row
        {
            public string Text { get; set; }
            public bool Label { get; set; }
        }

        public static class Job
        {
            public static void Run(string path)
            {
                var ml = new MLContext();
                var data = ml.Data.LoadFromTextFile<Row>(path);
                var result = ml.Auto().CreateBinaryClassificationExperiment(60).Execute(data, labelColumnName: "Label");
                ml.BinaryClassification.[|Evaluate|](result.BestRun.Model.Transform(data));
            }
        }
        """,
        """
        using Microsoft.ML;
        using Microsoft.ML.AutoML;

        public class Row
        {
            public string Text { get; set; }
            public bool Label { get; set; }
        }

        public static class Job
        {
            public static void Run(string path)
            {
                var ml = new MLContext();
                var data = ml.Data.LoadFromTextFile<Row>(path);
                var split = ml.Data.TrainTestSplit(data, testFraction: 0.2);
                var result = ml.Auto().CreateBinaryClassificationExperiment(60).Execute(split.TrainSet, labelColumnName: "Label");
                ml.BinaryClassification.Evaluate(result.BestRun.Model.Transform(split.TestSet));
            }
        }
        """,
        With.Stubs);

    [Fact]
    public Task A_model_with_neutral_positions_is_the_model() => V.Program(
        """
        using Microsoft.ML;
        using MlAntipatternAnalyzers.Runtime;

        public class Offer
        {
            [PositionalFeature(Neutral = 1f)] public float Position { get; set; }
            public float Price { get; set; }
            public bool Clicked { get; set; }
        }

        public static class Job
        {
            public static void Run(MLContext ml, Offer[] offers)
            {
                var data = ml.Data.LoadFromEnumerable(offers);
                var fitted = ml.Transforms.Concatenate("Features", "Position", "Price").Append(ml.BinaryClassification.Trainers.FastTree("Clicked")).Fit(data);
                var model = ml.WithNeutralPositions<Offer>(fitted);
                ml.BinaryClassification.[|Evaluate|](model.Transform(data), "Clicked");
            }
        }
        """,
        With.Runtime);

    [Fact]
    public Task Other_rows_are_silent() => V.Members(
        """
        private static readonly IEstimator<ITransformer> pipeline = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount"));

        public static void TestSide()
        {
            var rows = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var split = mlContext.Data.TrainTestSplit(rows);
            var model = pipeline.Fit(split.TrainSet);
            rows = split.TestSet;
            mlContext.Regression.Evaluate(model.Transform(rows), "FareAmount");
        }

        public static void OtherTime(List<Trip> trips)
        {
            var all = trips.OrderBy(trip => trip.TripTime).ToList();
            var model = pipeline.Fit(mlContext.Data.LoadFromEnumerable(all.Take(800).ToList()));
            mlContext.Regression.Evaluate(model.Transform(mlContext.Data.LoadFromEnumerable(all.Skip(800).ToList())), "FareAmount");
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var early = mlContext.Data.FilterRowsByColumn(data, "TripTime", upperBound: 800);
            var late = mlContext.Data.FilterRowsByColumn(data, "TripTime", lowerBound: 800);
            mlContext.Regression.Evaluate(pipeline.Fit(early).Transform(late), "FareAmount");
        }

        public static void TakenOut(List<Trip> trips)
        {
            var all = trips.ToList();
            var held = all.Take(100).ToList();
            all.RemoveRange(0, 100);
            var model = pipeline.Fit(mlContext.Data.LoadFromEnumerable(all));
            mlContext.Regression.Evaluate(model.Transform(mlContext.Data.LoadFromEnumerable(held)), "FareAmount");
        }

        public static void Walk(string[] months)
        {
            ITransformer model = null;
            foreach (var month in months)
            {
                var rows = mlContext.Data.LoadFromTextFile<Trip>(month, ',');
                if (model != null)
                    mlContext.Regression.Evaluate(model.Transform(rows), "FareAmount");
                model = pipeline.Fit(rows);
            }
        }

        public static void Unknown(ITransformer model, IDataView rows) => mlContext.Regression.Evaluate(model.Transform(rows), "FareAmount");
        """);

    [Fact]
    public Task Both_sides_told_apart_and_tasks_without_a_held_out_set_are_silent() => V.Members(
        """
        public static void Both()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(split.TrainSet);
            Console.WriteLine($"train {mlContext.Regression.Evaluate(model.Transform(split.TrainSet), "FareAmount").RSquared}");
            Console.WriteLine($"test {mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount").RSquared}");
        }

        public static void Clusters()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Clustering.Trainers.KMeans()).Fit(data);
            mlContext.Clustering.Evaluate(model.Transform(data));
        }

        public static void Anomalies()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.AnomalyDetection.Trainers.RandomizedPca(rank: 1)).Fit(data);
            mlContext.AnomalyDetection.Evaluate(model.Transform(data));
        }
        """);

    [Fact]
    public Task Without_a_context_that_is_written_out_there_is_no_fix() => F.NotOffered(
        """
        var regression = mlContext.Regression;
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(regression.Trainers.Sdca("FareAmount")).Fit(data);
        regression.[|Evaluate|](model.Transform(data), "FareAmount");
        """);

    [Fact]
    public Task Silent_in_tests_and_without_ML_NET()
    {
        const string Body = """
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(data);
            mlContext.Regression.Evaluate(model.Transform(data), "FareAmount");
            """;
        return Task.WhenAll(V.Body(Body, With.XunitFramework), V.Body(Body, With.NoMlNet));
    }

    [Fact]
    public async Task A_model_remembers_noise_and_cannot_predict_it()
    {
        // More columns of noise than rows: the training rows can be told apart perfectly, and nothing is learned.
        var program = Sources.Normalize(
            """
            using System;
            using System.Globalization;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var mlContext = new MLContext(seed: 1);
            var random = new Random(3);
            var rows = Enumerable.Range(0, 200).Select(_ => new Row
            {
                Features = Enumerable.Range(0, 300).Select(_ => (float)random.NextDouble()).ToArray(),
                Label = random.NextDouble() < 0.5,
            }).ToList();
            var data = mlContext.Data.LoadFromEnumerable(rows);
            var model = mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression(l1Regularization: 0, l2Regularization: 0.01f).Fit(data);
            Console.WriteLine(mlContext.BinaryClassification.Evaluate(model.Transform(data)).AreaUnderRocCurve.ToString(CultureInfo.InvariantCulture));

            public class Row
            {
                [VectorType(300)] public float[] Features { get; set; }
                public bool Label { get; set; }
            }
            """);

        var before = double.Parse((await ProgramRunner.RunAsync(program)).OutputOrThrow(), CultureInfo.InvariantCulture);
        var repaired = await FixRunner.FixAsync<MLAP6002EvaluatedOnTrainingDataAnalyzer, MLAP6002EvaluatedOnTrainingDataCodeFix>(program);
        var after = double.Parse((await ProgramRunner.RunAsync(repaired)).OutputOrThrow(), CultureInfo.InvariantCulture);

        Assert.True(before > 0.95, $"before: {before}");
        Assert.InRange(after, 0.25, 0.75);
    }
}
