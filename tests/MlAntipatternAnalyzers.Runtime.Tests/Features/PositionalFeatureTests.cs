using System;
using System.Globalization;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Features;

public sealed class PositionalFeatureTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_model_that_learned_the_position_scores_the_same_wherever_the_caller_puts_the_item()
    {
        using var directory = new TemporaryDirectory();
        var clicks = Impressions();
        var model = _ml.Transforms.Concatenate("Features", "Quality", "Position")
            .Append(_ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Clicked", "Features"))
            .Fit(clicks);

        // The fault: where an item is claimed to stand decides its score.
        var biased = Probabilities(model);
        Assert.True(biased.Max() - biased.Min() > 0.2, $"no position bias to repair: {string.Join(' ', biased)}");

        var serving = _ml.WithNeutralPositions<Impression>(model);
        var neutral = Assert.Single(Probabilities(serving).Distinct());

        // One score by three ways, and the neutral one is that of the neutral position.
        using var engine = _ml.Model.CreatePredictionEngine<Impression, Prediction>(model);
        Assert.Equal(neutral, engine.Predict(PositionalFeatures.Neutralize(new Impression { Quality = 0.5f, Position = 9 })).Probability);
        var view = _ml.Transforms.NeutralizePositions<Impression>().Fit(Shown(7)).Transform(Shown(7));
        Assert.Equal(neutral, Assert.Single(model.Transform(view).GetColumn<float>("Probability")));
        Assert.Equal(Probabilities(model)[0], neutral);

        // What counts still counts.
        using var servingEngine = _ml.Model.CreatePredictionEngine<Impression, Prediction>(serving);
        Assert.True(servingEngine.Predict(new() { Quality = 0.9f, Position = 10 }).Probability > servingEngine.Predict(new() { Quality = 0.1f, Position = 1 }).Probability);

        // And it stays so in another program, which registers nothing.
        _ml.Model.Save(serving, clicks.Schema, directory["serving.zip"]);
        Assert.All(Probabilities(new MLContext().Model.Load(directory["serving.zip"], out _)), p => Assert.Equal(neutral, p));
    }

    [Fact]
    public void A_view_is_neutralised_the_same_under_a_culture_that_writes_a_decimal_comma()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new("de-DE");
        try
        {
            Every_type_of_position_gets_its_neutral_value_in_a_row_and_in_a_view();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Every_type_of_position_gets_its_neutral_value_in_a_row_and_in_a_view()
    {
        var row = PositionalFeatures.Neutralize(new AllTypes());
        Assert.Equal(AllTypes.Neutral, row.Values);

        var rows = new[] { new AllTypes(), new AllTypes { Content = 4 } };
        var view = _ml.Data.LoadFromEnumerable(rows);
        var neutral = _ml.Transforms.NeutralizePositions<AllTypes>().Fit(view).Transform(view);

        Assert.All(_ml.Data.CreateEnumerable<AllTypes>(neutral, reuseRowObject: false), r => Assert.Equal(AllTypes.Neutral, r.Values));
        Assert.Equal([3f, 4f], neutral.GetColumn<float>("Content"));
        Assert.Equal(
            view.Schema.Select(c => (c.Name, c.Type.ToString())).Order(),
            neutral.Schema.Where(c => !c.IsHidden).Select(c => (c.Name, c.Type.ToString())).Order());
    }

    [Fact]
    public void Neutralize_changes_only_positions_and_returns_the_same_row()
    {
        var row = new Impression { Quality = 0.7f, Position = 4, Clicked = true };

        Assert.Same(row, PositionalFeatures.Neutralize(row));

        Assert.Equal((0.7f, 1f, true), (row.Quality, row.Position, row.Clicked));
        Assert.Throws<ArgumentNullException>(() => PositionalFeatures.Neutralize<Impression>(null!));
    }

    [Fact]
    public void Unsigned_positions_are_neutralised_in_rows_and_refused_in_views()
    {
        Assert.Equal(3u, PositionalFeatures.Neutralize(new Unsigned { Slot = 9 }).Slot);
        Assert.Contains("Unsigned.Slot", Assert.Throws<InvalidOperationException>(() => _ml.Transforms.NeutralizePositions<Unsigned>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_neutral_value_of_the_wrong_type_is_named_at_each_call()
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var e = Assert.Throws<InvalidOperationException>(() => PositionalFeatures.Neutralize(new WrongText()));
            Assert.Contains("WrongText.Position' is first (String), which is no Single", e.Message, StringComparison.Ordinal);
        }
        Assert.Contains("is 1.5 (Double), which is no Int32", Message<WrongFraction>(), StringComparison.Ordinal);
        Assert.Contains("is 300 (Int32), which is no Byte", Message<WrongRange>(), StringComparison.Ordinal);
        Assert.Contains("is True (Boolean), which is no Single", Message<WrongTruth>(), StringComparison.Ordinal);
        Assert.Contains("with a public setter", Message<NoSetter>(), StringComparison.Ordinal);
        Assert.Contains("with a public setter", Message<Hidden>(), StringComparison.Ordinal);
        Assert.Contains("a position is a number", Message<Array>(), StringComparison.Ordinal);
        Assert.Contains("No member of", Message<None>(), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => _ml.Transforms.NeutralizePositions<WrongText>());
        Assert.Contains("[NoColumn]", Assert.Throws<InvalidOperationException>(() => _ml.Transforms.NeutralizePositions<NotAColumn>()).Message, StringComparison.Ordinal);
    }

    private static string Message<TRow>()
        where TRow : class, new() => Assert.Throws<InvalidOperationException>(() => PositionalFeatures.Neutralize(new TRow())).Message;

    // The same item, claimed at each position.
    private float[] Probabilities(ITransformer model) => [.. model.Transform(Shown([.. Enumerable.Range(1, 10)])).GetColumn<float>("Probability")];

    private IDataView Shown(params int[] positions) => _ml.Data.LoadFromEnumerable(positions.Select(p => new Impression { Quality = 0.5f, Position = p }));

    private IDataView Impressions()
    {
        var random = new Random(7);
        return _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 4_000).Select(i =>
        {
            var quality = random.NextSingle();
            var position = 1 + (i % 10);
            // A click needs a good item that is also seen: who stands first is seen.
            return new Impression { Quality = quality, Position = position, Clicked = random.NextSingle() < quality / MathF.Sqrt(position) };
        }).ToList());
    }

    private sealed class Impression
    {
        public float Quality { get; set; }

        [PositionalFeature(Neutral = 1)]
        public float Position { get; set; }

        [TrainingOnly]
        public bool Clicked { get; set; }
    }

    private sealed class Prediction
    {
        public float Probability { get; set; }
    }

    private sealed class AllTypes
    {
        public float Content { get; set; } = 3;

        [PositionalFeature(Neutral = -0.1f), ColumnName("renamed")]
        public float A { get; set; } = 5;

        [PositionalFeature(Neutral = 1e-300)]
        public double B { get; set; } = 5;

        [PositionalFeature(Neutral = int.MinValue)]
        public int C { get; set; } = 5;

        [PositionalFeature(Neutral = long.MinValue)]
        public long D = 5;

        [PositionalFeature]
        public bool E { get; set; } = true;

        [PositionalFeature(Neutral = "a \"b\" \\ 東京\r\n'")]
        public string F { get; set; } = "top";

        [PositionalFeature]
        public string G { get; set; } = "top";

        [PositionalFeature(Neutral = -7)]
        public short H { get; set; } = 5;

        [PositionalFeature(Neutral = 7)]
        public sbyte I { get; set; } = 5;

        [PositionalFeature(Neutral = float.NaN)]
        public float J { get; set; } = 5;

        [PositionalFeature(Neutral = 0.1)]
        public float K { get; set; } = 5;

        [PositionalFeature(Neutral = double.NegativeInfinity)]
        public double L { get; set; } = 5;

        public static object[] Neutral { get; } =
            [-0.1f, 1e-300, int.MinValue, long.MinValue, false, "a \"b\" \\ 東京\r\n'", "", (short)-7, (sbyte)7, float.NaN, 0.1f, double.NegativeInfinity];

        [NoColumn]
        public object[] Values => [A, B, C, D, E, F, G, H, I, J, K, L];
    }

    private sealed class Unsigned
    {
        [PositionalFeature(Neutral = 3)]
        public uint Slot { get; set; }
    }

    private sealed class WrongText
    {
        [PositionalFeature(Neutral = "first")]
        public float Position { get; set; }
    }

    private sealed class WrongFraction
    {
        [PositionalFeature(Neutral = 1.5)]
        public int Position { get; set; }
    }

    private sealed class WrongRange
    {
        [PositionalFeature(Neutral = 300)]
        public byte Position { get; set; }
    }

    private sealed class WrongTruth
    {
        [PositionalFeature(Neutral = true)]
        public float Position { get; set; }
    }

    private sealed class NoSetter
    {
        [PositionalFeature(Neutral = 1f)]
        public float Position { get; }
    }

    private sealed class Hidden
    {
        [PositionalFeature(Neutral = 1f)]
        internal float Position { get; set; }
    }

    private sealed class Array
    {
        [PositionalFeature]
        public float[] Positions { get; set; } = [];
    }

    private sealed class NotAColumn
    {
        public float Quality { get; set; }

        [PositionalFeature(Neutral = 1f), NoColumn]
        public float Position { get; set; }
    }

    private sealed class None
    {
        public float Position { get; set; }
    }
}
