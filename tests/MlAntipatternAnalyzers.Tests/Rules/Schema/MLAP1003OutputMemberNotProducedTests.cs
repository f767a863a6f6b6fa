using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP1003OutputMemberNotProducedAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP1003OutputMemberNotProducedAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP1003OutputMemberNotProducedCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Schema;

public sealed class MLAP1003OutputMemberNotProducedTests
{
    [Fact]
    public Task A_member_without_a_column() => F.Members(
        """
        private sealed class Prediction { public float [|Fare|] { get; set; } }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(data);
            var engine = mlContext.Model.CreatePredictionEngine<Trip, Prediction>(model);
        }
        """,
        """
        private sealed class Prediction { [ColumnName("Score")] public float Fare { get; set; } }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(data);
            var engine = mlContext.Model.CreatePredictionEngine<Trip, Prediction>(model);
        }
        """,
        new Setup { Messages = ["'Fare' of Prediction has no column 'Fare': it keeps its default value and nothing tells; did you mean 'Score'?"] });

    [Fact]
    public Task The_score_of_a_multiclass_model_and_a_misspelled_name_fixed_together() => F.Members(
        """
        private sealed class First { public float [|Score|] { get; set; } }

        private sealed class Second { [ColumnName("PredictdLabel")] public string [|Area|]; }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Ticket>("tickets.csv");
            var model = mlContext.Transforms.Text.FeaturizeText("Features", "Title")
                .Append(mlContext.Transforms.Conversion.MapValueToKey("Area"))
                .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy("Area"))
                .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(data);
            var first = mlContext.Model.CreatePredictionEngine<Ticket, First>(model);
            var second = mlContext.Model.CreatePredictionEngine<Ticket, Second>(model);
        }
        """,
        """
        private sealed class First { public float[] Score { get; set; } }

        private sealed class Second { [ColumnName("PredictedLabel")] public string Area; }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Ticket>("tickets.csv");
            var model = mlContext.Transforms.Text.FeaturizeText("Features", "Title")
                .Append(mlContext.Transforms.Conversion.MapValueToKey("Area"))
                .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy("Area"))
                .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(data);
            var first = mlContext.Model.CreatePredictionEngine<Ticket, First>(model);
            var second = mlContext.Model.CreatePredictionEngine<Ticket, Second>(model);
        }
        """);

    [Fact]
    public Task A_class_in_a_file_of_its_own() => V.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(data);
        var engine = mlContext.Model.CreatePredictionEngine<Trip, FarePrediction>(model);
        var other = mlContext.Model.CreatePredictionEngine<Trip, FareDetails>(model);
        """,
        new Setup
        {
            Sources =
            [
                ("Fare.cs", "public sealed class FarePrediction { public float [|Fare|] { get; set; } }"),
                ("Details.cs", "public sealed record FareDetails { public double [|Score|] { get; init; } public float [|Fare|]; public int Count() => 1; }"),
            ],
        });

    [Fact]
    public Task Rows_that_are_read_out_of_a_view() => V.Members(
        """
        private sealed class Scored { public float Score { get; set; } public bool [|PredictedLabel|] { get; set; } }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(data);
            var rows = mlContext.Data.CreateEnumerable<Scored>(model.Transform(data), reuseRowObject: false);
            var allowed = mlContext.Data.CreateEnumerable<Scored>(model.Transform(data), reuseRowObject: false, ignoreMissingColumns: true);
        }
        """);

    [Fact]
    public Task What_the_row_carries_through_cannot_be_set_or_is_set_by_the_program() => V.Members(
        """
        private sealed class Prediction
        {
            public float Score { get; set; }
            public float TripTime { get; set; }
            public bool IsHigh => Score > 10;
            public string Advice { get; set; }
            [NoColumn] public string Note { get; set; }
        }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(data);
            var engine = mlContext.Model.CreatePredictionEngine<Trip, Prediction>(model);
            var prediction = engine.Predict(new Trip());
            prediction.Advice = prediction.IsHigh ? "walk" : "ride";
        }
        """);

    [Fact]
    public Task A_model_of_which_nothing_is_known() => V.Members(
        """
        private sealed class Prediction { public float Fare { get; set; } }

        public void Serve(ITransformer given)
        {
            var loaded = mlContext.Model.Load("model.zip", out _);
            var first = mlContext.Model.CreatePredictionEngine<Trip, Prediction>(loaded);
            var second = mlContext.Model.CreatePredictionEngine<Trip, Prediction>(given);
        }
        """);

    /// <summary>What ML.NET does with such a class: nothing, or an exception; and what it does after the fix.</summary>
    [Theory]
    [InlineData("public float Fare { get; set; }", "0")]
    [InlineData("[ColumnName(\"Score\")] public float[] Fare { get; set; }", "InvalidOperationException")]
    public async Task The_member_is_filled_after_the_fix(string member, string before)
    {
        var program = $$"""
            using System;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            public static class App
            {
                private sealed class Row { public float X { get; set; } public float Label { get; set; } }

                private sealed class Prediction { {{member}} }

                public static void Main()
                {
                    var mlContext = new MLContext(1);
                    var data = mlContext.Data.LoadFromEnumerable(Enumerable.Range(1, 50).Select(i => new Row { X = i % 5, Label = 7 }));
                    var model = mlContext.Transforms.Concatenate("Features", "X").Append(mlContext.Regression.Trainers.Sdca()).Fit(data);
                    try
                    {
                        var engine = mlContext.Model.CreatePredictionEngine<Row, Prediction>(model);
                        object fare = engine.Predict(new Row { X = 1 }).Fare;
                        Console.WriteLine(fare is not float number ? "no number" : number == 0 ? "0" : "filled");
                    }
                    catch (InvalidOperationException exception)
                    {
                        Console.WriteLine(exception.GetType().Name);
                    }
                }
            }
            """;
        var repaired = await FixRunner.FixAsync<MLAP1003OutputMemberNotProducedAnalyzer, MLAP1003OutputMemberNotProducedCodeFix>(program);

        Assert.Equal(before, (await ProgramRunner.RunAsync(program)).OutputOrThrow().Trim());
        Assert.Equal("filled", (await ProgramRunner.RunAsync(repaired)).OutputOrThrow().Trim());
    }
}
