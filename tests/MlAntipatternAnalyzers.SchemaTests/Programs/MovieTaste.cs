using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Movies
{
    public class MovieRating
    {
        public string userId;
        public string movieId;
        public bool Label;
    }

    public class MovieRatingPrediction
    {
        public bool PredictedLabel;
        public float Score;
    }

    internal static class ColumnNames
    {
        internal const string User = "userId";
        internal const string UserFeaturized = User + "Featurized";
        internal const string Movie = "movieId";
        internal const string MovieFeaturized = Movie + "Featurized";
        internal const string Features = "Features";
    }

    class Program
    {
        static void Main(string[] args)
        {
            var mlContext = new MLContext(seed: 20);
            var ratings = new List<MovieRating>();
            foreach (var user in Enumerable.Range(1, 6))
                foreach (var movie in Enumerable.Range(1, 8))
                    ratings.Add(new MovieRating { userId = user.ToString(), movieId = movie.ToString(), Label = (user + movie) % 3 == 0 });
            IDataView trainingDataView = mlContext.Data.LoadFromEnumerable(ratings);
            trainingDataView = mlContext.Data.Cache(trainingDataView);

            var dataProcessPipeline = mlContext.Transforms.Text.FeaturizeText(outputColumnName: ColumnNames.UserFeaturized, inputColumnName: ColumnNames.User)
                .Append(mlContext.Transforms.Text.FeaturizeText(outputColumnName: ColumnNames.MovieFeaturized, inputColumnName: ColumnNames.Movie))
                .Append(mlContext.Transforms.Concatenate(ColumnNames.Features, ColumnNames.UserFeaturized, ColumnNames.MovieFeaturized));
            var trainingPipeLine = dataProcessPipeline.Append(mlContext.BinaryClassification.Trainers.FieldAwareFactorizationMachine(new string[] { ColumnNames.Features }));

            var model = trainingPipeLine.Fit(trainingDataView);
            var prediction = model.Transform(trainingDataView);
            var metrics = mlContext.BinaryClassification.Evaluate(data: prediction, labelColumnName: "Label", scoreColumnName: "Score", predictedLabelColumnName: "PredictedLabel");
            Console.WriteLine("Auc: " + (metrics.AreaUnderRocCurve >= 0));

            var predictionEngine = mlContext.Model.CreatePredictionEngine<MovieRating, MovieRatingPrediction>(model);
            var result = predictionEngine.Predict(new MovieRating { userId = "6", movieId = "3" });
            Console.WriteLine($"{result.PredictedLabel} {1 / (1 + Math.Exp(-result.Score)) > 0}");
        }
    }
}
