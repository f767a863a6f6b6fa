using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Compares the features that were served with those that training computes for the same rows.</summary>
public static class FeatureSkewCatalog
{
    /// <summary>
    /// Joins training's features with a log of what was served, and says for each feature in how many rows the two differ: the feature skew of TensorFlow Data Validation
    /// (<c>feature_skew_detector</c>), with its definitions.
    /// </summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="training">
    /// The base: features as training computes them, for the rows that were served. <c>model.Transform(rows)</c> has them, and <c>FeatureNames</c> says which.
    /// </param>
    /// <param name="serving">The test side: the features as they were served, from the log.</param>
    /// <param name="identifierColumnNames">What tells which row is which: scalar columns that both sides have. A row in which one is missing (NaN, empty text, missing key) is counted and left out.</param>
    /// <param name="options">Which features, how they are compared; null for the defaults.</param>
    /// <remarks>
    /// <para>
    /// A value is missing when it is NaN, the empty text, a missing key or a vector without slots, alone in its column. Values are equal when they are the same, after rounding; minus zero equals zero;
    /// numbers of different types are compared as the coarser of them, keys with names as their names, vectors slot by slot whether dense or sparse. A text never equals a number.
    /// Where TensorFlow compares bytes, NaN is a value, and numbers of different types, or zeros of different signs, are never equal; there every other count is the same.
    /// </para>
    /// <para>
    /// Each side is read once. In memory are at most about twice <see cref="FeatureSkewOptions.MemoryBudget"/>, one 256th of both sides (rows are joined part by part; all rows
    /// of one identifier are in one part), a number for each slot that differs, and the samples. Rows beyond the budget go to a temporary file of about 2 bytes and the value for each feature.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// No identifier is given; a named column is not there, is a vector, or is of types that cannot be equal; a feature holds images or custom types; an identifier stands in several rows, and that is to be an error.
    /// </exception>
    public static FeatureSkewReport JoinFeatures(
        this DataOperationsCatalog catalog, IDataView training, IDataView serving, IReadOnlyList<string> identifierColumnNames, FeatureSkewOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(serving);
        ArgumentNullException.ThrowIfNull(identifierColumnNames);
        options ??= new();
        if (identifierColumnNames.Count == 0)
            throw new ArgumentException("Name at least one column that tells which row is which.", nameof(identifierColumnNames));
        if (identifierColumnNames.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(name => name.Count() > 1) is { } twice)
            throw new ArgumentException($"The identifier '{twice.Key}' is named twice.", nameof(identifierColumnNames));

        List<(SkewEncoder Before, SkewEncoder Now)> identifiers = [.. identifierColumnNames.Select(name => Identifier(training.Schema, serving.Schema, name, options))];
        List<(SkewTally Tally, SkewEncoder? Before, SkewEncoder? Now)> features =
            [.. FeatureNames(training.Schema, serving.Schema, identifierColumnNames, options).Select(name => Feature(name, training.Schema.GetColumnOrNull(name), serving.Schema.GetColumnOrNull(name), options))];
        if (features.Count == 0)
            throw new ArgumentException("There is no feature to compare: every column is an identifier or ignored.", nameof(options));

        using var before = new SkewPartitions(options.MemoryBudget / 2, options.TemporaryDirectory);
        using var now = new SkewPartitions(options.MemoryBudget / 2, options.TemporaryDirectory);
        List<FeatureSkew> results = [];
        var report = new FeatureSkewReport([.. identifierColumnNames], results);
        new SkewJoin(report, [.. features.Select(f => f.Tally)], options).Run(
            new(training, [.. identifiers.Select(i => i.Before)], [.. features.Select(f => f.Before)], before),
            new(serving, [.. identifiers.Select(i => i.Now)], [.. features.Select(f => f.Now)], now));
        results.AddRange(features.Select(f => f.Tally.Finish(report.ComparedPairs)));
        return report;
    }

    private static (SkewEncoder Before, SkewEncoder Now) Identifier(DataViewSchema training, DataViewSchema serving, string name, FeatureSkewOptions options)
    {
        const string Parameter = "identifierColumnNames";
        var before = RowKey.Find(training, name, "to join training by", Parameter);
        var now = RowKey.Find(serving, name, "to join serving by", Parameter);
        return SkewKinds.Of(before) is { } left && SkewKinds.Of(now) is { } right && SkewKinds.Common(left, right) is { } kind
            ? (SkewEncoder.Create(before, kind, options.RoundDigits), SkewEncoder.Create(now, kind, options.RoundDigits))
            : throw new ArgumentException(
                $"The identifier '{name}' is {ColumnType.From(before.Type)} in training and {ColumnType.From(now.Type)} in serving: no row could match. Load it with one type on both sides.", Parameter);
    }

    private static (SkewTally Tally, SkewEncoder? Before, SkewEncoder? Now) Feature(string name, DataViewSchema.Column? training, DataViewSchema.Column? serving, FeatureSkewOptions options)
    {
        var (left, right) = (Kind(training), Kind(serving));
        // Without a common kind each is written as its own, and never equals the other.
        var common = left is { } a && right is { } b ? SkewKinds.Common(a, b) : null;
        return (
            new(name, training, serving, options.SampleSize),
            training is { } before ? SkewEncoder.Create(before, common ?? left!.Value, options.RoundDigits) : null,
            serving is { } now ? SkewEncoder.Create(now, common ?? right!.Value, options.RoundDigits) : null);

        static SkewKind? Kind(DataViewSchema.Column? column) => column is not { } there ? null : SkewKinds.Of(there) ?? throw new ArgumentException(
            $"Column '{there.Name}' holds {ColumnType.From(there.Type)}, whose values cannot be compared; name it in IgnoredFeatureNames.", nameof(options));
    }

    private static IEnumerable<string> FeatureNames(DataViewSchema training, DataViewSchema serving, IReadOnlyList<string> identifiers, FeatureSkewOptions options)
    {
        var all = training.Concat(serving).Where(column => !column.IsHidden).Select(column => column.Name).Distinct(StringComparer.Ordinal).ToList();
        foreach (var name in options.IgnoredFeatureNames.Concat(options.FeatureNames ?? []))
        {
            if (!all.Contains(name, StringComparer.Ordinal))
                throw new ArgumentException($"The options name '{name}', which is a column of neither side; there are {string.Join(", ", all.Select(column => $"'{column}'"))}.", nameof(options));
        }
        return (options.FeatureNames?.Distinct(StringComparer.Ordinal) ?? all).Except(identifiers, StringComparer.Ordinal).Except(options.IgnoredFeatureNames, StringComparer.Ordinal);
    }
}
