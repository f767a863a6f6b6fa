using System;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Tests.Meta;

/// <summary>The README's rule table is generated. Run the tests with <c>MLAP_UPDATE=1</c> to write it.</summary>
public sealed class ReadmeTests
{
    private const string Begin = "<!-- rules:begin -->\n";
    private const string End = "<!-- rules:end -->";

    [Fact]
    public void The_table_of_rules_is_up_to_date()
    {
        var readme = Repository.Read("README.md");
        var begin = readme.IndexOf(Begin, StringComparison.Ordinal);
        var end = readme.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= 0 && end > begin, "README.md: expected '<!-- rules:begin -->' and '<!-- rules:end -->' on lines of their own.");

        var expected = readme[..(begin + Begin.Length)] + Table() + readme[end..];
        if (Repository.Update)
            File.WriteAllText(Repository.PathOf("README.md"), expected);
        else if (expected != readme)
            Assert.Fail($"README.md: run the tests with MLAP_UPDATE=1, or put this between the marks:\n{Table()}");
    }

    private static string Table()
    {
        if (Rule.All.IsEmpty)
            return "\n";

        var table = new StringBuilder("\n| ID | Finds | Category | Severity | Fix |\n|---|---|---|---|---|\n");
        foreach (var rule in Rule.All)
        {
            var severity = string.Join(" or ", rule.Analyzer.SupportedDiagnostics.Select(descriptor => descriptor.DefaultSeverity).Distinct().OrderDescending());
            var title = rule.Descriptor.Title.ToString().Replace("|", "\\|");
            table.Append($"| [{rule.Id}]({rule.Descriptor.HelpLinkUri}) | {title} | {rule.Category} | {severity} | {(rule.Fixes.Any() ? "yes" : "—")} |\n");
        }

        return table.Append('\n').ToString();
    }
}
