using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The search for leaks as an operation of <c>mlContext.Data</c>.</summary>
public static class DataLeakCatalog
{
    /// <summary>
    /// Looks for what makes metrics better than the model will be: test rows that training has seen, columns that determine the label, identifiers, times or an order of rows that predict it.
    /// </summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="train">The training data, in the order in which it comes. It is read twice.</param>
    /// <param name="test">The test data. It is read once.</param>
    /// <param name="options">The label, the identifiers, and how sure a finding must be; null to look for shared rows only.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The leaks, and all that was measured, also what is no leak.</returns>
    /// <remarks>
    /// <para>Rows are held against each other by hashes of 128 bits; see <see cref="SharedRows"/> for the bound of an error, and for how rows that are shared by chance are told apart.</para>
    /// <para>
    /// A column determines the label when the mutual information of the two, adjusted for chance, reaches <see cref="DataLeakOptions.DeterminingShare"/> of the label's entropy. An order predicts it when the
    /// likelihood-ratio test of equal parts of the order against the labels is significant. Neighbours are compared by join counts, or the serial correlation of numbers. Both are held against the significance level
    /// over the number of tests.
    /// </para>
    /// <para>In memory are the sampled rows and as many hashes as the budget says; no row is kept otherwise.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">The options name a column that is not there, a label that is no single value, or columns of types that cannot be equal.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static DataLeakReport CheckLeaks(this DataOperationsCatalog catalog, IDataView train, IDataView test, DataLeakOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        return Check(train, test, options ?? new(), cancellationToken);
    }

    /// <summary>Looks for columns that determine the label, and identifiers, times or an order of rows that predict it, before any split.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="data">The data, in the order in which it comes. It is read once.</param>
    /// <param name="options">The label, the identifiers, and how sure a finding must be.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The leaks, and all that was measured, also what is no leak.</returns>
    /// <exception cref="ArgumentException">The options name no label, or a column that is not there.</exception>
    public static DataLeakReport CheckLabelLeaks(this DataOperationsCatalog catalog, IDataView data, DataLeakOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        return options.LabelColumnName is null
            ? throw new ArgumentException("Name the label: without it and without test data there is nothing to look for.", nameof(options))
            : Check(data, null, options, cancellationToken);
    }

    private static DataLeakReport Check(IDataView train, IDataView? test, DataLeakOptions options, CancellationToken cancellationToken)
    {
        var label = options.LabelColumnName is { } name ? Label(train.Schema, name) : (DataViewSchema.Column?)null;
        var ignored = new HashSet<string>(options.IgnoredColumnNames, StringComparer.Ordinal);
        foreach (var named in options.IdentifierColumnNames.Concat(options.IgnoredColumnNames))
        {
            if (train.Schema.GetColumnOrNull(named) is null)
                RowKey.Find(train.Schema, named, "that the options name", nameof(options));
        }

        var columns = train.Schema.Where(column => !column.IsHidden && column.Name != label?.Name && !ignored.Contains(column.Name) && SampleReaders.CanRead(column));
        // Without a label the sample is for telling identifiers only.
        var sample = LabelSample.Read(train, label, [.. label is null ? columns.Where(column => LabelChecks.IsNamedIdentifier(column.Name)) : columns], options.SampleSize, cancellationToken);
        string[] identifiers = [.. options.IdentifierColumnNames.Concat(LabelChecks.Identifiers(sample)).Distinct(StringComparer.Ordinal)];
        var shared = test is null ? null : SharedRowsCheck.Run(train, test, RowColumns(train.Schema, test.Schema, identifiers, ignored, options), options, cancellationToken);
        return new(shared, LabelChecks.Run(sample, identifiers, options), identifiers);
    }

    private static DataViewSchema.Column Label(DataViewSchema schema, string name)
    {
        var column = RowKey.Find(schema, name, "to be the label", "options");
        return SampleReaders.CanRead(column) ? column : throw new ArgumentException($"The label '{name}' is {ColumnType.From(column.Type)}, and labels are numbers, texts, keys or Booleans.", "options");
    }

    private static string[] RowColumns(DataViewSchema train, DataViewSchema test, IReadOnlyCollection<string> identifiers, HashSet<string> ignored, DataLeakOptions options)
    {
        if (options.RowColumnNames is { } named)
        {
            foreach (var name in named)
            {
                foreach (var (schema, side) in new[] { (train, "training"), (test, "test") })
                {
                    if (schema.GetColumnOrNull(name) is not { } column)
                        throw new ArgumentException($"The {side} data has no column '{name}' to compare rows by.", nameof(options));
                    if (SkewKinds.Of(column) is null)
                        throw new ArgumentException($"Column '{name}' holds {ColumnType.From(column.Type)}, whose values cannot be compared.", nameof(options));
                }
            }
            return named.Count > 0 ? [.. named.Distinct(StringComparer.Ordinal)] : throw new ArgumentException("Name at least one column to compare rows by, or leave RowColumnNames out.", nameof(options));
        }
        string[] common = [.. SharedRowsCheck.CommonColumns(train, test).Where(name => !identifiers.Contains(name) && !ignored.Contains(name))];
        return common.Length > 0 ? common : throw new ArgumentException("The training and the test data have no column in common by which rows could be compared.", nameof(options));
    }
}
