using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes.Skew;
using MlAntipatternAnalyzers.Rules.Skew;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.Skew;

public sealed class MLAP4001SavedModelMissesTransformsFixTests
{
    private static readonly Setup Append = new() { Action = MLAP4001SavedModelMissesTransformsCodeFix.AppendKey };

    private const string Load = """var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');""";

    private const string Scaled = Load + """

        var scaler = mlContext.Transforms.NormalizeMinMax("TripDistance").Fit(trips);
        var scaled = scaler.Transform(trips);
        """;

    private const string Trainer = """mlContext.Transforms.Concatenate("Features", "TripDistance", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount"))""";

    private static Task Body(string before, string after) => VerifyFix<MLAP4001SavedModelMissesTransformsAnalyzer, MLAP4001SavedModelMissesTransformsCodeFix>.Body(before, after, Append);

    private static Task NotOffered(string body) => VerifyFix<MLAP4001SavedModelMissesTransformsAnalyzer, MLAP4001SavedModelMissesTransformsCodeFix>.NotOffered(body);

    [Fact]
    public Task The_model_is_appended_to_a_transformer_in_scope() => Body($$"""
        {{Scaled}}
        var model = {{Trainer}}.Fit(scaled);
        mlContext.Model.[|Save|](/* all of it */ model, trips.Schema, "model.zip"); // for the service
        """, $$"""
        {{Scaled}}
        var model = {{Trainer}}.Fit(scaled);
        mlContext.Model.Save(/* all of it */ scaler.Append(model), trips.Schema, "model.zip"); // for the service
        """);

    [Fact]
    public Task A_transformer_without_name_is_given_one() => Body($$"""
        {{Load}}
        var scaling = mlContext.Transforms.NormalizeMinMax("TripDistance");

        // Distances are in metres.
        var scaled = scaling.Fit(trips).Transform(trips); // as before
        var model = {{Trainer}}.Fit(scaled);
        mlContext.Model.[|Save|](inputSchema: null, filePath: "model.zip", model: model);
        """, $$"""
        {{Load}}
        var scaling = mlContext.Transforms.NormalizeMinMax("TripDistance");

        // Distances are in metres.
        var fittedScaling = scaling.Fit(trips);
        var scaled = fittedScaling.Transform(trips); // as before
        var model = {{Trainer}}.Fit(scaled);
        mlContext.Model.Save(inputSchema: null, filePath: "model.zip", model: fittedScaling.Append(model));
        """);

    [Fact]
    public Task Two_transforms_and_a_chain_over_many_lines() => Body($$"""
        {{Scaled}}
        var preprocess = 1;
        var data = mlContext.Transforms.NormalizeMeanVariance("TripTime") // seconds
            .Append(mlContext.Transforms.NormalizeMinMax("RateCode"))
            .Fit(scaled)
            .Transform(scaled);
        var split = mlContext.Data.TrainTestSplit(data);
        if (preprocess == 1)
        {
            var engine = mlContext.Model.[|CreatePredictionEngine<Trip, TripPrediction>|]({{Trainer}}.Fit(split.TrainSet));
        }
        """, $$"""
        {{Scaled}}
        var preprocess = 1;
        var preprocess2 = mlContext.Transforms.NormalizeMeanVariance("TripTime") // seconds
            .Append(mlContext.Transforms.NormalizeMinMax("RateCode"))
            .Fit(scaled);
        var data = preprocess2.Transform(scaled);
        var split = mlContext.Data.TrainTestSplit(data);
        if (preprocess == 1)
        {
            var engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(scaler.Append(preprocess2).Append({{Trainer}}.Fit(split.TrainSet)));
        }
        """);

    [Fact]
    public Task Two_at_once() => Body($$"""
        {{Load}}
        var a = mlContext.Transforms.NormalizeMinMax("TripDistance").Fit(trips).Transform(trips);
        var b = mlContext.Transforms.NormalizeMinMax("TripTime").Fit(trips).Transform(trips);
        var first = {{Trainer}}.Fit(a);
        var second = {{Trainer}}.Fit(b);
        mlContext.Model.[|Save|](first, trips.Schema, "a.zip");
        mlContext.Model.[|Save|](second, trips.Schema, "b.zip");
        """, $$"""
        {{Load}}
        var preprocess = mlContext.Transforms.NormalizeMinMax("TripDistance").Fit(trips);
        var a = preprocess.Transform(trips);
        var preprocess2 = mlContext.Transforms.NormalizeMinMax("TripTime").Fit(trips);
        var b = preprocess2.Transform(trips);
        var first = {{Trainer}}.Fit(a);
        var second = {{Trainer}}.Fit(b);
        mlContext.Model.Save(preprocess.Append(first), trips.Schema, "a.zip");
        mlContext.Model.Save(preprocess2.Append(second), trips.Schema, "b.zip");
        """);

