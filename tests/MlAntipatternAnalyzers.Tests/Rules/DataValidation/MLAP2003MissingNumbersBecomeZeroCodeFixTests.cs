using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes.DataValidation;
using MlAntipatternAnalyzers.Rules.DataValidation;
using MlAntipatternAnalyzers.Tests.Testing;
using VerifyFix = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<
    MlAntipatternAnalyzers.Rules.DataValidation.MLAP2003MissingNumbersBecomeZeroAnalyzer,
    MlAntipatternAnalyzers.CodeFixes.DataValidation.MLAP2003MissingNumbersBecomeZeroCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.DataValidation;

public sealed class MLAP2003MissingNumbersBecomeZeroCodeFixTests
{
    private const string Tree = """
        mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance")
            .Append(mlContext.Regression.Trainers.LightGbm("FareAmount"))
            .Fit(trips);
        """;

    [Theory]
    [InlineData("(\"t.csv\")", "(\"t.csv\", new TextLoader.Options { MissingRealsAsNaNs = true })")]
    [InlineData("(\"t.csv\", ',', true)", "(\"t.csv\", new TextLoader.Options { Separators = new[] { ',' }, HasHeader = true, MissingRealsAsNaNs = true })")]
    [InlineData(
        "(path: \"t.csv\", hasHeader: true, allowQuoting: 1 > 0, separatorChar: ';')",
        "(path: \"t.csv\", options: new TextLoader.Options { HasHeader = true, AllowQuoting = 1 > 0, Separators = new[] { ';' }, MissingRealsAsNaNs = true })")]
    [InlineData("(\"t.csv\", allowSparse: false, trimWhitespace: true)", "(\"t.csv\", new TextLoader.Options { AllowSparse = false, TrimWhitespace = true, MissingRealsAsNaNs = true })")]
    [InlineData("(hasHeader: true, path: \"t.csv\")", "(options: new TextLoader.Options { HasHeader = true, MissingRealsAsNaNs = true }, path: \"t.csv\")")]
    [InlineData(
        "(hasHeader: true, path: \"t.csv\", separatorChar: ',')",
        "(path: \"t.csv\", options: new TextLoader.Options { HasHeader = true, Separators = new[] { ',' }, MissingRealsAsNaNs = true })")]
    [InlineData("(\"t.csv\", new TextLoader.Options())", "(\"t.csv\", new TextLoader.Options() { MissingRealsAsNaNs = true })")]
    [InlineData("(\"t.csv\", new TextLoader.Options { })", "(\"t.csv\", new TextLoader.Options { MissingRealsAsNaNs = true  })")]
    [InlineData("(\"t.csv\", new() { HasHeader = true })", "(\"t.csv\", new() { HasHeader = true, MissingRealsAsNaNs = true })")]
    [InlineData("(\"t.csv\", new TextLoader.Options { MissingRealsAsNaNs = false, HasHeader = true, })", "(\"t.csv\", new TextLoader.Options { MissingRealsAsNaNs = true, HasHeader = true, })")]
    public Task Every_argument_keeps_its_meaning(string before, string after) => VerifyFix.Body(
        $"var trips = mlContext.Data.[|LoadFromTextFile<Trip>|]{before};\n{Tree}", $"var trips = mlContext.Data.LoadFromTextFile<Trip>{after};\n{Tree}");

    [Theory]
    [InlineData("CreateTextLoader<Trip>|](',')", "CreateTextLoader<Trip>(new TextLoader.Options { Separators = new[] { ',' }, MissingRealsAsNaNs = true })")]
    [InlineData(
        "CreateTextLoader<Trip>|](hasHeader: true, dataSample: new MultiFileSource(\"t.csv\"))",
        "CreateTextLoader<Trip>(new TextLoader.Options { HasHeader = true, MissingRealsAsNaNs = true }, dataSample: new MultiFileSource(\"t.csv\"))")]
    [InlineData(
        "CreateTextLoader<Trip>|](',', true, new MultiFileSource(\"t.csv\"), true)",
        "CreateTextLoader<Trip>(dataSample: new MultiFileSource(\"t.csv\"), options: new TextLoader.Options { Separators = new[] { ',' }, HasHeader = true, AllowQuoting = true, MissingRealsAsNaNs = true })")]
    [InlineData(
        "CreateTextLoader|](new[] { new TextLoader.Column(\"TripTime\", DataKind.Single, 0) }, hasHeader: true)",
        "CreateTextLoader(new TextLoader.Options { Columns = new[] { new TextLoader.Column(\"TripTime\", DataKind.Single, 0) }, HasHeader = true, MissingRealsAsNaNs = true })")]
    public Task Loaders(string before, string after) => VerifyFix.Body(
        $"var trips = mlContext.Data.[|{before}.Load(\"t.csv\");\n{Tree}", $"var trips = mlContext.Data.{after}.Load(\"t.csv\");\n{Tree}");

