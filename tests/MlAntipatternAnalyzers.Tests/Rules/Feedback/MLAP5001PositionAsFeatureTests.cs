using System.Globalization;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP5001PositionAsFeatureAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP5001PositionAsFeatureAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP5001PositionAsFeatureCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Feedback;

public sealed class MLAP5001PositionAsFeatureTests
{
    [Fact]
    public Task A_position_in_a_model_of_clicks_is_left_out() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Impression>("impressions.csv", ',');
        var pipeline = mlContext.Transforms.[|Concatenate|]("Features", nameof(Impression.Position), nameof(Impression.Price))
            .Append(mlContext.Regression.Trainers.Sdca(labelColumnName: nameof(Impression.Clicked)));
        pipeline.Fit(data);
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Impression>("impressions.csv", ',');
        var pipeline = mlContext.Transforms.Concatenate("Features", nameof(Impression.Price))
            .Append(mlContext.Regression.Trainers.Sdca(labelColumnName: nameof(Impression.Clicked)));
        pipeline.Fit(data);
        """,
        new Setup
        {
            Action = MLAP5001PositionAsFeatureCodeFix.LeaveOut,
            Messages =
            [
                "Concatenate takes 'Position' into the features of a model of 'Clicked': it learns that what stood first was chosen first, and keeps it there; leave 'Position' out, or make it neutral when the model scores ([PositionalFeature], WithNeutralPositions)",
            ],
        });

    [Fact]
    public Task A_ranking_trainer_and_a_query_key_fixed_together() => F.Program(
        """
        using Microsoft.ML;
        using Microsoft.ML.Data;

        public class Hit
        {
            [KeyType(100)] public uint GroupId { get; set; }
            public float item_rank { get; set; }
            public float Price { get; set; }
            public float Label { get; set; }
        }

        public class Answer
        {
            public string QueryId { get; set; }
            public int PageIndex { get; set; }
            public float Length { get; set; }
            public bool Helpful { get; set; }
        }

        public static class Jobs
        {
            public static void Train(MLContext ml, Hit[] hits, Answer[] answers)
            {
                ml.Transforms.NormalizeMinMax("item_rank")
                    .Append(ml.Transforms.Concatenate("Features", "Price", "item_rank"))
                    .Append(ml.Ranking.Trainers.FastTree(rowGroupColumnName: "GroupId"))
                    .Fit(ml.Data.LoadFromEnumerable(hits));
                ml.Transforms.Conversion.ConvertType("Page", "PageIndex", DataKind.Single)
                    .Append(ml.Transforms.Concatenate("Features", "Length", "Page"))
                    .Append(ml.BinaryClassification.Trainers.FastTree("Helpful"))
                    .Fit(ml.Data.LoadFromEnumerable(answers));
            }
        }
        """.Replace("ml.Transforms.Concatenate(\"Features\", \"Price\", \"item_rank\")", "ml.Transforms.[|Concatenate|](\"Features\", \"Price\", \"item_rank\")")
            .Replace("ml.Transforms.Concatenate(\"Features\", \"Length\", \"Page\")", "ml.Transforms.[|Concatenate|](\"Features\", \"Length\", \"Page\")"),
        """
        using Microsoft.ML;
        using Microsoft.ML.Data;

        public class Hit
        {
            [KeyType(100)] public uint GroupId { get; set; }
            public float item_rank { get; set; }
            public float Price { get; set; }
            public float Label { get; set; }
        }

        public class Answer
        {
            public string QueryId { get; set; }
            public int PageIndex { get; set; }
            public float Length { get; set; }
            public bool Helpful { get; set; }
        }

