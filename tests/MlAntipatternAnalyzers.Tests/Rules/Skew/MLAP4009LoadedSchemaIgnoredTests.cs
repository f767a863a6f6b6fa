using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes.Skew;
using MlAntipatternAnalyzers.Rules.Skew;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.Skew;

public sealed class MLAP4009LoadedSchemaIgnoredTests
{
    private const string Engine = "var engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model);";

    private static readonly Setup Runtime = new() { With = With.Runtime };

    private static Task Body(string body, Setup? setup = null) => Verify<MLAP4009LoadedSchemaIgnoredAnalyzer>.Body(body, setup);

    private static Task Members(string members, Setup? setup = null) => Verify<MLAP4009LoadedSchemaIgnoredAnalyzer>.Members(members, setup);

    private static Task FixedProgram(string before, string after) =>
        VerifyFix<MLAP4009LoadedSchemaIgnoredAnalyzer, MLAP4009LoadedSchemaIgnoredCodeFix>.Program(before, after, Runtime with { Sources = [("/0/Rows.cs", Sources.Rows)] });

    [Theory]
    [InlineData("out _")]
    [InlineData("out var _")]
    [InlineData("out var schema")]
    [InlineData("inputSchema: out DataViewSchema schema")]
    public Task Nothing_looks_at_the_schema(string schema) => Body($$"""
        var model = mlContext.Model.[|Load|]("fare.zip", {{schema}});
        {{Engine}}
        """, new Setup
    {
        Messages =
        [
            "Nothing looks at the schema that 'fare.zip' was saved with: a column that 'Trip' lacks shows when the engine is made, one at a time, and a member of it that the model never saw does not show at all; "
                + "check the class where the model is loaded",
        ],
    });

    [Fact]
    public Task An_engine_made_elsewhere_of_a_model_in_a_field_with_a_schema_in_a_field() => Members("""
        private readonly ITransformer model;
        private DataViewSchema schema;

        public Flow(string path)
        {
            using var file = File.OpenRead(path);
            model = mlContext.Model.[|Load|](file, out schema);
        }

        public float Predict(Trip trip) => mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model).Predict(trip).FareAmount;
        """);

    [Fact]
    public Task Once_a_load_however_many_engines() => Body($$"""
        var model = mlContext.Model.[|Load|]("fare.zip", out var schema);
        {{Engine}}
        var second = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
        var other = mlContext.Model.CreatePredictionEngine<Impression, ClickPrediction>(mlContext.Transforms.CopyColumns("A", "Price").Fit(mlContext.Data.LoadFromEnumerable(new Impression[0])).Append(model));
        """);

    [Theory]
    [InlineData("Console.WriteLine(schema.Count);")]
    [InlineData("if (schema.GetColumnOrNull(\"TripTime\") is null) throw new InvalidDataException();")]
    [InlineData("var output = model.GetOutputSchema(schema);")]
    [InlineData("var dynamic = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model, schema);")]
    [InlineData("Action check = () => Console.WriteLine(schema);")]
    [InlineData("var copy = schema;")]
    public Task Not_where_the_schema_is_looked_at(string use) => Body($$"""
        var model = mlContext.Model.Load("fare.zip", out var schema);
        {{use}}
        {{Engine}}
        """);

    [Fact]
    public Task Not_where_the_caller_gets_the_schema() => Members("""
        public DataViewSchema Schema { get; private set; }

        private DataViewSchema schema;

        public ITransformer Load(out DataViewSchema found) => mlContext.Model.Load("a.zip", out found);

        public TripPrediction Predict(Trip trip)
        {
            var model = mlContext.Model.Load("b.zip", out schema);
            Schema = schema;
            return mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model).Predict(trip);
        }

        public TripPrediction PredictToo(Trip trip) => mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(Load(out _)).Predict(trip);
        """);

    [Theory]
    [InlineData("var model = mlContext.Model.Load(\"fare.zip\", out _); var scores = model.Transform(mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\"));")]
    [InlineData("var model = mlContext.Model.LoadWithDataLoader(\"fare.zip\", out var loader);" + Engine)]
    [InlineData("var trips = mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\"); mlContext.Model.Save(mlContext.Regression.Trainers.Sdca().Fit(trips), trips.Schema, \"fare.zip\"); var model = mlContext.Model.Load(\"fare.zip\", out _);" + Engine)]
    [InlineData("var path = Path.GetFullPath(\"fare.zip\"); var trips = mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\"); mlContext.Model.Save(mlContext.Regression.Trainers.Sdca().Fit(trips), trips.Schema, path); var model = mlContext.Model.Load(path, out _);" + Engine)]
    public Task Not_without_an_engine_nor_with_a_loader_nor_where_the_program_saved_the_model_itself(string body) => Body(body);

