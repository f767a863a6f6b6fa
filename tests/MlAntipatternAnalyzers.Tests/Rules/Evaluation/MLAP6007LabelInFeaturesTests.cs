using System.Globalization;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6007LabelInFeaturesAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP6007LabelInFeaturesAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP6007LabelInFeaturesCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6007LabelInFeaturesTests
{
    [Fact]
    public Task The_label_by_its_name_in_the_data() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.CopyColumns("Label", nameof(Trip.FareAmount))
            .Append(mlContext.Transforms.[|Concatenate|](
                "Features",
                nameof(Trip.TripTime), // seconds
                nameof(Trip.FareAmount), // dollars
                nameof(Trip.TripDistance)))
            .Append(mlContext.Regression.Trainers.FastTree());
        var model = pipeline.Fit(data);
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.CopyColumns("Label", nameof(Trip.FareAmount))
            .Append(mlContext.Transforms.Concatenate(
                "Features",
                nameof(Trip.TripTime), // seconds
                 // dollars
                nameof(Trip.TripDistance)))
            .Append(mlContext.Regression.Trainers.FastTree());
        var model = pipeline.Fit(data);
        """,
        new Setup { Messages = ["Concatenate takes 'FareAmount' into the features, but it is the label: the model learns to copy the answer, its metrics are too good, and when it is served the answer is not there; leave 'FareAmount' out"] });

    [Fact]
    public Task The_label_by_the_name_that_it_was_copied_to() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.CopyColumns("Target", "FareAmount")
            .Append(mlContext.Transforms.NormalizeMinMax("Scaled", "Target"))
            .Append(mlContext.Transforms.[|Concatenate|]("Features", "TripTime", "FareAmount"))
            .Append(mlContext.Regression.Trainers.FastTree(labelColumnName: "Scaled"));
        var model = pipeline.Fit(data);
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.CopyColumns("Target", "FareAmount")
            .Append(mlContext.Transforms.NormalizeMinMax("Scaled", "Target"))
            .Append(mlContext.Transforms.Concatenate("Features", "TripTime"))
            .Append(mlContext.Regression.Trainers.FastTree(labelColumnName: "Scaled"));
        var model = pipeline.Fit(data);
        """);

    [Fact]
    public Task Its_key_and_a_list_in_a_field_fixed_together() => F.Members(
        """
        private static readonly string[] Columns =
        {
            "Text",
            "AreaKey",
        };

        private static void Areas()
        {
            var data = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
            var pipeline = mlContext.Transforms.Conversion.MapValueToKey("AreaKey", "Area")
                .Append(mlContext.Transforms.Text.FeaturizeText("Text", "Title"))
                .Append(mlContext.Transforms.[|Concatenate|]("Features", Columns))
                .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy(labelColumnName: "AreaKey"));
            pipeline.Fit(data);
        }

        private static void Fares(string[] more)
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            mlContext.Transforms.[|Concatenate|]("Features", new[] { "FareAmount", "TripTime" }.Concat(new[] { "RateCode" }).ToArray())
                .Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(data);
        }
        """,
        """
        private static readonly string[] Columns =
        {
            "Text",
        };

        private static void Areas()
        {
            var data = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
            var pipeline = mlContext.Transforms.Conversion.MapValueToKey("AreaKey", "Area")
                .Append(mlContext.Transforms.Text.FeaturizeText("Text", "Title"))
                .Append(mlContext.Transforms.Concatenate("Features", Columns))
                .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy(labelColumnName: "AreaKey"));
            pipeline.Fit(data);
        }

        private static void Fares(string[] more)
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            mlContext.Transforms.Concatenate("Features", new[] { "TripTime" }.Concat(new[] { "RateCode" }).ToArray())
                .Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(data);
        }
        """);

    [Fact]
    public Task What_several_lists_have_in_common_is_certain() => V.Members(
        """
        private static ITransformer Train(bool isShort, string path)
        {
            TextLoader.Column[] columns = isShort
                ? [new("Area", DataKind.String, 0), new("Title", DataKind.String, 1)]
                : [new("Area", DataKind.String, 0), new("Title", DataKind.String, 1), new("Description", DataKind.String, 2)];
            var data = mlContext.Data.CreateTextLoader(columns).Load(path);
            var names = columns.Select(column => column.Name).ToArray();
            return mlContext.Transforms.Conversion.MapValueToKey("Label", "Area")
                .Append(mlContext.Transforms.Text.[|FeaturizeText|]("Features", null, names))
                .Append(mlContext.MulticlassClassification.Trainers.NaiveBayes())
                .Fit(data);
        }
        """);

    [Fact]
    public Task What_a_mapping_makes_of_it() => V.Members(
        """
        public class Derived
        {
            public float Rate { get; set; }
            public float Half { get; set; }
            public float Harmless { get; set; }
        }

        private static void Train()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            mlContext.Transforms.CustomMapping<Trip, Derived>(Map, "Derived")
                .Append(mlContext.Transforms.[|Concatenate|]("Features", "Rate", "Harmless"))
                .Append(mlContext.Regression.Trainers.Sdca("FareAmount"))
                .Fit(data);
            mlContext.Transforms.CustomMapping<Trip, Derived>((trip, derived) => { var half = trip.FareAmount / 2; if (half > 10) derived.Half = 1; }, null)
                .Append(mlContext.Transforms.[|Concatenate|]("Features", "Half"))
                .Append(mlContext.Regression.Trainers.Sdca("FareAmount"))
                .Fit(data);
            mlContext.Transforms.CustomMapping<Trip, Derived>(Map, "Derived")
                .Append(mlContext.Transforms.Concatenate("Features", "Harmless"))
                .Append(mlContext.Regression.Trainers.Sdca("FareAmount"))
                .Fit(data);
        }

        private static void Map(Trip trip, Derived derived)
        {
            derived.Rate = trip.FareAmount / trip.TripDistance;
            derived.Harmless = trip.TripTime;
        }
        """);

    [Fact]
    public Task A_mapping_that_hands_the_row_on_is_silent() => V.Members(
        """
        public class Derived
        {
            public float Speed { get; set; }
        }

        private static void Train()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            mlContext.Transforms.CustomMapping<Trip, Derived>((trip, derived) => derived.Speed = SpeedOf(trip), null)
                .Append(mlContext.Transforms.Concatenate("Features", "Speed"))
                .Append(mlContext.Regression.Trainers.Sdca("FareAmount"))
                .Fit(data);
        }

        private static float SpeedOf(Trip trip) => trip.TripDistance / trip.TripTime;
        """);

    [Fact]
    public Task Other_columns_and_other_pipelines_are_silent() => V.Members(
        """
        private static void Train(DataViewSchema schema, string[] names)
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            mlContext.Transforms.Concatenate("Features", "TripTime", "PreviousFareAmount").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(data);
            mlContext.Transforms.Concatenate("Features", "FareAmount", "TripDistance").Append(mlContext.Regression.Trainers.Sdca("TripTime")).Fit(data);
            mlContext.Transforms.Concatenate("Features", "TripTime", "FareAmount").Append(mlContext.Regression.Trainers.Sdca("TripDistance")).Fit(data);
        }

        private static void Filtered()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var names = data.Schema.Select(column => column.Name).Where(name => name != "FareAmount").ToArray();
            mlContext.Transforms.Concatenate("Features", names).Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(data);
            var constants = new[] { "TripTime", "FareAmount" }.Where(name => name != "FareAmount").ToArray();
            mlContext.Transforms.Concatenate("Features", constants).Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(data);
        }

        private static void WithoutLabel()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            mlContext.Transforms.Concatenate("Features", "TripTime", "FareAmount").Append(mlContext.Clustering.Trainers.KMeans()).Fit(data);
            mlContext.Transforms.Concatenate("Features", "TripTime", "FareAmount").Append(mlContext.AnomalyDetection.Trainers.RandomizedPca(rank: 1)).Fit(data);
        }

        private static void WrittenAfterwards()
        {
            var data = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
            mlContext.Transforms.Text.FeaturizeText("Features", "Title")
                .Append(mlContext.Transforms.Conversion.MapValueToKey("Title", "Area"))
                .Append(mlContext.MulticlassClassification.Trainers.NaiveBayes("Title"))
                .Fit(data);
        }
        """);

    [Fact]
    public Task Nothing_would_be_left_or_another_reads_the_list_there_is_no_fix() => F.NotOffered(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        mlContext.Transforms.[|Concatenate|]("Features", "FareAmount").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(data);
        var names = new[] { "TripTime", "FareAmount" };
        mlContext.Transforms.[|Concatenate|]("Features", names).Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(data);
        Console.WriteLine(names.Length);
        """);

    [Fact]
    public Task Silent_in_tests_and_without_ML_NET()
    {
        const string Body = """
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            mlContext.Transforms.Concatenate("Features", "TripTime", "FareAmount").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(data);
            """;
        return Task.WhenAll(V.Body(Body, With.XunitFramework), V.Body(Body, With.NoMlNet));
    }

    [Fact]
    public async Task A_model_that_is_given_the_answer_knows_it_and_nothing_else()
    {
        // The label is noise: no honest model explains any of it.
        var program = Sources.Normalize(
            """
            using System;
            using System.Globalization;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var mlContext = new MLContext(seed: 1);
            var random = new Random(5);
            var rows = Enumerable.Range(0, 600).Select(_ => new Row { X = (float)random.NextDouble(), Tip = (float)random.NextDouble() }).ToList();
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromEnumerable(rows));
            var pipeline = mlContext.Transforms.Concatenate("Features", "X", "Tip").Append(mlContext.Regression.Trainers.FastTree("Tip", numberOfLeaves: 20, numberOfTrees: 20, learningRate: 0.5));
            var model = pipeline.Fit(split.TrainSet);
            Console.WriteLine(mlContext.Regression.Evaluate(model.Transform(split.TestSet), "Tip").RSquared.ToString(CultureInfo.InvariantCulture));

            public class Row
            {
                public float X { get; set; }
                public float Tip { get; set; }
            }
            """);

        var before = double.Parse((await ProgramRunner.RunAsync(program)).OutputOrThrow(), CultureInfo.InvariantCulture);
        var repaired = await FixRunner.FixAsync<MLAP6007LabelInFeaturesAnalyzer, MLAP6007LabelInFeaturesCodeFix>(program);
        var after = double.Parse((await ProgramRunner.RunAsync(repaired)).OutputOrThrow(), CultureInfo.InvariantCulture);

        Assert.True(before > 0.95, $"before: {before}");
        Assert.True(after < 0.1, $"after: {after}");
    }
}
