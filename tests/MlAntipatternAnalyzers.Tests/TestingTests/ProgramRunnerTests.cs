using System;
using System.Globalization;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.TestingTests;

public sealed class ProgramRunnerTests
{
    [Theory]
    [InlineData("FastTree")]
    [InlineData("LightGbm")]
    public async Task A_program_trains_on_the_real_library(string trainer)
    {
        var result = await ProgramRunner.RunAsync($$"""
            using System;
            using System.Linq;
            using Microsoft.ML;

            var mlContext = new MLContext(seed: 1);
            var rows = Enumerable.Range(0, 500).Select(i => new Row { X = i % 50 / 50f, Y = i % 7 / 7f, Label = i % 50 / 25f - i % 7 / 7f });
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromEnumerable(rows));
            var pipeline = mlContext.Transforms.Concatenate("Features", nameof(Row.X), nameof(Row.Y))
                .Append(mlContext.Regression.Trainers.{{trainer}}());
            var metrics = mlContext.Regression.Evaluate(pipeline.Fit(split.TrainSet).Transform(split.TestSet));
            Console.WriteLine(FormattableString.Invariant($"{metrics.RSquared}"));

            public sealed class Row
            {
                public float X { get; set; }
                public float Y { get; set; }
                public float Label { get; set; }
            }
            """);
        var rSquared = double.Parse(result.OutputOrThrow(), CultureInfo.InvariantCulture);
        Assert.InRange(rSquared, 0.9, 1);
    }

    [Fact]
    public async Task An_exception_is_reported()
    {
        var result = await ProgramRunner.RunAsync("""
            System.Console.WriteLine("before");
            throw new System.ArgumentException("no such column");
            """);
        Assert.Equal(
            (ProgramHost.Threw, "before\n", "System.ArgumentException", "no such column"),
            (result.ExitCode, result.Output, result.ExceptionType, result.ExceptionMessage));
        Assert.Throws<InvalidOperationException>(result.OutputOrThrow);
    }

    [Fact]
    public async Task Inputs_are_in_the_working_directory_and_the_exit_code_is_the_programs()
    {
        var result = await ProgramRunner.RunAsync("""
            using System.IO;
            return File.ReadAllText("data.csv") == "1,2" && File.Exists(Path.Combine(System.AppContext.BaseDirectory, "data.csv")) ? 7 : 1;
            """, inputs: [("data.csv", "1,2")]);
        Assert.Equal(7, result.ExitCode);
    }

    [Fact]
    public async Task A_program_that_does_not_end_is_stopped()
    {
        var failure = await Assert.ThrowsAsync<TimeoutException>(() => ProgramRunner.RunAsync(
            "System.Console.WriteLine(1); while (true) System.Threading.Thread.Sleep(10);", timeLimit: TimeSpan.FromSeconds(2)));
        Assert.Contains("longer than 2 s", failure.Message);
    }

    [Fact]
    public async Task A_program_that_does_not_compile_says_why()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ProgramRunner.RunAsync("undefined();"));
        Assert.Contains("CS0103", failure.Message);
    }
}