    [Fact]
    public Task Not_where_the_runtime_library_verifies_the_model() => Body($$"""
        var model = mlContext.Model.Load("fare.zip", out _);
        MlAntipatternAnalyzers.Runtime.GoldenRows.Load("fare.zip").Verify(mlContext, model);
        {{Engine}}
        """, Runtime);

    [Fact]
    public Task Not_in_code_that_a_tool_writes() => Verify<MLAP4009LoadedSchemaIgnoredAnalyzer>.Program("""
        // This file was auto-generated by ML.NET Model Builder.
        using Microsoft.ML;

        public class Fares
        {
            public static TripPrediction Predict(Trip trip)
            {
                var mlContext = new MLContext();
                var model = mlContext.Model.Load("fare.zip", out var _);
                return mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model).Predict(trip);
            }
        }
        """, new Setup { Sources = [("/0/Rows.cs", Sources.Rows)] });

    [Fact]
    public Task Not_in_tests() => Body($$"""
        var model = mlContext.Model.Load("fare.zip", out _);
        {{Engine}}
        """, With.XunitFramework);

    [Fact]
    public Task Not_without_ML_NET() => Verify<MLAP4009LoadedSchemaIgnoredAnalyzer>.Program("""
        var model = new Models().Load("fare.zip", out _);
        new Models().CreatePredictionEngine(model);
        """, With.NoMlNet);

    [Fact]
    public Task The_fix_checks_each_class_and_two_loads_at_once() => FixedProgram("""
        using Microsoft.ML;

        var mlContext = new MLContext();
        var fares = mlContext.Model.[|Load|]("fare.zip", out _); // the newest
        var clicks = mlContext.Model.[|Load|]("clicks.zip", out var _);

        // Engines for both.
        var fare = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(fares);
        var click = mlContext.Model.CreatePredictionEngine<Impression, ClickPrediction>(clicks);
        var again = mlContext.Model.CreatePredictionEngine<Review, ClickPrediction>(clicks);
        """, """
        using Microsoft.ML;
        using MlAntipatternAnalyzers.Runtime;

        var mlContext = new MLContext();
        var fares = mlContext.Model.Load("fare.zip", out var inputSchema); // the newest
        inputSchema.Check<Trip>();
        var clicks = mlContext.Model.Load("clicks.zip", out var inputSchema2);
        inputSchema2.Check<Impression>();
        inputSchema2.Check<Review>();

        // Engines for both.
        var fare = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(fares);
        var click = mlContext.Model.CreatePredictionEngine<Impression, ClickPrediction>(clicks);
        var again = mlContext.Model.CreatePredictionEngine<Review, ClickPrediction>(clicks);
        """);

    [Fact]
    public Task The_fix_keeps_the_variable_and_line_ends() => FixedProgram("""
        using Microsoft.ML;
        using MlAntipatternAnalyzers.Runtime;

        public class Fares
        {
            private readonly PredictionEngine<Trip, TripPrediction> engine;

            public Fares(MLContext context)
            {
                DataViewSchema schema;
                ITransformer model = context.Model.[|Load|](
                    "fare.zip",
                    out schema);
                engine = context.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
            }
        }
        """, """
        using Microsoft.ML;
        using MlAntipatternAnalyzers.Runtime;

        public class Fares
        {
            private readonly PredictionEngine<Trip, TripPrediction> engine;

            public Fares(MLContext context)
            {
                DataViewSchema schema;
                ITransformer model = context.Model.Load(
                    "fare.zip",
                    out schema);
                schema.Check<Trip>();
                engine = context.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
            }
        }
        """);

