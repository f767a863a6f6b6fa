using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP1006VectorSizeUnknownAnalyzer>;
using W = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP1002ColumnTypeMismatchAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP1006VectorSizeUnknownAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP1006VectorSizeUnknownCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Schema;

public sealed class MLAP1006VectorSizeUnknownTests
{
    private const string Concatenated =
        """
        private sealed class Digit { public float[] [|Pixels|] { get; set; } public float Number { get; set; } }

        private static void Train(IEnumerable<Digit> digits)
        {
            var data = mlContext.Data.LoadFromEnumerable(digits);
            mlContext.Transforms.Concatenate("Features", "Pixels").Append(mlContext.Regression.Trainers.Sdca("Number")).Fit(data);
        }
        """;

    [Fact]
    public Task An_array_without_a_size() => V.Members(
        Concatenated,
        new Setup { Messages = ["'Pixels' of Digit has no [VectorType], so that the size is not known, but the features of Sdca takes a vector of Single of known size, and ML.NET throws; say how many values there are: [VectorType(n)]"] });

    [Fact]
    public Task Where_the_array_is_told_of_its_reader_is_not() => W.Members(Concatenated.Replace("[|", "").Replace("|]", ""));

    [Fact]
    public Task A_type_that_is_wrong_too_is_another_fault() => W.Members(
        """
        private sealed class Digit { public byte[] Pixels { get; set; } public float Number { get; set; } }

        private static void Train(IEnumerable<Digit> digits)
        {
            var data = mlContext.Data.LoadFromEnumerable(digits);
            mlContext.Transforms.Concatenate("Features", "Pixels").Append(mlContext.Regression.Trainers.[|Sdca|]("Number")).Fit(data);
        }
        """);

    [Fact]
    public Task Rows_that_are_written_out_tell_the_size() => F.Members(
        """
        private sealed class Digit { public float[] [|Pixels|] { get; set; } public float Number { get; set; } }

        private static void Main()
        {
            var digits = new[] { new Digit { Pixels = new[] { 1f, 2f, 3f }, Number = 1 }, new Digit { Pixels = new float[] { 2, 1, 3 }, Number = 2 } };
            var data = mlContext.Data.LoadFromEnumerable(digits);
            var scaled = mlContext.Transforms.NormalizeMinMax("Pixels").Fit(data);
        }
        """,
        """
        private sealed class Digit { [VectorType(3)] public float[] Pixels { get; set; } public float Number { get; set; } }

        private static void Main()
        {
            var digits = new[] { new Digit { Pixels = new[] { 1f, 2f, 3f }, Number = 1 }, new Digit { Pixels = new float[] { 2, 1, 3 }, Number = 2 } };
            var data = mlContext.Data.LoadFromEnumerable(digits);
            var scaled = mlContext.Transforms.NormalizeMinMax("Pixels").Fit(data);
        }
        """);

    [Fact]
    public Task A_LoadColumn_tells_the_size_where_no_file_is_loaded() => F.Members(
        """
        private sealed class Digit
        {
            [LoadColumn(0, 63)] public float[] [|Pixels|]; // grey values

            [LoadColumn(64)] public float Number;
        }

        private static void Train(List<Digit> digits) => mlContext.Regression.Trainers.LbfgsPoissonRegression(nameof(Digit.Number), nameof(Digit.Pixels)).Fit(mlContext.Data.LoadFromEnumerable(digits));
        """,
        """
        private sealed class Digit
        {
            [VectorType(64)] [LoadColumn(0, 63)] public float[] Pixels; // grey values

            [LoadColumn(64)] public float Number;
        }

        private static void Train(List<Digit> digits) => mlContext.Regression.Trainers.LbfgsPoissonRegression(nameof(Digit.Number), nameof(Digit.Pixels)).Fit(mlContext.Data.LoadFromEnumerable(digits));
        """);

    [Fact]
    public Task An_engine_whose_model_was_fitted_on_vectors_of_a_known_size() => F.Members(
        """
        private sealed class Digit { [LoadColumn(0, 15)] public float[] Pixels { get; set; } [LoadColumn(16)] public float Number { get; set; } }

        private sealed class Drawn { public float[] [|Pixels|] { get; set; } public float Number { get; set; } }

        private sealed class Guess { public float Score { get; set; } }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Digit>("digits.csv", ',');
            var model = mlContext.Transforms.NormalizeMinMax("Features", "Pixels").Append(mlContext.Regression.Trainers.Sdca("Number")).Fit(data);
            var engine = mlContext.Model.CreatePredictionEngine<Drawn, Guess>(model);
        }
        """,
        """
        private sealed class Digit { [LoadColumn(0, 15)] public float[] Pixels { get; set; } [LoadColumn(16)] public float Number { get; set; } }

        private sealed class Drawn { [VectorType(16)] public float[] Pixels { get; set; } public float Number { get; set; } }

        private sealed class Guess { public float Score { get; set; } }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromTextFile<Digit>("digits.csv", ',');
            var model = mlContext.Transforms.NormalizeMinMax("Features", "Pixels").Append(mlContext.Regression.Trainers.Sdca("Number")).Fit(data);
            var engine = mlContext.Model.CreatePredictionEngine<Drawn, Guess>(model);
        }
        """);

