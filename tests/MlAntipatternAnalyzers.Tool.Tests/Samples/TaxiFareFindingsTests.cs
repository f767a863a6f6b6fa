using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tool.Analysis;

namespace MlAntipatternAnalyzers.Tool.Tests.Samples;

/// <summary>What the tool finds in the sample before the repair, line by line, and that it finds nothing after it.</summary>
public sealed class TaxiFareFindingsTests
{
    private const string Before =
        """
        Serving/DurationService.cs:14:MLAP7002
        Serving/DurationService.cs:21:MLAP2002
        Serving/FareService.cs:18:MLAP2002
        Serving/FareService.cs:8:MLAP7001
        Serving/TipService.cs:27:MLAP7002
        Serving/TipService.cs:28:MLAP2002
        Training/DurationJob.cs:17:MLAP2001
        Training/DurationJob.cs:20:MLAP6002
        Training/FareJob.cs:19:MLAP6005
        Training/FareJob.cs:23:MLAP4001
        Training/FareJob.cs:34:MLAP6001
        Training/OfferJob.cs:14:MLAP2001
        Training/OfferJob.cs:14:MLAP2003
        Training/OfferJob.cs:24:MLAP4006
        Training/OfferJob.cs:25:MLAP5001
        Training/TimedTripReader.cs:15:MLAP3002
        Training/TimedTripReader.cs:28:MLAP3001
        Training/TipJob.cs:27:MLAP6005
        Training/TipJob.cs:30:MLAP6007
        Training/TripFile.cs:12:MLAP2001
        Training/TripFile.cs:12:MLAP2003
        """;

    // Two tests look at it, and a check opens and compiles whole projects.
    private static readonly Lazy<Task<(int ExitCode, string Output, string Error)>> CheckedBefore = new(() => CheckAsync("samples/TaxiFare/Before"));

    [Fact]
    public async Task Before_has_each_anti_pattern_where_it_is()
    {
        (int exitCode, string output, string error) = await CheckedBefore.Value;
        Assert.Equal("", error);
        Assert.Equal(1, exitCode);
        Assert.Equal(Before.ReplaceLineEndings("\n"), string.Join('\n', Findings(output)));
    }

    [Fact]
    public async Task After_has_none()
    {
        (int exitCode, string output, string error) = await CheckAsync("samples/TaxiFare/After");
        Assert.Equal("", error);
        Assert.Empty(Findings(output));
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task The_readme_shows_what_the_tool_prints()
    {
        string readme = await File.ReadAllTextAsync(Path.Combine(SampleProgram.Repository, "README.md"));
        string picture = Regex.Match(readme, "```text\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        Assert.NotEqual("", picture);
        (_, string output, _) = await CheckedBefore.Value;
        Assert.Contains(picture, output.ReplaceLineEndings("\n"));
    }

    private static IEnumerable<string> Findings(string output) =>
        Regex.Matches(output, @"^samples/TaxiFare/(?:Before|After)/(?<file>.+)\((?<line>\d+),\d+\): \w+ (?<id>MLAP\d{4}):", RegexOptions.Multiline)
            .Select(match => $"{match.Groups["file"]}:{match.Groups["line"]}:{match.Groups["id"]}")
            .Order(StringComparer.Ordinal);

    private static async Task<(int ExitCode, string Output, string Error)> CheckAsync(string folder)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        string path = Path.Combine(SampleProgram.Repository, folder);
        int exitCode = await EntryPoint.RunAsync(
            ["check", path, "--no-restore", "--root", SampleProgram.Repository], new Terminal(output, error), AnalyzerSet.All, CancellationToken.None);
        return (exitCode, output.ToString(), error.ToString());
    }
}
