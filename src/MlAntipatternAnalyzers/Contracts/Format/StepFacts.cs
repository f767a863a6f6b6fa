using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>When two steps are the same, as far as both are known.</summary>
internal static class StepFacts
{
    public static bool Agree(StepFact expected, StepFact found) =>
        expected.Name == found.Name && SameInputs(expected, found) && SameOutputs(expected, found) && SameParameters(expected, found);

    public static bool SameInputs(StepFact expected, StepFact found) =>
        expected.Inputs.Any(input => input.Column is null) || found.Inputs.Any(input => input.Column is null) || expected.Inputs.SequenceEqual(found.Inputs);

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
            found.Inputs.Any(input => input.Column is null) ? expected.Inputs : found.Inputs,
            found.Outputs.Contains(null) ? expected.Outputs : found.Outputs,
            found.Parameters.Select(parameter => parameter.Value == ContractFact.Unknown && Value(expected, parameter.Name) is { } known ? new StepParameter(parameter.Name, known) : parameter),
            found.Line,
            found.Source);

    private static bool SameParameters(StepFact expected, StepFact found) =>
        expected.Parameters.Concat(found.Parameters).Select(parameter => parameter.Name).All(name => SameValue(Value(expected, name), Value(found, name)));

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
