using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.Rules;
using static MlAntipatternAnalyzers.Tests.Meta.Failures;

namespace MlAntipatternAnalyzers.Tests.Meta;

/// <summary>One rule, one stem: name, ID, band, category, folder, link and tests agree.</summary>
public sealed class RuleTests
{
    private static readonly string[] Bands =
    [
        Categories.Schema, Categories.DataValidation, Categories.Lifecycle, Categories.Skew, Categories.Feedback, Categories.Evaluation, Categories.Serving,
    ];

    /// <summary>A rule that is not discovered any more would fail no other test.</summary>
    [Fact]
    public void The_rules_that_were_promised_exist() =>
        Assert.Superset(
            new HashSet<string>
            {
                "MLAP2001", "MLAP2003", "MLAP3001", "MLAP3002", "MLAP4001", "MLAP4006", "MLAP5001", "MLAP6001", "MLAP6002", "MLAP6007", "MLAP7001", "MLAP7002",
            },
            Rule.All.Select(rule => rule.Id).ToHashSet());

    [Fact]
    public void Ids_are_unique() =>
        Assert.Empty(Rule.All.GroupBy(rule => rule.Id).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void A_rule_is_a_public_sealed_class_named_after_its_one_ID() => None(Rule.All, rule =>
        rule.Type is { IsPublic: true, IsSealed: true }
            && Regex.IsMatch(rule.Type.Name, "^MLAP[1-7][0-9]{3}[A-Z][A-Za-z]+Analyzer$")
            && rule.Analyzer.SupportedDiagnostics.All(descriptor => descriptor.Id == rule.Type.Name[..8])
            ? null
            : $"{rule.Type}: expected public sealed MLAPnnnnNameAnalyzer that reports MLAPnnnn alone");

    [Fact]
    public void The_band_is_the_category() => None(Rule.All, rule =>
        rule.Analyzer.SupportedDiagnostics.All(descriptor => descriptor.Category == Bands[rule.Id[4] - '1'])
            ? null
            : $"{rule.Id}: expected category {Bands[rule.Id[4] - '1']}");

    [Fact]
    public void The_category_is_the_folder() => None(Rule.All, rule =>
        Repository.Exists($"src/MlAntipatternAnalyzers/Rules/{rule.Category}/{rule.Type.Name}.cs")
            ? null
            : $"{rule.Id}: expected src/MlAntipatternAnalyzers/Rules/{rule.Category}/{rule.Type.Name}.cs");

    [Fact]
    public void Descriptors_are_static_readonly_fields() => None(Rule.All, rule =>
    {
        var fields = rule.Type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(field => field.FieldType == typeof(DiagnosticDescriptor) && field.IsInitOnly)
            .Select(field => (DiagnosticDescriptor)field.GetValue(null)!)
            .ToArray();
        return rule.Analyzer.SupportedDiagnostics.All(fields.Contains) ? null : $"{rule.Id}: a supported descriptor is not a static readonly field of the rule";
    });

    [Fact]
    public void Severity_is_confidence_a_Warning_or_an_Info() => None(Rule.All, rule =>
        rule.Analyzer.SupportedDiagnostics.All(descriptor =>
            descriptor.DefaultSeverity is DiagnosticSeverity.Warning or DiagnosticSeverity.Info && descriptor.IsEnabledByDefault)
            ? null
            : $"{rule.Id}: expected Warning or Info, enabled by default");

    [Fact]
    public void The_help_link_leads_to_the_page_beside_the_rule() => None(Rule.All, rule =>
        rule.Analyzer.SupportedDiagnostics.All(descriptor => descriptor.HelpLinkUri.EndsWith($"/blob/main/{rule.PagePath}", StringComparison.Ordinal))
            && Repository.Exists(rule.PagePath)
            ? null
            : $"{rule.Id}: expected the link to be {rule.PagePath}, and that file to exist");

    [Fact]
    public void A_rule_has_a_description_and_a_message_that_names_something() => None(Rule.All, rule =>
        rule.Analyzer.SupportedDiagnostics.All(descriptor =>
            descriptor.Description.ToString().Length > 0 && descriptor.MessageFormat.ToString().Contains("{0}"))
            ? null
            : $"{rule.Id}: expected a description, and a message with the user's own symbol in it");

    [Fact]
    public void A_rule_has_tests_of_its_name() => None(Rule.All, rule =>
        typeof(RuleTests).Assembly.GetTypes().SingleOrDefault(type => type.Name == $"{rule.Id}{rule.Name}Tests") is { } tests
            && Repository.Exists($"tests/MlAntipatternAnalyzers.Tests/Rules/{rule.Category}/{rule.Id}{rule.Name}Tests.cs")
            && tests.GetMethods().Any(method => method.GetCustomAttributes<FactAttribute>().Any())
            ? null
            : $"{rule.Id}: expected the class {rule.Id}{rule.Name}Tests in Rules/{rule.Category}, with tests in it");

    [Fact]
    public void A_rule_keeps_no_state() => None(Rule.All, rule =>
        rule.Type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) is [] ? null : $"{rule.Id}: has an instance field");

    [Fact]
    public void Release_tracking_lists_every_rule() => None(Rule.All, rule =>
    {
        var releases = Repository.Read("src/MlAntipatternAnalyzers/AnalyzerReleases.Unshipped.md")
            + Repository.Read("src/MlAntipatternAnalyzers/AnalyzerReleases.Shipped.md");
        return Regex.IsMatch(releases, $@"^{rule.Id}\s*\|\s*{rule.Category}\s*\|\s*{rule.Descriptor.DefaultSeverity}\s*\|", RegexOptions.Multiline)
            ? null
            : $"{rule.Id}: expected the line '{rule.Id} | {rule.Category} | {rule.Descriptor.DefaultSeverity} | …'";
    });
}
