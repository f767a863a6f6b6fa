using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Whether the features that were served are those that training computes for the same rows.</summary>
public sealed class FeatureSkewReport
{
    internal FeatureSkewReport(IReadOnlyList<string> identifierColumnNames, IReadOnlyList<FeatureSkew> features)
    {
        IdentifierColumnNames = identifierColumnNames;
        Features = features;
    }

    /// <summary>What the rows were joined by.</summary>
    public IReadOnlyList<string> IdentifierColumnNames { get; }

    /// <summary>The features: training's columns in their order, then those that only serving has.</summary>
    public IReadOnlyList<FeatureSkew> Features { get; }

    /// <summary>Training's rows that have an identifier.</summary>
    public long BaseRows { get; internal set; }

    /// <summary>Serving's rows that have an identifier.</summary>
    public long TestRows { get; internal set; }

    /// <summary>Training's rows in which part of the identifier is missing; they are not joined.</summary>
    public long BaseRowsWithoutIdentifier { get; internal set; }

    /// <summary>Serving's rows in which part of the identifier is missing; they are not joined.</summary>
    public long TestRowsWithoutIdentifier { get; internal set; }

    /// <summary>How many different identifiers there are on both sides together.</summary>
    public long Identifiers { get; internal set; }

    /// <summary>Identifiers that only serving has.</summary>
    public long IdentifiersMissingInBase { get; internal set; }

    /// <summary>Identifiers that only training has.</summary>
    public long IdentifiersMissingInTest { get; internal set; }

    /// <summary>Identifiers that more than one row of one side has.</summary>
    public long DuplicateIdentifiers { get; internal set; }

    /// <summary>Pairs of rows with one identifier; of an identifier that several rows have, each of the one side with each of the other.</summary>
    public long MatchingPairs { get; internal set; }

    /// <summary>The pairs that were compared: without those of duplicate identifiers, unless these are all compared.</summary>
    public long ComparedPairs { get; internal set; }

    /// <summary>The compared pairs in which some feature differs.</summary>
    public long SkewedPairs { get; internal set; }

    /// <summary>How many bytes went to a temporary file, because they were more than the memory's budget.</summary>
    public long SpilledBytes { get; internal set; }

    /// <summary>A feature by its name; null when none is called so.</summary>
    public FeatureSkew? Find(string featureName) => Features.FirstOrDefault(feature => feature.Name == featureName);

    /// <summary>A gate: every feature must be the same in nearly all pairs.</summary>
    /// <param name="threshold">The largest share of the compared pairs in which a feature may differ, 0 … 1; 0 allows none.</param>
    /// <param name="thresholds">Other limits for some features, by name.</param>
    /// <exception cref="FeatureSkewException">A feature differs in more, or no pair was compared, so that nothing is known. The message names each feature with an example.</exception>
    /// <exception cref="ArgumentException">A threshold is out of range, or is given for what is no feature.</exception>
    public void ThrowIfSkewed(double threshold = 0, IReadOnlyDictionary<string, double>? thresholds = null)
    {
        foreach (var (name, limit) in (thresholds ?? new Dictionary<string, double>()).Append(new("", threshold)))
        {
            if (!(limit >= 0 && limit <= 1))
                throw new ArgumentOutOfRangeException(name.Length == 0 ? nameof(threshold) : nameof(thresholds), limit, "A threshold is a share of the pairs, 0 to 1.");
            if (name.Length > 0 && Find(name) is null)
                throw new ArgumentException($"There is a threshold for '{name}', which is no feature of this join; the features are {string.Join(", ", Features.Select(f => $"'{f.Name}'"))}.", nameof(thresholds));
        }
        var skewed = Features.Where(feature => feature.DifferenceShare > (thresholds is not null && thresholds.TryGetValue(feature.Name, out var own) ? own : threshold)).ToList();
        if (skewed.Count > 0 || ComparedPairs == 0)
            throw new FeatureSkewException(this, skewed);
    }

    /// <summary>A text table of the features, those that differ most first, and the samples.</summary>
    public override string ToString() => FeatureSkewText.Write(this);

    /// <summary>The report as JSON; the format is versioned.</summary>
    public string ToJson() => FeatureSkewJson.Write(this);
}
