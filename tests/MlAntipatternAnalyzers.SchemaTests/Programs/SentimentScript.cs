using System;
using System.Collections.Generic;
using Microsoft.ML;
using Microsoft.ML.Data;

var ml = new MLContext(1);
var phrases = new[] { "great food", "lovely staff", "would come again", "cold soup", "rude waiter", "never again" };
var reviews = new List<Review>();
for (var i = 0; i < 36; i++)
    reviews.Add(new Review { Text = $"{phrases[i % 6]} on day {i}", Liked = i % 6 < 3 });

var view = ml.Data.LoadFromEnumerable(reviews);
var parts = ml.Data.TrainTestSplit(view, 0.25);
var pipeline = ml.Transforms.Text.FeaturizeText("Features", nameof(Review.Text))
    .Append(ml.BinaryClassification.Trainers.SdcaLogisticRegression(labelColumnName: nameof(Review.Liked), featureColumnName: "Features", maximumNumberOfIterations: 10));

var model = pipeline.Fit(parts.TrainSet);
var metrics = ml.BinaryClassification.Evaluate(model.Transform(parts.TestSet), labelColumnName: nameof(Review.Liked));
Console.WriteLine("Accuracy {0:0.00}, AUC {1:0.00}", metrics.Accuracy, metrics.AreaUnderRocCurve);

using var engine = ml.Model.CreatePredictionEngine<Review, Opinion>(model);
var opinion = engine.Predict(new Review { Text = "the soup was cold" });
Console.WriteLine($"{opinion.IsPositive} {opinion.Probability:0.00} {opinion.Score:0.00}");

public class Review
{
    public string Text { get; set; }
    public bool Liked { get; set; }
}

public class Opinion
{
    [ColumnName("PredictedLabel")] public bool IsPositive { get; set; }
    public float Probability { get; set; }
    public float Score { get; set; }
}
