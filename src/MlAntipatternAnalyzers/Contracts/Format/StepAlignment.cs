using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>Lays two lists of steps beside each other such that the least of them differ: one step more in the middle is one difference.</summary>
internal static class StepAlignment
{
    private const int MaximalLength = 400;

    /// <summary>The differences of two lists, either of which may have steps in it that stand for any number of steps that are not known.</summary>
    public static IEnumerable<ContractDifference> Differences(IReadOnlyList<StepFact> expected, IReadOnlyList<StepFact> found)
    {
        var isOpen = expected.Any(step => step.IsOpen) || found.Any(step => step.IsOpen);
        var differences = Forward(expected, found, false).ToList();
        if (!isOpen)
            return differences;

        // What follows the unknown steps is compared from the end; a step that both ways lead to counts once.
        foreach (var difference in Forward(expected.Reverse().ToList(), found.Reverse().ToList(), true).Reverse())
        {
            if (!differences.Any(known => known.Expected == difference.Expected && difference.Expected is not null || known.Found == difference.Found && difference.Found is not null))
                differences.Add(difference);
        }

        return differences;
    }

    private static IEnumerable<ContractDifference> Forward(IReadOnlyList<StepFact> expected, IReadOnlyList<StepFact> found, bool reversed)
    {
        var left = expected.TakeWhile(step => !step.IsOpen).Take(MaximalLength).ToArray();
        var right = found.TakeWhile(step => !step.IsOpen).Take(MaximalLength).ToArray();
        var leftIsOpen = left.Length < expected.Count;
        var rightIsOpen = right.Length < found.Count;

        // Where one list goes on with what is not known, what is left of the other may be in there.
        var costs = new int[left.Length + 1, right.Length + 1];
        for (var i = left.Length; i >= 0; i--)
        {
            for (var j = right.Length; j >= 0; j--)
            {
                if (i == left.Length && leftIsOpen || j == right.Length && rightIsOpen)
                    continue;
                if (i == left.Length || j == right.Length)
                    costs[i, j] = left.Length - i + right.Length - j;
                else
                    costs[i, j] = Math.Min(Pair(left[i], right[j]) + costs[i + 1, j + 1], 1 + Math.Min(costs[i + 1, j], costs[i, j + 1]));
            }
        }

        for (int i = 0, j = 0; costs[i, j] > 0;)
        {
            if (i < left.Length && j < right.Length && costs[i, j] == Pair(left[i], right[j]) + costs[i + 1, j + 1])
            {
                if (Pair(left[i], right[j]) > 0)
                    yield return new ContractDifference(left[i], right[j]);
                i++;
                j++;
            }
            else if (i < left.Length && costs[i, j] == 1 + costs[i + 1, j])
            {
                var place = reversed ? j - 1 : Math.Min(j, right.Length - 1);
                yield return new ContractDifference(left[i++], null) { InPlace = right.Length == 0 ? null : right[Math.Max(0, place)] };
            }
            else
            {
                var before = reversed ? i : i - 1;
                yield return new ContractDifference(null, right[j++]) { After = before >= 0 && before < left.Length ? left[before] : null };
            }
        }
    }

    /// <summary>Two steps of one operator are one that changed; two of different ones are one that is gone, and one that came.</summary>
    private static int Pair(StepFact expected, StepFact found) => StepFacts.Agree(expected, found) ? 0 : expected.Name == found.Name ? 1 : 2;
}
