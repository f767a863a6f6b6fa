using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP1007LoadedButNeverUsedAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP1007LoadedButNeverUsedAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP1007LoadedButNeverUsedCodeFix>;
using H = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP1007LoadedButNeverUsedAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP1007LoadedButNeverUsedHideCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Schema;

public sealed class MLAP1007LoadedButNeverUsedTests
{
    private const string House = """
        private sealed class House
        {
            [LoadColumn(0)] public string Agent { get; set; }
            [LoadColumn(1)] public float Size { get; set; }
            [LoadColumn(2)] public float Price { get; set; }
        }

        """;

    private const string Flagged = """
        private sealed class House
        {
            [LoadColumn(0)] public string [|Agent|] { get; set; }
            [LoadColumn(1)] public float Size { get; set; }
            [LoadColumn(2)] public float Price { get; set; }
        }

        """;

    private const string Chain = """mlContext.Transforms.Concatenate("Features", "Size").Append(mlContext.Regression.Trainers.FastTree("Price"))""";

    [Fact]
    public Task Members_that_nothing_reads() => F.Members(
        $$"""
        private sealed class House
        {
            [LoadColumn(0)] public string [|Agent|] { get; set; }

            // In square metres.
            [LoadColumn(1)] public float Size { get; set; }

            [LoadColumn(2)]
            public float {|#0:Garden|} { get; set; }

            [LoadColumn(3)] public float Price { get; set; }
            [LoadColumn(4, 6)] public float[] [|Distances|];
        }

        private sealed class Estimate { public float Score { get; set; } }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<House>("houses.csv", ',');
            var model = {{Chain}}.Fit(data);
            mlContext.Model.Save(model, data.Schema, "houses.zip");
            var engine = mlContext.Model.CreatePredictionEngine<House, Estimate>(model);
            Console.WriteLine(engine.Predict(new House { Agent = "none", Size = 100, Garden = 3 }).Score);
            Console.WriteLine(engine.Predict(new House
            {
                Agent = "none",
                Size = 200,
            }).Score);
        }
        """.Replace("{|#0:Garden|}", "[|Garden|]"),
        $$"""
        private sealed class House
        {

            // In square metres.
            [LoadColumn(1)] public float Size { get; set; }

            [LoadColumn(3)] public float Price { get; set; }
        }

        private sealed class Estimate { public float Score { get; set; } }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<House>("houses.csv", ',');
            var model = {{Chain}}.Fit(data);
            mlContext.Model.Save(model, data.Schema, "houses.zip");
            var engine = mlContext.Model.CreatePredictionEngine<House, Estimate>(model);
            Console.WriteLine(engine.Predict(new House { Size = 100 }).Score);
            Console.WriteLine(engine.Predict(new House
            {
                Size = 200,
            }).Score);
        }
        """,
        new Setup
        {
            Messages =
            [
                "'Agent' of House is loaded, and nothing reads it: no model learns from it; use it, or remove it",
                "'Garden' of House is loaded, and nothing reads it: no model learns from it; use it, or remove it",
                "'Distances' of House is loaded, and nothing reads it: no model learns from it; use it, or remove it",
            ],
        });

    [Fact]
    public Task A_class_in_another_file_through_a_loader_and_a_generic_method() => F.Members(
        """
        private static IDataView Load<T>(string path) => mlContext.Data.CreateTextLoader<T>(separatorChar: ',').Load(path);

        private static void Main()
        {
            var split = mlContext.Data.TrainTestSplit(Load<Home>("homes.csv"));
            var model = mlContext.Transforms.Concatenate("Features", nameof(Home.Size)).Append(mlContext.Regression.Trainers.FastTree(nameof(Home.Price))).Fit(split.TrainSet);
            Console.WriteLine(mlContext.Regression.Evaluate(model.Transform(split.TestSet), nameof(Home.Price)).RSquared);
            Console.WriteLine(new Home { Agent = "none", Size = 1, Street = "Main St" }.Size);
        }
        """,
        """
        private static IDataView Load<T>(string path) => mlContext.Data.CreateTextLoader<T>(separatorChar: ',').Load(path);

        private static void Main()
        {
            var split = mlContext.Data.TrainTestSplit(Load<Home>("homes.csv"));
            var model = mlContext.Transforms.Concatenate("Features", nameof(Home.Size)).Append(mlContext.Regression.Trainers.FastTree(nameof(Home.Price))).Fit(split.TrainSet);
            Console.WriteLine(mlContext.Regression.Evaluate(model.Transform(split.TestSet), nameof(Home.Price)).RSquared);
            Console.WriteLine(new Home { Size = 1 }.Size);
        }
        """,
        new Setup
        {
            Sources = [("/0/Home.cs", """
                using Microsoft.ML.Data;

                public class Home
                {
                    [LoadColumn(0)] public string [|Agent|] { get; set; }
                    [LoadColumn(1)] public string [|Street|] { get; set; }
                    [LoadColumn(2)] public float Size { get; set; }
                    [LoadColumn(3)] public float Price { get; set; }
                }
                """)],
            SourcesAfter = [("/0/Home.cs", """
                using Microsoft.ML.Data;

                public class Home
                {
                    [LoadColumn(2)] public float Size { get; set; }
                    [LoadColumn(3)] public float Price { get; set; }
                }
                """)],
        });

