using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes.Skew;
using MlAntipatternAnalyzers.Rules.Skew;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.Skew;

public sealed class MLAP4010WrongSchemaSavedFixTests
{
    private const string Load = """var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');""";

    private const string Prepared = Load + """

        var preparation = mlContext.Transforms.Concatenate("Features", "TripDistance", "TripTime").Fit(trips);
        var prepared = preparation.Transform(trips);
        var model = preparation.Append(mlContext.Regression.Trainers.Sdca("FareAmount").Fit(prepared));
        """;

    /// <summary>What a service learns of a model's input by its file, and does with it. It trains, saves, and then serves as another program would.</summary>
    private const string Program = """
        using System;
        using System.IO;
        using System.Linq;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        var mlContext = new MLContext(seed: 1);
        var rows = mlContext.Data.LoadFromEnumerable(Enumerable.Range(1, 200).Select(i => new Row { Metres = i * 50, Seconds = i * 9, Fare = 3 + i * 0.1f }).ToList());
        var preparation = mlContext.Transforms.Concatenate("Features", "Metres", "Seconds").Append(mlContext.Transforms.NormalizeMinMax("Features")).Fit(rows);
        var prepared = preparation.Transform(rows);
        var model = preparation.Append(mlContext.Regression.Trainers.FastTree("Fare").Fit(prepared));
        mlContext.Model.Save(model, prepared.Schema, "model.zip");

        var serving = new MLContext();
        var loaded = serving.Model.Load("model.zip", out var input);
        Console.WriteLine(string.Join(", ", input.Where(column => !column.IsHidden).Select(column => $"{column.Name} {column.Type.RawType.Name}")));
        Console.WriteLine(Answer(() => serving.Model.CreatePredictionEngine<Row, Prediction>(loaded, input).Predict(new Row { Metres = 5000, Seconds = 900 }).Score > 0 ? "scores" : "no score"));
        Console.WriteLine(Answer(() =>
        {
            var columns = input.Where(column => !column.IsHidden).Select((column, i) => new TextLoader.Column(column.Name, DataKind.Single, i)).ToArray();
            File.WriteAllText("rows.csv", "5000,900,0");
            return string.Join(" ", serving.Data.CreateTextLoader(columns, ',').Load("rows.csv").Preview().RowView[0].Values.Select(value => value.Key));
        }));

        static string Answer(Func<string> question)
        {
            try
            {
                return question();
            }
            catch (InvalidOperationException e)
            {
                return e.Message;
            }
        }

        public sealed class Row
        {
            public float Metres { get; set; }
            public float Seconds { get; set; }
            public float Fare { get; set; }
        }

        public sealed class Prediction
        {
            public float Score { get; set; }
        }
        """;

    private static Task Body(string before, string after) => VerifyFix<MLAP4010WrongSchemaSavedAnalyzer, MLAP4010WrongSchemaSavedCodeFix>.Body(before, after);

    private static Task NotOffered(string body) => VerifyFix<MLAP4010WrongSchemaSavedAnalyzer, MLAP4010WrongSchemaSavedCodeFix>.NotOffered(body);

    [Fact]
    public Task The_schema_of_what_the_model_was_fitted_on() => Body($$"""
        {{Prepared}}
        mlContext.Model.[|Save|](model, /* what it takes */ prepared.Schema, "model.zip"); // for the service
        """, $$"""
        {{Prepared}}
        mlContext.Model.Save(model, /* what it takes */ trips.Schema, "model.zip"); // for the service
        """);

    [Fact]
    public Task A_side_of_a_split_named_arguments_and_a_schema_in_a_variable() => Body($$"""
        {{Load}}
        var split = mlContext.Data.TrainTestSplit(trips);
        var model = mlContext.Transforms.Concatenate("Features", "TripDistance").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(split.TrainSet);
        var schema = model.Transform(split.TestSet).Schema;
        mlContext.Model.[|Save|](inputSchema: schema, model: model, filePath: "model.zip");
        Console.WriteLine(schema.Count);
        """, $$"""
        {{Load}}
        var split = mlContext.Data.TrainTestSplit(trips);
        var model = mlContext.Transforms.Concatenate("Features", "TripDistance").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(split.TrainSet);
        var schema = model.Transform(split.TestSet).Schema;
        mlContext.Model.Save(inputSchema: split.TrainSet.Schema, model: model, filePath: "model.zip");
        Console.WriteLine(schema.Count);
        """);

    [Fact]
    public Task Two_at_once() => Body($$"""
        {{Prepared}}
        mlContext.Model.[|Save|](model, prepared.Schema, "a.zip");
        mlContext.Model.[|Save|](model, model.Transform(trips).Schema, "b.zip");
        """, $$"""
        {{Prepared}}
        mlContext.Model.Save(model, trips.Schema, "a.zip");
        mlContext.Model.Save(model, trips.Schema, "b.zip");
        """);

    [Fact]
    public Task Not_where_the_variable_holds_something_else_by_then() => NotOffered($$"""
        {{Prepared}}
        trips = mlContext.Data.LoadFromTextFile<Trip>("more.csv", ',');
        mlContext.Model.[|Save|](model, prepared.Schema, "model.zip");
        """);

    [Fact]
    public Task Not_where_nothing_holds_the_raw_view() => NotOffered("""
        IDataView Load() => mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var preparation = mlContext.Transforms.Concatenate("Features", "TripDistance", "TripTime").Fit(Load());
        var prepared = preparation.Transform(Load());
        mlContext.Model.[|Save|](preparation.Append(mlContext.Regression.Trainers.Sdca("FareAmount").Fit(prepared)), prepared.Schema, "model.zip");
        """);

    /// <summary>The file asks for 'Features', which no row brings and the model makes itself: the engine throws, and the loader that is built from the schema reads a column that does not exist.</summary>
    [Fact]
    public async Task Whoever_loads_the_model_is_told_the_wrong_columns_before_and_the_right_ones_after()
    {
        var before = (await ProgramRunner.RunAsync(Program)).OutputOrThrow().Split('\n');
        Assert.Equal("Metres Single, Seconds Single, Fare Single, Features VBuffer`1", before[0]);
        Assert.Contains("Features", before[1], System.StringComparison.Ordinal);
        Assert.DoesNotContain("scores", before[1], System.StringComparison.Ordinal);
        Assert.Equal("Metres Seconds Fare Features", before[2]);

        var repaired = await FixRunner.FixAsync<MLAP4010WrongSchemaSavedAnalyzer, MLAP4010WrongSchemaSavedCodeFix>(Program);
        var after = (await ProgramRunner.RunAsync(repaired)).OutputOrThrow().Split('\n');
        Assert.Equal("Metres Single, Seconds Single, Fare Single", after[0]);
        Assert.Equal("scores", after[1]);
        Assert.Equal("Metres Seconds Fare", after[2]);
    }
}
