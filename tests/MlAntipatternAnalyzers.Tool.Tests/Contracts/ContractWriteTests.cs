using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Tool.Tests.Contracts;

public sealed class ContractWriteTests : System.IDisposable
{
    private readonly TempFolder _folder = new();

    public ContractWriteTests() => _folder.Write("Trainer.cs", VisitCode.Program);

    private string File => _folder["Visit.mlcontract"];

    private string Text => System.IO.File.ReadAllText(File);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_contract_that_is_not_there_is_created_and_then_up_to_date()
    {
        var created = await WriteAsync();
        Assert.Equal((0, $"{File}: created\n", ""), (created.ExitCode, created.Out, created.Error));
        Assert.Equal(VisitCode.Contract, Text);

        var again = await WriteAsync();
        Assert.Equal((0, $"{File}: says what the code does\n", ""), (again.ExitCode, again.Out, again.Error));
        Assert.Equal(VisitCode.Contract, Text);
    }

    [Fact]
    public async Task One_that_differs_stays_and_the_difference_is_shown_until_it_is_forced()
    {
        const string Changes = """
            - raw Day Int32
            + raw Day Single
            - step Concatenate(Minutes, Items) -> Features
            + step Concatenate(Minutes, Items, Day) -> Features
            + feature Day

            """;
        var commented = "# Reviewed by the service's team.\r\n" + VisitCode.Contract.Replace("\n", "\r\n");
        _folder.Write("Visit.mlcontract", commented);
        _folder.Write("Trainer.cs", VisitCode.Changed);

        var refused = await WriteAsync();
        Assert.Equal((1, $"{File}: differs from the code\n{Changes}"), (refused.ExitCode, refused.Out));
        Assert.Equal("mlap: note: nothing is written over; --force takes over what the code does.\n", refused.Error);
        Assert.Equal(commented, Text);

        var forced = await WriteAsync("--force");
        Assert.Equal((0, $"{File}: updated\n{Changes}", ""), (forced.ExitCode, forced.Out, forced.Error));
        Assert.Equal(
            commented.Replace("raw Day Int32", "raw Day Single").Replace("Minutes, Items)", "Minutes, Items, Day)").Replace("feature Items", "feature Day\r\nfeature Items"), Text);
    }

    [Fact]
    public async Task What_is_no_contract_is_not_written_over_unless_it_is_forced()
    {
        _folder.Write("Visit.mlcontract", "mlcontract 1\n<<<<<<< HEAD\nraw Day\n");

        var refused = await WriteAsync();
        Assert.Equal((2, ""), (refused.ExitCode, refused.Out));
        Assert.StartsWith($"mlap: error: '{File}' cannot be read as a contract: line 2, column 1: expected raw, compute, step, label, feature or output, found '<<<<<<< HEAD'; line 3", refused.Error);
        Assert.Contains("--force", refused.Error);
        Assert.StartsWith("mlcontract 1\n<<<", Text);

        var forced = await WriteAsync("--force");
        Assert.Equal((0, $"{File}: was no contract, and is written anew\n"), (forced.ExitCode, forced.Out));
        Assert.Equal(VisitCode.Contract, Text);
    }

    [Fact]
    public async Task A_later_version_is_never_written_over()
    {
        _folder.Write("Visit.mlcontract", "# from a later tool\nmlcontract 2\npromise everything\n");

        var run = await WriteAsync("--force");

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains("version 2", run.Error);
        Assert.Contains("update", run.Error);
        Assert.Contains("promise everything", Text);
    }

    [Fact]
    public async Task The_output_can_be_named_and_a_folder_that_is_not_there_is_a_message()
    {
        var output = _folder["Other.mlcontract"];
        Assert.Equal(0, (await WriteAsync("--output", output)).ExitCode);
        Assert.Equal(VisitCode.Contract, System.IO.File.ReadAllText(output));

        var named = await WriteAsync("--output", _folder["Other.txt"]);
        Assert.Equal((2, ""), (named.ExitCode, named.Out));
        Assert.Contains("does not end in .mlcontract", named.Error);

        var run = await WriteAsync("--output", _folder["none/Other.mlcontract"]);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.StartsWith("mlap: error: ", run.Error);
        Assert.Equal(["Other.mlcontract", "Trainer.cs"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Several_contracts_have_a_file_each()
    {
        _folder.Write("Second.cs", """
            using Microsoft.ML;
            public static class Second
            {
                public static void Train(MLContext context, IDataView stays) =>
                    context.Model.Save(context.Regression.Trainers.Sdca("Nights").Fit(stays), stays.Schema, "Stay.zip");
            }

            """);

        var one = await WriteAsync("--output", _folder["One.mlcontract"]);
        Assert.Equal(2, one.ExitCode);
        Assert.Contains("The code has 2 contracts (", one.Error);
        Assert.False(System.IO.File.Exists(_folder["One.mlcontract"]));

        var each = await WriteAsync("--format", "json");
        Assert.Equal(0, each.ExitCode);
        var files = JsonDocument.Parse(each.Out).RootElement.GetProperty("files").EnumerateArray().ToDictionary(file => file.GetProperty("path").GetString()!, file => file.GetProperty("outcome").GetString());
        Assert.Equal("created", files[File]);
        Assert.Equal("created", files[_folder["Stay.mlcontract"]]);

        _folder.Write("Stay.mlcontract", "no contract");
        System.IO.File.Delete(File);
        var half = await WriteAsync();
        Assert.Equal((2, ""), (half.ExitCode, half.Out));
        Assert.False(System.IO.File.Exists(File));

        _folder.Write("Second.cs", System.IO.File.ReadAllText(_folder["Second.cs"]).Replace("Stay.zip", "Visit.zip"));
        var same = await WriteAsync("--force");
        Assert.Equal((2, ""), (same.ExitCode, same.Out));
        Assert.Contains("Several models have the contract 'Visit' (", same.Error);
        Assert.Contains("[FeatureContract(\"NAME\")]", same.Error);
    }

    [Fact]
    public async Task Code_without_a_model_has_no_contract()
    {
        _folder.Write("Trainer.cs", VisitCode.Program.Replace("context.Model.Save(pipeline.Fit(visits), visits.Schema, \"models/Visit.zip\");", "System.Console.WriteLine(pipeline.Fit(visits));"));

        var run = await WriteAsync();

        Assert.Equal((2, "", "mlap: error: No code here saves a trained model, so there is no contract to write.\n"), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public async Task Of_a_project_that_is_not_restored_or_does_not_compile_nothing_is_written()
    {
        _folder.Write("App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <UseAppHost>false</UseAppHost>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="Microsoft.ML" Version="5.0.1" /></ItemGroup>
            </Project>
            """);

        var unrestored = await WriteAsync("--no-restore");
        Assert.Equal((2, ""), (unrestored.ExitCode, unrestored.Out));
        Assert.Equal("mlap: error: App is not restored, so its references are not known. Run 'dotnet restore', or leave out --no-restore.\n", unrestored.Error);

        // The package of the trainer is not referenced: half of the pipeline would be in the contract.
        var broken = await WriteAsync();
        Assert.Equal((2, ""), (broken.ExitCode, broken.Out));
        Assert.StartsWith("mlap: error: App does not compile (1 error), so its contracts may be incomplete: ", broken.Error);
        Assert.Contains("FastTree", broken.Error);
        Assert.False(System.IO.File.Exists(File));
    }

    private Task<ToolRun> WriteAsync(params string[] more) => ToolRun.Of(["contract", "write", _folder.Path, .. more]);
}