    [Fact]
    public Task Line_ends_stay_and_top_level_statements_are_statements()
    {
        const string Before = """
            using Microsoft.ML;

            var context = new MLContext();
            var rows = context.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var scaled = context.Transforms.NormalizeMinMax("TripDistance").Fit(rows).Transform(rows);
            var model = context.Transforms.Concatenate("Features", "TripDistance").Append(context.Regression.Trainers.Sdca("FareAmount")).Fit(scaled);
            context.Model.[|Save|](model, rows.Schema, "model.zip");
            """;
        var after = Before.Replace("var scaled = context.Transforms.NormalizeMinMax(\"TripDistance\").Fit(rows).Transform(rows);", """
            var preprocess = context.Transforms.NormalizeMinMax("TripDistance").Fit(rows);
            var scaled = preprocess.Transform(rows);
            """).Replace("[|Save|](model", "Save(preprocess.Append(model)");
        return VerifyFix<MLAP4001SavedModelMissesTransformsAnalyzer, MLAP4001SavedModelMissesTransformsCodeFix>.Program(
            Before, after, Append with { Sources = [("/0/Rows.cs", Sources.Rows)] });
    }

    [Theory]
    [InlineData("""mlContext.Model.[|Save|](model, scaled.Schema, "model.zip");""")]
    [InlineData("""scaler = null; mlContext.Model.[|Save|](model, trips.Schema, "model.zip");""")]
    [InlineData("""ITransformer either = trips is null ? mlContext.Model.Load("m.zip", out _) : model; mlContext.Model.[|Save|](either, trips.Schema, "model.zip");""")]
    public Task Not_where_it_would_be_wrong(string save) => NotOffered($$"""
        {{Scaled}}
        var model = {{Trainer}}.Fit(scaled);
        {{save}}
        """);

    [Fact]
    public Task Not_where_the_transformer_is_made_elsewhere() => NotOffered($$"""
        {{Load}}
        IDataView Scale(IDataView view)
        {
            return mlContext.Transforms.NormalizeMinMax("TripDistance").Fit(view).Transform(view);
        }

        var model = {{Trainer}}.Fit(Scale(trips));
        mlContext.Model.[|Save|](model, trips.Schema, "model.zip");
        """);

    [Fact]
    public Task Not_where_the_transformer_is_made_now_and_then() => NotOffered($$"""
        {{Load}}
        var scaled = trips is null ? null : mlContext.Transforms.NormalizeMinMax("TripDistance").Fit(trips).Transform(trips);
        var model = {{Trainer}}.Fit(scaled);
        mlContext.Model.[|Save|](model, trips.Schema, "model.zip");
        """);

    /// <summary>Trained in memory on scaled distances; loaded again, the bare model takes 5000 metres for 5000 times the longest trip.</summary>
    [Fact]
    public async Task The_loaded_model_predicts_rubbish_before_and_what_was_trained_after()
    {
        const string Program = """
            using System;
            using System.Linq;
            using Microsoft.ML;

            var mlContext = new MLContext(seed: 1);
            var rows = mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 400).Select(i => new Row { Metres = i * 25, Fare = 3 + i * 0.05f }).ToList());
            var scaling = mlContext.Transforms.NormalizeMinMax("Metres");
            var scaled = scaling.Fit(rows).Transform(rows);
            var pipeline = mlContext.Transforms.Concatenate("Features", "Metres").Append(mlContext.Regression.Trainers.FastTree("Fare"));
            var model = pipeline.Fit(scaled);
            Console.WriteLine(FormattableString.Invariant($"{Fares(model.Transform(scaled))[200]:R}"));
            mlContext.Model.Save(model, rows.Schema, "model.zip");

            var serving = new MLContext();
            var loaded = serving.Model.Load("model.zip", out _);
            Console.WriteLine(FormattableString.Invariant($"{Fares(loaded.Transform(rows))[200]:R}"));
            Console.WriteLine(FormattableString.Invariant($"{serving.Model.CreatePredictionEngine<Row, Prediction>(loaded).Predict(new Row { Metres = 5000 }).Score:R}"));

            static float[] Fares(IDataView view) => new MLContext().Data.CreateEnumerable<Prediction>(view, false).Select(row => row.Score).ToArray();

            public sealed class Row
            {
                public float Metres { get; set; }
                public float Fare { get; set; }
            }

            public sealed class Prediction
            {
                public float Score { get; set; }
            }
            """;

        var before = Numbers((await ProgramRunner.RunAsync(Program)).OutputOrThrow());
        Assert.InRange(before[0], 12, 14);
        Assert.True(before[1] > 20 && before[2] > 20, $"expected the fare of the longest trip for that of 5 km, not {before[1]} and {before[2]}");

        var repaired = await FixRunner.FixAsync<MLAP4001SavedModelMissesTransformsAnalyzer, MLAP4001SavedModelMissesTransformsCodeFix>(Program, Append);
        var after = Numbers((await ProgramRunner.RunAsync(repaired)).OutputOrThrow());
        Assert.InRange(after[0], 12, 14);
        Assert.Equal(after[0], after[1], 3);
        Assert.Equal(after[0], after[2], 3);
    }

    private static double[] Numbers(string output) =>
        [.. output.Split('\n', System.StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
}