    [Fact]
    public Task Columns_that_are_written_out() => F.Members(
        $$"""
        private static readonly TextLoader.Column[] Columns =
        {
            [|new TextLoader.Column("Agent", DataKind.String, 0)|],
            new TextLoader.Column("Size", DataKind.Single, 1), [|new TextLoader.Column("Garden", DataKind.Single, 2)|],
            new("Price", DataKind.Single, 3),
        };

        private static void Main() => {{Chain}}.Fit(mlContext.Data.LoadFromTextFile("houses.csv", Columns, ','));
        """,
        $$"""
        private static readonly TextLoader.Column[] Columns =
        {
            new TextLoader.Column("Size", DataKind.Single, 1),
            new("Price", DataKind.Single, 3),
        };

        private static void Main() => {{Chain}}.Fit(mlContext.Data.LoadFromTextFile("houses.csv", Columns, ','));
        """);

    [Fact]
    public Task Rows_that_are_objects() => H.Members(
        $$"""
        private sealed class House { public string [|Agent|] { get; set; } public float Size { get; set; } public float Price { get; set; } }

        private static void Main()
        {
            var houses = new List<House> { new House { Agent = Console.ReadLine(), Size = 100, Price = 3 } };
            var model = {{Chain}}.Fit(mlContext.Data.LoadFromEnumerable(houses));
        }
        """,
        $$"""
        private sealed class House { [NoColumn] public string Agent { get; set; } public float Size { get; set; } public float Price { get; set; } }

        private static void Main()
        {
            var houses = new List<House> { new House { Agent = Console.ReadLine(), Size = 100, Price = 3 } };
            var model = {{Chain}}.Fit(mlContext.Data.LoadFromEnumerable(houses));
        }
        """,
        new Setup { Messages = ["'Agent' of House is loaded, and nothing reads it: no model learns from it; use it, or leave it out with [NoColumn]"] });

    /// <summary>A text loader does not look at the attribute, and throws for a member without its own.</summary>
    [Fact]
    public Task No_attribute_hides_a_member_from_a_text_loader() => H.NotOfferedInProgram(Program(Flagged + $$"""private static void Main() => {{Chain}}.Fit(mlContext.Data.LoadFromTextFile<House>("houses.csv"));"""));

    [Theory]
    [InlineData("""new House { Agent = Console.ReadLine() }.Size""")]
    [InlineData("""Set(new House())""")]
    public Task What_would_be_lost_with_the_member(string use) => F.NotOfferedInProgram(Program(Flagged +
        $$"""
        private static float Set(House house)
        {
            house.Agent = "none";
            return house.Size;
        }

        private static void Main()
        {
            var model = {{Chain}}.Fit(mlContext.Data.LoadFromTextFile<House>("houses.csv"));
            Console.WriteLine({{use}});
        }
        """));

    [Fact]
    public Task A_comment_stays() => F.NotOffered(
        """
        var data = mlContext.Data.LoadFromTextFile("houses.csv", new[] { new TextLoader.Column("Size", DataKind.Single, 1), new TextLoader.Column("Price", DataKind.Single, 2), [|new TextLoader.Column("Agent", DataKind.String, /* the first */ 0)|] });
        mlContext.Transforms.Concatenate("Features", "Size").Append(mlContext.Regression.Trainers.FastTree("Price")).Fit(data);
        """);

