using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text.RegularExpressions;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Meta;

/// <summary>
/// A rule's page. Its C# blocks are whole files that are compiled with the usual usings, with <c>mlContext</c> and the rows of
/// <see cref="Sources.Rows"/> in scope unless the page's own block declares them. A block whose fence names a file is an additional file of the C# blocks
/// below its heading; above the first heading, of all of them.
/// </summary>
/// <remarks>
/// Two comments speak to the test: <c>&lt;!-- with: AspNetCore, Stubs, Runtime --&gt;</c> names what the blocks reference beside ML.NET, and
/// <c>&lt;!-- also: MLAP2001 --&gt;</c> the other rules that may speak in the clean blocks.
/// </remarks>
internal sealed partial record RulePage(string Text)
{
    public const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading.Tasks;
        global using Microsoft.ML;
        global using Microsoft.ML.Data;
        global using Microsoft.ML.Trainers;
        global using Microsoft.ML.Transforms;
        global using static PageContext;

        internal static class PageContext
        {
            internal static readonly MLContext mlContext = new MLContext(seed: 1);
        }
        """;

    public int Lines => Text.TrimEnd('\n').Split('\n').Length;

    /// <summary>The second-level headings, in order.</summary>
    public ImmutableArray<string> Headings => [.. HeadingPattern().Matches(Text).Select(match => match.Groups[1].Value.Trim())];

    /// <summary>The text between the title and the first heading: what the rule finds.</summary>
    public string What => Section(@"\A# [^\n]*\n");

    public With With => (With)All(WithPattern()).Select(name => (int)Enum.Parse<With>(name)).Aggregate(0, (sum, flag) => sum | flag);

    /// <summary>The IDs that the clean blocks may report.</summary>
    public ImmutableArray<string> Also => All(AlsoPattern());

    /// <summary>The text below a second-level heading.</summary>
    public string Below(string heading) => Section($@"^## {Regex.Escape(heading)}[ ]*\n");

    /// <summary>The C# blocks below a second-level heading.</summary>
    public ImmutableArray<string> Blocks(string heading) =>
        [.. BlockPattern().Matches(Below(heading)).Select(match => match.Groups[1].Value)];

    /// <summary>What a block below a heading is compiled with.</summary>
    public Setup SetupFor(string block, string heading)
    {
        var rows = Regex.Replace(Sources.Rows, @"public class (\w+)\n\{.*?\n\}\n*", match =>
            Regex.IsMatch(block, $@"\b(class|record|struct)\s+{match.Groups[1].Value}\b") ? "" : match.Value, RegexOptions.Singleline);
        return new Setup
        {
            With = With,
            Sources = [("/0/GlobalUsings.cs", GlobalUsings), ("/0/Rows.cs", rows)],
            AdditionalFiles = [.. FilePattern().Matches(What + "\n" + Below(heading)).Select(match => ("/0/" + match.Groups[1].Value, match.Groups[2].Value))],
        };
    }

    private static string Trimmed(Match match) => match.Success ? match.Groups[1].Value.Trim('\n') : "";

    private string Section(string start) => Trimmed(Regex.Match(Text, start + @"(.*?)(?=^## |\z)", RegexOptions.Singleline | RegexOptions.Multiline));

    private ImmutableArray<string> All(Regex pattern) =>
        [.. pattern.Matches(Text).SelectMany(match => match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    [GeneratedRegex(@"^## ([^\n]+)$", RegexOptions.Multiline)]
    private static partial Regex HeadingPattern();

    [GeneratedRegex(@"<!-- with: ([^>]*?) -->")]
    private static partial Regex WithPattern();

    [GeneratedRegex(@"<!-- also: ([^>]*?) -->")]
    private static partial Regex AlsoPattern();

    [GeneratedRegex(@"^```\w+ (\S+)\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex FilePattern();

    [GeneratedRegex(@"^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex BlockPattern();
}
