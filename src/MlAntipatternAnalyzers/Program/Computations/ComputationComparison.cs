using System;
using System.Collections.Generic;
using System.Globalization;
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

    /// <param name="training">How it is computed for training, here or in a project that this one references.</param>
    /// <param name="serving">How it is computed for a prediction, here.</param>
    public static Sameness Of(Computation training, Computation serving) =>
        training.IsKnown && serving.IsKnown ? serving.Ask(() => training.Ask(() => Compare(training, serving))) : Sameness.Unknown;

    private static Sameness Compare(Computation left, Computation right)
    {
        var inputs = new Matching(left.Inputs, right.Inputs);
        var settings = TrialSetting.Standard
            .Concat(TrialSetting.Around(left.Thresholds.Concat(right.Thresholds).OrderBy(number => number), left.Words.Concat(right.Words).OrderBy(word => word, StringComparer.Ordinal)))
            .ToList();
        var sharesKeys = !new HashSet<string>(left.Collections).SetEquals(right.Collections);
        var result = Try(left, right, settings, inputs, sharesKeys);
        if (result != Sameness.Different || !inputs.IsCertain || !IsFounded(left, right) || !IsFounded(right, left))
            return result == Sameness.Same ? Sameness.Same : Sameness.Unknown;

        // A record that one side makes itself: the other records of its class, that the other side reads, were made like that too, for all that is known.
        var records = left.Inputs.Concat(right.Inputs).Select(input => input.Owner?.ToDisplayString()).OfType<string>().Concat(left.Records).Concat(right.Records).Distinct().OrderBy(name => name, StringComparer.Ordinal).ToList();
        return Try(left, right, settings.ConvertAll(setting => setting.With(records)), inputs, sharesKeys);
    }

    private static Sameness Try(Computation left, Computation right, List<TrialSetting> settings, Matching inputs, bool sharesKeys)
    {
        var result = Sameness.Unknown;
        foreach (var naming in inputs.Namings())
        {
            switch (Try(left, right, settings, naming, sharesKeys))
            {
                case Sameness.Same:
                    return Sameness.Same;
                case Sameness.Different:
                    result = Sameness.Different;
                    break;
            }
        }

        return result;
    }

    /// <summary>Whether enough is known of what a computation starts from.</summary>
    /// <remarks>What is made in a way that is not known may be anything; but the name of a class it is not.</remarks>
    private static bool IsFounded(Computation computation, Computation other) =>
        computation.IsTypeName || (!computation.Inputs.Any(input => input.IsAnswer) && (other.IsTypeName || computation.Inputs.Count == 0 || !computation.Inputs.All(input => input.IsAssumed)));

    private static Sameness Try(Computation left, Computation right, List<TrialSetting> settings, Naming naming, bool sharesKeys)
    {
        var result = Sameness.Unknown;
        foreach (var setting in settings)
        {
            var first = TrialValue.Key(left.On(setting, sharesKeys, naming.Left, naming.LeftSignature));
            var second = TrialValue.Key(right.On(setting, sharesKeys, naming.Right, naming.RightSignature));
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

    /// <summary>Names for the inputs of both sides.</summary>
    private sealed class Naming
    {
        public Naming(Dictionary<string, string> left, Dictionary<string, string> right)
        {
            Left = input => left.TryGetValue(input.Id, out var name) ? name : FilledPlace.NameOf(input);
            Right = input => right.TryGetValue(input.Id, out var name) ? name : FilledPlace.NameOf(input);
            LeftSignature = SignatureOf(left);
            RightSignature = SignatureOf(right);
        }

        public Func<RawInput, string> Left { get; }

        public Func<RawInput, string> Right { get; }

        public string LeftSignature { get; }

        public string RightSignature { get; }

        private static string SignatureOf(Dictionary<string, string> names) => string.Join(";", names.OrderBy(name => name.Key, StringComparer.Ordinal).Select(name => name.Key + "=" + name.Value));
    }

    /// <summary>Which inputs of one side are which of the other: the same member, else the same name; the others may be any.</summary>
    private sealed class Matching
    {
        private readonly Dictionary<string, string> leftNames = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> rightNames = new(StringComparer.Ordinal);
        private readonly List<RawInput> freeLeft;
        private readonly List<RawInput> freeRight;

        public Matching(IReadOnlyList<RawInput> left, IReadOnlyList<RawInput> right)
        {
            freeLeft = new List<RawInput>(left);
            freeRight = new List<RawInput>(right);
            Pair((one, other) => one.Id == other.Id);
            Pair((one, other) => one.Name.Length > 0 && string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase));
            Pair((one, other) => one.Name.Length > 0 && other.Name.Length > 0 && string.Equals(Last(one.Name), Last(other.Name), StringComparison.OrdinalIgnoreCase));

            // One side must read nothing that the other does not know by name; or both read as much under names of their own, and more than one number, whose unit may be another.
            IsCertain = freeLeft.Count == 0 || freeRight.Count == 0 || IsOneClass()
                || (freeLeft.Count == freeRight.Count && freeLeft.Count <= MaximalFree && (AreParameters(freeLeft) || AreParameters(freeRight)) && (freeLeft.Count > 1 || freeLeft.Concat(freeRight).All(input => input.Type?.SpecialType == SpecialType.System_String)));
        }

        /// <summary>Whether it is known what the inputs are to each other.</summary>
        public bool IsCertain { get; }

        /// <summary>Names for the inputs: one for each way to pair those that are left over.</summary>
        public IEnumerable<Naming> Namings() =>
            freeLeft.Count > MaximalFree || freeRight.Count > MaximalFree || freeLeft.Count == 0 || freeRight.Count == 0 || IsOneClass()
                ? new[] { new Naming(leftNames, rightNames) }
                : Orders(freeRight.Count).Select(Named);

        /// <summary>Members of one class are told apart by their names.</summary>
        private bool IsOneClass() => freeLeft.Count > 0 && freeLeft.Concat(freeRight).All(input => input.Owner is not null && AcrossProjects.AreSame(input.Owner, freeLeft[0].Owner));

        /// <summary>Whether they are no members of records: parameters, or a field of a line, which is a text until it is parsed.</summary>
        private static bool AreParameters(List<RawInput> inputs) =>
            inputs.All(input => input.Owner is null) && (inputs.All(input => input.Name.Length > 0) || inputs.All(input => input.Name.Length == 0 && inputs.Count == 1));

        private void Pair(Func<RawInput, RawInput, bool> areSame)
        {
            foreach (var one in freeLeft.ToList())
            {
                var candidates = freeRight.Where(other => areSame(one, other)).ToList();
                if (candidates.Count != 1 || freeLeft.Count(other => areSame(other, candidates[0])) != 1)
                    continue;

                // Both go by their own name where that is the same anyway: then they need not be tried again.
                if (FilledPlace.NameOf(one) != FilledPlace.NameOf(candidates[0]))
                    leftNames[one.Id] = rightNames[candidates[0].Id] = "common " + one.Id;
                freeLeft.Remove(one);
                freeRight.Remove(candidates[0]);
            }
        }

        private Naming Named(IReadOnlyList<int> order)
        {
            var left = new Dictionary<string, string>(leftNames, StringComparer.Ordinal);
            var right = new Dictionary<string, string>(rightNames, StringComparer.Ordinal);
            for (var i = 0; i < order.Count; i++)
            {
                if (order[i] < freeLeft.Count)
                    left[freeLeft[order[i]].Id] = right[freeRight[i].Id] = "free " + order[i].ToString(CultureInfo.InvariantCulture);
            }

            return new Naming(left, right);
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