    [Theory]
    [InlineData("""mlContext.Transforms.Categorical.OneHotEncoding("Agent").Append(mlContext.Transforms.Concatenate("Features", "Agent", "Size")).Append(mlContext.Regression.Trainers.FastTree("Price")).Fit(data)""")]
    [InlineData("""mlContext.Transforms.Conversion.MapValueToKey("Made", "Agent").Append(mlContext.Transforms.Concatenate("Features", "Size")).Append(mlContext.Regression.Trainers.FastTree("Price")).Fit(data)""")]
    [InlineData("""mlContext.Transforms.DropColumns("Agent").Append(mlContext.Transforms.Concatenate("Features", "Size")).Append(mlContext.Regression.Trainers.FastTree("Price")).Fit(data)""")]
    [InlineData("""mlContext.Transforms.SelectColumns("Size", "Price").Append(mlContext.Transforms.Concatenate("Features", "Size")).Append(mlContext.Regression.Trainers.FastTree("Price")).Fit(data)""")]
    [InlineData("""mlContext.Transforms.Concatenate("Features", "Sizes").Append(mlContext.Regression.Trainers.FastTree("Price")).Fit(data)""")]
    [InlineData("""Chain.Fit(mlContext.Data.TrainTestSplit(data, samplingKeyColumnName: "Agent").TrainSet)""")]
    [InlineData("""Chain.Append(Other()).Fit(data)""")]
    [InlineData("""Chain.Fit(mlContext.Data.FilterByCustomPredicate<House>(data, house => house.Size < 1))""")]
    [InlineData("""Chain.Fit(data).Transform(data).GetColumn<string>("Agent").First()""")]
    [InlineData("""mlContext.Data.CreateEnumerable<House>(Chain.Fit(data).Transform(data), false).First()""")]
    [InlineData("""mlContext.Model.CreatePredictionEngine<House, Estimate>(Chain.Fit(data)).Predict(new House())""")]
    [InlineData("""(Chain.Fit(data), data.Preview())""")]
    [InlineData("""(Chain.Fit(data), Show(data))""")]
    [InlineData("""(Chain.Fit(data), new House().Agent)""")]
    [InlineData("""(Chain.Fit(data), nameof(House.Agent))""")]
    [InlineData("""(Chain.Fit(data), mlContext.Model.CreatePredictionEngine<House, Score>(mlContext.Model.Load(Console.ReadLine(), out _)))""")]
    [InlineData("""(Chain.Fit(data), Microsoft.Extensions.ML.PredictionEnginePoolExtensions.Predict(pool, new House()))""")]
    [InlineData("""(Chain.Fit(data), pool.GetPredictionEngine().Predict(new House()))""")]
    [InlineData("""(Chain.Fit(data), mlContext.Model.Load(Console.ReadLine(), out _).Transform(data))""")]
    [InlineData("""data""")]
    public Task What_is_read_not_known_or_dropped(string use) => V.Members(
        House + $$"""
        private sealed class Score { [ColumnName("Score")] public float Price { get; set; } }
        private sealed class Estimate { public string Agent { get; set; } public float Score { get; set; } }

        private static Func<IEstimator<ITransformer>> Other;
        private static Func<object, object> Show;
        private static Microsoft.Extensions.ML.PredictionEnginePool<House, Score> pool;

        private static IEstimator<ITransformer> Chain => {{Chain}};

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<House>("houses.csv", ',');
            object result = {{use}};
        }
        """,
        With.Stubs);

    /// <summary>Objects have their members read by whoever is given them: a grid, a serializer.</summary>
    [Theory]
    [InlineData("Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(houses));")]
    [InlineData("Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(houses.Where(house => house.Size > 1).ToList()));")]
    [InlineData("Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(new House()));")]
    [InlineData("new System.ComponentModel.BindingList<object>().Add(houses);")]
    [InlineData("new System.Text.StringBuilder().AppendJoin(\", \", houses);")]
    [InlineData("new System.Threading.AsyncLocal<object>().Value = houses;")]
    [InlineData("new System.Collections.Specialized.HybridDictionary()[1] = houses;")]
    public Task Objects_that_are_given_away(string use) => V.Members(
        $$"""
        private sealed class House { public string Agent { get; set; } public float Size { get; set; } public float Price { get; set; } }

        private static void Main()
        {
            var houses = new List<House> { new House { Agent = "none", Size = 100, Price = 3 } };
            {{Chain}}.Fit(mlContext.Data.LoadFromEnumerable(houses));
            {{use}}
        }
        """);

    /// <summary>What one class leaves aside another reads; so may code that the model of the program does not follow.</summary>
    [Fact]
    public Task Classes_with_other_uses() => V.Members(
        """
        private interface INamed { string Agent { get; } }
        private class Named : INamed { public string Agent { get; set; } public float Size { get; set; } public float Price { get; set; } }
        private class Base { public string Agent { get; set; } public float Size { get; set; } public float Price { get; set; } }
        private sealed class Derived : Base { }
        private sealed class Entity { public int Id { get; set; } public float Size { get; set; } public float Price { get; set; } }
        private sealed class DbSet<T> { public List<T> Rows; }
        private static DbSet<Entity> entities;

        private static void Train<T>(IEnumerable<T> rows) where T : class =>
            mlContext.Transforms.Concatenate("Features", "Size").Append(mlContext.Regression.Trainers.FastTree("Price")).Fit(mlContext.Data.LoadFromEnumerable(rows));

        private static void Main()
        {
            Train(new List<Named>());
            Train(new List<Base>());
            Train(new List<Derived>());
            Train(entities.Rows);
            Train(Enumerable.Range(0, 9).Select(i => new { Agent = "none", Size = 1f, Price = 2f }));
        }
        """);

