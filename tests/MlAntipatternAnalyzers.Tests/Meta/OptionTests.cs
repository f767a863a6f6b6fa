using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Tests.Testing;
using static MlAntipatternAnalyzers.Tests.Meta.Failures;

namespace MlAntipatternAnalyzers.Tests.Meta;

/// <summary>An option that a rule reads is on its page (or in the README, for what all share), and an option on a page is read.</summary>
public sealed partial class OptionTests
{
    // A missing page fails a test of its own.
    private static readonly Rule[] Rules = [.. Rule.All.Where(rule => Repository.Exists(rule.PagePath))];

    [Fact]
    public Task Options_that_are_read_are_documented() => NoneAsync(Rules, async rule =>
    {
        var page = new RulePage(Repository.Read(rule.PagePath)).Below("Options");
        var readme = Repository.Read("README.md");
        var missing = (await AskedAsync(rule)).Where(key => !page.Contains(key) && !readme.Contains(key)).ToArray();
        return missing.Length == 0 ? null : $"{rule.PagePath}: '## Options' does not mention {string.Join(", ", missing)}";
    });

    [Fact]
    public Task Options_that_are_documented_are_read() => NoneAsync(Rules, async rule =>
    {
        var asked = await AskedAsync(rule);
        var documented = KeyPattern().Matches(new RulePage(Repository.Read(rule.PagePath)).Below("Options")).Select(match => match.Groups[1].Value);
        var unread = documented.Where(key => !key.StartsWith("dotnet_diagnostic.", StringComparison.Ordinal) && !asked.Contains(key)).ToArray();
        return unread.Length == 0 ? null : $"{rule.PagePath}: '## Options' mentions {string.Join(", ", unread)}, which the rule does not read";
    });

    /// <summary>The keys that the rule asks for on its page's samples and on the realistic programs.</summary>
    private static async Task<HashSet<string>> AskedAsync(Rule rule)
    {
        var page = new RulePage(Repository.Read(rule.PagePath));
        var options = new RecordingOptions();
        var programs = new[] { "Flagged", "Clean" }.SelectMany(heading => page.Blocks(heading).Select(block => (("/0/Sample.cs", block), page.SetupFor(block, heading))))
            .Concat(Programs.Realistic.Select(program => (program, (Setup)Programs.References)));
        foreach (var (program, setup) in programs)
        {
            using var workspace = new AdhocWorkspace();
            var compilation = await TestProject.Create(workspace, [program], setup).GetCompilationAsync();
            await TestProject.FindingsAsync(compilation!, new AnalyzerOptions([], options), [rule.Analyzer]);
        }

        return [.. options.Asked];
    }

    [GeneratedRegex(@"^([\w.]+)\s*=", RegexOptions.Multiline)]
    private static partial Regex KeyPattern();
}
