using System;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.TestingTests;

public sealed class FixRunnerTests
{
    private const string Program = """
        using System;
        using System.Linq;
        using Microsoft.ML;

        var mlContext = new MLContext(seed: 1);
        var view = mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => new Row { X = i }));
        view = mlContext.Data.ShuffleRows(view);
        view = mlContext.Data.ShuffleRows(view);
        Console.WriteLine(string.Join(" ", mlContext.Data.CreateEnumerable<Row>(view, false).Select(row => row.X)));

        class Row { public int X { get; set; } }
        """;

    [Fact]
    public async Task A_program_runs_before_and_after_its_fix()
    {
        var after = await FixRunner.FixAsync<ToyAnalyzer, ToyCodeFix>(Program);
        Assert.Equal(Program.Replace("ShuffleRows", "Cache"), after.Text);

        var inOrder = "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19\n";
        Assert.NotEqual(inOrder, (await ProgramRunner.RunAsync(Program)).OutputOrThrow());
        Assert.Equal(inOrder, (await ProgramRunner.RunAsync(after)).OutputOrThrow());
    }

    [Fact]
    public async Task Nothing_to_fix_is_an_error()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => FixRunner.FixAsync<ToyAnalyzer, ToyCodeFix>("class C { }"));
        Assert.Contains("found nothing", failure.Message);
    }

    [Fact]
    public async Task An_action_that_is_not_offered_is_an_error()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            FixRunner.FixAsync<ToyAnalyzer, ToyCodeFix>(Program, new Setup { Action = "another" }));
        Assert.Contains("No fix is offered", failure.Message);
    }
}
