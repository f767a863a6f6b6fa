using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Feature ablation, leave one out, on test rows, with intervals, beside the <c>Evaluate</c> of each task's catalog.</summary>
/// <remarks>
/// A feature whose importance is not above 0 costs more than it gives: each one has to be loaded, checked and served. Both models are measured on the same test rows and the same bootstrap
/// replicates of them, so the interval is that of the difference.
/// </remarks>
public static class FeatureAblationCatalog
{
    /// <summary>Measures how much worse a binary model gets when it is fitted without one of its features.</summary>
    /// <param name="catalog"><c>mlContext.BinaryClassification</c>.</param>
    /// <param name="trainData">The rows to fit on.</param>
    /// <param name="testData">Other rows, to evaluate on.</param>
    /// <param name="pipelineFactory">Makes a new pipeline, the trainer included, that uses these features and no others.</param>
    /// <param name="featureColumnNames">The features, at least two; each is left out once.</param>
    /// <param name="labelColumnName">The label.</param>
    /// <param name="scoreColumnName">The score that the model gives.</param>
    /// <param name="probabilityColumnName">The probability that a calibrated model gives; null for one that has none.</param>
    /// <param name="options">Metric, number of fits, intervals; null for the defaults.</param>
    /// <param name="progress">Is told after each measurement.</param>
    /// <param name="cancellationToken">Is looked at before each fit and while predictions are read; a fit that has begun is not broken off.</param>
    /// <returns>The features, the most important first.</returns>
    /// <exception cref="ArgumentException">There are fewer than two features, one is named twice, or the metric is not measured on this model.</exception>
    /// <exception cref="EvaluationException">A column that the evaluation reads is missing or of the wrong type.</exception>
    /// <exception cref="OperationCanceledException">It was asked for.</exception>
    public static FeatureImportanceReport FeatureAblation(
        this BinaryClassificationCatalog catalog, IDataView trainData, IDataView testData, Func<IReadOnlyList<string>, IEstimator<ITransformer>> pipelineFactory, IEnumerable<string> featureColumnNames,
        string labelColumnName = "Label", string scoreColumnName = "Score", string? probabilityColumnName = "Probability", FeatureImportanceOptions? options = null,
        IProgress<FeatureImportanceProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= new();
        return new FeatureImportanceRun(TaskMeasure.Binary(labelColumnName, scoreColumnName, probabilityColumnName, options), options, progress, cancellationToken).Ablate(trainData, testData, pipelineFactory, featureColumnNames);
    }

    /// <summary>Measures how much worse a multiclass model gets when it is fitted without one of its features.</summary>
    /// <param name="catalog"><c>mlContext.MulticlassClassification</c>.</param>
    /// <param name="trainData">The rows to fit on.</param>
    /// <param name="testData">Other rows, to evaluate on.</param>
    /// <param name="pipelineFactory">Makes a new pipeline, the trainer included, that uses these features and no others.</param>
    /// <param name="featureColumnNames">The features, at least two; each is left out once.</param>
    /// <param name="labelColumnName">The label, as the predictions have it (a key).</param>
    /// <param name="scoreColumnName">The scores that the model gives.</param>
    /// <param name="options">Metric, number of fits, intervals; null for the defaults.</param>
    /// <param name="progress">Is told after each measurement.</param>
    /// <param name="cancellationToken">Is looked at before each fit and while predictions are read; a fit that has begun is not broken off.</param>
    /// <returns>The features, the most important first.</returns>
    /// <exception cref="ArgumentException">There are fewer than two features, one is named twice, or the metric is not measured on this model.</exception>
    /// <exception cref="EvaluationException">A column that the evaluation reads is missing or of the wrong type.</exception>
    /// <exception cref="OperationCanceledException">It was asked for.</exception>
    public static FeatureImportanceReport FeatureAblation(
        this MulticlassClassificationCatalog catalog, IDataView trainData, IDataView testData, Func<IReadOnlyList<string>, IEstimator<ITransformer>> pipelineFactory, IEnumerable<string> featureColumnNames,
        string labelColumnName = "Label", string scoreColumnName = "Score", FeatureImportanceOptions? options = null,
        IProgress<FeatureImportanceProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= new();
        return new FeatureImportanceRun(TaskMeasure.Multiclass(labelColumnName, scoreColumnName, options), options, progress, cancellationToken).Ablate(trainData, testData, pipelineFactory, featureColumnNames);
    }