    [Fact]
    public Task Comments_and_lines_stay() => VerifyFix.Body(
        """
        var trips = mlContext.Data.[|LoadFromTextFile<Trip>|](
            "trips.csv", // all of last year
            separatorChar: ',',
            // the first line names the columns
            hasHeader: true); // and that is all
        """ + "\n" + Tree,
        """
        var trips = mlContext.Data.LoadFromTextFile<Trip>(
            "trips.csv", // all of last year
            new TextLoader.Options
            {
                Separators = new[] { ',' },
            // the first line names the columns
                HasHeader = true,
                MissingRealsAsNaNs = true
            }); // and that is all
        """ + "\n" + Tree);

    [Fact]
    public Task Not_where_a_comment_would_get_lost() => VerifyFix.NotOffered(
        "var trips = mlContext.Data.[|LoadFromTextFile<Trip>|](hasHeader: true /* yes */, path: \"t.csv\", separatorChar: ',');\n" + Tree);

    [Fact]
    public Task Options_made_elsewhere_are_set_where_they_are_made() => VerifyFix.Members(
        """
        private static readonly TextLoader.Options Shared = new()
        {
            Separators = new[] { ',' }, // no tabs
            HasHeader = true // names
        };

        private static void Main()
        {
            var options = new TextLoader.Options { HasHeader = true };
            options.MissingRealsAsNaNs = false;
            Train(mlContext.Data.[|LoadFromTextFile<Trip>|]("a.csv", options));
            Train(mlContext.Data.[|LoadFromTextFile<Trip>|]("b.csv", Shared));
            Train(mlContext.Data.[|LoadFromTextFile<Trip>|]("c.csv", Shared));
            Train(mlContext.Data.[|LoadFromTextFile<Trip>|]("d.csv", Made()));
        }

        private static TextLoader.Options Made() => new TextLoader.Options();

        private static void Train(IDataView trips) => mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.LightGbm("FareAmount")).Fit(trips);
        """,
        """
        private static readonly TextLoader.Options Shared = new()
        {
            Separators = new[] { ',' }, // no tabs
            HasHeader = true, // names
            MissingRealsAsNaNs = true
        };

        private static void Main()
        {
            var options = new TextLoader.Options { HasHeader = true };
            options.MissingRealsAsNaNs = true;
            Train(mlContext.Data.LoadFromTextFile<Trip>("a.csv", options));
            Train(mlContext.Data.LoadFromTextFile<Trip>("b.csv", Shared));
            Train(mlContext.Data.LoadFromTextFile<Trip>("c.csv", Shared));
            Train(mlContext.Data.[|LoadFromTextFile<Trip>|]("d.csv", Made()));
        }

        private static TextLoader.Options Made() => new TextLoader.Options();

        private static void Train(IDataView trips) => mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.LightGbm("FareAmount")).Fit(trips);
        """);

    [Fact]
    public Task A_chain_in_front_of_a_trainer_that_does_not_take_NaN_gets_a_replacement() => VerifyFix.Body(
        """
        var trips = mlContext.Data.[|LoadFromTextFile<Trip>|]("t.csv", ',');
        var test = mlContext.Data.LoadFromTextFile<Trip>("test.csv", ',');
        var pipeline = mlContext.Transforms.Categorical.OneHotEncoding("Payment", "PaymentType") // cash or card
            .Append(mlContext.Transforms.Concatenate("Features", "Payment", "TripTime", "TripDistance"))
            .Append(mlContext.Regression.Trainers.Sdca("FareAmount"));
        var model = pipeline.Fit(trips);
        Console.WriteLine(model.LastTransformer.Model.Weights.Count);
        """,
        """
        var trips = mlContext.Data.LoadFromTextFile<Trip>("t.csv", new TextLoader.Options { Separators = new[] { ',' }, MissingRealsAsNaNs = true });
        var test = mlContext.Data.LoadFromTextFile<Trip>("test.csv", ',');
        var pipeline = mlContext.Transforms.ReplaceMissingValues(new[] { new InputOutputColumnPair(nameof(Trip.TripDistance)), new InputOutputColumnPair(nameof(Trip.TripTime)) }, MissingValueReplacingEstimator.ReplacementMode.Mean)
            .Append(mlContext.Transforms.Categorical.OneHotEncoding("Payment", "PaymentType")) // cash or card
            .Append(mlContext.Transforms.Concatenate("Features", "Payment", "TripTime", "TripDistance"))
            .Append(mlContext.Regression.Trainers.Sdca("FareAmount"));
        var model = pipeline.Fit(trips);
        Console.WriteLine(model.LastTransformer.Model.Weights.Count);
        """);

