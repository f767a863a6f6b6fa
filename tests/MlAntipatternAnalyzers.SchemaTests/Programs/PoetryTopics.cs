using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Poetry;

internal class Poem
{
    public string Verse { get; set; }
}

internal class Topics
{
    public float[] Weights { get; set; }
}

internal class PlainDocument
{
    private static void Main()
    {
        var ml = new MLContext(seed: 3);
        string[] verses = { "moon and silver night", "the sea and the salt wind", "bread wine and laughing friends" };
        var poems = new List<Poem>(verses.SelectMany(verse => Enumerable.Range(0, 8).Select(i => new Poem { Verse = $"{verse} {verse}" })));
        var view = ml.Data.LoadFromEnumerable(poems);

        var pipeline = ml.Transforms.Text.NormalizeText("Plain", "Verse")
            .Append(ml.Transforms.Text.TokenizeIntoWords("Words", "Plain", separators: new[] { ' ' }))
            .Append(ml.Transforms.Text.RemoveDefaultStopWords("Words"))
            .Append(ml.Transforms.Conversion.MapValueToKey("Words"))
            .Append(ml.Transforms.Text.ProduceNgrams("Ngrams", "Words", ngramLength: 1))
            .Append(ml.Transforms.Text.LatentDirichletAllocation("Weights", "Ngrams", numberOfTopics: 3, numberOfThreads: 1, maximumNumberOfIterations: 5));
        var transformer = pipeline.Fit(view);
        var engine = ml.Model.CreatePredictionEngine<Poem, Topics>(transformer);
        Console.WriteLine(engine.Predict(poems[0]).Weights.Length);

        var clusters = pipeline.Append(ml.Clustering.Trainers.KMeans("Weights", numberOfClusters: 3));
        var assigned = clusters.Fit(view).Transform(view).GetColumn<uint>("PredictedLabel");
        Console.WriteLine(assigned.Count());
    }
}
