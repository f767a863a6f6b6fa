using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP1008ProducedButNeverUsedAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP1008ProducedButNeverUsedAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP1008ProducedButNeverUsedCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Schema;

public sealed class MLAP1008ProducedButNeverUsedTests
{
    [Fact]
    public Task A_forgotten_feature() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.Categorical.OneHotEncoding("VendorIdEncoded", "VendorId")
            // Cash or card.
            .Append(mlContext.Transforms.Categorical.OneHotEncoding("PaymentEncoded", "PaymentType"))
            .Append(mlContext.Transforms.[|NormalizeMinMax|]("TimeScaled", "TripTime"))
            .Append(mlContext.Transforms.Concatenate("Features", "VendorIdEncoded", "PaymentEncoded", "TripDistance"))
            .Append(mlContext.Regression.Trainers.FastTree("FareAmount"));
        var model = pipeline.Fit(data);
        Console.WriteLine(mlContext.Regression.Evaluate(model.Transform(data), "FareAmount").RSquared);
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.Categorical.OneHotEncoding("VendorIdEncoded", "VendorId")
            // Cash or card.
            .Append(mlContext.Transforms.Categorical.OneHotEncoding("PaymentEncoded", "PaymentType"))
            .Append(mlContext.Transforms.Concatenate("Features", "VendorIdEncoded", "PaymentEncoded", "TripDistance"))
            .Append(mlContext.Regression.Trainers.FastTree("FareAmount"));
        var model = pipeline.Fit(data);
        Console.WriteLine(mlContext.Regression.Evaluate(model.Transform(data), "FareAmount").RSquared);
        """,
        new Setup { Messages = ["'NormalizeMinMax' makes 'TimeScaled', which no trainer, no later step and no class reads: use it, or remove the step"] });

    [Fact]
    public Task The_first_step_a_statement_of_its_own_and_one_of_several_columns() => F.Members(
        """
        private const string Scaled = "Scaled";