    /// <summary>Measures how much worse a regression gets when it is fitted without one of its features.</summary>
    /// <param name="catalog"><c>mlContext.Regression</c>.</param>
    /// <param name="trainData">The rows to fit on.</param>
    /// <param name="testData">Other rows, to evaluate on.</param>
    /// <param name="pipelineFactory">Makes a new pipeline, the trainer included, that uses these features and no others.</param>
    /// <param name="featureColumnNames">The features, at least two; each is left out once.</param>
    /// <param name="labelColumnName">The label.</param>
    /// <param name="scoreColumnName">The score that the model gives.</param>
    /// <param name="options">Metric, number of fits, intervals; null for the defaults.</param>
    /// <param name="progress">Is told after each measurement.</param>
    /// <param name="cancellationToken">Is looked at before each fit and while predictions are read; a fit that has begun is not broken off.</param>
    /// <returns>The features, the most important first.</returns>
    /// <exception cref="ArgumentException">There are fewer than two features, one is named twice, or the metric is not measured on this model.</exception>
    /// <exception cref="EvaluationException">A column that the evaluation reads is missing or of the wrong type.</exception>
    /// <exception cref="OperationCanceledException">It was asked for.</exception>
    public static FeatureImportanceReport FeatureAblation(
        this RegressionCatalog catalog, IDataView trainData, IDataView testData, Func<IReadOnlyList<string>, IEstimator<ITransformer>> pipelineFactory, IEnumerable<string> featureColumnNames,
        string labelColumnName = "Label", string scoreColumnName = "Score", FeatureImportanceOptions? options = null,
        IProgress<FeatureImportanceProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= new();
        return new FeatureImportanceRun(TaskMeasure.Regression(labelColumnName, scoreColumnName, options), options, progress, cancellationToken).Ablate(trainData, testData, pipelineFactory, featureColumnNames);
    }

    /// <summary>Measures how much worse a ranker gets when it is fitted without one of its features.</summary>
    /// <param name="catalog"><c>mlContext.Ranking</c>.</param>
    /// <param name="trainData">The rows to fit on.</param>
    /// <param name="testData">Other rows, to evaluate on.</param>
    /// <param name="pipelineFactory">Makes a new pipeline, the trainer included, that uses these features and no others.</param>
    /// <param name="featureColumnNames">The features, at least two; each is left out once.</param>
    /// <param name="labelColumnName">The relevance.</param>
    /// <param name="rowGroupColumnName">The group that a row is ranked in, as the predictions have it (a key). Rows of a group follow each other.</param>
    /// <param name="scoreColumnName">The score that the model gives.</param>
    /// <param name="options">Metric, number of fits, intervals; null for the defaults.</param>
    /// <param name="progress">Is told after each measurement.</param>
    /// <param name="cancellationToken">Is looked at before each fit and while predictions are read; a fit that has begun is not broken off.</param>
    /// <returns>The features, the most important first.</returns>
    /// <exception cref="ArgumentException">There are fewer than two features, one is named twice, or the metric is not measured on this model.</exception>
    /// <exception cref="EvaluationException">A column that the evaluation reads is missing or of the wrong type.</exception>
    /// <exception cref="OperationCanceledException">It was asked for.</exception>
    public static FeatureImportanceReport FeatureAblation(
        this RankingCatalog catalog, IDataView trainData, IDataView testData, Func<IReadOnlyList<string>, IEstimator<ITransformer>> pipelineFactory, IEnumerable<string> featureColumnNames,
        string labelColumnName = "Label", string rowGroupColumnName = "GroupId", string scoreColumnName = "Score", FeatureImportanceOptions? options = null,
        IProgress<FeatureImportanceProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= new();
        return new FeatureImportanceRun(TaskMeasure.Ranking(labelColumnName, rowGroupColumnName, scoreColumnName, options), options, progress, cancellationToken).Ablate(trainData, testData, pipelineFactory, featureColumnNames);
    }
}
