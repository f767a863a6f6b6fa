using System.IO;
using System.Linq;

namespace MlAntipatternAnalyzers.CodeFixes.Tests;

/// <summary>The package as a user gets it: what is in it, what a build says with it, what <c>dotnet format</c> makes of it.</summary>
[Collection(Packages.Collection)]
public sealed class PackageTests(Packages packages)
{
    private const string Leaky = """
        using System;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        var mlContext = new MLContext(seed: 1);
        var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", separatorChar: ',', hasHeader: true);
        var pipeline = mlContext.Transforms.Concatenate("Features", nameof(Trip.Distance), nameof(Trip.Fare))
            .Append(mlContext.Regression.Trainers.FastTree(labelColumnName: nameof(Trip.Fare)));
        var model = pipeline.Fit(trips);
        var metrics = mlContext.Regression.Evaluate(model.Transform(trips), labelColumnName: nameof(Trip.Fare));
        Console.WriteLine(metrics.RSquared);

        public sealed class Trip
        {
            [LoadColumn(0)] public float Distance { get; set; }
            [LoadColumn(1)] public float Fare { get; set; }
        }
        """;

    private static readonly string[] All = ["6:MLAP2001", "6:MLAP2003", "7:MLAP6007", "10:MLAP6002"];

    [Fact]
    public void The_analyzer_package_holds_analyzers_props_presets_and_a_readme()
    {
        var entries = packages.Entries("MlAntipatternAnalyzers").Where(entry => !entry.StartsWith("package/") && !entry.StartsWith("_rels/"));
        Assert.Equal(
            [
                "MlAntipatternAnalyzers.nuspec",
                "README.md",
                "[Content_Types].xml",
                "analyzers/dotnet/cs/MlAntipatternAnalyzers.CodeFixes.dll",
                "analyzers/dotnet/cs/MlAntipatternAnalyzers.dll",
                "build/MlAntipatternAnalyzers.props",
                "build/MlAntipatternAnalyzers.targets",
                "build/default.globalconfig",
                "build/exploration.globalconfig",
                "build/strict.globalconfig",
                "buildTransitive/MlAntipatternAnalyzers.props",
                "buildTransitive/MlAntipatternAnalyzers.targets",
                "buildTransitive/default.globalconfig",
                "buildTransitive/exploration.globalconfig",
                "buildTransitive/strict.globalconfig",
            ],
            entries);
    }

    [Fact]
    public void The_analyzer_package_is_a_development_dependency_without_dependencies()
    {
        var nuspec = packages.ReadEntry("MlAntipatternAnalyzers", "MlAntipatternAnalyzers.nuspec");
        Assert.Contains("<developmentDependency>true</developmentDependency>", nuspec);
        Assert.DoesNotContain("<dependency ", nuspec);
        Assert.Contains("<license type=\"expression\">MIT</license>", nuspec);
        Assert.Contains("<readme>README.md</readme>", nuspec);
    }

    [Fact]
    public void The_runtime_package_depends_on_MLNet_and_on_libraries_of_numbers_and_hashes_only()
    {
        var nuspec = packages.ReadEntry("MlAntipatternAnalyzers.Runtime", "MlAntipatternAnalyzers.Runtime.nuspec");
        var dependencies = System.Text.RegularExpressions.Regex.Matches(nuspec, "<dependency id=\"([^\"]+)\"").Select(match => match.Groups[1].Value);
        Assert.Equal(["MathNet.Numerics", "System.IO.Hashing"], dependencies.Where(dependency => !dependency.StartsWith("Microsoft.ML", System.StringComparison.Ordinal)));
        Assert.Contains("lib/net8.0/MlAntipatternAnalyzers.Runtime.dll", packages.Entries("MlAntipatternAnalyzers.Runtime"));
        Assert.Contains("lib/net8.0/MlAntipatternAnalyzers.Runtime.xml", packages.Entries("MlAntipatternAnalyzers.Runtime"));
    }

    [Fact]
    public void A_build_with_the_package_warns()
    {
        var project = packages.Project("Warns", Leaky);
        var build = Packages.Dotnet(project, "build", "--nologo").Succeed();
        Assert.Equal(All, build.Findings());
    }