        private static IEstimator<ITransformer> Preparation()
        {
            IEstimator<ITransformer> chain = mlContext.Transforms.Text.[|FeaturizeText|](outputColumnName: "Vendor", inputColumnName: nameof(Trip.VendorId)).Append(mlContext.Transforms.CopyColumns("Label", "FareAmount"));
            chain = chain.Append(mlContext.Transforms.[|NormalizeMeanVariance|](Scaled, "TripTime"));
            return chain.Append(mlContext.Transforms.Categorical.OneHotEncoding(new[]
            {
                new InputOutputColumnPair("First", "VendorId"),
                new InputOutputColumnPair([|"Second"|], "PaymentType"),
            }));
        }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var trainer = mlContext.Regression.Trainers.Sdca();
            var model = Preparation().Append(mlContext.Transforms.Concatenate("Features", "First", "TripTime")).Append(trainer).Fit(data);
        }
        """,
        """
        private const string Scaled = "Scaled";

        private static IEstimator<ITransformer> Preparation()
        {
            IEstimator<ITransformer> chain = mlContext.Transforms.CopyColumns("Label", "FareAmount");
            return chain.Append(mlContext.Transforms.Categorical.OneHotEncoding(new[]
            {
                new InputOutputColumnPair("First", "VendorId"),
            }));
        }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var trainer = mlContext.Regression.Trainers.Sdca();
            var model = Preparation().Append(mlContext.Transforms.Concatenate("Features", "First", "TripTime")).Append(trainer).Fit(data);
        }
        """);

    /// <summary>What is done to a column in its place is lost as well, when nothing reads the column.</summary>
    [Fact]
    public Task In_its_place_and_fitted_apart() => V.Members(
        """
        private readonly IDataView data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        private ITransformer preparation;

        private void Prepare() => preparation = mlContext.Transforms.Categorical.[|OneHotEncoding|]("VendorId").Append(mlContext.Transforms.Concatenate("Features", "TripTime")).Fit(data);

        private void Train() => mlContext.Regression.Trainers.FastTree("FareAmount").Fit(preparation.Transform(data));

        private static void Main()
        {
            var flow = new Flow();
            flow.Prepare();
            flow.Train();
        }
        """);

    [Theory]
    [InlineData("""Append(mlContext.Transforms.Concatenate("Features", "Made", "TripTime")).Append(mlContext.Regression.Trainers.FastTree("FareAmount"))""")]
    [InlineData("""Append(mlContext.Transforms.Concatenate("Features", "TripTime")).Append(mlContext.Regression.Trainers.FastTree("FareAmount", exampleWeightColumnName: "Made"))""")]
    [InlineData("""Append(mlContext.Transforms.Concatenate("Features", "TripTime")).Append(mlContext.Regression.Trainers.FastTree(new Microsoft.ML.Trainers.FastTree.FastTreeRegressionTrainer.Options { LabelColumnName = "Made" }))""")]
    [InlineData("""Append(mlContext.Transforms.Concatenate("Features", "TripTime")).Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Append(mlContext.Transforms.CopyColumns("Later", "Made"))""")]
    [InlineData("""Append(mlContext.Transforms.Concatenate("Features", "TripTime")).Append(Other()).Append(mlContext.Regression.Trainers.FastTree("FareAmount"))""")]
    [InlineData("""Append(mlContext.Transforms.Concatenate("Features", Names())).Append(mlContext.Regression.Trainers.FastTree("FareAmount"))""")]
    [InlineData("""Append(mlContext.Transforms.CustomMapping<In, Out>((row, made) => made.Features = new[] { row.Made }, null)).Append(mlContext.Regression.Trainers.FastTree("FareAmount"))""")]
    [InlineData("""Append(mlContext.Transforms.CopyColumns("Made", "TripDistance")).Append(mlContext.Transforms.Concatenate("Features", "Made")).Append(mlContext.Regression.Trainers.FastTree("FareAmount"))""")]
    [InlineData("""Append(mlContext.Transforms.Concatenate("Features", "TripTime"))""")]
    public Task What_is_read_not_known_or_the_end_of_a_chain(string rest) => V.Members(
        $$"""
        private sealed class In { public float Made { get; set; } }
        private sealed class Out { [VectorType(1)] public float[] Features { get; set; } }

        private static Func<IEstimator<ITransformer>> Other;
        private static Func<string[]> Names;

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            mlContext.Transforms.CopyColumns("Made", "TripDistance").{{rest}}.Fit(data);
        }
        """);

    [Theory]
    [InlineData("""model.Transform(data).GetColumn<float>("Made").First()""")]
    [InlineData("""model.Transform(data).GetColumn<float>(model.Transform(data).Schema["Made"]).First()""")]
    [InlineData("""mlContext.Data.CreateEnumerable<Made>(model.Transform(data), reuseRowObject: false).First()""")]
    [InlineData("""mlContext.Model.CreatePredictionEngine<Trip, Made>(model).Predict(new Trip())""")]
    [InlineData("""mlContext.Regression.Evaluate(model.Transform(data), "Made")""")]
    [InlineData("""mlContext.Data.FilterRowsByColumn(model.Transform(data), "Made", 1)""")]
    [InlineData("""mlContext.Data.TrainTestSplit(model.Transform(data), samplingKeyColumnName: "Made")""")]
    [InlineData("""model.Transform(data).Preview()""")]
    [InlineData("""model.Transform(data).Schema.ToList()""")]
    [InlineData("""model.GetOutputSchema(data.Schema)["Made"]""")]
    [InlineData("""Show(model.Transform(data))""")]
    [InlineData("""Later(() => model.Transform(data))""")]
    [InlineData("""kept = () => model.Transform(data).Preview()""")]
    [InlineData("""Many(model)""")]
    public Task What_is_read_behind_the_model(string use) => V.Members(
        $$"""
        public sealed class Made { [ColumnName("Made")] public float Distance { get; set; } }

        private static Func<object, object> Show;
        private static Func<Func<IDataView>, object> Later;
        private static Func<object> kept;

        private static object Many(ITransformer model) => ((IEnumerable<ITransformer>)model).ToDictionary(each => each.ToString());

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = mlContext.Transforms.CopyColumns("Made", "TripDistance")
                .Append(mlContext.Transforms.Concatenate("Features", "TripTime"))
                .Append(mlContext.Regression.Trainers.FastTree("FareAmount"))
                .Fit(data);
            object result = {{use}};
        }
        """);

    [Fact]
    public Task Whoever_calls_a_library_may_read_it() => V.Program(
        """
        using Microsoft.ML;

        public class Trainer
        {
            private readonly MLContext mlContext = new MLContext();
            private ITransformer inner;

            public IDataView Scored { get; private set; }

            public ITransformer Train() => Chain("Returned").Fit(Load());

            public void Score() => Scored = Chain("Scored").Fit(Load()).Transform(Load());

            public void Keep() => inner = Other().Fit(Load());

            private IDataView Load() => mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');

            private IEstimator<ITransformer> Chain(string made) =>
                mlContext.Transforms.CopyColumns(made, "TripTime").Append(mlContext.Transforms.Concatenate("Features", "TripDistance")).Append(mlContext.Regression.Trainers.FastTree("FareAmount"));

            private IEstimator<ITransformer> Other() =>
                mlContext.Transforms.[|CopyColumns|]("Kept", "TripTime").Append(mlContext.Transforms.Concatenate("Features", "TripDistance")).Append(mlContext.Regression.Trainers.FastTree("FareAmount"));
        }
        """,
        new Setup { Sources = [("/0/Rows.cs", Sources.Rows)] });

    [Theory]
    [InlineData("var engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(mlContext.Model.Load(path, out _));", true)]
    [InlineData("var engine = mlContext.Model.CreatePredictionEngine<Trip, Explained>(mlContext.Model.Load(path, out _));", false)]
    [InlineData("", false)]
    public Task A_model_that_is_saved(string serving, bool isFound) => V.Members(
        $$"""
        public sealed class Explained { public float Made { get; set; } public float Score { get; set; } }

        private static void Train()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = mlContext.Transforms.{{(isFound ? "[|CopyColumns|]" : "CopyColumns")}}("Made", "TripDistance")
                .Append(mlContext.Transforms.Concatenate("Features", "TripTime"))
                .Append(mlContext.Regression.Trainers.FastTree("FareAmount"))
                .Fit(data);
            mlContext.Model.Save(model, data.Schema, "trips.zip");
        }

        private static void Serve(string path)
        {
            {{serving}}
        }

        private static void Main(string[] args)
        {
            Train();
            Serve(args[0]);
        }
        """);

    /// <summary>A branch's chain reads what the other's does not.</summary>
    [Fact]
    public Task One_of_two_ways_reads_it() => V.Members(
        """
        private static void Train(bool small)
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            IEstimator<ITransformer> chain = mlContext.Transforms.NormalizeMinMax("Scaled", "TripTime");
            chain = small ? chain.Append(mlContext.Transforms.Concatenate("Features", "TripDistance")) : chain.Append(mlContext.Transforms.Concatenate("Features", "Scaled"));
            chain.Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(data);
        }
        """);

    [Fact]
    public Task A_method_that_makes_steps_for_two_chains() => V.Members(
        """
        private static IEstimator<ITransformer> Scale() => mlContext.Transforms.NormalizeMinMax("Scaled", "TripTime");

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            Scale().Append(mlContext.Transforms.Concatenate("Features", "TripDistance")).Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(data);
            Scale().Append(mlContext.Transforms.Concatenate("Features", "Scaled")).Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(data);
        }
        """);

    /// <summary>The models of the folds are not followed; where only their metrics are looked at, there is nothing to follow.</summary>
    [Theory]
    [InlineData("folds.Average(fold => fold.Metrics.RSquared)", true)]
    [InlineData("folds[0].Model.Transform(data).GetColumn<float>(\"Scaled\").First()", false)]
    [InlineData("folds.Select(fold => fold.ScoredHoldOutSet).First().GetColumn<float>(\"Scaled\").First()", false)]
    public Task Cross_validated(string use, bool isFound) => V.Body(
        $$"""
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var chain = mlContext.Transforms.{{(isFound ? "[|NormalizeMinMax|]" : "NormalizeMinMax")}}("Scaled", "TripTime").Append(mlContext.Transforms.Concatenate("Features", "TripDistance")).Append(mlContext.Regression.Trainers.FastTree("FareAmount"));
        var folds = mlContext.Regression.CrossValidate(data, chain, labelColumnName: "FareAmount");
        Console.WriteLine({{use}});
        """);

    [Fact]
    public Task In_a_test_project() => V.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        mlContext.Transforms.NormalizeMinMax("Scaled", "TripTime").Append(mlContext.Transforms.Concatenate("Features", "TripDistance")).Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(data);
        """,
        With.XunitFramework);

    [Fact]
    public Task Without_ML_NET() => V.Members("""private static void Main() => mlContext.Transforms.CopyColumns("Made", "TripTime").Append(null);""", With.NoMlNet);

    /// <summary>A comment would go with the step, and the head of a chain with the variable that holds it.</summary>
    [Theory]
    [InlineData("""
        var chain = mlContext.Transforms.Concatenate("Features", "TripTime")
            .Append(mlContext.Transforms.[|CopyColumns|]("Made", "TripDistance")) /* not yet */;
        mlContext.Transforms.CopyColumns("Label", "FareAmount").Append(chain.Append(mlContext.Regression.Trainers.FastTree())).Fit(data);
        """, true)]
    [InlineData("""
        var chain = mlContext.Transforms.Concatenate("Features", "TripTime") // all that is known
            .Append(mlContext.Transforms.[|CopyColumns|]("Made", "TripDistance"));
        chain.Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(data);
        """, false)]
    [InlineData("""
        var made = mlContext.Transforms.[|CopyColumns|]("Made", "TripDistance");
        made.Append(mlContext.Transforms.Concatenate("Features", "TripTime")).Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(data);
        """, false)]
    public Task Where_no_step_can_be_taken_out(string body, bool isOffered) =>
        isOffered ? V.Body($"var data = mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\", ',');\n{body}") : F.NotOffered($"var data = mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\", ',');\n{body}");

    /// <summary>Without the step the model predicts just the same, and its views have no such column.</summary>
    [Fact]
    public async Task The_model_is_the_same_without_it()
    {
        const string Program = """
            using System;
            using System.Linq;
            using Microsoft.ML;

            public static class App
            {
                private sealed class Row { public float Size { get; set; } public float Noise { get; set; } public float Label { get; set; } }
                private sealed class Prediction { public float Score { get; set; } }

                public static void Main()
                {
                    var mlContext = new MLContext(1);
                    var data = mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(i => new Row { Size = i % 17, Noise = i * 7919 % 13, Label = i % 17 * 3 }).ToList());
                    var model = mlContext.Transforms.NormalizeMinMax("Scaled", "Noise")
                        .Append(mlContext.Transforms.Concatenate("Features", "Size"))
                        .Append(mlContext.Regression.Trainers.FastTree())
                        .Fit(data);
                    Console.WriteLine(mlContext.Model.CreatePredictionEngine<Row, Prediction>(model).Predict(new Row { Size = 5, Noise = 1 }).Score.ToString("R"));
                    // inspect
                }
            }
            """;
        var repaired = await FixRunner.FixAsync<MLAP1008ProducedButNeverUsedAnalyzer, MLAP1008ProducedButNeverUsedCodeFix>(Program);

        var before = (await ProgramRunner.RunAsync(Inspected(Program))).OutputOrThrow().Trim().Split('\n');
        var after = (await ProgramRunner.RunAsync(Inspected(repaired.Text))).OutputOrThrow().Trim().Split('\n');
        Assert.Equal(before[0], after[0]);
        Assert.Equal(("True", "False"), (before[1], after[1]));

        static string Inspected(string program) => program.Replace("// inspect", """Console.WriteLine(model.Transform(data).Schema.GetColumnOrNull("Scaled") != null);""");
    }
}
