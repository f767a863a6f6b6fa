using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tool.Tests.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Tests.Contracts;

public sealed class ContractCheckTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task Code_contract_and_model_that_say_the_same()
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", VisitCode.Program);
        var contract = folder.Write("Visit.mlcontract", VisitCode.Contract);

        var run = await ToolRun.Of("contract", "check", folder["Trainer.cs"], shop.Regression, contract);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal($"{contract} and the code of files ({folder["Trainer.cs"]}(6)): no difference\n{contract} and the model {shop.Regression}: no difference\n", run.Out);
    }

    [Fact]
    public async Task Differences_are_told_with_the_contracts_line()
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", VisitCode.Changed);
        var contract = folder.Write("Visit.mlcontract", VisitCode.Contract.Replace("raw Kind Text", "raw Kind Single"));

        var run = await ToolRun.Of("contract", "check", folder.Path, shop.Regression);

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains($"{contract}(5): the raw column 'Day' is Single; in the contract it is Int32\n", run.Out);
        Assert.Contains("here is 'Day' among the features, which the contract does not have\n", run.Out);
        Assert.Contains($"{contract} and the model {shop.Regression}: 1 difference\n  {contract}(7): the raw column 'Kind' is Text; in the contract it is Single\n", run.Out);
    }

    [Fact]
    public async Task Without_a_contract_a_model_is_held_against_the_code()
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", VisitCode.Changed);

        var run = await ToolRun.Of("contract", "check", folder.Path, shop.Regression);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("  the raw column 'Day' is Int32; in the contract it is Single\n", run.Out);
        Assert.Contains("'Day' among the features", run.Out);
    }

    [Fact]
    public async Task A_model_need_not_have_the_raw_columns_that_it_does_not_read()
    {
        using var folder = new TempFolder();
        var contract = folder.Write("Visit.mlcontract", VisitCode.Contract.Replace("raw Kind Text", "raw Kind Text\nraw Loyalty Single"));

        var run = await ToolRun.Of("contract", "check", contract, shop.Regression);

        Assert.Equal((0, $"{contract} and the model {shop.Regression}: no difference\n"), (run.ExitCode, run.Out));
    }

    [Fact]
    public async Task Code_that_serves_is_held_against_the_contract_of_what_it_loads()
    {
        using var folder = new TempFolder();
        folder.Write("Service.cs", """
            using Microsoft.ML;
            public static class Service
            {
                public static float Price(Request request)
                {
                    var context = new MLContext();
                    var engine = context.Model.CreatePredictionEngine<Request, Answer>(context.Model.Load("Visit.zip", out _));
                    return engine.Predict(request).Score;
                }
            }
            public class Request { public int Items { get; set; } }
            public class Answer { public float Score { get; set; } }

            """);
        var contract = folder.Write("Visit.mlcontract", VisitCode.Contract);

        var own = await ToolRun.Of("contract", "check", folder.Path);
        var named = await ToolRun.Of("contract", "check", folder["Service.cs"], contract);

        Assert.Equal(1, own.ExitCode);
        Assert.Equal(
            $"{contract} and the serving code of {Path.GetFileName(folder.Path)} ({folder["Service.cs"]}(7)): 2 differences\n"
                + $"  {contract}(6): the raw column 'Items' is Int32; in the contract it is Single\n  {contract}(8): the contract has the raw column 'Minutes' (Single), which is missing here\n",
            own.Out);
        Assert.Equal(own.Out.Replace($"code of {Path.GetFileName(folder.Path)}", "code of files"), named.Out);
    }

    [Fact]
    public async Task Code_that_fills_what_it_serves_otherwise_differs()
    {
        using var folder = new TempFolder();
        folder.Write("Service.cs", """
            using Microsoft.ML;
            public static class Service
            {
                public static float Price(float count, float minutes)
                {
                    var context = new MLContext();
                    var engine = context.Model.CreatePredictionEngine<Request, Answer>(context.Model.Load("Visit.zip", out _));
                    return engine.Predict(new Request { Items = count * 2, Minutes = minutes }).Score;
                }
            }
            public class Request { public float Items { get; set; } public float Minutes { get; set; } }
            public class Answer { public float Score { get; set; } }

            """);
        folder.Write("Visit.mlcontract", VisitCode.Contract.Replace("\nstep Concat", "\ncompute Items = count * 3 #0123456789abcdef\n\nstep Concat"));

        var run = await ToolRun.Of("contract", "check", folder.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(": 1 difference\n", run.Out);
        Assert.Matches(@"Visit\.mlcontract\(13\): 'Items' is computed as '.*'; in the contract it is 'count \* 3'", run.Out);
    }

    [Fact]
    public async Task Two_contracts_are_compared()
    {
        using var folder = new TempFolder();
        var old = folder.Write("old.mlcontract", VisitCode.Contract);
        var @new = folder.Write("new.mlcontract", VisitCode.Contract.Replace("label Price", "label Stars"));

        var run = await ToolRun.Of("contract", "check", old, @new, "--format", "json");

        Assert.Equal(1, run.ExitCode);
        var comparison = Assert.Single(JsonDocument.Parse(run.Out).RootElement.GetProperty("comparisons").EnumerateArray());
        Assert.Equal(old, comparison.GetProperty("contract").GetProperty("where").GetString());
        Assert.Equal(
            ["missing label Price", "unexpected label Stars"],
            comparison.GetProperty("differences").EnumerateArray().Select(difference => $"{difference.GetProperty("kind")} {difference.GetProperty("fact")} {difference.GetProperty("name")}"));
    }

    [Fact]
    public async Task What_cannot_be_compared_is_exit_code_2()
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", VisitCode.Program);
        var contract = folder.Write("lone/Visit.mlcontract", VisitCode.Contract);

        var alone = await ToolRun.Of("contract", "check", contract);
        Assert.Equal((2, ""), (alone.ExitCode, alone.Out));
        Assert.Contains("There is nothing to compare", alone.Error);

        var none = await ToolRun.Of("contract", "check", folder["Trainer.cs"]);
        Assert.Equal(2, none.ExitCode);
        Assert.Contains("has no contract 'Visit' among its additional files for the model that is trained at", none.Error);
        Assert.Contains("<AdditionalFiles Include=\"Visit.mlcontract\" />", none.Error);

        folder.Write("Visit.mlcontract", "mlcontract 1\nraw\n");
        var malformed = await ToolRun.Of("contract", "check", folder.Path);
        Assert.Equal((2, ""), (malformed.ExitCode, malformed.Out));
        Assert.Contains("line 2, column 4: expected the name of a column", malformed.Error);
    }
}
