using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tool.Tests.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Tests.Contracts;

public sealed class ContractShowTests(Shop shop) : IClassFixture<Shop>
{
    // What a model does not hold is open.
    private static readonly string OfModel = VisitCode.Contract
        .Replace("step Concatenate(Minutes, Items) -> Features\nstep Regression.FastTree(Features, label: Price) ?\n", "compute ?\n\nstep ?\n")
        .Replace("label Price", "label ?");

    [Fact]
    public async Task The_contract_of_code()
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", VisitCode.Program);

        var run = await ToolRun.Of("contract", "show", folder.Path);

        Assert.Equal((0, VisitCode.Contract, ""), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public async Task The_contract_of_a_saved_model_leaves_open_what_is_not_in_it()
    {
        var run = await ToolRun.Of("contract", "show", shop.Regression);

        Assert.Equal((0, OfModel, ""), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public async Task Several_are_told_apart_by_a_comment()
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", VisitCode.Program);
        var file = folder.Write("Visit.mlcontract", "# note\n" + VisitCode.Contract.Replace("\n\nlabel", "\nlabel"));

        var run = await ToolRun.Of("contract", "show", file, shop.Regression, folder["Trainer.cs"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            $"# {file}\n{VisitCode.Contract}\n# the model {shop.Regression}\n{OfModel}\n# the code of files ({folder["Trainer.cs"]}(6)): Visit\n{VisitCode.Contract}", run.Out);
    }

    [Fact]
    public async Task As_json_each_fact_has_its_parts()
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", VisitCode.Program);

        var run = await ToolRun.Of("contract", "show", folder.Path, "--format", "json");

        var root = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(1, root.GetProperty("version").GetInt32());
        Assert.True(root.GetProperty("complete").GetBoolean());
        var contract = Assert.Single(root.GetProperty("contracts").EnumerateArray());
        Assert.Equal(("code", "Visit"), (contract.GetProperty("origin").GetString(), contract.GetProperty("name").GetString()));
        var facts = contract.GetProperty("facts").EnumerateArray().ToArray();
        Assert.Equal(VisitCode.Contract.Split('\n').Skip(1).Where(line => line.Length > 0), facts.Select(fact => fact.GetProperty("line").GetString()));
        var step = facts.First(fact => fact.GetProperty("kind").GetString() == "step");
        Assert.Equal(["Minutes", "Items"], step.GetProperty("inputs").EnumerateArray().Select(column => column.GetString()));
        Assert.Equal("Int32", facts.First(fact => fact.GetProperty("name").GetString() == "Day").GetProperty("type").GetString());
    }

    [Fact]
    public async Task What_cannot_be_read_is_a_message()
    {
        using var folder = new TempFolder();
        await Refused("There is no contract '", folder["none.mlcontract"]);
        await Refused("There is no model '", folder["none.zip"]);
        await Refused("no such file or folder", folder["none"]);
        await Refused("is not a model: it is no .zip archive", folder.Write("text.zip", "text"));
        await Refused("cannot be loaded: the file is damaged", folder.Write("cut.zip", System.IO.File.ReadAllBytes(shop.Regression)[..2000]));
        await Refused("expected 'mlcontract 1', found the end of the file", folder.Write("empty.mlcontract", ""));
        await Refused("line 2, column 9: expected a type", folder.Write("typed.mlcontract", "mlcontract 1\nraw Day Int99\n"));
        await Refused("; and 2 more.", folder.Write("many.mlcontract", "mlcontract 1\na\nb\nc\nd\ne\n"));
        await Refused("version 7", folder.Write("later.mlcontract", "mlcontract 7\n"));
        await Refused("was saved without the schema of its input", shop.SaveWithoutSchema(folder["bare.zip"]));
        await Refused("There is no assembly '", shop.Regression, "--assembly", folder["none.dll"]);
        await Refused("no contract to tell", folder.Write("Empty.cs", "using Microsoft.ML; public class Empty { public MLContext Context = new(); }\n"));
    }

    [Fact]
    public async Task A_model_that_is_damaged_anywhere_is_shown_or_refused()
    {
        using var folder = new TempFolder();
        var bytes = System.IO.File.ReadAllBytes(shop.Regression);
        var random = new Random(1);
        for (var i = 0; i < 40; i++)
        {
            var damaged = bytes.ToArray();
            for (var j = 0; j < 8; j++)
                damaged[random.Next(4, damaged.Length)] = (byte)random.Next(256);
            var run = await ToolRun.Of("contract", "show", folder.Write("damaged.zip", damaged));
            Assert.True(run.ExitCode == 0 || (run.ExitCode == 2 && run.Out == "" && run.Error.StartsWith("mlap: error: The model '", StringComparison.Ordinal)), run.Error);
        }
    }

    private static async Task Refused(string message, params string[] arguments)
    {
        var run = await ToolRun.Of(["contract", "show", .. arguments]);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains(message, run.Error);
        Assert.StartsWith("mlap: error: ", run.Error);
    }
}