    [Fact]
    public Task Two_loads_of_one_chain_many_columns_and_missing_usings() => VerifyFix.Program(
        """
        using Microsoft.ML;

        class Job
        {
            public void Run(MLContext context)
            {
                Train(context, context.Data.[|LoadFromTextFile<Row>|]("a.csv"));
                Train(context, context.Data.[|LoadFromTextFile<Row>|]("b.csv"));
            }

            private void Train(MLContext context, IDataView view) =>
                context.Transforms.Concatenate("Features", "A", "B", "V").Append(context.Regression.Trainers.Sdca()).Fit(view);
        }

        class Row
        {
            [Microsoft.ML.Data.LoadColumn(0)] public float A;
            [Microsoft.ML.Data.LoadColumn(1)] public float B;
            [Microsoft.ML.Data.LoadColumn(2, 5), Microsoft.ML.Data.ColumnName("V")] public float[] Vector;
            [Microsoft.ML.Data.LoadColumn(6)] public float Label;
        }
        """,
        """
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using Microsoft.ML.Transforms;

        class Job
        {
            public void Run(MLContext context)
            {
                Train(context, context.Data.LoadFromTextFile<Row>("a.csv", new TextLoader.Options { MissingRealsAsNaNs = true }));
                Train(context, context.Data.LoadFromTextFile<Row>("b.csv", new TextLoader.Options { MissingRealsAsNaNs = true }));
            }

            private void Train(MLContext context, IDataView view) =>
                context.Transforms.ReplaceMissingValues(
                    new[]
                    {
                        new InputOutputColumnPair(nameof(Row.A)),
                        new InputOutputColumnPair(nameof(Row.B)),
                        new InputOutputColumnPair("V"),
                    },
                    MissingValueReplacingEstimator.ReplacementMode.Mean).Append(context.Transforms.Concatenate("Features", "A", "B", "V")).Append(context.Regression.Trainers.Sdca()).Fit(view);
        }

        class Row
        {
            [Microsoft.ML.Data.LoadColumn(0)] public float A;
            [Microsoft.ML.Data.LoadColumn(1)] public float B;
            [Microsoft.ML.Data.LoadColumn(2, 5), Microsoft.ML.Data.ColumnName("V")] public float[] Vector;
            [Microsoft.ML.Data.LoadColumn(6)] public float Label;
        }
        """);

    [Fact]
    public Task What_is_replaced_already_or_was_scaled_before() => VerifyFix.Body(
        """
        var trips = mlContext.Data.[|LoadFromTextFile<Trip>|]("t.csv");
        var scaled = mlContext.Transforms.NormalizeMinMax("Scaled", "TripTime").Fit(trips).Transform(trips);
        mlContext.Transforms.ReplaceMissingValues("TripDistance", replacementMode: MissingValueReplacingEstimator.ReplacementMode.Maximum)
            .Append(mlContext.Transforms.Concatenate("Features", "Scaled", "TripDistance"))
            .Append(mlContext.Regression.Trainers.OnlineGradientDescent("FareAmount"))
            .Fit(scaled);
        """,
        """
        var trips = mlContext.Data.LoadFromTextFile<Trip>("t.csv", new TextLoader.Options { MissingRealsAsNaNs = true });
        var scaled = mlContext.Transforms.NormalizeMinMax("Scaled", "TripTime").Fit(trips).Transform(trips);
        mlContext.Transforms.ReplaceMissingValues("Scaled", replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean)
            .Append(mlContext.Transforms.ReplaceMissingValues("TripDistance", replacementMode: MissingValueReplacingEstimator.ReplacementMode.Maximum))
            .Append(mlContext.Transforms.Concatenate("Features", "Scaled", "TripDistance"))
            .Append(mlContext.Regression.Trainers.OnlineGradientDescent("FareAmount"))
            .Fit(scaled);
        """);

