using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Tool.Tests;

public sealed class LooseFolderTests
{
    private const string Library = """
        using Microsoft.ML;
        namespace Common;
        public static class Normaliser
        {
            public static ITransformer Fit(MLContext context, IDataView view) => context.Transforms.NormalizeMinMax("Fare").Fit(view);
        }

        """;

    [Fact]
    public async Task Build_output_and_version_control_are_skipped()
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", ToolRun.Program);
        foreach (var skipped in new[] { "bin/A.cs", "src/obj/B.cs", ".git/C.cs" })
            folder.Write(skipped, Library);

        Assert.Equal(["Trainer.cs:5"], await FindingsAsync(folder));
    }

    [Fact]
    public async Task A_pragma_and_an_attribute_suppress()
    {
        using var folder = new TempFolder();
        folder.Write("Pragma.cs", Library.Replace("    public static I", "#pragma warning disable MLAP9001\n    public static I"));
        folder.Write("Attribute.cs", Library.Replace("Normaliser", "Other")
            .Replace("    public static I", "    [System.Diagnostics.CodeAnalysis.SuppressMessage(\"Testing\", \"MLAP9001\")]\n    public static I"));

        Assert.Empty(await FindingsAsync(folder));
    }

    [Fact]
    public async Task The_editorconfig_of_a_folder_sets_severities()
    {
        using var folder = new TempFolder();
        folder.Write("Quiet/Library.cs", Library);
        folder.Write("Loud/Trainer.cs", ToolRun.Program);
        folder.Write(".editorconfig", "root = true\n[Quiet/*.cs]\ndotnet_diagnostic.MLAP9001.severity = none\n[Loud/*.cs]\ndotnet_diagnostic.MLAP9001.severity = error\n");

        var run = await ToolRun.Of("check", folder.Path, "--root", folder.Path, "--severity", "error");

        Assert.StartsWith("Loud/Trainer.cs(5,13): error MLAP9001", run.Out);
        Assert.Contains("1 error in 1 file", run.Out);
    }

    [Fact]
    public async Task A_flow_through_a_referenced_project_binds_and_its_findings_come_once()
    {
        using var folder = new TempFolder();
        folder.Write("Common/Common.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        folder.Write("Common/Normaliser.cs", Library);
        folder.Write("Base/Base.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup><ProjectReference Include=\"..\\Common\\Common.csproj\" /></ItemGroup></Project>");
        folder.Write("Base/Base.cs", "namespace Base;\npublic class Marker { }\n");
        folder.Write("App/App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>
              <ItemGroup><ProjectReference Include="../Base/Base.csproj" /></ItemGroup>
            </Project>
            """);
        folder.Write("App/Program.cs", "using Microsoft.ML;\nusing Common;\nvar c = new MLContext();\nvar m = Normaliser.Fit(c, c.Data.LoadFromTextFile(\"a.csv\"));\n");

        var run = await ToolRun.Of("check", folder.Path, "--loose", "--root", folder.Path);

        // Common is compiled three times: alone, into Base, and through Base into App.
        Assert.Equal(["Common/Normaliser.cs:5"], Findings(run));
        Assert.DoesNotContain("not bind", run.Error);
    }

    [Fact]
    public async Task A_program_whose_entry_point_is_generated_is_analysed()
    {
        using var folder = new TempFolder();
        folder.Write("App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>WinExe</OutputType></PropertyGroup></Project>");
        folder.Write("Normaliser.cs", Library);

        var run = await ToolRun.Of("check", folder.Path, "--root", folder.Path, "--loose");

        Assert.Equal(["Normaliser.cs:5"], Findings(run));
    }

    [Fact]
    public async Task A_referenced_type_of_the_same_name_gives_way()
    {
        using var folder = new TempFolder();
        folder.Write("Common/Common.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        folder.Write("Common/Row.cs", "public class Row { public string Other; }\n");
        folder.Write("Common/Program.cs", "System.Console.WriteLine();\n");
        folder.Write("App/App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup><ItemGroup><ProjectReference Include=\"../Common/Common.csproj\" /></ItemGroup></Project>");
        folder.Write("App/Program.cs", ToolRun.Program);

        var run = await ToolRun.Of("check", folder["App"], "--loose");

        Assert.Contains("1 warning in 1 file in 1 project", run.Out);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task A_file_that_two_projects_link_and_a_name_that_two_references_declare_are_no_conflict()
    {
        using var folder = new TempFolder();
        folder.Write("shared/Helper.cs", "class Helper { }\n");
        folder.Write("shared/old/Helper.cs", "class Helper { }\n");
        foreach (var name in new[] { "A", "B" })
        {
            folder.Write($"{name}/{name}.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup><Compile Include=\"../shared/{(name == "A" ? "" : "old/")}Helper.cs\" /></ItemGroup></Project>");
            folder.Write($"{name}/Row.cs", $"public partial class Row {{ public string {name}; }}\n");
            folder.Write($"{name}/RowToo.cs", $"public partial class Row {{ public string {name}2; }}\n");
        }

        folder.Write("App/App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup><ProjectReference Include=\"../A/A.csproj\" /><ProjectReference Include=\"../B/B.csproj\" /></ItemGroup></Project>");
        folder.Write("App/Normaliser.cs", Library + "class Use { string M(Row row) => row.A + row.A2; }\n");

        var run = await ToolRun.Of("check", folder.Path, "--loose", "--root", folder.Path);

        Assert.Equal(["App/Normaliser.cs:5"], Findings(run));
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Usings_of_the_project_file_and_of_the_web_SDK_are_known()
    {
        using var folder = new TempFolder();
        folder.Write("App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
              <ItemGroup><Using Include="Microsoft.ML" /><Using Include="System.Math" Static="true" /><Using Include="System.Text.StringBuilder" Alias="Text" /></ItemGroup>
            </Project>
            """);
        folder.Write("Program.cs", """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddSingleton(new MLContext());
            var app = builder.Build();
            app.MapGet("/", (MLContext c) => new Text().Append(Sqrt(c.Transforms.NormalizeMinMax("x").Fit(null!).ToString()!.Length)).ToString());
            app.Run();

            """);

        var run = await ToolRun.Of("check", folder.Path, "--loose", "--root", folder.Path);

        Assert.Equal(["Program.cs:4"], Findings(run));
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Linked_sources_come_in_and_removed_ones_stay_out()
    {
        using var folder = new TempFolder();
        folder.Write("App/App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup><Compile Remove="Old\**\*.cs" /><Compile Include="..\Shared\**\*.cs" LinkBase="Shared" /></ItemGroup>
            </Project>
            """);
        folder.Write("App/Use.cs", "using Microsoft.ML;\nclass Use { ITransformer M(MLContext c, IDataView v) => Common.Normaliser.Fit(c, v); }\n");
        folder.Write("App/Old/deep/Normaliser.cs", Library);
        folder.Write("Shared/inner/Normaliser.cs", Library);

        var run = await ToolRun.Of("check", folder.Path, "--loose", "--root", folder.Path);

        Assert.Equal(["Shared/inner/Normaliser.cs:5"], Findings(run));
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Files_that_are_not_UTF8_or_not_text_are_named_and_the_rest_is_analysed()
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", ToolRun.Program);
        folder.Write("Latin.cs", Encoding.Latin1.GetBytes("// é\n" + Library));
        folder.Write("Wide.cs", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Library.Replace("Normaliser", "Wide"))]);
        folder.Write("Binary.cs", [1, 2, 0, 3]);

        var run = await ToolRun.Of("check", folder.Path, "--root", folder.Path, "--format", "json");

        Assert.Equal(["Latin.cs:6", "Trainer.cs:5", "Wide.cs:5"], Findings(run));
        Assert.Equal(
            $"mlap: note: {folder["Binary.cs"]} is not text (it holds zero bytes) and is left out.\n" +
            $"mlap: note: {folder["Latin.cs"]} is not UTF-8; it is read as Latin-1, so text in it may differ. Save it as UTF-8.\n",
            run.Error);
    }

    [Fact]
    public async Task A_broken_project_file_is_named_and_its_sources_are_analysed()
    {
        using var folder = new TempFolder();
        folder.Write("Common.csproj", "<Project");
        folder.Write("Normaliser.cs", Library);

        var run = await ToolRun.Of("check", folder.Path, "--loose", "--root", folder.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"mlap: note: {folder["Common.csproj"]} cannot be read, so its settings are not known:", run.Error);
    }

    [Fact]
    public async Task What_does_not_bind_is_counted_and_is_no_failure()
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", ToolRun.Program + "class Unknown : Missing.Base { }\n");

        var run = await ToolRun.Of("check", folder.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("mlap: note: 1 place does not bind in loose files, where not every reference is known; what does not bind is not analysed.\n", run.Error);
    }

    [Fact]
    public async Task Single_files_are_one_program()
    {
        using var folder = new TempFolder();
        var library = folder.Write("Normaliser.cs", Library);
        var program = folder.Write("Program.cs", "Common.Normaliser.Fit(null!, null!);\n");

        var run = await ToolRun.Of("check", program, library, "--root", folder.Path);

        Assert.Equal(["Normaliser.cs:5"], Findings(run));
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task A_test_project_is_told_apart()
    {
        using var folder = new TempFolder();
        folder.Write("Tests.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup><PackageReference Include=\"xunit\" Version=\"2.9.3\" /></ItemGroup></Project>");
        folder.Write("Normaliser.cs", Library);

        var set = new Analysis.AnalyzerSet([new TestProjectAnalyzer()], []);
        var run = await ToolRun.With(set, ["check", folder.Path, "--loose"]);

        Assert.Contains("IsTestProject is 'true'", run.Out);
    }

    [Fact]
    public void The_carried_signatures_compile() => Assert.Equal(Loose.LooseReferences.SignatureSources().Any(), Loose.LooseReferences.Instance.Signatures is not null);

    private static async Task<string[]> FindingsAsync(TempFolder folder) => Findings(await ToolRun.Of("check", folder.Path, "--root", folder.Path));

    // From either form of report.
    private static string[] Findings(ToolRun run) => run.Out.StartsWith('{')
        ? [.. JsonDocument.Parse(run.Out).RootElement.GetProperty("findings").EnumerateArray().Select(f => $"{f.GetProperty("path").GetString()}:{f.GetProperty("line")}")]
        : [.. run.Out.Split('\n').Where(line => line.Contains(" MLAP9001: ")).Select(line => line.Split(',')[0].Replace('(', ':'))];
}