    [Fact]
    public void Exploration_says_only_what_is_wrong()
    {
        var project = packages.Project("Explores", Leaky, "<MlAntipatternMode>exploration</MlAntipatternMode>");
        var build = Packages.Dotnet(project, "build", "--nologo").Succeed();
        Assert.DoesNotContain("MLAP2001", build.Output);
        Assert.Contains("10:MLAP6002", build.Findings());
    }

    [Fact]
    public void The_user_s_own_configuration_wins_over_the_mode()
    {
        var project = packages.Project("Configures", Leaky, "<MlAntipatternMode>strict</MlAntipatternMode>");
        File.WriteAllText(Path.Combine(project, ".globalconfig"), "is_global = true\ndotnet_diagnostic.MLAP2003.severity = none\n");
        File.WriteAllText(Path.Combine(project, ".editorconfig"), "root = true\n[*.cs]\ndotnet_diagnostic.MLAP6007.severity = none\n");
        var build = Packages.Dotnet(project, "build", "--nologo").Succeed();
        Assert.Equal([All[0], "6:MLAP2005", .. All[1..].Except(["6:MLAP2003", "7:MLAP6007"])], build.Findings());
    }

    [Theory]
    [InlineData("", "", "Fare.mlcontract;Data/Trips.mlschema.json;Deep/Down/Tip.mlcontract")]
    [InlineData("", "<AdditionalFiles Include=\"Fare.mlcontract\" /><AdditionalFiles Include=\"Deep/Down/*.mlcontract\" />", "Fare.mlcontract;Data/Trips.mlschema.json;Deep/Down/Tip.mlcontract")]
    [InlineData("", "<AdditionalFiles Include=\"$(MSBuildProjectDirectory)/Fare.mlcontract\" /><AdditionalFiles Include=\"./Data/Trips.mlschema.json\" />", "Fare.mlcontract;Data/Trips.mlschema.json;Deep/Down/Tip.mlcontract")]
    [InlineData("", "<AdditionalFiles Include=\"../Shared/House.mlcontract\" />", "../Shared/House.mlcontract;Fare.mlcontract;Data/Trips.mlschema.json;Deep/Down/Tip.mlcontract")]
    [InlineData("<EnableMlAntipatternFiles>false</EnableMlAntipatternFiles>", "<AdditionalFiles Include=\"Fare.mlcontract\" />", "Fare.mlcontract")]
    [InlineData("<EnableDefaultItems>false</EnableDefaultItems>", "", "")]
    public void The_project_s_contracts_and_schemas_are_additional_files_once(string properties, string items, string expected)
    {
        var project = packages.Project("Collects", Leaky, properties, items);
        foreach (var file in new[] { "Fare.mlcontract", "Data/Trips.mlschema.json", "Deep/Down/Tip.mlcontract", "bin/Debug/Copied.mlcontract", "obj/Copied.mlcontract", "../Shared/House.mlcontract" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(project, file))!);
            File.WriteAllText(Path.Combine(project, file), "");
        }

        Packages.Dotnet(project, "restore").Succeed();
        var listed = Packages.Dotnet(project, "msbuild", "-getItem:AdditionalFiles").Succeed();