    [Fact]
    public Task A_public_class_of_a_library() => V.Program(
        """
        using Microsoft.ML;
        using Microsoft.ML.Data;

        public class House
        {
            [LoadColumn(0)] public string Agent { get; set; }
            [LoadColumn(1)] public float Size { get; set; }
            [LoadColumn(2)] public float Price { get; set; }
        }

        internal class Flat
        {
            [LoadColumn(0)] public string [|Agent|] { get; set; }
            [LoadColumn(1)] public float Size { get; set; }
            [LoadColumn(2)] public float Price { get; set; }
        }

        public class Trainer
        {
            private readonly MLContext mlContext = new MLContext();

            public void Train() => Train(mlContext.Data.LoadFromTextFile<House>("houses.csv"));

            public void TrainFlats() => Train(mlContext.Data.LoadFromTextFile<Flat>("flats.csv"));

            private void Train(IDataView data) => mlContext.Transforms.Concatenate("Features", "Size").Append(mlContext.Regression.Trainers.FastTree("Price")).Fit(data);
        }
        """);

    /// <summary>Two flows load one class, and the second reads what the first leaves aside.</summary>
    [Fact]
    public Task Another_flow_reads_it() => V.Members(
        House + $$"""
        private static void Main(string[] args)
        {
            if (args.Length == 0)
                Prices();
            else
                Agents();
        }

        private static void Prices()
        {
            var model = {{Chain}}.Fit(mlContext.Data.LoadFromTextFile<House>("houses.csv", ','));
        }

        private static void Agents()
        {
            var data = mlContext.Data.LoadFromTextFile<House>("houses.csv", ',');
            mlContext.Transforms.Conversion.MapValueToKey("Label", "Agent").Append(mlContext.Transforms.Concatenate("Features", "Size")).Append(mlContext.MulticlassClassification.Trainers.NaiveBayes()).Fit(data);
        }
        """);

    /// <summary>Model Builder writes every column of the file into its classes, and will again.</summary>
    [Fact]
    public Task Generated_code() => V.Program("// This file was auto-generated by ML.NET Model Builder.\n" + Program(House + $$"""private static void Main() => {{Chain}}.Fit(mlContext.Data.LoadFromTextFile<House>("houses.csv"));"""));

    [Fact]
    public Task In_a_test_project() => V.Members(House + $$"""private static void Main() => {{Chain}}.Fit(mlContext.Data.LoadFromTextFile<House>("houses.csv"));""", With.XunitFramework);

    [Fact]
    public Task Without_ML_NET() => V.Members(House + $$"""private static void Main() => {{Chain}}.Fit(mlContext.Data.LoadFromTextFile<House>("houses.csv"));""", With.NoMlNet);

    /// <summary>Without the member the model predicts just the same, from a file in which the column may be anything.</summary>
    [Fact]
    public async Task The_model_is_the_same_without_it()
    {
        const string Text = """
            using System;
            using System.IO;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            public static class App
            {
                private sealed class Row
                {
                    [LoadColumn(0)] public float Noise { get; set; }
                    [LoadColumn(1)] public float Size { get; set; }
                    [LoadColumn(2)] public float Label { get; set; }
                }

                private sealed class Prediction { public float Score { get; set; } }

                public static void Main()
                {
                    File.WriteAllLines("rows.csv", Enumerable.Range(0, 200).Select(i => $"{i * 7919 % 13},{i % 17},{i % 17 * 3}"));
                    var mlContext = new MLContext(1);
                    var data = mlContext.Data.LoadFromTextFile<Row>("rows.csv", ',');
                    var model = mlContext.Transforms.Concatenate("Features", "Size").Append(mlContext.Regression.Trainers.FastTree()).Fit(data);
                    Console.WriteLine(mlContext.Model.CreatePredictionEngine<Row, Prediction>(model).Predict(new Row { Size = 5, Noise = 1 }).Score.ToString("R"));
                    // inspect
                }
            }
            """;
        var repaired = await FixRunner.FixAsync<MLAP1007LoadedButNeverUsedAnalyzer, MLAP1007LoadedButNeverUsedCodeFix>(Text);

        var before = (await ProgramRunner.RunAsync(Inspected(Text))).OutputOrThrow().Trim().Split('\n');
        var after = (await ProgramRunner.RunAsync(Inspected(repaired.Text))).OutputOrThrow().Trim().Split('\n');
        Assert.Equal(before[0], after[0]);
        Assert.Equal(("Noise Size Label", "Size Label"), (before[1], after[1]));

        static string Inspected(string program) => program.Replace("// inspect", """Console.WriteLine(string.Join(" ", data.Schema.Select(column => column.Name)));""");
    }

    private static string Program(string members) => Sources.Members(members);
}
