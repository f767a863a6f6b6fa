using System.Linq;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.SchemaTests.Judging;
using MlAntipatternAnalyzers.SchemaTests.Mutation;
using Xunit.Abstractions;

namespace MlAntipatternAnalyzers.SchemaTests;

/// <summary>The rules that say that ML.NET will throw are judged by ML.NET.</summary>
public sealed class SchemaRulesTests(ITestOutputHelper output)
{
    /// <summary>Of the mutants that these rules speak of, the share that they must be right about.</summary>
    private const double LeastPrecision = 1;

    /// <summary>Of the mutants in which ML.NET refuses a column, the share that they must speak of.</summary>
    private const double LeastRecall = 0.95;

    /// <summary>Of the mutants in which ML.NET leaves a member of a prediction class unset, the share that they must speak of.</summary>
    private const double LeastUnsetRecall = 0.91;

    [Fact]
    public async Task A_program_that_runs_has_no_finding()
    {
        var findings = await Task.WhenAll(SourceProgram.All.Select(program => SchemaRules.FindingsAsync(program.Compilation)));
        Assert.Empty(findings.SelectMany(found => found).Where(SchemaRules.IsClaim).Select(finding => finding.ToString()));
    }

    [Fact]
    public async Task What_the_rules_say_will_throw_does()
    {
        var judgement = await MutationRun.JudgementAsync();
        output.WriteLine(judgement.Table());
        Assert.True(judgement.Precision >= LeastPrecision, $"{judgement.Table()}\nFalse alarms:\n{judgement.List(mutant => mutant.IsFalseAlarm)}");
    }

    [Fact]
    public async Task What_throws_the_rules_say()
    {
        var judgement = await MutationRun.JudgementAsync();
        output.WriteLine(judgement.Table());
        Assert.True(judgement.Recall >= LeastRecall, $"{judgement.Table()}\nMisses:\n{judgement.List(mutant => mutant.IsMiss)}");
        Assert.True(judgement.UnsetRecall >= LeastUnsetRecall, $"{judgement.Table()}\nMisses of unset members:\n{judgement.List(mutant => mutant.IsUnsetMiss)}");
    }
}
