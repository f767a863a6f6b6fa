using System.Globalization;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6006GroupsSplitApartAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP6006GroupsSplitApartAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP6006GroupsSplitApartCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6006GroupsSplitApartTests
{
    private const string Rows = """
        using System;
        using Microsoft.ML.Data;

        public class Visit
        {
            [LoadColumn(0)] public string PatientId { get; set; }
            [LoadColumn(1)] public DateTime VisitDate { get; set; }
            [LoadColumn(2)] public float Pressure { get; set; }
            [LoadColumn(3)] public bool Label { get; set; }
        }

        public class Customer
        {
            [LoadColumn(0)] public string CustomerId { get; set; }
            [LoadColumn(1)] public DateTime BirthDate { get; set; }
            [LoadColumn(2)] public float Income { get; set; }
            [LoadColumn(3)] public bool Label { get; set; }
        }

        public class Rating
        {
            [LoadColumn(0)] public float UserId { get; set; }
            [LoadColumn(1)] public float MovieId { get; set; }
            [LoadColumn(2)] public float Label { get; set; }
        }
        """;

    private static readonly Setup WithRows = new() { Sources = [("Visit.cs", Rows)] };

    [Fact]
    public Task The_key_is_given_and_two_are_fixed_together() => F.Members(
        """
        public static void Ranking()
        {
            var data = mlContext.Data.LoadFromTextFile<Impression>("impressions.csv", ',');
            var split = mlContext.Data.[|TrainTestSplit|](data, testFraction: 0.2); // at random
            var model = mlContext.Transforms.Conversion.MapValueToKey("Query", "QueryId")
                .Append(mlContext.Transforms.Concatenate("Features", "Price", "StarRating"))
                .Append(mlContext.Ranking.Trainers.FastTree(labelColumnName: "Clicked", rowGroupColumnName: "Query"))
                .Fit(split.TrainSet);
        }

        public static void Visits()
        {
            var split = mlContext.Data.[|TrainTestSplit|](mlContext.Data.LoadFromTextFile<Visit>("visits.csv", ','), 0.25, null, 7);
            var model = mlContext.Transforms.Concatenate("Features", "Pressure").Append(mlContext.BinaryClassification.Trainers.FastTree()).Fit(split.TrainSet);
        }
        """,
        """
        public static void Ranking()
        {
            var data = mlContext.Data.LoadFromTextFile<Impression>("impressions.csv", ',');
            var split = mlContext.Data.TrainTestSplit(data, testFraction: 0.2, samplingKeyColumnName: nameof(Impression.QueryId)); // at random
            var model = mlContext.Transforms.Conversion.MapValueToKey("Query", "QueryId")
                .Append(mlContext.Transforms.Concatenate("Features", "Price", "StarRating"))
                .Append(mlContext.Ranking.Trainers.FastTree(labelColumnName: "Clicked", rowGroupColumnName: "Query"))
                .Fit(split.TrainSet);
        }

        public static void Visits()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Visit>("visits.csv", ','), 0.25, nameof(Visit.PatientId), 7);
            var model = mlContext.Transforms.Concatenate("Features", "Pressure").Append(mlContext.BinaryClassification.Trainers.FastTree()).Fit(split.TrainSet);
        }
        """,
        WithRows with
        {
            Messages =
            [
                "'TrainTestSplit' puts rows of one 'QueryId' on both sides: a ranking is judged on queries of which it lacks the rows that it was trained on; give it samplingKeyColumnName: \"QueryId\", which keeps them together",
                "'TrainTestSplit' puts rows of one 'PatientId' on both sides: the model may be judged on rows that resemble what it was trained on, and be served others; give it samplingKeyColumnName: \"PatientId\", which keeps them together",
            ],
        });

    [Fact]
    public Task Folds_and_cross_validation_with_named_arguments_and_columns_of_a_text_loader() => F.Members(
        """
        private static readonly TextLoader.Column[] columns =
        [
            new TextLoader.Column("session_id", DataKind.String, 0), new TextLoader.Column("Length", DataKind.Single, 1), new TextLoader.Column("Label", DataKind.Boolean, 2),
        ];

        public static void CrossValidation()
        {
            var data = mlContext.Data.LoadFromTextFile("sessions.csv", columns, ',');
            var pipeline = mlContext.Transforms.Concatenate("Features", "Length").Append(mlContext.BinaryClassification.Trainers.FastTree());
            var results = mlContext.BinaryClassification.[|CrossValidate|](numberOfFolds: 3, data: data, estimator: pipeline, samplingKeyColumnName: null);
        }

        public static void Folds()
        {
            foreach (var fold in mlContext.Data.[|CrossValidationSplit|](mlContext.Data.LoadFromTextFile("sessions.csv", columns, ','), 3))
                mlContext.Transforms.Concatenate("Features", "Length").Append(mlContext.BinaryClassification.Trainers.FastTree()).Fit(fold.TrainSet);
        }
        """,
        """
        private static readonly TextLoader.Column[] columns =
        [
            new TextLoader.Column("session_id", DataKind.String, 0), new TextLoader.Column("Length", DataKind.Single, 1), new TextLoader.Column("Label", DataKind.Boolean, 2),
        ];

        public static void CrossValidation()
        {
            var data = mlContext.Data.LoadFromTextFile("sessions.csv", columns, ',');
            var pipeline = mlContext.Transforms.Concatenate("Features", "Length").Append(mlContext.BinaryClassification.Trainers.FastTree());
            var results = mlContext.BinaryClassification.CrossValidate(numberOfFolds: 3, data: data, estimator: pipeline, samplingKeyColumnName: "session_id");
        }

        public static void Folds()
        {
            foreach (var fold in mlContext.Data.CrossValidationSplit(mlContext.Data.LoadFromTextFile("sessions.csv", columns, ','), 3, samplingKeyColumnName: "session_id"))
                mlContext.Transforms.Concatenate("Features", "Length").Append(mlContext.BinaryClassification.Trainers.FastTree()).Fit(fold.TrainSet);
        }
        """);

    [Fact]
    public Task Through_a_helper_and_a_field() => V.Members(
        """
        private static IDataView visits;

        public static void Load() => visits = mlContext.Data.LoadFromEnumerable(new List<Visit>(Read()));

        public static void Train()
        {
            var sides = Split(visits);
            Fit(sides.TrainSet);
        }

        private static DataOperationsCatalog.TrainTestData Split(IDataView rows) => mlContext.Data.[|TrainTestSplit|](rows);

        private static ITransformer Fit(IDataView rows) => mlContext.Transforms.Concatenate("Features", "Pressure").Append(mlContext.BinaryClassification.Trainers.FastTree()).Fit(rows);

        private static IEnumerable<Visit> Read() => File.ReadLines("visits.csv").Select(line => new Visit { Pressure = line.Length });
        """,
        WithRows);

    [Fact]
    public Task A_class_that_cannot_be_named_gives_its_columns_name() => F.Program(
        """
        using Microsoft.ML;
        using Microsoft.ML.Data;

        public static class Sessions
        {
            private class Row
            {
                [LoadColumn(0)] public string SessionId { get; set; }
                [LoadColumn(1)] public float Length { get; set; }
                [LoadColumn(2)] public bool Label { get; set; }
            }

            public static IDataView Load(MLContext ml) => ml.Data.LoadFromTextFile<Row>("sessions.csv");
        }

        public static class Job
        {
            public static void Run()
            {
                var ml = new MLContext(seed: 1);
                var split = ml.Data.[|TrainTestSplit|](Sessions.Load(ml), seed: 1);
                ml.Transforms.Concatenate("Features", "Length").Append(ml.BinaryClassification.Trainers.FastTree()).Fit(split.TrainSet);
            }
        }
        """,
        """
        using Microsoft.ML;
        using Microsoft.ML.Data;

        public static class Sessions
        {
            private class Row
            {
                [LoadColumn(0)] public string SessionId { get; set; }
                [LoadColumn(1)] public float Length { get; set; }
                [LoadColumn(2)] public bool Label { get; set; }
            }

            public static IDataView Load(MLContext ml) => ml.Data.LoadFromTextFile<Row>("sessions.csv");
        }

        public static class Job
        {
            public static void Run()
            {
                var ml = new MLContext(seed: 1);
                var split = ml.Data.TrainTestSplit(Sessions.Load(ml), seed: 1, samplingKeyColumnName: "SessionId");
                ml.Transforms.Concatenate("Features", "Length").Append(ml.BinaryClassification.Trainers.FastTree()).Fit(split.TrainSet);
            }
        }
        """);

    [Fact]
    public Task AutoML_ranks_by_GroupId() => V.Program(
        """
        using Microsoft.ML;
        using Microsoft.ML.AutoML;
        using Microsoft.ML.Data;

        public class Row
        {
            [LoadColumn(0)] public float Label { get; set; }
            [LoadColumn(1)] public string GroupId { get; set; }
            [LoadColumn(2)] public float Price { get; set; }
        }

        public static class Job
        {
            public static void Run(string path)
            {
                var ml = new MLContext();
                var split = ml.Data.[|TrainTestSplit|](ml.Data.LoadFromTextFile<Row>(path), testFraction: 0.2);
                var result = ml.Auto().CreateRankingExperiment(60).Execute(split.TrainSet);
                ml.Ranking.Evaluate(result.BestRun.Model.Transform(split.TestSet));
            }
        }
        """,
        With.Stubs);

    [Theory]
    [InlineData("mlContext.Ranking.Trainers.FastTree(\"Clicked\", rowGroupColumnName: \"Query\")", DiagnosticSeverity.Warning)]
    [InlineData("mlContext.Regression.Trainers.FastTree(\"Clicked\")", DiagnosticSeverity.Info)]
    public async Task A_ranking_is_warned_of_and_the_rest_is_advice(string trainer, DiagnosticSeverity severity)
    {
        using var workspace = new AdhocWorkspace();
        var text = Sources.Body(
            $$"""
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Impression>("impressions.csv", ','));
            var model = mlContext.Transforms.Conversion.MapValueToKey("Query", "QueryId")
                .Append(mlContext.Transforms.Concatenate("Features", "Price", "StarRating"))
                .Append({{trainer}})
                .Fit(split.TrainSet);
            """);
        var project = TestProject.Create(workspace, [("/0/Test0.cs", text), ("/0/Rows.cs", Sources.Rows)], new Setup());
        var finding = Assert.Single(await TestProject.FindingsAsync(project, [new MLAP6006GroupsSplitApartAnalyzer()]));
        Assert.Equal(severity, finding.Severity);
    }

    [Fact]
    public Task A_key_that_is_given_or_not_known_is_silent() => V.Members(
        """
        private static readonly IEstimator<ITransformer> pipeline = mlContext.Transforms.Concatenate("Features", "Pressure").Append(mlContext.BinaryClassification.Trainers.FastTree());

        public static void Given()
        {
            var visits = mlContext.Data.LoadFromTextFile<Visit>("visits.csv", ',');
            pipeline.Fit(mlContext.Data.TrainTestSplit(visits, 0.2, "PatientId").TrainSet);
            pipeline.Fit(mlContext.Data.TrainTestSplit(visits, samplingKeyColumnName: nameof(Visit.PatientId)).TrainSet);
            mlContext.BinaryClassification.CrossValidate(visits, pipeline, samplingKeyColumnName: "VisitDate");
        }

        public static void NotKnown(string key) => pipeline.Fit(mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Visit>("visits.csv", ','), samplingKeyColumnName: key).TrainSet);
        """,
        WithRows);

    [Fact]
    public Task Rows_that_are_one_each_recommenders_and_a_key_that_is_predicted_are_silent() => V.Members(
        """
        public static void Customers()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Customer>("customers.csv", ','));
            mlContext.Transforms.Concatenate("Features", "Income").Append(mlContext.BinaryClassification.Trainers.FastTree()).Fit(split.TrainSet);
        }

        public static void CustomersWithoutADate()
        {
            var columns = new[] { new TextLoader.Column("CustomerId", DataKind.String, 0), new TextLoader.Column("Income", DataKind.Single, 1), new TextLoader.Column("Label", DataKind.Boolean, 2) };
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile("customers.csv", columns, ','));
            mlContext.Transforms.Concatenate("Features", "Income").Append(mlContext.BinaryClassification.Trainers.FastTree()).Fit(split.TrainSet);
        }

        public static void Ratings()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Rating>("ratings.csv", ','));
            mlContext.Transforms.Conversion.MapValueToKey("User", "UserId").Append(mlContext.Transforms.Conversion.MapValueToKey("Movie", "MovieId"))
                .Append(mlContext.Recommendation().Trainers.MatrixFactorization("Label", "User", "Movie")).Fit(split.TrainSet);
        }

        public static void WhoseVisit()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Visit>("visits.csv", ','));
            mlContext.Transforms.Conversion.MapValueToKey("Who", "PatientId").Append(mlContext.Transforms.Concatenate("Features", "Pressure"))
                .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy("Who")).Fit(split.TrainSet);
        }
        """,
        WithRows with { With = With.Stubs });

    [Fact]
    public Task Columns_that_are_not_known_and_rows_that_nothing_learns_from_are_silent() => V.Members(
        """
        public static void NotKnown(IDataView rows, TextLoader.Column[] columns)
        {
            var pipeline = mlContext.Transforms.Concatenate("Features", "Pressure").Append(mlContext.BinaryClassification.Trainers.FastTree());
            pipeline.Fit(mlContext.Data.TrainTestSplit(rows).TrainSet);
            pipeline.Fit(mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile("visits.csv", columns)).TrainSet);
        }

        public static void Unused()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Visit>("visits.csv", ','));
            Console.WriteLine(split.TrainSet.GetRowCount());
        }

        public static void AllOfThem()
        {
            var visits = mlContext.Data.LoadFromTextFile<Visit>("visits.csv", ',');
            mlContext.Transforms.Concatenate("Features", "Pressure").Append(mlContext.BinaryClassification.Trainers.FastTree()).Fit(visits);
        }
        """,
        WithRows);

    [Fact]
    public Task Silent_in_tests_and_without_ML_NET()
    {
        const string Body = """
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Visit>("visits.csv", ','));
            mlContext.Transforms.Concatenate("Features", "Pressure").Append(mlContext.BinaryClassification.Trainers.FastTree()).Fit(split.TrainSet);
            """;
        return Task.WhenAll(V.Body(Body, WithRows with { With = With.XunitFramework }), V.Body(Body, WithRows with { With = With.NoMlNet }));
    }

    [Fact]
    public async Task Near_copies_on_both_sides_look_like_knowledge()
    {
        // The rows of a patient are near copies, and what they are labelled is drawn: nothing can be known of a patient that was not seen.
        var program = Sources.Normalize(
            """
            using System;
            using System.Globalization;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var mlContext = new MLContext(seed: 1);
            var random = new Random(5);
            var rows = Enumerable.Range(0, 200).SelectMany(patient =>
            {
                var typical = Enumerable.Range(0, 4).Select(_ => random.NextDouble()).ToArray();
                var label = random.NextDouble() < 0.5;
                return Enumerable.Range(0, 20).Select(visit => new Visit
                {
                    PatientId = "p" + patient,
                    VisitDate = new DateTime(2024, 1, 1).AddDays(visit),
                    Features = typical.Select(value => (float)(value + 0.001 * random.NextDouble())).ToArray(),
                    Label = label,
                }).ToList();
            }).ToList();
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromEnumerable(rows), testFraction: 0.3);
            var model = mlContext.BinaryClassification.Trainers.FastForest(numberOfLeaves: 200, numberOfTrees: 50, minimumExampleCountPerLeaf: 1).Fit(split.TrainSet);
            Console.WriteLine(mlContext.BinaryClassification.EvaluateNonCalibrated(model.Transform(split.TestSet)).Accuracy.ToString(CultureInfo.InvariantCulture));

            public class Visit
            {
                public string PatientId { get; set; }
                public DateTime VisitDate { get; set; }
                [VectorType(4)] public float[] Features { get; set; }
                public bool Label { get; set; }
            }
            """);

        var before = double.Parse((await ProgramRunner.RunAsync(program)).OutputOrThrow(), CultureInfo.InvariantCulture);
        var repaired = await FixRunner.FixAsync<MLAP6006GroupsSplitApartAnalyzer, MLAP6006GroupsSplitApartCodeFix>(program);
        var after = double.Parse((await ProgramRunner.RunAsync(repaired)).OutputOrThrow(), CultureInfo.InvariantCulture);

        Assert.True(before > 0.95, $"before: {before}");
        Assert.InRange(after, 0.3, 0.7);
    }
}
