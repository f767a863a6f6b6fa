using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CodeFixes;
using static MlAntipatternAnalyzers.Tests.Meta.Failures;

namespace MlAntipatternAnalyzers.Tests.Meta;

/// <summary>What holds for every fix; what it does is tested on the rule's page and in the rule's own tests.</summary>
public sealed class FixTests
{
    [Fact]
    public void A_fix_is_a_public_sealed_class_with_the_stem_of_its_rule() => None(Rule.AllFixes, fix =>
    {
        var type = fix.GetType();
        var rule = Rule.All.FirstOrDefault(candidate => fix.FixableDiagnosticIds.SequenceEqual([candidate.Id]));
        return rule != null
            && type is { IsPublic: true, IsSealed: true }
            && Regex.IsMatch(type.Name, $"^{rule.Id}{rule.Name}(.*)CodeFix$")
            && Repository.Exists($"src/MlAntipatternAnalyzers.CodeFixes/{rule.Category}/{type.Name}.cs")
            ? null
            : $"{type}: expected public sealed MLAPnnnnNameCodeFix for one rule, in the folder of its category";
    });

    [Fact]
    public void A_fix_is_exported() => None(Rule.AllFixes, fix =>
        fix.GetType().GetCustomAttribute<ExportCodeFixProviderAttribute>() is { } export && export.Languages.SequenceEqual(["C#"])
            ? null
            : $"{fix.GetType().Name}: expected [ExportCodeFixProvider(LanguageNames.CSharp)]");

    [Fact]
    public void A_fix_works_in_Fix_All() => None(Rule.AllFixes, fix =>
        fix.GetFixAllProvider() != null ? null : $"{fix.GetType().Name}: GetFixAllProvider is null");

    [Fact]
    public void A_fix_declares_its_equivalence_keys_as_constants() => None(Rule.AllFixes, fix =>
        EquivalenceKeys(fix).Length > 0 ? null : $"{fix.GetType().Name}: expected a public or internal const string for each action's equivalence key");

    /// <summary>The constants that a fix declares: what the keys of the actions that it offers must be among.</summary>
    internal static string[] EquivalenceKeys(CodeFixProvider fix) =>
        [.. fix.GetType().GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(field => field is { IsLiteral: true, IsPrivate: false } && field.FieldType == typeof(string))
            .Select(field => (string)field.GetRawConstantValue()!)];
}
