using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Program;

/// <summary>Which rows of which source a view holds, and who has seen them.</summary>
public sealed class RowProvenanceTests
{
    [Fact]
    public void Rows_that_are_repeated_and_rows_that_are_chosen() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          s1 = split rows, some again, of v1
          s2 = split some rows of v1
          s3 = split rows, some again, of v1
        """,
        ModelText.Main("""
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            var rows = mlContext.Data.CreateEnumerable<Trip>(trips, false).ToList();
            var more = new List<Trip>();
            for (var i = 0; i < 3; i++)
                more.AddRange(rows);
            mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromEnumerable(more));
            mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromEnumerable(rows.Where(trip => trip.TripTime > 0)));
            mlContext.Data.TrainTestSplit(mlContext.Data.BootstrapSample(trips));
            """));

    [Fact]
    public void Three_parts_and_parts_by_time_of_the_runtime_library() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          s1 = split v1
          m1 = fit [Concatenate(Features <- TripTime) > Sdca(FareAmount; Features)] on s1.train
          v2 = transform s1.validation by m1
          evaluate v2 as Regression
          v3 = transform s1.test by m1
          evaluate v3 as Regression
          s2 = split v1
          v4 = transform s2.test by m1
        """,
        "using MlAntipatternAnalyzers.Runtime;\n" + ModelText.Main("""
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            var parts = mlContext.Data.ThreeWaySplit(trips);
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(parts.TrainSet);
            mlContext.Regression.Evaluate(model.Transform(parts.ValidationSet), "FareAmount");
            mlContext.Regression.Evaluate(model.Transform(parts.TestSet), "FareAmount");
            model.Transform(mlContext.Data.TrainTestSplitByTime(trips, "VendorId", 0.2).TestSet);
            """),
        with: With.Runtime);

    [Fact]
    public void What_a_model_goes_by_and_from_which_score_on_it_says_yes() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Review> "reviews.tsv"
          s1 = split v1
          m1 = fit [FeaturizeText(Features <- Text) > SdcaLogisticRegression(Label; Features)] on s1.train
          importance of the features of m1 on s1.test
          v2 = transform s1.test by a part of a part of m1
        """,
        ModelText.Main("""
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Review>("reviews.tsv"));
            var model = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression()).Fit(split.TrainSet);
            mlContext.BinaryClassification.PermutationFeatureImportanceNonCalibrated(model, split.TestSet);
            mlContext.BinaryClassification.ChangeModelThreshold(model.LastTransformer, 0.7f).Transform(split.TestSet);
            """));
}