    [Fact]
    public Task Two_arrays_at_once() => F.Members(
        """
        private sealed class Scan
        {
            public float[] [|Left|] { get; set; }
            public float[] [|Right|] { get; set; }
            public float Age { get; set; }
        }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromEnumerable(new List<Scan> { new Scan { Left = new[] { 1f, 2f }, Right = new[] { 1f, 2f, 4f }, Age = 3 } });
            mlContext.Transforms.Concatenate("Features", "Left", "Right").Append(mlContext.Regression.Trainers.FastTree("Age")).Fit(data);
        }
        """,
        """
        private sealed class Scan
        {
            [VectorType(2)] public float[] Left { get; set; }
            [VectorType(3)] public float[] Right { get; set; }
            public float Age { get; set; }
        }

        private static void Main()
        {
            var data = mlContext.Data.LoadFromEnumerable(new List<Scan> { new Scan { Left = new[] { 1f, 2f }, Right = new[] { 1f, 2f, 4f }, Age = 3 } });
            mlContext.Transforms.Concatenate("Features", "Left", "Right").Append(mlContext.Regression.Trainers.FastTree("Age")).Fit(data);
        }
        """);

    [Fact]
    public Task A_size_that_nothing_tells_is_not_made_up() => F.NotOfferedInProgram(
        """
        using System.Collections.Generic;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        public class Digit { public float[] [|Pixels|] { get; set; } public float Number { get; set; } }

        public class Program
        {
            public static void Train(MLContext mlContext, IEnumerable<Digit> digits) =>
                mlContext.Transforms.Concatenate("Features", "Pixels").Append(mlContext.Regression.Trainers.Sdca("Number")).Fit(mlContext.Data.LoadFromEnumerable(digits));
        }
        """);

    [Fact]
    public Task Right_ways() => V.Members(
        """
        private sealed class Digit
        {
            [VectorType(64)] public float[] Pixels { get; set; }
            [LoadColumn(1, 4)] public float[] Loaded { get; set; }
            public string[] Words { get; set; }
            public byte[] Image { get; set; }
            public float[] Raw { get; set; }
            public float Number { get; set; }
        }

        private static void Train(IEnumerable<Digit> digits, IDataView unknown)
        {
            var data = mlContext.Data.LoadFromEnumerable(digits);
            mlContext.Transforms.Concatenate("Features", "Pixels").Append(mlContext.Regression.Trainers.Sdca("Number")).Fit(data);
            mlContext.Transforms.Text.FeaturizeText("Features", "Words").Append(mlContext.Regression.Trainers.Sdca("Number")).Fit(data);
            mlContext.Transforms.Text.ProduceHashedWordBags("Features", "Words").Append(mlContext.Regression.Trainers.Sdca("Number")).Fit(data);
            mlContext.Transforms.CopyColumns("Copy", "Raw").Append(mlContext.Transforms.DropColumns("Image")).Fit(data);
            mlContext.Transforms.NormalizeMinMax("Raw").Fit(unknown);
            mlContext.Transforms.NormalizeMinMax("Pixels").Fit(mlContext.Data.LoadFromEnumerable(digits, SchemaDefinition.Create(typeof(Digit))));
            mlContext.Transforms.NormalizeMinMax("Loaded").Fit(mlContext.Data.LoadFromTextFile("digits.csv", new[] { new TextLoader.Column("Loaded", DataKind.Single, 1, 4) }));
        }
        """);

    [Fact]
    public Task What_makes_the_size_unknown_again_is_not_the_arrays_fault() => V.Members(
        """
        private sealed class Note { public string[] Words { get; set; } public float Number { get; set; } }

        private static void Train(IEnumerable<Note> notes) =>
            mlContext.Transforms.Text.RemoveDefaultStopWords("Kept", "Words").Append(mlContext.Transforms.Conversion.MapValueToKey("Keys", "Kept"))
                .Append(mlContext.Transforms.Conversion.ConvertType("Features", "Keys", DataKind.Single))
                .Append(mlContext.Regression.Trainers.Sdca("Number")).Fit(mlContext.Data.LoadFromEnumerable(notes));
        """);

    [Fact]
    public Task Without_ML_NET() => V.Program("var data = Load(); data.Fit(\"Pixels\");", With.NoMlNet);

    [Fact]
    public async Task With_its_size_the_program_runs()
    {
        const string Program =
            """
            using System;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var mlContext = new MLContext(seed: 1);
            var rows = new[] { new Digit { Pixels = new[] { 1f, 2f }, Number = 1 }, new Digit { Pixels = new[] { 3f, 1f }, Number = 3 } };
            var data = mlContext.Data.LoadFromEnumerable(rows);
            try
            {
                var model = mlContext.Transforms.NormalizeMinMax("Features", "Pixels").Append(mlContext.Regression.Trainers.OnlineGradientDescent("Number")).Fit(data);
                Console.WriteLine("fitted " + model.Count());
            }
            catch (ArgumentOutOfRangeException exception)
            {
                Console.WriteLine("throws " + exception.Message.Split('\n')[0]);
            }

            public class Digit { public float[] Pixels { get; set; } public float Number { get; set; } }
            """;
        var repaired = await FixRunner.FixAsync<MLAP1006VectorSizeUnknownAnalyzer, MLAP1006VectorSizeUnknownCodeFix>(Program);

        Assert.Contains("[VectorType(2)] public float[] Pixels", repaired.Text, System.StringComparison.Ordinal);
        Assert.StartsWith("throws Schema mismatch for input column 'Pixels'", (await ProgramRunner.RunAsync(Program)).OutputOrThrow(), System.StringComparison.Ordinal);
        Assert.StartsWith("fitted 2", (await ProgramRunner.RunAsync(repaired)).OutputOrThrow(), System.StringComparison.Ordinal);
    }
}
