using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.SchemaTests.Mutation;
using MlAntipatternAnalyzers.SchemaTests.Running;

namespace MlAntipatternAnalyzers.SchemaTests.Judging;

/// <summary>What the rules say of a mutant beside what ML.NET did with it.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Outcome">What ML.NET did.</param>
/// <param name="Findings">All findings of the band's rules.</param>
internal sealed record JudgedMutant(Mutant Mutant, Outcome Outcome, ImmutableArray<Diagnostic> Findings)
{
    /// <summary>The findings that say that ML.NET will throw.</summary>
    public IEnumerable<Diagnostic> Claims => Findings.Where(SchemaRules.IsClaim);

    public bool IsHit => Outcome.Kind == OutcomeKind.SchemaError && Claims.Any();

    public bool IsMiss => Outcome.Kind == OutcomeKind.SchemaError && !Claims.Any();

    /// <summary>ML.NET leaves a member of a prediction class unset.</summary>
    public bool IsUnset => Outcome.Kind is OutcomeKind.Unset or OutcomeKind.UnsetThenFailed;

    /// <summary>ML.NET leaves a member unset, and the rule about members of prediction classes speaks.</summary>
    public bool IsUnsetHit => IsUnset && Claims.Any(finding => finding.Id == SchemaRules.OutputMembers) && !IsFalseAlarm;

    /// <summary>ML.NET leaves a member unset, and that rule does not speak.</summary>
    public bool IsUnsetMiss => IsUnset && Claims.All(finding => finding.Id != SchemaRules.OutputMembers);

    /// <summary>A rule speaks where ML.NET ran; where it left a member unset, another rule than the one about that.</summary>
    public bool IsFalseAlarm => Outcome.Kind switch
    {
        OutcomeKind.Ran => Claims.Any(),
        OutcomeKind.Unset => Claims.Any(finding => finding.Id != SchemaRules.OutputMembers),
        _ => false,
    };

    public override string ToString() => $"{Mutant}\n    ML.NET: {Outcome}\n    rules: {(Claims.Any() ? string.Join("\n           ", Claims.Select(Shown)) : "nothing")}";

    private static string Shown(Diagnostic finding) =>
        $"line {finding.Location.GetLineSpan().StartLinePosition.Line + 1}: {finding.Id}: {finding.GetMessage(CultureInfo.InvariantCulture)}";
}

/// <summary>The rules judged by ML.NET.</summary>
/// <param name="Mutants">Every mutant with both answers.</param>
internal sealed record Judgement(ImmutableArray<JudgedMutant> Mutants)
{
    /// <summary>Of the mutants that a rule speaks of, the share that it is right about. One when no rule speaks. Those that fail for other reasons do not count.</summary>
    public double Precision => Share(Mutants.Count(mutant => mutant.IsHit || mutant.IsUnsetHit), Mutants.Count(mutant => mutant.IsFalseAlarm), whenNone: 1);

    /// <summary>Of the mutants that throw a schema error, the share that a rule says it of.</summary>
    public double Recall => Share(Mutants.Count(mutant => mutant.IsHit), Mutants.Count(mutant => mutant.IsMiss), whenNone: 0);

    /// <summary>Of the mutants in which ML.NET silently leaves a member of a prediction class unset, the share that a rule says it of.</summary>
    public double UnsetRecall => Share(Mutants.Count(mutant => mutant.IsUnsetHit), Mutants.Count(mutant => mutant.IsUnsetMiss), whenNone: 0);

    /// <summary>Asks the rules about mutants whose outcome is known, on all processors.</summary>
    public static async Task<Judgement> OfAsync(IEnumerable<(Mutant Mutant, Outcome Outcome)> outcomes)
    {
        var judged = new ConcurrentBag<(int Index, JudgedMutant Mutant)>();
        var numbered = outcomes.Select((entry, index) => (entry.Mutant, entry.Outcome, Index: index));
        await Parallel.ForEachAsync(numbered, async (entry, _) =>
        {
            var findings = await SchemaRules.FindingsAsync(entry.Mutant.Program.CompilationOf(entry.Mutant.Text));
            judged.Add((entry.Index, new JudgedMutant(entry.Mutant, entry.Outcome, findings)));
        });
        return new Judgement([.. judged.OrderBy(entry => entry.Index).Select(entry => entry.Mutant)]);
    }

    /// <summary>The counts: a line a kind of mutation, and a line a rule.</summary>
    public string Table()
    {
        var table = new StringBuilder();
        AppendRow(table, "", ["mutants", "threw", "hits", "misses", "unset", "hits", "misses", "ran", "false", "other"]);
        foreach (var kind in Enum.GetValues<MutationKind>())
            AppendCounts(table, kind.ToString(), [.. Mutants.Where(mutant => mutant.Mutant.Kind == kind)]);
        AppendCounts(table, "all", Mutants);
        table.AppendLine(CultureInfo.InvariantCulture, $"precision {Precision:P1}, recall {Recall:P1}, recall of unset members {UnsetRecall:P1}");
        foreach (var id in SchemaRules.WillThrow)
        {
            var speaks = Mutants.Where(mutant => mutant.Claims.Any(finding => finding.Id == id)).ToArray();
            table.AppendLine(CultureInfo.InvariantCulture, $"{id}: {speaks.Count(mutant => mutant.IsHit || mutant.IsUnsetHit)} hits, {speaks.Count(mutant => mutant.IsFalseAlarm)} false alarms");
        }

        return table.ToString();
    }

    /// <summary>Every mutant for which the condition holds, with both answers.</summary>
    public string List(Func<JudgedMutant, bool> condition) => string.Join("\n", Mutants.Where(condition));

    private static void AppendCounts(StringBuilder table, string name, ImmutableArray<JudgedMutant> mutants)
    {
        Func<JudgedMutant, bool>[] columns =
        [
            _ => true,
            mutant => mutant.Outcome.Kind == OutcomeKind.SchemaError, mutant => mutant.IsHit, mutant => mutant.IsMiss,
            mutant => mutant.IsUnset, mutant => mutant.IsUnsetHit, mutant => mutant.IsUnsetMiss,
            mutant => mutant.Outcome.Kind == OutcomeKind.Ran, mutant => mutant.IsFalseAlarm,
            mutant => mutant.Outcome.Kind == OutcomeKind.Other,
        ];
        AppendRow(table, name, columns.Select(column => mutants.Count(column).ToString(CultureInfo.InvariantCulture)));
    }

    private static void AppendRow(StringBuilder table, string name, IEnumerable<string> cells) =>
        table.AppendLine(name.PadRight(18) + string.Concat(cells.Select(cell => cell.PadLeft(9))));

    private static double Share(int right, int wrong, double whenNone) => right + wrong == 0 ? whenNone : right / (double)(right + wrong);
}