        public static class Jobs
        {
            public static void Train(MLContext ml, Hit[] hits, Answer[] answers)
            {
                ml.Transforms.NormalizeMinMax("item_rank")
                    .Append(ml.Transforms.Concatenate("Features", "Price"))
                    .Append(ml.Ranking.Trainers.FastTree(rowGroupColumnName: "GroupId"))
                    .Fit(ml.Data.LoadFromEnumerable(hits));
                ml.Transforms.Conversion.ConvertType("Page", "PageIndex", DataKind.Single)
                    .Append(ml.Transforms.Concatenate("Features", "Length"))
                    .Append(ml.BinaryClassification.Trainers.FastTree("Helpful"))
                    .Fit(ml.Data.LoadFromEnumerable(answers));
            }
        }
        """,
        new Setup { Action = MLAP5001PositionAsFeatureCodeFix.LeaveOut });

    [Fact]
    public Task The_member_is_marked_and_the_saved_model_made_neutral() => F.Program(
        """
        using System;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        public class Offer
        {
            /// <summary>From the left.</summary>
            [LoadColumn(0)]
            public float Position { get; set; }

            [LoadColumn(1)] public float Price { get; set; }

            [LoadColumn(2)] public bool Clicked { get; set; }
        }

        public class Other
        {
            [LoadColumn(0)] public float Price { get; set; }
            [LoadColumn(1)] public bool Clicked { get; set; }
        }

        public static class Job
        {
            public static void Run(MLContext ml)
            {
                var offers = ml.Data.LoadFromTextFile<Offer>("offers.csv", ',');
                var model = ml.Transforms.[|Concatenate|]("Features", "Position", "Price").Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Clicked")).Fit(offers);
                ml.Model.Save(model, offers.Schema, "offers.zip");

                var others = ml.Data.LoadFromTextFile<Other>("others.csv", ',');
                var second = ml.Transforms.Concatenate("Features", "Price").Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Clicked")).Fit(others);
                ml.Model.Save(second, others.Schema, "others.zip");
            }
        }
        """,
        """
        using System;
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using MlAntipatternAnalyzers.Runtime;

        public class Offer
        {
            /// <summary>From the left.</summary>
            [PositionalFeature(Neutral = 1f)]
            [LoadColumn(0)]
            public float Position { get; set; }

            [LoadColumn(1)] public float Price { get; set; }

            [LoadColumn(2)] public bool Clicked { get; set; }
        }

        public class Other
        {
            [LoadColumn(0)] public float Price { get; set; }
            [LoadColumn(1)] public bool Clicked { get; set; }
        }

        public static class Job
        {
            public static void Run(MLContext ml)
            {
                var offers = ml.Data.LoadFromTextFile<Offer>("offers.csv", ',');
                var model = ml.Transforms.Concatenate("Features", "Position", "Price").Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Clicked")).Fit(offers);
                ml.Model.Save(ml.WithNeutralPositions<Offer>(model), offers.Schema, "offers.zip");

                var others = ml.Data.LoadFromTextFile<Other>("others.csv", ',');
                var second = ml.Transforms.Concatenate("Features", "Price").Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Clicked")).Fit(others);
                ml.Model.Save(second, others.Schema, "others.zip");
            }
        }
        """,
        new Setup { With = With.Runtime, Action = MLAP5001PositionAsFeatureCodeFix.MakeNeutral });

    [Fact]
    public Task Rows_of_which_the_class_is_not_known_may_be_those_that_are_made_neutral() => V.Program(
        """
        using Microsoft.ML;
        using MlAntipatternAnalyzers.Runtime;

        public class Offer
        {
            [PositionalFeature] public float Position { get; set; }
            public bool Clicked { get; set; }
        }

        public static class Job
        {
            public static ITransformer Run(MLContext ml, IDataView offers) =>
                ml.WithNeutralPositions<Offer>(ml.Transforms.Concatenate("Features", "Position").Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Clicked")).Fit(offers));
        }
        """,
        With.Runtime);

    [Fact]
    public Task A_row_class_in_another_file_is_marked_there() => F.Program(
        """
        using Microsoft.ML;
        using Shop.Rows;

