using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>When two steps are the same, as far as both are known.</summary>
internal static class StepFacts
{
    public static bool Agree(StepFact expected, StepFact found) =>
        expected.Name == found.Name && SameInputs(expected, found) && SameOutputs(expected, found) && !DifferentParameters(expected, found).Any();

    public static bool SameInputs(StepFact expected, StepFact found)
    {
        foreach (var role in expected.Inputs.Concat(found.Inputs).Select(input => input.Role).Distinct())
        {
            var before = expected.Inputs.Where(input => input.Role == role).Select(input => input.Column).ToList();
            var after = found.Inputs.Where(input => input.Role == role).Select(input => input.Column).ToList();
            if (!before.Contains(null) && !after.Contains(null) && !before.SequenceEqual(after))
                return false;
        }

        return true;
    }

    public static bool SameOutputs(StepFact expected, StepFact found) =>
        expected.Outputs.Contains(null) || found.Outputs.Contains(null) || expected.Outputs.SequenceEqual(found.Outputs);

    /// <summary>Whether two values of a parameter are the same, null standing for its default.</summary>
    public static bool SameValue(string? expected, string? found)
    {
        if (expected == found || expected == ContractFact.Unknown || found == ContractFact.Unknown)
            return true;
        if (expected is null || found is null)
            return false;
        if (expected[0] == '[' && found[0] == '[')
        {
            var left = Items(expected);
            var right = Items(found);
            return left.Count == right.Count && left.Zip(right, SameValue).All(same => same);
        }

        return double.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out var before) && double.TryParse(found, NumberStyles.Float, CultureInfo.InvariantCulture, out var after) && before.Equals(after);
    }

    public static string? Value(StepFact step, string parameter) => step.Parameters.FirstOrDefault(each => each.Name == parameter)?.Value;

    /// <summary>A step as it was found, with what is not known of it taken from the contract.</summary>
    public static StepFact Filled(StepFact found, StepFact expected) =>
        new(
            found.Name,
            found.Inputs.Any(input => input.Column is null) && SameInputs(expected, found) ? expected.Inputs : found.Inputs,
            found.Outputs.Contains(null) ? expected.Outputs : found.Outputs,
            WithThoseOf(expected, found).Select(parameter => parameter.Value == ContractFact.Unknown && Value(expected, parameter.Name) is { } known ? new StepParameter(parameter.Name, known) : parameter),
            found.HasOthers,
            found.Line,
            found.Source);

    /// <summary>The parameters in which two steps differ; those that only one of them has do not count where the other may have more.</summary>
    public static IEnumerable<string> DifferentParameters(StepFact expected, StepFact found) =>
        expected.Parameters.Concat(found.Parameters).Select(parameter => parameter.Name).Distinct().OrderBy(name => name, StringComparer.Ordinal).Where(name =>
            (Value(expected, name), Value(found, name)) switch
            {
                (null, var after) => !expected.HasOthers && !SameValue(null, after),
                (var before, null) => !found.HasOthers && !SameValue(before, null),
                var (before, after) => !SameValue(before, after),
            });

    private static IEnumerable<StepParameter> WithThoseOf(StepFact expected, StepFact found) =>
        found.HasOthers ? found.Parameters.Concat(expected.Parameters.Where(parameter => Value(found, parameter.Name) is null)) : found.Parameters;

    /// <summary>The values of a list; none of them is a list itself.</summary>
    private static List<string> Items(string list)
    {
        var items = new List<string>();
        var start = 1;
        var quoted = false;
        for (var i = 1; i < list.Length; i++)
        {
            if (quoted && list[i] == '\\')
                i++;
            else if (list[i] == '"')
                quoted = !quoted;
            else if (!quoted && (list[i] == ',' || i == list.Length - 1))
            {
                items.Add(list.Substring(start, i - start).Trim());
                start = i + 1;
            }
        }

        return items;
    }
}