    [Fact]
    public Task A_trainer_alone_whose_type_is_needed_stays_alone() => VerifyFix.Program(
        """
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using Microsoft.ML.Trainers;

        var mlContext = new MLContext();
        SdcaRegressionTrainer trainer = mlContext.Regression.Trainers.Sdca();
        System.Console.WriteLine(trainer.Fit(mlContext.Data.[|LoadFromTextFile<Row>|]("a.csv")).Model.Weights.Count);
        var other = mlContext.Regression.Trainers.Sdca();
        mlContext.Model.Save(other.Fit(mlContext.Data.[|LoadFromTextFile<Row>|]("b.csv")), null, "b.zip");

        class Row
        {
            [LoadColumn(0, 3)] public float[] Features;
            [LoadColumn(4)] public float Label;
        }
        """,
        """
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using Microsoft.ML.Trainers;
        using Microsoft.ML.Transforms;

        var mlContext = new MLContext();
        SdcaRegressionTrainer trainer = mlContext.Regression.Trainers.Sdca();
        System.Console.WriteLine(trainer.Fit(mlContext.Data.LoadFromTextFile<Row>("a.csv", new TextLoader.Options { MissingRealsAsNaNs = true })).Model.Weights.Count);
        var other = mlContext.Transforms.ReplaceMissingValues(nameof(Row.Features), replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean).Append(mlContext.Regression.Trainers.Sdca());
        mlContext.Model.Save(other.Fit(mlContext.Data.LoadFromTextFile<Row>("b.csv", new TextLoader.Options { MissingRealsAsNaNs = true })), null, "b.zip");

        class Row
        {
            [LoadColumn(0, 3)] public float[] Features;
            [LoadColumn(4)] public float Label;
        }
        """);

    [Fact]
    public async Task Running_it_shows_the_false_zero_and_that_it_is_gone()
    {
        var program = """
            using System;
            using System.Linq;
            using System.IO;
            using System.Globalization;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var random = new Random(7);
            File.WriteAllLines("houses.csv", new[] { "area,age,price" }.Concat(Enumerable.Range(0, 600).Select(i =>
            {
                double area = 80 + random.NextDouble() * 40, age = random.NextDouble() * 20;
                // Every fourth area was not measured; the house has its size all the same.
                return $"{(i % 4 == 0 ? "" : area.ToString("F1"))},{age:F1},{area * 3 - age:F1}";
            })));

            var mlContext = new MLContext(seed: 1);
            var houses = mlContext.Data.LoadFromTextFile<House>("houses.csv", separatorChar: ',', hasHeader: true);
            Console.WriteLine(mlContext.Data.CreateEnumerable<House>(houses, reuseRowObject: false).First().Area);

            var split = mlContext.Data.TrainTestSplit(houses, testFraction: 0.25);
            var pipeline = mlContext.Transforms.NormalizeMinMax("Area")
                .Append(mlContext.Transforms.Concatenate("Features", "Area", "Age"))
                .Append(mlContext.Regression.Trainers.LbfgsPoissonRegression("Price"));
            var model = pipeline.Fit(split.TrainSet);
            var predictions = model.Transform(split.TestSet);
            Console.WriteLine(predictions.GetColumn<float[]>("Features").Select(features => features[0]).Min() > 0.5 ? "a house" : "no house at all");
            Console.WriteLine(mlContext.Regression.Evaluate(predictions, "Price").RootMeanSquaredError);

            public class House
            {
                [LoadColumn(0)] public float Area { get; set; }
                [LoadColumn(1)] public float Age { get; set; }
                [LoadColumn(2)] public float Price { get; set; }
            }
            """;
        var after = await FixRunner.FixAsync<MLAP2003MissingNumbersBecomeZeroAnalyzer, MLAP2003MissingNumbersBecomeZeroCodeFix>(program);

        var faulty = (await ProgramRunner.RunAsync(program)).OutputOrThrow().Split('\n');
        Assert.Equal(("0", "no house at all"), (faulty[0], faulty[1]));
        var repaired = (await ProgramRunner.RunAsync(after)).OutputOrThrow().Split('\n');
        Assert.Equal(("NaN", "a house"), (repaired[0], repaired[1]));

        double Error(string[] output) => double.Parse(output[2], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(Error(repaired) < 0.8 * Error(faulty), $"before {Error(faulty)}, after {Error(repaired)}");
    }
}
