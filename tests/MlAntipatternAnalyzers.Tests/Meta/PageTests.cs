using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Tests.Testing;
using static MlAntipatternAnalyzers.Tests.Meta.Failures;

namespace MlAntipatternAnalyzers.Tests.Meta;

/// <summary>Documentation is code: a page's samples are compiled, analysed, and fixed.</summary>
public sealed class PageTests
{
    private const int MaximumLines = 60;

    private static readonly string[] Headings = ["Why", "Flagged", "Clean", "When to suppress", "Options"];

    private static readonly (Rule Rule, RulePage Page)[] Pages =
        [.. Rule.All.Where(rule => Repository.Exists(rule.PagePath)).Select(rule => (rule, new RulePage(Repository.Read(rule.PagePath))))];

    [Fact]
    public void A_page_belongs_to_a_rule() => None(Repository.Files("src/MlAntipatternAnalyzers/Rules", ".md"), path =>
        Rule.All.Any(rule => rule.PagePath == path) ? null : $"{path}: there is no such rule");

    [Fact]
    public void A_page_has_its_title_and_sections() => None(Pages, page =>
        page.Page.Text.StartsWith($"# {page.Rule.Id} {page.Rule.Descriptor.Title}\n", StringComparison.Ordinal)
            && page.Page.What.Length > 0
            && page.Page.Headings.SequenceEqual(Headings)
            && Headings.All(heading => page.Page.Below(heading).Length > 0)
            ? null
            : $"{page.Rule.PagePath}: expected '# {page.Rule.Id} {page.Rule.Descriptor.Title}', what is found, and then "
                + string.Join(", ", Headings.Select(heading => "## " + heading)));

    [Fact]
    public void A_page_says_where_its_reason_comes_from() => None(Pages, page =>
        Regex.IsMatch(page.Page.Below("Why"), "https?://|Source|Rules? of (ML|Machine Learning)|ML Test Score|Hidden Technical Debt")
            ? null
            : $"{page.Rule.PagePath}: expected a source below '## Why'");

    [Fact]
    public void A_page_is_short() => None(Pages, page =>
        page.Page.Lines <= MaximumLines ? null : $"{page.Rule.PagePath}: {page.Page.Lines} lines, at most {MaximumLines}");

    [Fact]
    public Task A_flagged_sample_gives_exactly_its_ID() => NoneAsync(Blocks("Flagged"), async sample =>
    {
        using var workspace = new AdhocWorkspace();
        var project = sample.Project(workspace);
        if (await ErrorsAsync(project) is { Length: > 0 } errors)
            return $"{sample}: {errors}";

        var findings = await TestProject.FindingsAsync(project, [sample.Rule.Analyzer]);
        return findings.Any() && findings.All(finding => finding.Id == sample.Rule.Id) ? null : $"{sample}: nothing is found in\n{sample.Text}";
    });

    [Fact]
    public Task A_clean_sample_gives_nothing_from_its_rule_and_no_warning_from_any() => NoneAsync(Blocks("Clean"), async sample =>
    {
        using var workspace = new AdhocWorkspace();
        var project = sample.Project(workspace);
        if (await ErrorsAsync(project) is { Length: > 0 } errors)
            return $"{sample}: {errors}";

        // Another rule's advice (columns named by nameof) would make every sample longer than what it shows.
        var findings = (await TestProject.FindingsAsync(project, Rule.Analyzers))
            .Where(finding => (finding.Id == sample.Rule.Id || finding.Severity == DiagnosticSeverity.Warning) && !sample.Page.Also.Contains(finding.Id));
        return findings.Any() ? $"{sample}: expected nothing (or '<!-- also: ID -->'), but {string.Join("; ", findings)}" : null;
    });

    [Fact]
    public void A_page_has_samples() => None(Pages, page =>
        page.Page.Blocks("Flagged").Any() && page.Page.Blocks("Clean").Any() ? null : $"{page.Rule.PagePath}: expected ```csharp blocks below Flagged and Clean");

    [Fact]
    public Task A_fix_turns_its_flagged_sample_into_code_that_compiles_and_has_no_finding() =>
        NoneAsync(Pages.Where(page => page.Rule.Fixes.Any()), async page =>
        {
            var offered = false;
            foreach (var sample in Blocks("Flagged").Where(sample => sample.Rule == page.Rule))
            {
                var (failure, actions) = await FixSampleAsync(sample);
                if (failure != null)
                    return failure;
                offered |= actions > 0;
            }

            return offered ? null : $"{page.Rule.PagePath}: the rule has a fix, and it is offered for no flagged sample";
        });

    /// <summary>Applies each kind of action, alone, until nothing that it is offered for is left.</summary>
    private static async Task<(string? Failure, int Actions)> FixSampleAsync(Sample sample)
    {
        using var workspace = new AdhocWorkspace();
        var project = sample.Project(workspace);
        var finding = (await TestProject.FindingsAsync(project, [sample.Rule.Analyzer])).FirstOrDefault();
        if (finding == null)
            return (null, 0);

        var count = 0;
        foreach (var fix in sample.Rule.Fixes)
        {
            foreach (var action in await FixRunner.ActionsAsync(project, finding, fix))
            {
                count++;
                if (!FixTests.EquivalenceKeys(fix).Contains(action.EquivalenceKey))
                    return ($"{sample}: the key '{action.EquivalenceKey}' of '{action.Title}' is not a constant of {fix.GetType().Name}", count);

                var fixedProject = await FixRunner.FixAllAsync(project, sample.Rule.Analyzer, fix, action.EquivalenceKey);
                var text = await fixedProject.Documents.First().GetTextAsync();
                if (await ErrorsAsync(fixedProject) is { Length: > 0 } errors)
                    return ($"{sample}: after '{action.Title}' {errors}\n{text}", count);
                if ((await TestProject.FindingsAsync(fixedProject, [sample.Rule.Analyzer])).FirstOrDefault() is { } rest)
                    return ($"{sample}: after '{action.Title}' there is still {rest}\n{text}", count);
            }
        }

        return (null, count);
    }

    private static async Task<string> ErrorsAsync(Project project) => string.Join("; ",
        (await project.GetCompilationAsync())!.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

    private static IEnumerable<Sample> Blocks(string heading) =>
        Pages.SelectMany(page => page.Page.Blocks(heading).Select((block, index) => new Sample(page.Rule, page.Page, heading, index, block)));

    /// <summary>One C# block of a page.</summary>
    private sealed record Sample(Rule Rule, RulePage Page, string Heading, int Index, string Text)
    {
        public Project Project(AdhocWorkspace workspace) => TestProject.Create(workspace, [("/0/Sample.cs", Text)], Page.SetupFor(Text, Heading));

        public override string ToString() => $"{Rule.PagePath}, {Heading}, sample {Index + 1}";
    }
}
