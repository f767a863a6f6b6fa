using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Fits simple models and evaluates them, beside the <c>Evaluate</c> of each task's catalog.</summary>
/// <remarks>
/// The data is what the trainer of the real model gets: transform it by the fitted pipeline in front of that trainer. A linear baseline is added where the features are there. The metrics are those of
/// <see cref="SlicedEvaluationCatalog"/> on all rows: what ML.NET's own <c>Evaluate</c> gives, with intervals.
/// </remarks>
public static class BaselineCatalog
{
    private const string Features = "Features";

    /// <summary>Two classes: the prior, and a logistic regression.</summary>
    /// <param name="catalog"><c>mlContext.BinaryClassification</c>.</param>
    /// <param name="trainData">The rows to fit on.</param>
    /// <param name="testData">Other rows, to evaluate on.</param>
    /// <param name="labelColumnName">The label, a Boolean.</param>
    /// <param name="featureColumnName">The features, a vector of Single; null for no linear model. The default is not missed where there is no such column.</param>
    /// <param name="metric">The metric to be best by.</param>
    /// <param name="options">Intervals and weights of the evaluation; null for the defaults.</param>
    /// <returns>The baselines, with the one to beat.</returns>
    /// <exception cref="ArgumentException">The metric is not measured, or a column is of the wrong type.</exception>
    /// <exception cref="EvaluationException">A column is missing or of the wrong type.</exception>
    public static BaselineComparison EvaluateBaselines(
        this BinaryClassificationCatalog catalog, IDataView trainData, IDataView testData,
        string labelColumnName = "Label", string? featureColumnName = Features, string metric = "LogLoss", SlicedEvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var candidates = new List<(string, IEstimator<ITransformer>)> { ("prior", catalog.Trainers.Prior(labelColumnName)) };
        if (HasFeatures(trainData, featureColumnName))
            candidates.Add(("linear", catalog.Trainers.Linear(labelColumnName, featureColumnName!)));
        return Compare(EvaluationTask.Binary, metric, trainData, testData, candidates, options, (predictions, o) => catalog.EvaluateSliced(predictions, [], labelColumnName, options: o));
    }

    /// <summary>Several classes: the prior, which predicts the most frequent class, and a linear model.</summary>
    /// <param name="catalog"><c>mlContext.MulticlassClassification</c>.</param>
    /// <param name="trainData">The rows to fit on.</param>
    /// <param name="testData">Other rows, to evaluate on, with the label mapped to keys by the same fitted transformer.</param>
    /// <param name="labelColumnName">The label, a key.</param>
    /// <param name="featureColumnName">The features, a vector of Single; null for no linear model. The default is not missed where there is no such column.</param>
    /// <param name="metric">The metric to be best by.</param>
    /// <param name="options">Intervals and weights of the evaluation; null for the defaults.</param>
    /// <returns>The baselines, with the one to beat.</returns>
    /// <exception cref="ArgumentException">The metric is not measured, or a column is of the wrong type.</exception>
    /// <exception cref="EvaluationException">A column is missing or of the wrong type.</exception>
    public static BaselineComparison EvaluateBaselines(
        this MulticlassClassificationCatalog catalog, IDataView trainData, IDataView testData,
        string labelColumnName = "Label", string? featureColumnName = Features, string metric = "LogLoss", SlicedEvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var candidates = new List<(string, IEstimator<ITransformer>)> { ("prior", catalog.Trainers.Prior(labelColumnName)) };
        if (HasFeatures(trainData, featureColumnName))
            candidates.Add(("linear", catalog.Trainers.Linear(labelColumnName, featureColumnName!)));
        return Compare(EvaluationTask.Multiclass, metric, trainData, testData, candidates, options, (predictions, o) => catalog.EvaluateSliced(predictions, [], labelColumnName, options: o));
    }

    /// <summary>A regression: the mean, the median, the last value where there is a time, and a linear model.</summary>
    /// <param name="catalog"><c>mlContext.Regression</c>.</param>
    /// <param name="trainData">The rows to fit on.</param>
    /// <param name="testData">Other rows, to evaluate on.</param>
    /// <param name="labelColumnName">The label, a Single.</param>
    /// <param name="featureColumnName">The features, a vector of Single; null for no linear model. The default is not missed where there is no such column.</param>
    /// <param name="timeColumnName">The time that orders the training rows; null for no last value.</param>
    /// <param name="metric">The metric to be best by.</param>
    /// <param name="options">Intervals and weights of the evaluation; null for the defaults.</param>
    /// <returns>The baselines, with the one to beat.</returns>
    /// <exception cref="ArgumentException">The metric is not measured, or a column is of the wrong type.</exception>
    /// <exception cref="EvaluationException">A column is missing or of the wrong type.</exception>
    /// <exception cref="DataSplitException">A training row has no time that can be read.</exception>
    public static BaselineComparison EvaluateBaselines(
        this RegressionCatalog catalog, IDataView trainData, IDataView testData,
        string labelColumnName = "Label", string? featureColumnName = Features, string? timeColumnName = null, string metric = "RootMeanSquaredError", SlicedEvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var candidates = new List<(string, IEstimator<ITransformer>)> { ("mean", catalog.Trainers.Mean(labelColumnName)), ("median", catalog.Trainers.Median(labelColumnName)) };
        if (timeColumnName is not null)
            candidates.Add(("last value", catalog.Trainers.LastValue(timeColumnName, labelColumnName)));
        if (HasFeatures(trainData, featureColumnName))
            candidates.Add(("linear", catalog.Trainers.Linear(labelColumnName, featureColumnName!)));
        return Compare(EvaluationTask.Regression, metric, trainData, testData, candidates, options, (predictions, o) => catalog.EvaluateSliced(predictions, [], labelColumnName, options: o));
    }