        var paths = System.Text.RegularExpressions.Regex.Matches(listed.Output, "\"FullPath\": \"([^\"]+)\"").Select(match => Path.GetRelativePath(project, match.Groups[1].Value.Replace("\\\\", "\\")).Replace('\\', '/'));
        Assert.Equal(expected.Split(';', System.StringSplitOptions.RemoveEmptyEntries).Order(System.StringComparer.Ordinal), paths.Where(path => path.Contains(".ml")).Order(System.StringComparer.Ordinal));
    }

    [Fact]
    public void A_contract_that_the_code_breaks_warns_in_the_build_and_dotnet_format_updates_it()
    {
        var project = packages.Project("Breaks", Leaky.Replace("Console.WriteLine(metrics.RSquared);", "mlContext.Model.Save(model, trips.Schema, \"Trip.zip\");"));
        var contract = Path.Combine(project, "Trip.mlcontract");
        File.WriteAllText(contract, "mlcontract 1\n# What the meter gives:\nraw Distance Double\nraw Fare Single\nstep Concatenate(Distance, Fare) -> Features\nstep Regression.FastTree(Features, label: Fare) ?\nlabel Fare\nfeature Distance\nfeature Fare\noutput Score Single\n");

        var build = Packages.Dotnet(project, "build", "--nologo").Succeed();
        Assert.Contains("15:MLAP4011", build.Findings());
        Assert.Contains("the raw column 'Distance' is Single; in the contract it is Double (line 3)", build.Output);

        Packages.Dotnet(project, "format", "analyzers", "--no-restore", "--diagnostics", "MLAP4011", "--severity", "warn").Succeed();
        Assert.Contains("# What the meter gives:\nraw Distance Single\n", File.ReadAllText(contract));
        Assert.DoesNotContain("MLAP4011", Packages.Dotnet(project, "build", "--nologo").Succeed().Output);
    }

    /// <summary>Data are validated against the schema that is there, and what the row class gets later is entered in it. <c>dotnet format</c> cannot add files: without one it changes nothing.</summary>
    [Fact]
    public void Dotnet_format_validates_against_a_data_schema_and_keeps_it_up()
    {
        var project = packages.Project("Validates", Leaky, items: $"<PackageReference Include=\"MlAntipatternAnalyzers.Runtime\" Version=\"{packages.Version}\" />");
        Packages.Dotnet(project, "restore").Succeed();
        var program = Path.Combine(project, "Program.cs");
        Packages.Dotnet(project, "format", "analyzers", "--no-restore", "--diagnostics", "MLAP2001", "MLAP4012", "--severity", "info").Succeed();
        Assert.Equal(Leaky, File.ReadAllText(program));

        var schema = Path.Combine(project, "Trip.mlschema.json");
        File.WriteAllText(schema, """
            {
              "format": "mlschema",
              "version": 1,
              "columns": [
                { "name": "Distance", "type": "Single", "min": 0 },
                { "name": "Fare", "type": "Single" }
              ]
            }
            """);
        Packages.Dotnet(project, "format", "analyzers", "--no-restore", "--diagnostics", "MLAP2001", "--severity", "warn").Succeed();
        Assert.Contains("mlContext.Data.Validate(", File.ReadAllText(program));

        File.WriteAllText(program, File.ReadAllText(program)
            .Replace("[LoadColumn(1)] public float Fare", "[LoadColumn(2)] public float Time { get; set; }\n    [LoadColumn(1)] public float Fare")
            .Replace("nameof(Trip.Distance)", "nameof(Trip.Distance), nameof(Trip.Time)"));
        Packages.Dotnet(project, "format", "analyzers", "--no-restore", "--diagnostics", "MLAP2008", "--severity", "info").Succeed();
        Assert.Contains("{ \"name\": \"Fare\", \"type\": \"Single\" },\n    { \"name\": \"Time\", \"type\": \"Single\" }\n", File.ReadAllText(schema).ReplaceLineEndings("\n"));
        var build = Packages.Dotnet(project, "build", "--nologo", "--no-restore").Succeed();
        Assert.DoesNotContain("MLAP2001", build.Output);
        Assert.DoesNotContain("MLAP2009", build.Output);
    }

    [Fact]
    public void An_unknown_mode_is_an_error_that_says_which_there_are()
    {
        var project = packages.Project("Mistypes", Leaky, "<MlAntipatternMode>relaxed</MlAntipatternMode>");
        var build = Packages.Dotnet(project, "build", "--nologo");
        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("error MLAP0001: MlAntipatternMode is 'relaxed'; it can be exploration, default or strict.", build.Output);
    }

    [Fact]
    public void Dotnet_format_applies_the_fixes_and_the_result_builds()
    {
        var project = packages.Project("Formats", Leaky);
        Packages.Dotnet(project, "build", "--nologo").Succeed();
        Packages.Dotnet(project, "format", "analyzers", "--no-restore", "--diagnostics", "MLAP6007", "MLAP6002", "--severity", "warn").Succeed();
        var fixedText = File.ReadAllText(Path.Combine(project, "Program.cs"));
        Assert.NotEqual(Leaky, fixedText);
        var build = Packages.Dotnet(project, "build", "--nologo").Succeed();
        Assert.DoesNotContain("MLAP6007", build.Output);
        Assert.DoesNotContain("MLAP6002", build.Output);
    }
}