        namespace Shop
        {
            public static class Job
            {
                public static void Run(MLContext ml, Shown[] rows)
                {
                    var data = ml.Data.LoadFromEnumerable(rows);
                    var model = ml.Transforms.[|Concatenate|]("Features", "SlotIndex", "Price").Append(ml.Regression.Trainers.Sdca("Purchases")).Fit(data);
                    ml.Model.Save(model, data.Schema, "shown.zip");
                }
            }
        }
        """,
        """
        using Microsoft.ML;
        using MlAntipatternAnalyzers.Runtime;
        using Shop.Rows;

        namespace Shop
        {
            public static class Job
            {
                public static void Run(MLContext ml, Shown[] rows)
                {
                    var data = ml.Data.LoadFromEnumerable(rows);
                    var model = ml.Transforms.Concatenate("Features", "SlotIndex", "Price").Append(ml.Regression.Trainers.Sdca("Purchases")).Fit(data);
                    ml.Model.Save(ml.WithNeutralPositions<Shown>(model), data.Schema, "shown.zip");
                }
            }
        }
        """,
        new Setup
        {
            With = With.Runtime,
            Action = MLAP5001PositionAsFeatureCodeFix.MakeNeutral,
            Sources =
            [
                ("/0/Shown.cs",
                """
                namespace Shop.Rows;

                public class Shown
                {
                    public float SlotIndex;
                    public float Price;
                    public float Purchases;
                }

                """),
            ],
            SourcesAfter =
            [
                ("/0/Shown.cs",
                """
                using MlAntipatternAnalyzers.Runtime;

                namespace Shop.Rows;

                public class Shown
                {
                    [PositionalFeature(Neutral = 0f)]
                    public float SlotIndex;
                    public float Price;
                    public float Purchases;
                }

                """),
            ],
        });

    [Fact]
    public Task A_marked_member_speaks_for_itself_until_it_is_neutralised()
    {
        const string Program = """
            using Microsoft.ML;
            using MlAntipatternAnalyzers.Runtime;

            public class Offer
            {
                [PositionalFeature(Neutral = 1f)] public float Shelf { get; set; }
                public float Price { get; set; }
                public bool Chosen { get; set; }
            }

            public static class Job
            {
                public static ITransformer Run(MLContext ml, Offer[] rows)
                {
                    var model = ml.Transforms.[|Concatenate|]("Features", "Shelf", "Price").Append(ml.BinaryClassification.Trainers.FastTree("Chosen")).Fit(ml.Data.LoadFromEnumerable(rows));
                    return model;
                }
            }
            """;
        var handled = Program.Replace("[|", "").Replace("|]", "").Replace("return model;", "return ml.WithNeutralPositions<Offer>(model);");
        return Task.WhenAll(V.Program(Program, With.Runtime), V.Program(handled, With.Runtime));
    }

    [Fact]
    public Task Other_positions_and_other_tasks_are_silent() => V.Program(
        """
        using Microsoft.ML;

        public class Row
        {
            public float Position { get; set; }
            public float PositionX { get; set; }
            public float ClosePosition { get; set; }
            public float PageRank { get; set; }
            public float TimeSlot { get; set; }
            public float Price { get; set; }
            public float Clicks { get; set; }
        }

        public class Player
        {
            public string Name { get; set; }
            public string Position { get; set; }
            public float Rank { get; set; }
            public float Rating { get; set; }
        }

