using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Program;

/// <summary>Experiments of AutoML, and the packages whose signatures are stubs.</summary>
public sealed class AutoMlTests
{
    [Fact]
    public void Experiment_that_is_executed() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          s1 = split v1
          m1 = fit [Execute(FareAmount)] on s1.train
          v2 = transform s1.test by m1
          evaluate v2 as Regression
          save m1 to "fare.zip"
        """,
        "using Microsoft.ML.AutoML;\n" + ModelText.Main("""
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            var split = mlContext.Data.TrainTestSplit(trips);
            var experiment = mlContext.Auto().CreateRegressionExperiment(60);
            var result = experiment.Execute(split.TrainSet, "FareAmount");
            mlContext.Regression.Evaluate(result.BestRun.Model.Transform(split.TestSet), "FareAmount");
            RunDetail<RegressionMetrics> best = result.BestRun;
            mlContext.Model.Save(best.Model, trips.Schema, "fare.zip");
            """),
        with: With.Stubs);

    [Fact]
    public void Experiment_over_a_sweepable_pipeline() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          s1 = split v1
          m1 = fit [SetRegressionMetric(FareAmount)] on s1.train
          save m1 to "fare.zip"
        """,
        "using Microsoft.ML.AutoML;\n" + ModelText.Members("""
            private static async Task Main()
            {
                var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
                var split = mlContext.Data.TrainTestSplit(trips);
                var pipeline = mlContext.Auto().Featurizer(trips).Append(mlContext.Auto().Regression(labelColumnName: "FareAmount"));
                AutoMLExperiment experiment = mlContext.Auto().CreateExperiment();
                experiment.SetPipeline(pipeline).SetRegressionMetric(RegressionMetric.RSquared, labelColumn: "FareAmount").SetTrainingTimeInSeconds(60).SetDataset(split);
                TrialResult result = await experiment.RunAsync();
                mlContext.Model.Save(result.Model, trips.Schema, "fare.zip");
            }
            """),
        with: With.Stubs);

    [Fact]
    public void Forecasts_and_recommendations() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [ForecastBySsa(Forecast <- FareAmount)] on v1
          e1 = engine<Trip, TripPrediction> of m1
          m2 = fit [MatrixFactorization(Label; UserKey, ItemKey)] on v1
        """,
        "using Microsoft.ML.Transforms.TimeSeries;\n" + ModelText.Main("""
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            var forecaster = mlContext.Forecasting.ForecastBySsa("Forecast", "FareAmount", 7, 30, 365, 7).Fit(trips);
            forecaster.CreateTimeSeriesEngine<Trip, TripPrediction>(mlContext).CheckPoint(mlContext, "forecast.zip");
            mlContext.Recommendation().Trainers.MatrixFactorization("Label", "UserKey", "ItemKey").Fit(trips);
            """),
        with: With.Stubs);

    [Fact]
    public void Pool_of_engines() => ModelText.Is(
        """
        flow FareService.Predict(Trip)
          predict ? by ?
        """,
        """
        using Microsoft.Extensions.ML;

        public class FareService
        {
            private readonly PredictionEnginePool<Trip, TripPrediction> pool;

            public FareService(PredictionEnginePool<Trip, TripPrediction> pool) => this.pool = pool;

            public float Predict(Trip trip) => pool.Predict(trip).FareAmount;
        }
        """,
        with: With.Stubs | With.AspNetCore);
}
