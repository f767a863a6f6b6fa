using System;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MlAntipatternAnalyzers.Tests.Testing;
using Xunit.Sdk;

namespace MlAntipatternAnalyzers.Tests.TestingTests;

public sealed class VerifyTests
{
    private const string Load = """var view = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');""";

    [Fact]
    public Task A_marked_finding_is_found() => Verify<ToyAnalyzer>.Body($$"""
        {{Load}}
        view = [|mlContext.Data.ShuffleRows(view)|];
        """, new Setup { Messages = ["'ShuffleRows' shuffles"] });

    [Fact]
    public Task An_unmarked_finding_fails_the_test() => Fails(() => Verify<ToyAnalyzer>.Body($$"""
        {{Load}}
        view = mlContext.Data.ShuffleRows(view);
        """));

    [Fact]
    public Task A_mark_without_finding_fails_the_test() => Fails(() => Verify<ToyAnalyzer>.Body($"[|{Load}|]"));

    [Fact]
    public Task A_text_that_does_not_compile_fails_the_test() => Fails(() => Verify<ToyAnalyzer>.Body("mlContext.Dota();"));

    [Fact]
    public Task Another_message_fails_the_test() => Fails(() => Verify<ToyAnalyzer>.Body($$"""
        {{Load}}
        view = [|mlContext.Data.ShuffleRows(view)|];
        """, new Setup { Messages = ["something else"] }));

    [Theory]
    [InlineData("toy = off", "")]
    [InlineData("", "[*.cs]\ntoy = off")]
    public Task Options_reach_the_rule(string globalConfig, string editorConfig) => Verify<ToyAnalyzer>.Body(
        $"var shuffled = mlContext.Data.ShuffleRows(mlContext.Data.LoadFromEnumerable(new Trip[0]));",
        new Setup { GlobalConfig = globalConfig, EditorConfig = editorConfig });

    [Fact]
    public Task Real_trainers_are_in_reach() => Verify<ToyAnalyzer>.Body($$"""
        {{Load}}
        var pipeline = mlContext.Transforms.Concatenate("Features", nameof(Trip.TripTime), nameof(Trip.TripDistance))
            .Append(mlContext.Regression.Trainers.LightGbm(nameof(Trip.FareAmount)))
            .Append(mlContext.Regression.Trainers.FastTree(nameof(Trip.FareAmount)))
            .Append(mlContext.Clustering.Trainers.KMeans())
            .Append(mlContext.AnomalyDetection.Trainers.RandomizedPca())
            .Append(mlContext.Transforms.ApplyOnnxModel("model.onnx"))
            .Append(mlContext.Transforms.LoadImages("Image", "images", "Path"));
        """);

    [Fact]
    public Task A_web_program_has_its_framework() => Verify<ToyAnalyzer>.Program("""
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.ML;

        var builder = WebApplication.CreateBuilder();
        builder.Services.AddSingleton(new MLContext());
        builder.Build().Run();
        """, With.AspNetCore);

    [Fact]
    public Task Packages_that_are_not_referenced_have_their_signatures() => Verify<ToyAnalyzer>.Members("""
        private readonly Microsoft.Extensions.ML.PredictionEnginePool<Trip, TripPrediction> pool;
        public TripPrediction Predict(Trip trip) => pool.GetPredictionEngine().Predict(trip);
        public object Forecast() => mlContext.Forecasting.ForecastBySsa("Forecast", "Value", 7, 30, 365, 7);
        public object Factorize() => mlContext.Recommendation().Trainers.MatrixFactorization("Label", "User", "Item");
        """, With.Stubs | With.AspNetCore);

    [Fact]
    public Task A_program_may_call_the_runtime_library() => Verify<ToyAnalyzer>.Program("""
        using Microsoft.ML;
        using MlAntipatternAnalyzers.Runtime;

        new MLContext().ToString();
        """, With.Runtime);

    [Fact]
    public void The_compiler_is_the_one_that_was_asked_for()
    {
        var asked = typeof(VerifyTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "TestRoslynVersion").Value;
        Assert.Equal(asked, typeof(CSharpCompilation).Assembly.GetName().Version!.ToString(3));
        Assert.Equal(asked, typeof(Workspace).Assembly.GetName().Version!.ToString(3));
    }

    [Fact]
    public Task Without_MlNet_a_program_need_not_compile() => Verify<ToyAnalyzer>.Body(Load, With.NoMlNet);

    [Fact]
    public Task A_test_project_references_its_framework() => Verify<ToyAnalyzer>.Members("""
        [Xunit.Fact]
        public void Test() => Xunit.Assert.NotNull(mlContext);
        """, With.XunitFramework);

    [Fact]
    public Task Two_findings_are_fixed_together() => VerifyFix<ToyAnalyzer, ToyCodeFix>.Body($$"""
        {{Load}}
        view = [|mlContext.Data.ShuffleRows(view)|]; // first
        view = [|mlContext.Data.ShuffleRows(view)|];
        """, $$"""
        {{Load}}
        view = mlContext.Data.Cache(view); // first
        view = mlContext.Data.Cache(view);
        """, new Setup { Action = "cache" });

    [Fact]
    public Task A_fix_that_does_something_else_fails_the_test() => Fails(() => VerifyFix<ToyAnalyzer, ToyCodeFix>.Body(
        $"{Load} view = [|mlContext.Data.ShuffleRows(view)|];",
        $"{Load} view = mlContext.Data.TakeRows(view, 1);"));

    [Fact]
    public Task A_fix_that_is_offered_fails_the_test_that_it_is_not() => Fails(() => VerifyFix<ToyAnalyzer, ToyCodeFix>.NotOffered(
        $"{Load} view = [|mlContext.Data.ShuffleRows(view)|];"));

    private static async Task Fails(Func<Task> test)
    {
        var failure = await Record.ExceptionAsync(test);
        Assert.True(failure is InvalidOperationException or XunitException, $"The test did not fail: {failure}");
    }
}
