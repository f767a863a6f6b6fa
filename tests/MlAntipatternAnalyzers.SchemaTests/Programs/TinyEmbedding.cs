using System;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

public class Comment
{
    public string Words { get; set; }
    public float Stars { get; set; }
}

public class CommentStars
{
    public float Score { get; set; }
    public float[] Meaning { get; set; }
}

public class Embedding
{
    public static void Main()
    {
        File.WriteAllLines("words.vec", new[] { "good 0.9 0.1 0.3", "bad 0.1 0.9 0.2", "food 0.5 0.5 0.8", "service 0.4 0.4 0.6" });
        var mlContext = new MLContext(seed: 10);
        var comments = Enumerable.Range(0, 30).Select(i => new Comment { Words = i % 2 == 0 ? "good food" : "bad service", Stars = i % 2 == 0 ? 5 : 2 });
        var view = mlContext.Data.LoadFromEnumerable(comments);
        var meaning = mlContext.Transforms.Text.TokenizeIntoWords("Tokens", "Words")
            .Append(mlContext.Transforms.Text.ApplyWordEmbedding("Meaning", "words.vec", "Tokens"));
        var pipeline = meaning
            .Append(mlContext.Transforms.NormalizeMinMax("Scaled", "Meaning"))
            .Append(mlContext.Regression.Trainers.OnlineGradientDescent(labelColumnName: "Stars", featureColumnName: "Scaled", numberOfIterations: 2));
        var model = pipeline.Fit(view);
        using var engine = mlContext.Model.CreatePredictionEngine<Comment, CommentStars>(model);
        var stars = engine.Predict(new Comment { Words = "good service" });
        Console.WriteLine($"{stars.Meaning.Length} {float.IsFinite(stars.Score)}");
    }
}
