using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP1011OutputOverwrittenAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP1011OutputOverwrittenAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP1011OutputOverwrittenCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Schema;

public sealed class MLAP1011OutputOverwrittenTests
{
    [Fact]
    public Task A_second_Concatenate_of_the_same_name() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.Categorical.OneHotEncoding("VendorId")
            .Append(mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance"))
            .Append(mlContext.Transforms.[|Concatenate|]("Features", "VendorId"))
            .Append(mlContext.Regression.Trainers.FastTree("FareAmount"));
        pipeline.Fit(data);
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.Categorical.OneHotEncoding("VendorId")
            .Append(mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance"))
            .Append(mlContext.Transforms.Concatenate("Features", "Features", "VendorId"))
            .Append(mlContext.Regression.Trainers.FastTree("FareAmount"));
        pipeline.Fit(data);
        """,
        new Setup { Messages = ["'Concatenate' writes 'Features', which 'Concatenate' has just written and nothing has read: what that put there is lost; give one of them another name, or add 'Features' to the inputs of this one"] });

    [Fact]
    public Task Two_in_one_file_in_arrays_and_in_another_method() => F.Members(
        """
        private static IEstimator<ITransformer> Features()
        {
            IEstimator<ITransformer> chain = mlContext.Transforms.Concatenate("Features", "TripTime");
            chain = chain.Append(mlContext.Transforms.[|Concatenate|]("Features", new[] { "TripDistance" }));
            return chain.Append(mlContext.Transforms.[|Concatenate|](outputColumnName: "Features", inputColumnNames: new[] { nameof(Trip.RateCode) }));
        }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            Features().Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(data);
        }
        """,
        """
        private static IEstimator<ITransformer> Features()
        {
            IEstimator<ITransformer> chain = mlContext.Transforms.Concatenate("Features", "TripTime");
            chain = chain.Append(mlContext.Transforms.Concatenate("Features", new[] { "Features", "TripDistance" }));
            return chain.Append(mlContext.Transforms.Concatenate(outputColumnName: "Features", inputColumnNames: new[] { "Features", nameof(Trip.RateCode) }));
        }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            Features().Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(data);
        }
        """);

    [Fact]
    public Task Another_operator_is_not_fixed() => F.NotOffered(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.NormalizeMinMax("Scaled", "TripTime")
            .Append(mlContext.Transforms.[|NormalizeMinMax|]("Scaled", "TripDistance"))
            .Append(mlContext.Transforms.Concatenate("Features", "Scaled"))
            .Append(mlContext.Regression.Trainers.FastTree("FareAmount"));
        pipeline.Fit(data);
        """);

    [Theory]
    [InlineData("""mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Transforms.NormalizeMinMax("Features"))""")]
    [InlineData("""mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Transforms.Concatenate("Features", "Features", "TripDistance"))""")]
    [InlineData("""mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Transforms.CopyColumns("Kept", "Features")).Append(mlContext.Transforms.Concatenate("Features", "TripDistance"))""")]
    [InlineData("""mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Transforms.DropColumns("Features")).Append(mlContext.Transforms.Concatenate("Features", "TripDistance"))""")]
    [InlineData("""mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Clustering.Trainers.KMeans("Features")).Append(mlContext.Transforms.Concatenate("Features", "Score", "TripDistance"))""")]
    [InlineData("""mlContext.Transforms.Concatenate("Features", "TripTime").Append(Other()).Append(mlContext.Transforms.Concatenate("Features", "TripDistance"))""")]
    [InlineData("""mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Transforms.Concatenate("Others", "TripDistance"))""")]
    [InlineData("""mlContext.Transforms.CopyColumns("Label", "FareAmount").Append(mlContext.Transforms.Concatenate("FareAmount", "TripTime", "TripDistance"))""")]
    public Task What_is_read_dropped_or_not_known(string chain) => V.Members(
        $$"""
        private static Func<IEstimator<ITransformer>> Other;

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            {{chain}}.Fit(data);
        }
        """);

    [Fact]
    public Task Branches_that_write_the_same() => V.Members(
        """
        private static void Train(bool small)
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            IEstimator<ITransformer> chain = mlContext.Transforms.NormalizeMinMax("TripTime");
            if (small)
                chain = chain.Append(mlContext.Transforms.Concatenate("Features", "TripTime"));
            else
                chain = chain.Append(mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance"));
            chain.Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(data);
        }
        """);

    /// <summary>In the previews the input stood first: this reads the text and writes the features.</summary>
    [Fact]
    public Task A_program_of_a_preview() => V.Body(
        """
        var data = mlContext.Data.ReadFromTextFile<Trip>("trips.csv");
        var pipeline = mlContext.Transforms.Concatenate("Text", "VendorId", "PaymentType")
            .Append(mlContext.Transforms.Text.FeaturizeText("Text", "TextFeatures"))
            .Append(mlContext.Transforms.Concatenate("Features", "TextFeatures"));
        pipeline.Fit(data);
        """,
        With.Stubs);

    /// <summary>A number that says it all is lost to the second Concatenate, and comes back with the fix.</summary>
    [Fact]
    public async Task The_lost_feature_comes_back()
    {
        const string Program = """
            using System;
            using System.Linq;
            using Microsoft.ML;

            public static class App
            {
                private sealed class Row { public float Known { get; set; } public float Noise { get; set; } public float Label { get; set; } }

                public static void Main()
                {
                    var mlContext = new MLContext(1);
                    var rows = Enumerable.Range(0, 200).Select(i => new Row { Known = i % 17, Noise = i * 7919 % 13, Label = i % 17 * 3 });
                    var data = mlContext.Data.LoadFromEnumerable(rows);
                    var chain = mlContext.Transforms.Concatenate("Features", "Known")
                        .Append(mlContext.Transforms.Concatenate("Features", "Noise"))
                        .Append(mlContext.Regression.Trainers.Sdca());
                    var metrics = mlContext.Regression.Evaluate(chain.Fit(data).Transform(data));
                    Console.WriteLine(metrics.RSquared > 0.99 ? "learned" : metrics.RSquared < 0.1 ? "lost" : "between " + metrics.RSquared);
                }
            }
            """;
        var repaired = await FixRunner.FixAsync<MLAP1011OutputOverwrittenAnalyzer, MLAP1011OutputOverwrittenCodeFix>(Program);

        Assert.Equal("lost", (await ProgramRunner.RunAsync(Program)).OutputOrThrow().Trim());
        Assert.Equal("learned", (await ProgramRunner.RunAsync(repaired)).OutputOrThrow().Trim());
    }
}
