using System;
using System.Collections.Generic;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A model or a row class breaks its feature contract. The message lists all differences.</summary>
public sealed class FeatureContractException : Exception
{
    /// <summary>Reports what differs.</summary>
    /// <param name="contract">The contract's file, or its name.</param>
    /// <param name="subject">What was compared: <c>the model</c>, a class.</param>
    /// <param name="differences">All of it.</param>
    public FeatureContractException(string contract, string subject, IReadOnlyList<FeatureContractDifference> differences)
        : base(Describe(contract, subject, differences))
    {
        Contract = contract;
        Differences = differences;
    }

    /// <summary>The contract's file, or its name.</summary>
    public string Contract { get; }

    /// <summary>Everything that differs, in the contract's order.</summary>
    public IReadOnlyList<FeatureContractDifference> Differences { get; }

    private static string Describe(string contract, string subject, IReadOnlyList<FeatureContractDifference> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        var text = new StringBuilder()
            .Append(System.Globalization.CultureInfo.InvariantCulture, $"{subject} breaks the feature contract '{contract}' in {(differences.Count == 1 ? "one point" : $"{differences.Count} points")}:");
        foreach (var difference in differences)
            text.Append("\n  ").Append(difference);
        return text.Append("\nDeploy the model and the contract of one training run together; where the change is meant, update the contract in a reviewed commit (mlap contract write).").ToString();
    }
}
