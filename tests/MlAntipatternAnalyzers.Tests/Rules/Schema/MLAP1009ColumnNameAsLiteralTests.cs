using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP1009ColumnNameAsLiteralAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP1009ColumnNameAsLiteralAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP1009ColumnNameAsLiteralCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Schema;

public sealed class MLAP1009ColumnNameAsLiteralTests
{
    [Fact]
    public Task Once_for_all_names_of_a_flow() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var split = mlContext.Data.TrainTestSplit(data, 0.2, samplingKeyColumnName: [|"VendorId"|]);
        var pipeline = mlContext.Transforms.Categorical.OneHotEncoding("VendorEncoded", "VendorId") // kept
            .Append(mlContext.Transforms.NormalizeMinMax("TripTime"))
            .Append(mlContext.Transforms.Concatenate("Features", "VendorEncoded", "TripTime"))
            .Append(mlContext.Regression.Trainers.FastTree("FareAmount"));
        var model = pipeline.Fit(split.TrainSet);
        mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount");
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var split = mlContext.Data.TrainTestSplit(data, 0.2, samplingKeyColumnName: nameof(Trip.VendorId));
        var pipeline = mlContext.Transforms.Categorical.OneHotEncoding("VendorEncoded", nameof(Trip.VendorId)) // kept
            .Append(mlContext.Transforms.NormalizeMinMax(nameof(Trip.TripTime)))
            .Append(mlContext.Transforms.Concatenate("Features", "VendorEncoded", nameof(Trip.TripTime)))
            .Append(mlContext.Regression.Trainers.FastTree(nameof(Trip.FareAmount)));
        var model = pipeline.Fit(split.TrainSet);
        mlContext.Regression.Evaluate(model.Transform(split.TestSet), nameof(Trip.FareAmount));
        """,
        new Setup
        {
            Action = MLAP1009ColumnNameAsLiteralCodeFix.UseNameof,
            Messages = ["'VendorId' and 2 other columns are written as text, though Trip has members of these names: when one is renamed, this still compiles, and fails when it runs; write nameof(Trip.VendorId)"],
        });

    [Fact]
    public Task Pairs_named_arguments_and_options_of_two_classes_fixed_together() => F.Members(
        """
        public static void Main()
        {
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            mlContext.Transforms.Categorical.OneHotEncoding(new[] { new InputOutputColumnPair("Vendor", [|"VendorId"|]) })
                .Append(mlContext.Transforms.Concatenate(outputColumnName: "Features", "Vendor", "TripTime"))
                .Append(mlContext.Regression.Trainers.FastTree(new Microsoft.ML.Trainers.FastTree.FastTreeRegressionTrainer.Options { LabelColumnName = "FareAmount" }))
                .Fit(trips);
            var reviews = mlContext.Data.LoadFromTextFile<Review>("reviews.tsv");
            mlContext.Transforms.Text.FeaturizeText("Features", [|"Text"|]).Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression()).Fit(reviews);
        }
        """,
        """
        public static void Main()
        {
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            mlContext.Transforms.Categorical.OneHotEncoding(new[] { new InputOutputColumnPair("Vendor", nameof(Trip.VendorId)) })
                .Append(mlContext.Transforms.Concatenate(outputColumnName: "Features", "Vendor", nameof(Trip.TripTime)))
                .Append(mlContext.Regression.Trainers.FastTree(new Microsoft.ML.Trainers.FastTree.FastTreeRegressionTrainer.Options { LabelColumnName = nameof(Trip.FareAmount) }))
                .Fit(trips);
            var reviews = mlContext.Data.LoadFromTextFile<Review>("reviews.tsv");
            mlContext.Transforms.Text.FeaturizeText("Features", nameof(Review.Text)).Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression()).Fit(reviews);
        }
        """);

    [Fact]
    public Task A_class_in_another_namespace_is_named_by_what_is_in_scope() => F.Program(
        """
        using Microsoft.ML;

        public static class Job
        {
            public static void Main()
            {
                var mlContext = new MLContext(1);
                var data = mlContext.Data.LoadFromTextFile<Shop.Model.House>("houses.csv", ',');
                mlContext.Transforms.Concatenate("Features", [|"Size"|]).Append(mlContext.Regression.Trainers.Sdca("class")).Fit(data);
            }
        }

        namespace Shop.Model
        {
            public class House
            {
                [Microsoft.ML.Data.LoadColumn(0)] public float Size;
                [Microsoft.ML.Data.LoadColumn(1)] public float @class;
            }
        }
        """,
        """
        using Microsoft.ML;

        public static class Job
        {
            public static void Main()
            {
                var mlContext = new MLContext(1);
                var data = mlContext.Data.LoadFromTextFile<Shop.Model.House>("houses.csv", ',');
                mlContext.Transforms.Concatenate("Features", nameof(Shop.Model.House.Size)).Append(mlContext.Regression.Trainers.Sdca(nameof(Shop.Model.House.@class))).Fit(data);
            }
        }

        namespace Shop.Model
        {
            public class House
            {
                [Microsoft.ML.Data.LoadColumn(0)] public float Size;
                [Microsoft.ML.Data.LoadColumn(1)] public float @class;
            }
        }
        """);

    [Fact]
    public Task A_private_class_that_cannot_be_named_there_has_no_fix() => F.NotOfferedInProgram(
        """
        using Microsoft.ML;
        using Microsoft.ML.Data;

        public static class Job
        {
            public static void Main()
            {
                var mlContext = new MLContext(1);
                mlContext.Transforms.Concatenate("Features", [|"Size"|]).Append(mlContext.Regression.Trainers.Sdca("Price")).Fit(Houses.Load(mlContext));
            }
        }

        public static class Houses
        {
            public static IDataView Load(MLContext mlContext) => mlContext.Data.LoadFromTextFile<House>("houses.csv", ',');

            private class House
            {
                [LoadColumn(0)] public float Size { get; set; }
                [LoadColumn(1)] public float Price { get; set; }
            }
        }
        """);

    [Fact]
    public Task Names_that_no_member_has() => V.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Review>("reviews.tsv");
        var pipeline = mlContext.Transforms.Text.FeaturizeText("Features", nameof(Review.Text))
            .Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression("Label", "Features"));
        pipeline.Fit(data);
        """);

    [Fact]
    public Task Names_that_are_defaults() => V.Members(
        """
        public class Point
        {
            [LoadColumn(0)] public string Label { get; set; }
            [LoadColumn(1, 4), VectorType(4)] public float[] Features { get; set; }
        }

        public static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Point>("points.tsv");
            mlContext.Transforms.Conversion.MapValueToKey("Label")
                .Append(mlContext.Transforms.NormalizeMinMax("Features"))
                .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy("Label", "Features"))
                .Fit(data);
        }
        """);

    [Fact]
    public Task A_column_that_a_step_has_put_in_the_members_place() => V.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.CopyColumns("TripTime", nameof(Trip.TripDistance))
            .Append(mlContext.Transforms.Concatenate("Features", "TripTime"))
            .Append(mlContext.Regression.Trainers.FastTree(nameof(Trip.FareAmount)));
        pipeline.Fit(data);
        """);

    [Fact]
    public Task One_chain_for_rows_of_two_classes_or_of_an_unknown_one() => V.Members(
        """
        public class Ride
        {
            [LoadColumn(0)] public float TripTime { get; set; }
            [LoadColumn(1)] public float FareAmount { get; set; }
        }

        public static void Main()
        {
            Train(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            Train(mlContext.Data.LoadFromTextFile<Ride>("rides.csv", ','));
        }

        public static void Retrain(IDataView data, string[] columns)
        {
            mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(data);
            var loaded = mlContext.Data.LoadFromTextFile("trips.csv", new[] { new TextLoader.Column("TripTime", DataKind.Single, 0), new TextLoader.Column("FareAmount", DataKind.Single, 1) });
            mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(loaded);
        }

        private static void Train(IDataView data) =>
            mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(data);
        """);

    [Fact]
    public Task A_constant_of_ones_own_and_part_of_a_longer_name() => V.Members(
        """
        private const string Label = "FareAmount";

        public static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            mlContext.Transforms.Concatenate("Features", "Trip" + "Time").Append(mlContext.Regression.Trainers.FastTree(Label)).Fit(data);
        }
        """);

    [Fact]
    public Task Code_that_a_tool_wrote() => V.Program(
        """
        // This file was auto-generated by ML.NET Model Builder.
        using Microsoft.ML;
        using Microsoft.ML.Data;

        public static class Job
        {
            public static void Main()
            {
                var mlContext = new MLContext(1);
                var data = mlContext.Data.LoadFromTextFile<House>("houses.csv", ',');
                mlContext.Transforms.Concatenate("Features", "Size").Append(mlContext.Regression.Trainers.Sdca("Price")).Fit(data);
            }
        }

        public class House
        {
            [LoadColumn(0)] public float Size { get; set; }
            [LoadColumn(1)] public float Price { get; set; }
        }
        """);

    [Theory]
    [InlineData(With.XunitFramework)]
    [InlineData(With.NoMlNet)]
    public async Task Silent_in_test_projects_and_without_ML_NET(With with)
    {
        var program = """
            using Microsoft.ML;
            using Microsoft.ML.Data;

            public static class Job
            {
                public static void Train(MLContext mlContext) =>
                    mlContext.Transforms.Concatenate("Features", "Size").Append(mlContext.Regression.Trainers.Sdca("Price")).Fit(mlContext.Data.LoadFromTextFile<House>("houses.csv", ','));
            }

            public class House
            {
                [LoadColumn(0)] public float Size { get; set; }
                [LoadColumn(1)] public float Price { get; set; }
            }
            """;
        await V.Program(program, with);
    }
}