        public static class Jobs
        {
            public static void Train(MLContext ml, Row[] rows, Player[] players)
            {
                var data = ml.Data.LoadFromEnumerable(rows);
                ml.Transforms.Concatenate("Features", "PositionX", "ClosePosition", "PageRank", "TimeSlot").Append(ml.Regression.Trainers.Sdca("Clicks")).Fit(data);
                ml.Transforms.Concatenate("Features", "Position", "Clicks").Append(ml.Regression.Trainers.Sdca("Price")).Fit(data);
                ml.Transforms.Concatenate("Features", "Price").Append(ml.Regression.Trainers.Sdca("Position")).Fit(data);
                ml.Transforms.Concatenate("Features", "Position").Append(ml.Clustering.Trainers.KMeans()).Fit(data);
                ml.Transforms.Categorical.OneHotEncoding("Position").Append(ml.Transforms.Concatenate("Features", "Position", "Rank")).Append(ml.Regression.Trainers.Sdca("Rating")).Fit(ml.Data.LoadFromEnumerable(players));
            }
        }
        """);

    [Fact]
    public Task Silent_in_tests_only_where_nothing_is_ranked()
    {
        const string Body = """
            var data = mlContext.Data.LoadFromTextFile<Impression>("impressions.csv", ',');
            mlContext.Transforms.Concatenate("Features", "Price").Append(mlContext.Regression.Trainers.Sdca("Clicked")).Fit(data);
            """;
        return Task.WhenAll(V.Body(Body), V.Body(Body.Replace("\"Price\"", "\"Position\""), With.NoMlNet));
    }

    [Theory]
    [InlineData("Position")]
    [InlineData("ItemRank")]
    [InlineData("slot_index")]
    [InlineData("PageIndex")]
    [InlineData("DisplayOrder")]
    [InlineData("PositionOnPage")]
    [InlineData("result_position")]
    public void Says_where_an_item_was_shown(string name) => Assert.True(PositionalNames.IsPosition(name));

    [Theory]
    [InlineData("PositionX")]
    [InlineData("ClosePosition")]
    [InlineData("JobPosition2")]
    [InlineData("PageRank")]
    [InlineData("TimeSlot")]
    [InlineData("Composition")]
    [InlineData("OrderNumber")]
    [InlineData("RowNumber")]
    [InlineData("")]
    public void Says_something_else(string name) => Assert.False(PositionalNames.IsPosition(name));

    [Fact]
    public async Task A_position_decides_the_order_until_it_is_neutral()
    {
        // Only what stands first is clicked. The dear offer, shown first, wins by its place; without it the cheap one does.
        var program = Sources.Normalize(
            """
            using System;
            using System.Globalization;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var mlContext = new MLContext(seed: 1);
            var random = new Random(2);
            var rows = Enumerable.Range(0, 2000).Select(i => new Offer { Position = 1 + (i % 5), Price = (float)random.NextDouble() }).ToList();
            foreach (var row in rows)
                row.Clicked = random.NextDouble() < (row.Position == 1 ? 0.8 : 0.1) * (1 - 0.5 * row.Price);
            var data = mlContext.Data.LoadFromEnumerable(rows);
            var pipeline = mlContext.Transforms.Concatenate("Features", "Position", "Price").Append(mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression("Clicked"));
            var model = pipeline.Fit(data);
            mlContext.Model.Save(model, data.Schema, "offers.zip");

            var served = mlContext.Model.Load("offers.zip", out _);
            var offers = mlContext.Data.LoadFromEnumerable(new[] { new Offer { Position = 1, Price = 0.9f }, new Offer { Position = 4, Price = 0.1f } });
            var scores = served.Transform(offers).GetColumn<float>("Score").ToArray();
            Console.WriteLine((scores[1] - scores[0]).ToString(CultureInfo.InvariantCulture));

            public class Offer
            {
                public float Position { get; set; }
                public float Price { get; set; }
                public bool Clicked { get; set; }
            }
            """);
        var setup = new Setup { With = With.Runtime, Action = MLAP5001PositionAsFeatureCodeFix.MakeNeutral };

        var before = double.Parse((await ProgramRunner.RunAsync(program, setup)).OutputOrThrow(), CultureInfo.InvariantCulture);
        var repaired = await FixRunner.FixAsync<MLAP5001PositionAsFeatureAnalyzer, MLAP5001PositionAsFeatureCodeFix>(program, setup);
        var after = double.Parse((await ProgramRunner.RunAsync(repaired, setup)).OutputOrThrow(), CultureInfo.InvariantCulture);

        Assert.True(before < 0, $"before: {before}");
        Assert.True(after > 0, $"after: {after}");
    }
}
