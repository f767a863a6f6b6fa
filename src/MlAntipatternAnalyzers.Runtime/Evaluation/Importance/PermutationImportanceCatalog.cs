using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Permutation importance on test rows, with intervals, beside the <c>Evaluate</c> of each task's catalog.</summary>
/// <remarks>
/// A column's values are handed to other rows at random, so that it tells nothing while its distribution stays; what the metric loses is what the model gets from the column (Breiman, "Random
/// Forests", 2001). ML.NET's <c>PermutationFeatureImportance</c> does it to single slots of the features vector; here it is any column that the model reads, a vector as a whole, so that a category's
/// slots stay together. On the rows that a model was fitted on the numbers say what it has learned by heart. Two columns that say the same thing each look unimportant: see ablation, and leave out both.
/// The interval holds the chance of the draws and, by a paired Poisson bootstrap, that of the test rows. In memory are the values of one column, and what the metric keeps.
/// </remarks>
public static class PermutationImportanceCatalog
{
    /// <summary>Measures how much worse a binary model gets when one column of the test rows is shuffled.</summary>
    /// <param name="catalog"><c>mlContext.BinaryClassification</c>.</param>
    /// <param name="model">The fitted model, from the columns that are shuffled to the score.</param>
    /// <param name="testData">Rows that the model was not fitted on. They are read anew for each draw: cache them when they come from a file.</param>
    /// <param name="featureColumnNames">The columns to shuffle, a vector as one; null for all but those that are named below.</param>
    /// <param name="labelColumnName">The label.</param>
    /// <param name="scoreColumnName">The score that the model gives.</param>
    /// <param name="probabilityColumnName">The probability that a calibrated model gives; null for one that has none.</param>
    /// <param name="options">Metric, number of draws, intervals; null for the defaults.</param>
    /// <param name="progress">Is told after each measurement.</param>
    /// <param name="cancellationToken">Is looked at between measurements and while rows are read.</param>
    /// <returns>The features, the most important first.</returns>
    /// <exception cref="ArgumentException">There is no such column, it cannot be shuffled, or the metric is not measured on this model.</exception>
    /// <exception cref="EvaluationException">A column that the evaluation reads is missing or of the wrong type.</exception>
    /// <exception cref="OperationCanceledException">It was asked for.</exception>
    public static FeatureImportanceReport PermutationImportance(
        this BinaryClassificationCatalog catalog, ITransformer model, IDataView testData, IEnumerable<string>? featureColumnNames = null,
        string labelColumnName = "Label", string scoreColumnName = "Score", string? probabilityColumnName = "Probability", FeatureImportanceOptions? options = null,
        IProgress<FeatureImportanceProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= new();
        return new FeatureImportanceRun(TaskMeasure.Binary(labelColumnName, scoreColumnName, probabilityColumnName, options), options, progress, cancellationToken).Permute(model, testData, featureColumnNames, labelColumnName);
    }

    /// <summary>Measures how much worse a multiclass model gets when one column of the test rows is shuffled.</summary>
    /// <param name="catalog"><c>mlContext.MulticlassClassification</c>.</param>
    /// <param name="model">The fitted model, from the columns that are shuffled to the score.</param>
    /// <param name="testData">Rows that the model was not fitted on. They are read anew for each draw: cache them when they come from a file.</param>
    /// <param name="featureColumnNames">The columns to shuffle, a vector as one; null for all but those that are named below.</param>
    /// <param name="labelColumnName">The label, as the predictions have it (a key).</param>
    /// <param name="scoreColumnName">The scores that the model gives.</param>
    /// <param name="options">Metric, number of draws, intervals; null for the defaults.</param>
    /// <param name="progress">Is told after each measurement.</param>
    /// <param name="cancellationToken">Is looked at between measurements and while rows are read.</param>
    /// <returns>The features, the most important first.</returns>
    /// <exception cref="ArgumentException">There is no such column, it cannot be shuffled, or the metric is not measured on this model.</exception>
    /// <exception cref="EvaluationException">A column that the evaluation reads is missing or of the wrong type.</exception>
    /// <exception cref="OperationCanceledException">It was asked for.</exception>
    public static FeatureImportanceReport PermutationImportance(
        this MulticlassClassificationCatalog catalog, ITransformer model, IDataView testData, IEnumerable<string>? featureColumnNames = null,
        string labelColumnName = "Label", string scoreColumnName = "Score", FeatureImportanceOptions? options = null,
        IProgress<FeatureImportanceProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= new();
        return new FeatureImportanceRun(TaskMeasure.Multiclass(labelColumnName, scoreColumnName, options), options, progress, cancellationToken).Permute(model, testData, featureColumnNames, labelColumnName);
    }

