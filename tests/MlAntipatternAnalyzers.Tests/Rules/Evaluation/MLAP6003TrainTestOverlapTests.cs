using System.Globalization;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6003TrainTestOverlapAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP6003TrainTestOverlapAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP6003TrainTestOverlapCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6003TrainTestOverlapTests
{
    private const string Pipeline = """
        private static readonly IEstimator<ITransformer> pipeline = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount"));

        private static void Judge(ITransformer model, IDataView rows) => Console.WriteLine(mlContext.Regression.Evaluate(model.Transform(rows), "FareAmount").RSquared);


        """;

    [Fact]
    public Task The_train_set_is_fitted() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var split = mlContext.Data.TrainTestSplit(data, testFraction: 0.2);
        var pipeline = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount"));

        // Takes a minute.
        var model = pipeline.[|Fit|](data); // all of it
        var metrics = mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount");
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var split = mlContext.Data.TrainTestSplit(data, testFraction: 0.2);
        var pipeline = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount"));

        // Takes a minute.
        var model = pipeline.Fit(split.TrainSet); // all of it
        var metrics = mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount");
        """,
        new Setup { Messages = ["The model is fitted on all of 'data', of which 'TrainTestSplit' sets apart the rows that it is evaluated on, so the metrics are too good by an amount that nobody knows; fit it on the train set"] });

    [Fact]
    public Task A_split_after_the_fit_is_moved_and_two_are_fixed_together() => F.Members(
        """
        public static void Late()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var trees = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.FastTree("FareAmount")).[|Fit|](data);
            var line = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).[|Fit|](data);

            // A fifth is held out.
            var split = mlContext.Data.TrainTestSplit(data, testFraction: 0.2); // by chance
            var first = mlContext.Regression.Evaluate(trees.Transform(split.TestSet), "FareAmount");
            var second = mlContext.Regression.Evaluate(line.Transform(split.TestSet), "FareAmount");
        }

        public static void Early()
        {
            var rows = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var sides = mlContext.Data.TrainTestSplit(data: rows, testFraction: 0.2);
            var test = sides.TestSet;
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).[|Fit|](rows);
            var metrics = mlContext.Regression.Evaluate(data: model.Transform(test), labelColumnName: "FareAmount");
        }
        """,
        """
        public static void Late()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            // A fifth is held out.
            var split = mlContext.Data.TrainTestSplit(data, testFraction: 0.2); // by chance
            var trees = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(split.TrainSet);
            var line = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(split.TrainSet);

            var first = mlContext.Regression.Evaluate(trees.Transform(split.TestSet), "FareAmount");
            var second = mlContext.Regression.Evaluate(line.Transform(split.TestSet), "FareAmount");
        }

        public static void Early()
        {
            var rows = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var sides = mlContext.Data.TrainTestSplit(data: rows, testFraction: 0.2);
            var test = sides.TestSet;
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(sides.TrainSet);
            var metrics = mlContext.Regression.Evaluate(data: model.Transform(test), labelColumnName: "FareAmount");
        }
        """);

    [Fact]
    public Task Through_a_helper() => F.Members(
        Pipeline +
        """
        private static ITransformer Train(IDataView rows) => pipeline.Fit(rows);

        public static void Run(string path)
        {
            var rows = mlContext.Data.LoadFromTextFile<Trip>(path, ',');
            var split = mlContext.Data.TrainTestSplit(rows);
            var model = [|Train|](rows);
            Judge(model, split.TestSet);
        }
        """,
        Pipeline +
        """
        private static ITransformer Train(IDataView rows) => pipeline.Fit(rows);

        public static void Run(string path)
        {
            var rows = mlContext.Data.LoadFromTextFile<Trip>(path, ',');
            var split = mlContext.Data.TrainTestSplit(rows);
            var model = Train(split.TrainSet);
            Judge(model, split.TestSet);
        }
        """);

    [Fact]
    public Task Through_fields_and_a_delegate() => V.Members(
        """
        private static IDataView rows;
        private static IDataView held;
        private static ITransformer model;

        public static void Load()
        {
            rows = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            held = mlContext.Data.TrainTestSplit(rows).TestSet;
        }

        public static void Train() => model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).[|Fit|](rows);

        public static void Judge()
        {
            Func<ITransformer, RegressionMetrics> judge = it => mlContext.Regression.Evaluate(it.Transform(held), "FareAmount");
            Console.WriteLine(judge(model).RSquared);
        }
        """);

    [Fact]
    public Task Where_the_rows_change_in_between_or_the_split_has_no_name_there_is_no_fix() => Task.WhenAll(
        F.NotOffered(
            """
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).[|Fit|](data);
            data = mlContext.Data.FilterRowsByMissingValues(data, "TripTime");
            var split = mlContext.Data.TrainTestSplit(data, testFraction: 0.2);
            mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount");
            """),
        F.NotOffered(
            """
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var test = mlContext.Data.TrainTestSplit(data, testFraction: 0.2).TestSet;
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).[|Fit|](data);
            mlContext.Regression.Evaluate(model.Transform(test), "FareAmount");
            """));

    [Fact]
    public async Task Line_ends_stay()
    {
        var text = await CarriageReturns.FixAsync<MLAP6003TrainTestOverlapAnalyzer, MLAP6003TrainTestOverlapCodeFix>(
            Sources.Body(
                """
                var data = mlContext.Data.LoadFromTextFile("reviews.tsv", new TextLoader.Options());
                var model = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.AveragedPerceptron()).Fit(data);
                var split = mlContext.Data.TrainTestSplit(data);
                mlContext.BinaryClassification.EvaluateNonCalibrated(model.Transform(split.TestSet));
                """),
            MLAP6003TrainTestOverlapCodeFix.FitOnTrainSet);
        Assert.Contains("TrainTestSplit(data);\r\n        var model =", text);
        Assert.Equal(text.ReplaceLineEndings("\r\n"), text);
    }

    [Fact]
    public Task Rows_counted_off_twice() => V.Members(
        Pipeline +
        """
        public static void Views()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = pipeline.[|Fit|](mlContext.Data.TakeRows(data, 800));
            Judge(model, mlContext.Data.SkipRows(data, 700));
        }

        public static void Lists(List<Trip> trips)
        {
            var model = pipeline.[|Fit|](mlContext.Data.LoadFromEnumerable(trips.Take(800)));
            Judge(model, mlContext.Data.LoadFromEnumerable(trips.Skip(600).ToList()));
        }
        """,
        new Setup
        {
            Messages =
            [
                "'mlContext.Data.TakeRows(data, 800)' and the rows that the model is evaluated on are counted off so that some are in both, so the metrics are too good by an amount that nobody knows; let the one begin where the other ends",
                "'mlContext.Data.LoadFromEnumerable(trips.Take(800))' and the rows that the model is evaluated on are counted off so that some are in both, so the metrics are too good by an amount that nobody knows; let the one begin where the other ends",
            ],
        });

    [Fact]
    public Task Rows_repeated_before_the_split() => V.Members(
        Pipeline +
        """
        public static void Joined(List<Trip> trips)
        {
            var rare = trips.Where(trip => trip.FareAmount > 100);
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromEnumerable(trips.Concat(rare)));
            Judge(pipeline.[|Fit|](split.TrainSet), split.TestSet);
        }

        public static void Added(List<Trip> trips)
        {
            var rare = trips.Where(trip => trip.FareAmount > 100).ToList();
            var all = new List<Trip>();
            for (var i = 0; i < 5; i++)
                all.AddRange(rare);
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromEnumerable(all));
            Judge(pipeline.[|Fit|](split.TrainSet), split.TestSet);
        }

        public static void Nested(List<Trip> trips)
        {
            var all = new List<Trip>();
            foreach (var trip in trips)
            {
                for (var i = 0; i < 3; i++)
                    all.Add(trip);
            }

            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromEnumerable(all));
            Judge(pipeline.[|Fit|](split.TrainSet), split.TestSet);
        }

        public static void Flattened(List<Trip> trips)
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromEnumerable(trips.SelectMany(trip => Enumerable.Repeat(trip, 3))));
            Judge(pipeline.[|Fit|](split.TrainSet), split.TestSet);
        }

        public static void Drawn(List<Trip> trips)
        {
            var random = new Random(1);
            var all = new List<Trip>();
            for (var i = 0; i < 1000; i++)
                all.Add(trips[random.Next(trips.Count)]);
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromEnumerable(all));
            Judge(pipeline.[|Fit|](split.TrainSet), split.TestSet);
        }

        public static void Bootstrapped()
        {
            var data = mlContext.Data.BootstrapSample(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            var split = mlContext.Data.TrainTestSplit(data);
            Judge(pipeline.[|Fit|](split.TrainSet), split.TestSet);
        }

        public static void Folds(List<Trip> trips)
        {
            var rare = trips.Where(trip => trip.FareAmount > 100);
            mlContext.Regression.[|CrossValidate|](mlContext.Data.LoadFromEnumerable(trips.Concat(rare)), pipeline, labelColumnName: "FareAmount");
        }
        """);

    [Fact]
    public Task The_message_of_repeated_rows() => F.NotOffered(
        """
        var data = mlContext.Data.BootstrapSample(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
        var split = mlContext.Data.TrainTestSplit(data);
        var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).[|Fit|](split.TrainSet);
        """,
        new Setup { Messages = ["Rows are repeated before 'TrainTestSplit' sets the test rows apart: copies of test rows are trained on, so the metrics are too good by an amount that nobody knows; split first, and repeat rows of the train set alone"] });

    [Fact]
    public Task Rows_that_do_not_overlap_are_silent() => V.Members(
        Pipeline +
        """
        public static void FinalRefit()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var split = mlContext.Data.TrainTestSplit(data);
            var judged = pipeline.Fit(split.TrainSet);
            Judge(judged, split.TestSet);
            mlContext.Model.Save(pipeline.Fit(data), data.Schema, "model.zip");
        }

        public static void CountedOff(List<Trip> trips)
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            Judge(pipeline.Fit(mlContext.Data.TakeRows(data, 800)), mlContext.Data.SkipRows(data, 800));
            Judge(pipeline.Fit(mlContext.Data.LoadFromEnumerable(trips.Take(800))), mlContext.Data.LoadFromEnumerable(trips.Skip(800)));
            var half = trips.Count / 2;
            Judge(pipeline.Fit(mlContext.Data.LoadFromEnumerable(trips.Take(half))), mlContext.Data.LoadFromEnumerable(trips.Skip(half)));
        }

        public static void Complements(List<Trip> trips)
        {
            var cheap = trips.Where(trip => trip.FareAmount < 50).Take(500);
            var dear = trips.Where(trip => trip.FareAmount >= 50);
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromEnumerable(cheap.Concat(dear)));
            Judge(pipeline.Fit(split.TrainSet), split.TestSet);
        }

        public static void RepeatedAfterwards(List<Trip> trips)
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromEnumerable(trips));
            Judge(pipeline.Fit(mlContext.Data.BootstrapSample(split.TrainSet)), split.TestSet);
            var train = mlContext.Data.CreateEnumerable<Trip>(split.TrainSet, reuseRowObject: false).ToList();
            train.AddRange(train.Where(trip => trip.FareAmount > 100).ToList());
            Judge(pipeline.Fit(mlContext.Data.LoadFromEnumerable(train)), split.TestSet);
        }

        public static void Files(string[] months)
        {
            var all = new List<Trip>();
            foreach (var month in months)
                all.AddRange(File.ReadLines(month).Select(line => new Trip { FareAmount = line.Length }));
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromEnumerable(all));
            Judge(pipeline.Fit(split.TrainSet), split.TestSet);
        }

        public static void Clusters()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var split = mlContext.Data.TrainTestSplit(data);
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Clustering.Trainers.KMeans()).Fit(data);
            mlContext.Clustering.Evaluate(model.Transform(split.TestSet));
        }
        """);

    [Fact]
    public Task Silent_in_tests_and_without_ML_NET()
    {
        const string Body = """
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var split = mlContext.Data.TrainTestSplit(data);
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(data);
            mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount");
            """;
        return Task.WhenAll(V.Body(Body, With.XunitFramework), V.Body(Body, With.NoMlNet));
    }

    [Fact]
    public async Task Random_labels_are_predicted_until_the_test_rows_are_left_out()
    {
        // Labels that are tossed, and noise by which rows can be told apart: a model that knows none of the test rows is right half of the time.
        var program = Sources.Normalize(
            """
            using System;
            using System.Globalization;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var mlContext = new MLContext(seed: 1);
            var random = new Random(3);
            var rows = Enumerable.Range(0, 1000).Select(_ => new Row
            {
                Features = Enumerable.Range(0, 20).Select(_ => (float)random.NextDouble()).ToArray(),
                Label = random.NextDouble() < 0.5,
            }).ToList();
            var data = mlContext.Data.LoadFromEnumerable(rows);
            var model = mlContext.BinaryClassification.Trainers.FastTree(numberOfLeaves: 100, numberOfTrees: 100, minimumExampleCountPerLeaf: 1).Fit(data);
            var split = mlContext.Data.TrainTestSplit(data, testFraction: 0.4);
            Console.WriteLine(mlContext.BinaryClassification.Evaluate(model.Transform(split.TestSet)).Accuracy.ToString(CultureInfo.InvariantCulture));

            public class Row
            {
                [VectorType(20)] public float[] Features { get; set; }
                public bool Label { get; set; }
            }
            """);

        var before = double.Parse((await ProgramRunner.RunAsync(program)).OutputOrThrow(), CultureInfo.InvariantCulture);
        var repaired = await FixRunner.FixAsync<MLAP6003TrainTestOverlapAnalyzer, MLAP6003TrainTestOverlapCodeFix>(program);
        var after = double.Parse((await ProgramRunner.RunAsync(repaired)).OutputOrThrow(), CultureInfo.InvariantCulture);

        // Of 400 tosses, 0.4 to 0.6 is four standard deviations to either side.
        Assert.True(before > 0.95, $"before: {before}");
        Assert.InRange(after, 0.4, 0.6);
    }
}
