using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Tests.Testing;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP6018NotNormalisedAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP6018NotNormalisedCodeFix>;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6018NotNormalisedAnalyzer>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6018NotNormalisedTests
{
    [Fact]
    public Task Raw_numbers_into_a_linear_trainer() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance")
            .Append(mlContext.Regression.Trainers.[|Sdca|]("FareAmount")); // dollars
        pipeline.Fit(data);
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance")
            .Append(mlContext.Transforms.NormalizeMinMax("Features"))
            .Append(mlContext.Regression.Trainers.Sdca("FareAmount")); // dollars
        pipeline.Fit(data);
        """,
        new Setup { Messages = ["Sdca is given 'TripTime', 'TripDistance' as they are in the data, and none of the features is normalised: the one with the largest numbers drowns the others, and training converges slowly or not at all; normalise the features before it"] });

    [Fact]
    public Task By_mean_and_variance_and_a_trainer_that_is_fitted_alone_fixed_together() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var clusters = mlContext.Clustering.Trainers.[|KMeans|]("TripTime").Fit(data);
        mlContext.Transforms.Concatenate("Numbers", "TripTime", "TripDistance").Append(mlContext.Regression.Trainers.[|LbfgsPoissonRegression|]("FareAmount", "Numbers")).Fit(data);
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var clusters = mlContext.Transforms.NormalizeMeanVariance("TripTime").Append(mlContext.Clustering.Trainers.KMeans("TripTime")).Fit(data);
        mlContext.Transforms.Concatenate("Numbers", "TripTime", "TripDistance").Append(mlContext.Transforms.NormalizeMeanVariance("Numbers")).Append(mlContext.Regression.Trainers.LbfgsPoissonRegression("FareAmount", "Numbers")).Fit(data);
        """,
        new Setup { Action = MLAP6018NotNormalisedCodeFix.ByMeanVariance });

    [Fact]
    public Task Numbers_beside_categories_and_through_conversions_and_a_meta_trainer() => V.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        mlContext.Transforms.Categorical.OneHotEncoding("Vendor", "VendorId")
            .Append(mlContext.Transforms.CopyColumns("Time", "TripTime"))
            .Append(mlContext.Transforms.ReplaceMissingValues("Time"))
            .Append(mlContext.Transforms.Concatenate("Features", "Vendor", "Time"))
            .Append(mlContext.Regression.Trainers.[|OnlineGradientDescent|]("FareAmount")).Fit(data);
        mlContext.Transforms.Concatenate("Features", "TripTime")
            .Append(mlContext.Transforms.Conversion.MapValueToKey("Label", "PaymentType"))
            .Append(mlContext.MulticlassClassification.Trainers.[|OneVersusAll|](mlContext.BinaryClassification.Trainers.AveragedPerceptron())).Fit(data);
        """);

    [Fact]
    public Task Silent_where_one_is_normalised_before_or_after_they_are_joined_or_apart() => V.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var trainer = mlContext.Regression.Trainers.Sdca("FareAmount");
        mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance").Append(mlContext.Transforms.NormalizeLpNorm("Features")).Append(trainer).Fit(data);
        mlContext.Transforms.NormalizeMeanVariance("TripTime").Append(mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance")).Append(trainer).Fit(data);
        var prepared = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Transforms.NormalizeBinning("Features")).Fit(data).Transform(data);
        trainer.Fit(prepared);
        """);

    [Fact]
    public Task Silent_for_trees_and_for_what_is_no_raw_number() => V.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance").Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(data);
        mlContext.Transforms.Categorical.OneHotEncoding("Features", "VendorId").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(data);
        var reviews = mlContext.Data.LoadFromTextFile<Review>("reviews.tsv");
        mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression()).Fit(reviews);
        mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Transforms.Text.FeaturizeText("Features", "VendorId")).Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(data);
        """);

    [Fact]
    public Task Silent_for_one_column_that_the_program_makes_up() => V.Members(
        """
        private static void Demonstrate()
        {
            var trainer = mlContext.Regression.Trainers.Sdca("FareAmount", "TripTime");
            trainer.Fit(mlContext.Data.LoadFromEnumerable(new[] { new Trip { TripTime = 3, FareAmount = 4 }, new Trip { TripTime = 5, FareAmount = 6 } }));
            trainer.Fit(mlContext.Data.LoadFromEnumerable(Draw(100)));
            mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance").Append(mlContext.Regression.Trainers.[|Sdca|]("FareAmount")).Fit(mlContext.Data.LoadFromEnumerable(Draw(100)));
        }

        private static IEnumerable<Trip> Draw(int count)
        {
            var random = new Random(0);
            for (var i = 0; i < count; i++)
            {
                var time = (float)random.NextDouble();
                yield return new Trip { TripTime = time, FareAmount = time * 2 };
            }
        }
        """);

    [Fact]
    public Task Silent_where_what_was_done_to_them_is_not_known() => V.Members(
        """
        private static void Train(IDataView given, IEstimator<ITransformer> some)
        {
            mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(given);
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            some.Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(data);
            var model = mlContext.Model.Load("prepare.zip", out _);
            mlContext.Regression.Trainers.Sdca("FareAmount").Fit(model.Transform(data));
            mlContext.Transforms.CustomMapping<Trip, Scaled>((trip, scaled) => scaled.Features = trip.TripTime / 3600, null)
                .Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(data);
        }

        private sealed class Scaled
        {
            public float Features { get; set; }
        }
        """);

    [Fact]
    public Task Silent_in_tests_and_without_ML_NET()
    {
        const string Body =
            """
            mlContext.Regression.Trainers.Sdca("FareAmount", "TripTime").Fit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            """;
        return Task.WhenAll(V.Body(Body, With.XunitFramework), V.Body(Body, With.NoMlNet));
    }
}