    /// <summary>Measures how much worse a regression gets when one column of the test rows is shuffled.</summary>
    /// <param name="catalog"><c>mlContext.Regression</c>.</param>
    /// <param name="model">The fitted model, from the columns that are shuffled to the score.</param>
    /// <param name="testData">Rows that the model was not fitted on. They are read anew for each draw: cache them when they come from a file.</param>
    /// <param name="featureColumnNames">The columns to shuffle, a vector as one; null for all but those that are named below.</param>
    /// <param name="labelColumnName">The label.</param>
    /// <param name="scoreColumnName">The score that the model gives.</param>
    /// <param name="options">Metric, number of draws, intervals; null for the defaults.</param>
    /// <param name="progress">Is told after each measurement.</param>
    /// <param name="cancellationToken">Is looked at between measurements and while rows are read.</param>
    /// <returns>The features, the most important first.</returns>
    /// <exception cref="ArgumentException">There is no such column, it cannot be shuffled, or the metric is not measured on this model.</exception>
    /// <exception cref="EvaluationException">A column that the evaluation reads is missing or of the wrong type.</exception>
    /// <exception cref="OperationCanceledException">It was asked for.</exception>
    public static FeatureImportanceReport PermutationImportance(
        this RegressionCatalog catalog, ITransformer model, IDataView testData, IEnumerable<string>? featureColumnNames = null,
        string labelColumnName = "Label", string scoreColumnName = "Score", FeatureImportanceOptions? options = null,
        IProgress<FeatureImportanceProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= new();
        return new FeatureImportanceRun(TaskMeasure.Regression(labelColumnName, scoreColumnName, options), options, progress, cancellationToken).Permute(model, testData, featureColumnNames, labelColumnName);
    }

    /// <summary>Measures how much worse a ranker gets when one column of the test rows is shuffled.</summary>
    /// <param name="catalog"><c>mlContext.Ranking</c>.</param>
    /// <param name="model">The fitted model, from the columns that are shuffled to the score.</param>
    /// <param name="testData">Rows that the model was not fitted on. They are read anew for each draw: cache them when they come from a file.</param>
    /// <param name="featureColumnNames">The columns to shuffle, a vector as one; null for all but those that are named below.</param>
    /// <param name="labelColumnName">The relevance.</param>
    /// <param name="rowGroupColumnName">The group that a row is ranked in, as the predictions have it (a key). Rows of a group follow each other.</param>
    /// <param name="scoreColumnName">The score that the model gives.</param>
    /// <param name="options">Metric, number of draws, intervals; null for the defaults.</param>
    /// <param name="progress">Is told after each measurement.</param>
    /// <param name="cancellationToken">Is looked at between measurements and while rows are read.</param>
    /// <returns>The features, the most important first.</returns>
    /// <exception cref="ArgumentException">There is no such column, it cannot be shuffled, or the metric is not measured on this model.</exception>
    /// <exception cref="EvaluationException">A column that the evaluation reads is missing or of the wrong type.</exception>
    /// <exception cref="OperationCanceledException">It was asked for.</exception>
    public static FeatureImportanceReport PermutationImportance(
        this RankingCatalog catalog, ITransformer model, IDataView testData, IEnumerable<string>? featureColumnNames = null,
        string labelColumnName = "Label", string rowGroupColumnName = "GroupId", string scoreColumnName = "Score", FeatureImportanceOptions? options = null,
        IProgress<FeatureImportanceProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= new();
        return new FeatureImportanceRun(TaskMeasure.Ranking(labelColumnName, rowGroupColumnName, scoreColumnName, options), options, progress, cancellationToken).Permute(model, testData, featureColumnNames, labelColumnName, rowGroupColumnName);
    }
}
