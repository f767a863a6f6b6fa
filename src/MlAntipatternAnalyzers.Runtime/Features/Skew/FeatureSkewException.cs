using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What is served is not what training computes. The message names each feature with an example.</summary>
public sealed class FeatureSkewException : Exception
{
    /// <summary>Reports features that differ in too many pairs.</summary>
    /// <param name="report">The join.</param>
    /// <param name="features">The features; empty when no pair was compared.</param>
    public FeatureSkewException(FeatureSkewReport report, IReadOnlyList<FeatureSkew> features)
        : base(Describe(report, features))
    {
        Report = report;
        Features = features;
    }

    /// <summary>The whole join.</summary>
    public FeatureSkewReport Report { get; }

    /// <summary>The features that differ in more pairs than is allowed; empty when no pair was compared.</summary>
    public IReadOnlyList<FeatureSkew> Features { get; }

    private static string Describe(FeatureSkewReport report, IReadOnlyList<FeatureSkew> features)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(features);
        var identifier = string.Join(", ", report.IdentifierColumnNames.Select(name => $"'{name}'"));
        if (report.ComparedPairs == 0)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"No pair of rows was compared by {identifier}, so nothing is known: training has {report.BaseRows} rows with an identifier, serving {report.TestRows}, {report.DuplicateIdentifiers} identifiers are duplicates, and {report.MatchingPairs} pairs have one identifier. Join by columns that both sides fill alike and that are of one row each.");
        }
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture,
            $"What is served is not what training computes: {features.Count} of {report.Features.Count} features differ in more than is allowed of {report.ComparedPairs} pairs joined by {identifier}.");
        foreach (var feature in features)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  '{feature.Name}' differs in {feature.DifferenceCount} ({TextFormats.Percent(feature.DifferenceShare)}): {FeatureSkewText.Counts(feature)}");
            if (feature.Sample.Count > 0)
                text.Append("; ").Append(FeatureSkewText.Example(feature.Sample[0]));
        }
        return text.Append("\nCompute each on both sides by one featurizer (FeatureMappingFactory), or log what the model was given.").ToString();
    }
}
