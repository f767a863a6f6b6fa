using System;
using System.IO;
using System.Linq;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.Tests.Meta;

/// <summary>The package's global configs are generated. Run the tests with <c>MLAP_UPDATE=1</c> to write them.</summary>
public sealed class PresetTests
{
    [Theory]
    [InlineData("exploration")]
    [InlineData("default")]
    [InlineData("strict")]
    public void The_preset_of_a_mode_is_up_to_date(string mode)
    {
        var path = $"src/MlAntipatternAnalyzers.CodeFixes/build/{mode}.globalconfig";
        var expected = Modes.ToGlobalConfig(Rule.All.Select(rule => rule.Descriptor), Enum.Parse<Mode>(mode, ignoreCase: true), Modes.PackageGlobalLevel);
        if (Repository.Update)
            File.WriteAllText(Repository.PathOf(path), expected);
        else
            Assert.Equal(expected, Repository.Exists(path) ? Repository.Read(path) : "");
    }

    [Fact]
    public void There_is_a_preset_for_every_mode_and_no_other()
    {
        var presets = Repository.Files("src/MlAntipatternAnalyzers.CodeFixes/build", ".globalconfig").Select(file => Path.GetFileNameWithoutExtension(file)!);
        Assert.Equal(Enum.GetNames<Mode>().Select(name => name.ToLowerInvariant()).Order(), presets.Order());
    }
}