    /// <summary>A ranking: the constant order, a random one where there are features, and the order by each of some numbers.</summary>
    /// <param name="catalog"><c>mlContext.Ranking</c>.</param>
    /// <param name="trainData">The rows that say which way a number orders better.</param>
    /// <param name="testData">Other rows, to evaluate on.</param>
    /// <param name="labelColumnName">The relevance.</param>
    /// <param name="rowGroupColumnName">The key of the group that a row is ranked in. Rows of a group follow each other.</param>
    /// <param name="orderByColumnNames">The numbers to order by; each in the direction that has the better metric on the training rows.</param>
    /// <param name="featureColumnName">The features, a vector of Single, for the random order; null for none. The default is not missed where there is no such column.</param>
    /// <param name="metric">The metric to be best by: NDCG or DCG at one of the options' ranks.</param>
    /// <param name="options">Ranks, intervals and weights of the evaluation; null for the defaults.</param>
    /// <returns>The baselines, with the one to beat.</returns>
    /// <exception cref="ArgumentException">The metric is not measured, or a column is of the wrong type.</exception>
    /// <exception cref="EvaluationException">A column is missing or of the wrong type, or a group's rows do not follow each other.</exception>
    public static BaselineComparison EvaluateBaselines(
        this RankingCatalog catalog, IDataView trainData, IDataView testData,
        string labelColumnName = "Label", string rowGroupColumnName = "GroupId", IEnumerable<string>? orderByColumnNames = null,
        string? featureColumnName = Features, string metric = "NDCG@10", SlicedEvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(trainData);
        var candidates = new List<(string, IEstimator<ITransformer>)> { ("constant order", catalog.Trainers.ConstantOrder()) };
        if (HasFeatures(trainData, featureColumnName))
            candidates.Add(("random order", catalog.Trainers.RandomOrder(featureColumnName!)));
        foreach (var column in orderByColumnNames ?? [])
        {
            var directions = Compare(EvaluationTask.Ranking, metric, trainData, trainData, Directions(column), options, Evaluate);
            candidates.Add((directions.Best.Name, catalog.Trainers.OrderBy(column, directions.Best == directions.Baselines[0])));
        }
        return Compare(EvaluationTask.Ranking, metric, trainData, testData, candidates, options, Evaluate);

        List<(string, IEstimator<ITransformer>)> Directions(string column) =>
            [($"{column}, largest first", catalog.Trainers.OrderBy(column)), ($"{column}, smallest first", catalog.Trainers.OrderBy(column, descending: false))];

        SlicedEvaluation Evaluate(IDataView predictions, SlicedEvaluationOptions o) => catalog.EvaluateSliced(predictions, [], labelColumnName, rowGroupColumnName, options: o);
    }

    private static BaselineComparison Compare(
        EvaluationTask task, string metric, IDataView trainData, IDataView testData, List<(string Name, IEstimator<ITransformer> Estimator)> candidates,
        SlicedEvaluationOptions? options, Func<IDataView, SlicedEvaluationOptions, SlicedEvaluation> evaluate)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        ArgumentNullException.ThrowIfNull(testData);
        ArgumentNullException.ThrowIfNull(metric);
        options ??= new();
        return new(task, metric, options.BootstrapReplicates > 0 ? options.ConfidenceLevel : null, [.. candidates.Select(candidate =>
        {
            var model = candidate.Estimator.Fit(trainData);
            return new Baseline(candidate.Name, evaluate(model.Transform(testData), options).Overall, model);
        })]);
    }

    /// <summary>The default name stands for the column that most pipelines have; another one was meant to be there.</summary>
    private static bool HasFeatures(IDataView trainData, string? name)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        if (name is null || (name == Features && trainData.Schema.GetColumnOrNull(name) is null))
            return false;
        return trainData.Schema.GetColumnOrNull(name)?.Type is VectorDataViewType { Size: > 0 } vector && vector.ItemType == NumberDataViewType.Single
            ? true
            : throw new ArgumentException($"The features '{name}' are no vector of Single of known size in the training data. Give the data as the trainer gets it, or null for no linear baseline.", "featureColumnName");
    }
}
