using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP1012InputRepeatedAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP1012InputRepeatedAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP1012InputRepeatedCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Schema;

public sealed class MLAP1012InputRepeatedTests
{
    [Fact]
    public Task In_place_of_one_that_is_never_used() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.Categorical.OneHotEncoding("VendorEncoded", "VendorId")
            .Append(mlContext.Transforms.Categorical.OneHotEncoding("PaymentEncoded", "PaymentType"))
            .Append(mlContext.Transforms.Concatenate("Features", "VendorEncoded", [|"VendorEncoded"|], "TripTime"))
            .Append(mlContext.Regression.Trainers.FastTree("FareAmount"));
        pipeline.Fit(data);
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.Categorical.OneHotEncoding("VendorEncoded", "VendorId")
            .Append(mlContext.Transforms.Categorical.OneHotEncoding("PaymentEncoded", "PaymentType"))
            .Append(mlContext.Transforms.Concatenate("Features", "VendorEncoded", "PaymentEncoded", "TripTime"))
            .Append(mlContext.Regression.Trainers.FastTree("FareAmount"));
        pipeline.Fit(data);
        """,
        new Setup
        {
            Action = MLAP1012InputRepeatedCodeFix.UseUnused,
            Messages = ["'VendorEncoded' is an input of this Concatenate twice: the trainer gets its values in two places, and 'PaymentEncoded', which the pipeline makes, is never used; name 'PaymentEncoded', or leave one out"],
        });

    [Fact]
    public Task Left_out_in_an_array_and_as_arguments_fixed_together() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var first = mlContext.Transforms.Concatenate("Features", new[] { "TripTime", "TripDistance", [|"TripTime"|] })
            .Append(mlContext.Regression.Trainers.FastTree("FareAmount"));
        first.Fit(data);
        var second = mlContext.Transforms.Concatenate("Features", nameof(Trip.TripTime), [|nameof(Trip.TripTime)|])
            .Append(mlContext.Regression.Trainers.FastTree("FareAmount"));
        second.Fit(data);
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var first = mlContext.Transforms.Concatenate("Features", new[] { "TripTime", "TripDistance" })
            .Append(mlContext.Regression.Trainers.FastTree("FareAmount"));
        first.Fit(data);
        var second = mlContext.Transforms.Concatenate("Features", nameof(Trip.TripTime))
            .Append(mlContext.Regression.Trainers.FastTree("FareAmount"));
        second.Fit(data);
        """,
        new Setup
        {
            Action = MLAP1012InputRepeatedCodeFix.LeaveOut,
            Messages =
            [
                "'TripTime' is an input of this Concatenate twice: the trainer gets its values in two places; leave one out",
                "'TripTime' is an input of this Concatenate twice: the trainer gets its values in two places; leave one out",
            ],
        });

    [Fact]
    public Task What_works_in_place_is_used_and_what_is_read_elsewhere_too() => V.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.NormalizeMinMax("TripTime")
            .Append(mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance"))
            .Append(mlContext.Transforms.Concatenate("All", "TripTime", "Features"))
            .Append(mlContext.Regression.Trainers.FastTree("FareAmount", "All"));
        pipeline.Fit(data);
        """);

    [Fact]
    public Task Names_that_are_not_known() => V.Members(
        """
        private static void Train(string first, string second)
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var pipeline = mlContext.Transforms.Concatenate("Features", first, second)
                .Append(mlContext.Regression.Trainers.FastTree("FareAmount"));
            pipeline.Fit(data);
        }
        """);

    [Fact]
    public Task A_list_in_a_field_is_told_of_where_it_is_read() => F.NotOffered(
        """
        var names = new[] { "TripTime", "TripDistance", "TripTime" };
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.[|Concatenate|]("Features", names)
            .Append(mlContext.Regression.Trainers.FastTree("FareAmount"));
        pipeline.Fit(data);
        """);
}
