using System;
using System.IO;
using System.Linq;

namespace MlAntipatternAnalyzers.CodeFixes.Tests;

/// <summary>What the contract between the two projects of the sample is for: a feature that is changed in training breaks the build of serving.</summary>
[Collection(Packages.Collection)]
public sealed class HousePricesTests
{
    private const string Training = "samples/HousePrices/Training";
    private const string Serving = "samples/HousePrices/Serving";

    private readonly string _root;

    public HousePricesTests(Packages packages)
    {
        _root = Directory.CreateDirectory(Path.Combine(packages.Folder, "house-prices")).FullName;
        packages.WriteNuGetConfig(_root);
        Copy("Directory.Build.props", text => text.Replace(
            "</PropertyGroup>", $"  <UsePackedAnalyzers>true</UsePackedAnalyzers>\n    <PackedAnalyzersVersion>{packages.Version}</PackedAnalyzersVersion>\n    <PackedAnalyzersFeed>{packages.Feed}</PackedAnalyzersFeed>\n  </PropertyGroup>"));
        Copy("src/Directory.Packages.props");
        Copy("samples/Directory.Build.props");
        var sample = Path.Combine(Packages.Root, "samples", "HousePrices");
        foreach (var file in Directory.EnumerateFiles(sample, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Packages.Root, file)))
        {
            if (!file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
                Copy(file);
        }
    }

    [Fact]
    public void A_feature_that_is_changed_in_training_breaks_the_build_of_serving()
    {
        Build(Training).Succeed();
        Build(Serving).Succeed();

        Edit($"{Training}/House.cs", "    [LoadColumn(6)]", "    [LoadColumn(5)]\n    public float Bathrooms { get; set; }\n\n    [LoadColumn(6)]");
        Edit($"{Training}/PriceJob.cs", "nameof(House.Rooms), ", "nameof(House.Rooms), nameof(House.Bathrooms), ");

        // Nobody forgets the contract: it is the training project's own build that asks for it.
        var forgotten = Build(Training, "--no-restore");
        Assert.NotEqual(0, forgotten.ExitCode);

        var tool = Path.Combine(Packages.Root, "src", "MlAntipatternAnalyzers.Tool", "bin", Packages.Configuration, "net8.0", "mlap.dll");
        var updated = Packages.Dotnet(Path.Combine(_root, "samples", "HousePrices"), tool, "contract", "write", "Training", "--force").Succeed();

        var serving = Build(Serving, "--no-restore");
        Assert.NotEqual(0, serving.ExitCode);

        // The README shows it.
        var lines = File.ReadAllLines(Path.Combine(Packages.Root, "README.md"));
        var story = lines.SkipWhile(line => !line.StartsWith("Training/House.cs(", StringComparison.Ordinal)).TakeWhile(line => line != "```").ToArray();
        Assert.Contains(story[0], forgotten.Output);
        Assert.Equal("$ mlap contract write Training --force", story[2]);
        Assert.Equal(string.Join('\n', story[3..^2]), updated.Output.Trim().ReplaceLineEndings("\n"));
        Assert.Contains("'Bathrooms'", story[^1]);
        Assert.Contains(story[^1], serving.Output);
    }

    private Run Build(string project, params string[] more) => Packages.Dotnet(_root, ["build", project, "--nologo", "-v", "q", .. more]);

    private void Edit(string file, string old, string @new)
    {
        var path = Path.Combine(_root, file);
        var text = File.ReadAllText(path);
        Assert.Contains(old, text);
        File.WriteAllText(path, text.Replace(old, @new));
    }

    private void Copy(string file, Func<string, string>? change = null)
    {
        var target = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var text = File.ReadAllText(Path.Combine(Packages.Root, file));
        File.WriteAllText(target, change is null ? text : change(text));
    }
}
