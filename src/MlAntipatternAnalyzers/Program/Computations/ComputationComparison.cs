using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Program;

internal enum Sameness
{
    /// <summary>Not known: something is not looked into, or the inputs cannot be told to be the same ones.</summary>
    Unknown,

    /// <summary>The same on all trials.</summary>
    Same,

    /// <summary>Different on some trial.</summary>
    Different,
}

/// <summary>Tells whether two computations are the same function of the same raw inputs.</summary>
internal static class ComputationComparison
{
    private const int MaximalFree = 4;

    public static Sameness Of(Computation left, Computation right)
    {
        if (!left.IsKnown || !right.IsKnown)
            return Sameness.Unknown;

        var inputs = new Matching(left.Inputs.Where(Counts).ToList(), right.Inputs.Where(Counts).ToList());
        var settings = TrialSetting.Standard
            .Concat(TrialSetting.Around(left.Thresholds.Concat(right.Thresholds).OrderBy(number => number), left.Words.Concat(right.Words).OrderBy(word => word, StringComparer.Ordinal)))
            .ToList();
        var sharesKeys = !new HashSet<string>(left.Collections).SetEquals(right.Collections);
        var tried = false;
        foreach (var names in inputs.Namings())
        {
            switch (Try(left, right, settings, names, sharesKeys))
            {
                case Sameness.Same:
                    return Sameness.Same;
                case Sameness.Different:
                    tried = true;
                    break;
            }
        }

        return tried && inputs.IsCertain && !left.Inputs.Concat(right.Inputs).Any(input => input.IsAnswer) ? Sameness.Different : Sameness.Unknown;
    }

    private static bool Counts(RawInput input) => !input.IsAnswer;

    private static Sameness Try(Computation left, Computation right, List<TrialSetting> settings, Func<bool, RawInput, string> names, bool sharesKeys)
    {
        var result = Sameness.Unknown;
        foreach (var setting in settings)
        {
            var first = TrialValue.Key(left.On(new TrialInputs(setting, input => names(true, input), sharesKeys)));
            var second = TrialValue.Key(right.On(new TrialInputs(setting, input => names(false, input), sharesKeys)));
            if (first is null || second is null)
                continue;
            if (!AreSame(first, second))
                return Sameness.Different;
            result = Sameness.Same;
        }

        return result;
    }

    /// <summary>Whether two results are the same: a number is what is printed of it.</summary>
    private static bool AreSame(string left, string right) =>
        left == right || (left.Length > 0 && right.Length > 0 && left[0] is 'n' or 's' && right[0] is 'n' or 's' && left[0] != right[0] && left.Substring(1).Trim() == right.Substring(1).Trim());

    /// <summary>Which inputs of one side are which of the other: the same member, else the same name; the others may be any.</summary>
    private sealed class Matching
    {
        private readonly Dictionary<string, string> leftNames = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> rightNames = new(StringComparer.Ordinal);
        private readonly List<RawInput> freeLeft;
        private readonly List<RawInput> freeRight;

        public Matching(List<RawInput> left, List<RawInput> right)
        {
            freeLeft = new List<RawInput>(left);
            freeRight = new List<RawInput>(right);
            Pair((one, other) => one.Id == other.Id);
            Pair((one, other) => one.Name.Length > 0 && string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase));
            Pair((one, other) => one.Name.Length > 0 && other.Name.Length > 0 && string.Equals(Last(one.Name), Last(other.Name), StringComparison.OrdinalIgnoreCase));

            // One side must read nothing that the other does not know by name; or both read as much under names of their own, and more than one number, whose unit may be another.
            IsCertain = freeLeft.Count == 0 || freeRight.Count == 0 || IsOneClass()
                || (freeLeft.Count == freeRight.Count && freeLeft.Count <= MaximalFree && (AreParameters(freeLeft) || AreParameters(freeRight)) && (freeLeft.Count > 1 || freeLeft[0].Type?.SpecialType == SpecialType.System_String));
        }

        /// <summary>Whether it is known what the inputs are to each other.</summary>
        public bool IsCertain { get; }

        /// <summary>Names for the inputs, by side: one for each way to pair those that are left over.</summary>
        public IEnumerable<Func<bool, RawInput, string>> Namings()
        {
            if (freeLeft.Count > MaximalFree || freeRight.Count > MaximalFree || IsOneClass())
                return new[] { Named(Array.Empty<int>()) };
            return Orders(freeRight.Count).Select(Named);
        }

        /// <summary>Members of one class are told apart by their names.</summary>
        private bool IsOneClass() => freeLeft.Count > 0 && freeLeft.Concat(freeRight).All(input => input.Owner is not null && SymbolEqualityComparer.Default.Equals(input.Owner, freeLeft[0].Owner));

        /// <summary>Whether they are no members of records: parameters, or fields of a line, which are texts until they are parsed.</summary>
        private static bool AreParameters(List<RawInput> inputs) =>
            inputs.All(input => input.Owner is null) && (inputs.All(input => input.Name.Length > 0) || inputs.All(input => input.Name.Length == 0 && inputs.Count == 1));

        private void Pair(Func<RawInput, RawInput, bool> areSame)
        {
            foreach (var one in freeLeft.ToList())
            {
                var candidates = freeRight.Where(other => areSame(one, other)).ToList();
                if (candidates.Count != 1 || freeLeft.Count(other => areSame(other, candidates[0])) != 1)
                    continue;
                leftNames[one.Id] = rightNames[candidates[0].Id] = "common " + one.Id;
                freeLeft.Remove(one);
                freeRight.Remove(candidates[0]);
            }
        }

        private Func<bool, RawInput, string> Named(IReadOnlyList<int> order)
        {
            var right = new Dictionary<string, string>(rightNames, StringComparer.Ordinal);
            for (var i = 0; i < order.Count; i++)
            {
                if (order[i] < freeLeft.Count)
                    right[freeRight[i].Id] = "left " + freeLeft[order[i]].Id;
            }

            return (isLeft, input) =>
                isLeft
                    ? leftNames.TryGetValue(input.Id, out var name) ? name : input.IsAnswer ? input.Id : "left " + input.Id
                    : right.TryGetValue(input.Id, out var other) ? other : input.IsAnswer ? input.Id : "right " + input.Id;
        }

        private static IEnumerable<int[]> Orders(int count)
        {
            if (count == 0)
                return new[] { Array.Empty<int>() };
            return Orders(count - 1).SelectMany(order => Enumerable.Range(0, count).Select(place => order.Take(place).Append(count - 1).Concat(order.Skip(place)).ToArray()));
        }

        private static string Last(string name) => name.Substring(name.LastIndexOf('.') + 1);
    }
}
