#nullable enable
using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Text;

namespace Languages;

public class Sentence
{
    public string Language { get; set; } = "";
    public string Content { get; set; } = "";
}

public class Guess
{
    public string PredictedLanguage { get; set; } = "";
    public float[] Score { get; set; } = Array.Empty<float>();
}

public class Guesser
{
    private readonly MLContext ctx;
    private PredictionEngine<Sentence, Guess>? engine;

    public Guesser(MLContext context) => ctx = context;

    public void Learn(IEnumerable<Sentence> sentences)
    {
        var view = ctx.Data.LoadFromEnumerable(sentences);
        var words = ctx.Transforms.Text.NormalizeText("Clean", nameof(Sentence.Content), TextNormalizingEstimator.CaseMode.Lower, keepDiacritics: true, keepPunctuations: false)
            .Append(ctx.Transforms.Text.TokenizeIntoWords("Words", "Clean"))
            .Append(ctx.Transforms.Text.RemoveDefaultStopWords("Kept", "Words"))
            .Append(ctx.Transforms.Text.RemoveStopWords("Kept", "Kept", "zzz", "qqq"))
            .Append(ctx.Transforms.Conversion.MapValueToKey("WordKeys", "Kept"))
            .Append(ctx.Transforms.Text.ProduceNgrams("WordBag", "WordKeys", ngramLength: 2));
        var characters = ctx.Transforms.Text.TokenizeIntoCharactersAsKeys("Characters", "Clean")
            .Append(ctx.Transforms.Text.ProduceHashedNgrams("CharacterBag", "Characters", numberOfBits: 6, ngramLength: 2));
        var pipeline = words
            .Append(characters)
            .Append(ctx.Transforms.Concatenate("Features", "WordBag", "CharacterBag"))
            .Append(ctx.Transforms.Conversion.MapValueToKey("Label", nameof(Sentence.Language)))
            .Append(ctx.MulticlassClassification.Trainers.LbfgsMaximumEntropy())
            .Append(ctx.Transforms.Conversion.MapKeyToValue(nameof(Guess.PredictedLanguage), "PredictedLabel"));
        engine = ctx.Model.CreatePredictionEngine<Sentence, Guess>(pipeline.Fit(view));
    }

    public Guess Ask(string text) => engine!.Predict(new Sentence { Content = text });

    public static void Main()
    {
        (string, string)[] known = [("nl", "het huis is groot"), ("en", "the house is large"), ("de", "das haus ist sehr gross")];
        var guesser = new Guesser(new MLContext(1));
        guesser.Learn(Enumerable.Range(0, 24).Select(i => new Sentence { Language = known[i % 3].Item1, Content = known[i % 3].Item2 + " " + i }));
        var guess = guesser.Ask("het grote huis");
        Console.WriteLine($"{guess.PredictedLanguage} of {guess.Score.Length}");
    }
}
