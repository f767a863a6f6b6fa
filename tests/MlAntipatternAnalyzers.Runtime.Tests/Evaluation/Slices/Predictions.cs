using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Evaluation;

/// <summary>Predictions of each kind, drawn from a seed: some rows share a score, weights are uneven, slices of every type.</summary>
internal static class Predictions
{
    public static readonly string[] Cities = ["Rome", "Oslo", "Lima"];

    public static Binary[] OfBinary(int rows, int seed = 1)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, rows).Select(_ =>
        {
            var label = random.NextDouble() < 0.4;
            // Rounded: a third of the rows share their score with others.
            var score = (float)((label ? 0.6 : -0.5) + Normal(random));
            score = random.Next(3) == 0 ? MathF.Round(score, 1) : score;
            var row = Fill(new Binary { Label = label, Score = score, Probability = 1 / (1 + MathF.Exp(-1.3f * score)) }, random);
            return row;
        }).ToArray();
    }

    public static Regression[] OfRegression(int rows, int seed = 1)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, rows).Select(_ =>
        {
            var label = (float)(10 + (4 * Normal(random)));
            return Fill(new Regression { Label = label, Score = label + (float)(0.3 + Normal(random)) }, random);
        }).ToArray();
    }

    public static Multiclass[] OfMulticlass(int rows, int classes = 4, int seed = 1)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, rows).Select(_ =>
        {
            var label = random.Next(classes);
            var scores = Enumerable.Range(0, classes).Select(i => (float)Math.Exp((i == label ? 1 : 0) + Math.Round(Normal(random), 1))).ToArray();
            var sum = scores.Sum();
            return Fill(new Multiclass { Label = label, Score = scores.Select(score => score / sum).ToArray() }, random);
        }).ToArray();
    }

    public static Ranking[] OfRanking(int groups, int seed = 1)
    {
        var random = new Random(seed);
        var rows = new List<Ranking>();
        for (var group = 1; group <= groups; group++)
        {
            var weight = random.Next(1, 4);
            for (var i = random.Next(1, 15); i > 0; i--)
            {
                var label = random.Next(5);
                var row = Fill(new Ranking { Label = label, GroupId = (uint)group, Score = (float)Math.Round((0.5 * label) + Normal(random), 1) }, random);
                row.Weight = weight;
                rows.Add(row);
            }
        }
        return [.. rows];
    }

    public static IDataView View<T>(this MLContext ml, IEnumerable<T> rows)
        where T : class => ml.Data.LoadFromEnumerable(rows, Definition(rows));

    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static SchemaDefinition Definition<T>(IEnumerable<T> rows)
    {
        var definition = SchemaDefinition.Create(typeof(T));
        if (typeof(T) == typeof(Multiclass))
            definition["Score"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, ((IEnumerable<Multiclass>)rows).First().Score.Length);
        return definition;
    }

    private static T Fill<T>(T row, Random random)
        where T : Row
    {
        row.Weight = random.Next(1, 5) / 2f;
        row.City = Cities[random.Next(3)];
        row.Day = random.Next(1, 8);
        row.Vip = random.Next(2) == 0;
        row.Age = random.Next(20, 80);
        // 9 is none of the key's values.
        row.Shop = random.Next(3) is var shop and < 2 ? (uint)shop : 9;
        return row;
    }

    public abstract class Row
    {
        public string City { get; set; } = "";

        public int Day { get; set; }

        public bool Vip { get; set; }

        public float Age { get; set; }

        [KeyType(5)]
        public uint Shop { get; set; }

        public float Weight { get; set; }
    }

    public sealed class Binary : Row
    {
        public bool Label { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel => Score > 0;
    }

    public sealed class Regression : Row
    {
        public float Label { get; set; }

        public float Score { get; set; }
    }

    public sealed class Multiclass : Row
    {
        public float Label { get; set; }

        public float[] Score { get; set; } = [];

        public uint PredictedLabel { get; set; }
    }

    public sealed class Ranking : Row
    {
        public float Label { get; set; }

        [KeyType(100_000)]
        public uint GroupId { get; set; }

        public float Score { get; set; }
    }
}