    [Theory]
    [InlineData("var model = mlContext.Model.[|Load|](\"fare.zip\", out _);", With.MlNet)]
    [InlineData("ITransformer model = DateTime.Now.Ticks > 0 ? mlContext.Model.[|Load|](\"fare.zip\", out _) : null;", With.Runtime)]
    [InlineData("Func<ITransformer> load = () => mlContext.Model.[|Load|](\"fare.zip\", out _); var model = load();", With.Runtime)]
    public Task The_fix_is_not_offered_without_the_library_or_a_place(string load, With with) =>
        VerifyFix<MLAP4009LoadedSchemaIgnoredAnalyzer, MLAP4009LoadedSchemaIgnoredCodeFix>.NotOffered(load + "\n" + Engine, with);

    [Theory]
    [InlineData("""
        public void Run(Trip trip, Impression click)
        {
            mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(Load("fare.zip")).Predict(trip);
            mlContext.Model.CreatePredictionEngine<Impression, ClickPrediction>(Load("clicks.zip")).Predict(click);
        }

        private static ITransformer Load(string path)
        {
            var model = mlContext.Model.[|Load|](path, out _);
            return model;
        }
        """)]
    [InlineData("""
        public class Scorer<TRow>
            where TRow : class
        {
            public float Score(TRow row)
            {
                var model = mlContext.Model.[|Load|](typeof(TRow).Name, out _);
                return mlContext.Model.CreatePredictionEngine<TRow, ClickPrediction>(model).Predict(row).Score;
            }
        }

        public void Run(Trip trip) => new Scorer<Trip>().Score(trip);
        """)]
    public Task The_fix_is_not_offered_where_other_models_come_by(string members)
    {
        var text = Sources.Members(members);
        return VerifyFix<MLAP4009LoadedSchemaIgnoredAnalyzer, MLAP4009LoadedSchemaIgnoredCodeFix>.NotOfferedInProgram(text, Runtime with { Sources = [("/0/Rows.cs", Sources.Rows)] });
    }

    /// <summary>The service's class calls a column by another name than training did: no engine complains, and the value counts for nothing.</summary>
    [Fact]
    public async Task A_misspelled_member_counts_for_nothing_before_and_stops_the_program_at_its_start_after()
    {
        const string Program = """
            using System;
            using Microsoft.ML;

            // Stands for a training program that ran before.
            Type.GetType("Training").GetMethod("Run").Invoke(null, new object[] { "fare.zip" });

            var mlContext = new MLContext();
            var model = mlContext.Model.Load("fare.zip", out _);
            var engine = mlContext.Model.CreatePredictionEngine<Trip, Fare>(model);
            Console.WriteLine(engine.Predict(new Trip { Metres = 900, Tolls = 0 }).Score == engine.Predict(new Trip { Metres = 900, Tolls = 50 }).Score ? "tolls do not count" : "tolls count");

            public class Trip
            {
                public float Metres { get; set; }
                public float Tolls { get; set; }
            }

            public class Fare
            {
                public float Score { get; set; }
            }
            """;
        const string Training = """
            using System.Linq;
            using Microsoft.ML;

            internal static class Training
            {
                public static void Run(string path)
                {
                    var mlContext = new MLContext(seed: 1);
                    var rows = mlContext.Data.LoadFromEnumerable(Enumerable.Range(1, 50).Select(i => new Row { Metres = i * 30, Amount = i }).ToList());
                    mlContext.Model.Save(mlContext.Transforms.Concatenate("Features", "Metres").Append(mlContext.Regression.Trainers.Sdca("Amount")).Fit(rows), rows.Schema, path);
                }
            }

            internal sealed class Row
            {
                public float Metres { get; set; }
                public float Amount { get; set; }
            }
            """;
        var setup = new Setup { With = With.Runtime, Sources = [("/0/Training.cs", Training)] };
        Assert.Equal("tolls do not count\n", (await ProgramRunner.RunAsync(Program, setup)).OutputOrThrow());

        var repaired = await FixRunner.FixAsync<MLAP4009LoadedSchemaIgnoredAnalyzer, MLAP4009LoadedSchemaIgnoredCodeFix>(Program, setup);
        Assert.Contains("inputSchema.Check<Trip>();", repaired.Text, System.StringComparison.Ordinal);
        var after = await ProgramRunner.RunAsync(repaired.Text, setup);
        Assert.Equal("MlAntipatternAnalyzers.Runtime.InputSchemaException", after.ExceptionType);
        Assert.Contains("'Tolls' (Single) is no column that the model was trained with", after.ExceptionMessage, System.StringComparison.Ordinal);
    }
}
