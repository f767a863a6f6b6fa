using System;
using System.Collections.Generic;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Evaluation by slices, beside the <c>Evaluate</c> of each task's catalog.</summary>
/// <remarks>
/// <para>
/// The predictions are read once, in one order, whatever the number of slices. A metric is what ML.NET's own <c>Evaluate</c> gives for the rows of the slice. Where that
/// throws or gives an infinity by dividing by nothing (an area under a curve of one class only), the metric is NaN with the reason, and the others are there.
/// </para>
/// <para>
/// A million rows by ten slices take between one and two of ML.NET's plain evaluations with the default 20 replicates, of which these take up to a quarter; each row is
/// counted in every replicate as it passes.
/// </para>
/// <para>
/// What is kept in memory: sums, for each slice, metric and bootstrap replicate. A binary model's areas under curves depend on the order of all scores and are exact, so
/// its scores are kept too, as ML.NET keeps them: 17 bytes a row, 4 more for each slice column and cross, 8 more where rows are weighed. A ranking keeps its groups' keys.
/// </para>
/// <para>
/// The confidence intervals come from a Poisson bootstrap (Chamandy et al., "Estimating Uncertainty for Massive Data Streams", 2012): in each replicate a row counts as often as
/// a draw from the Poisson distribution of mean 1 says; in a ranking a group does. The interval is value ± t · s, with s the standard deviation of the replicates
/// and t Student's quantile with (replicates − 1) degrees of freedom, cut at the metric's bounds, as in TensorFlow Model Analysis. A metric at its bound (every row of a slice is
/// right) has an interval without width: a bootstrap cannot see what the sample does not hold.
/// </para>
/// </remarks>
public static class SlicedEvaluationCatalog
{
    /// <summary>Evaluates a binary model on all rows and on each slice.</summary>
    /// <param name="catalog"><c>mlContext.BinaryClassification</c>.</param>
    /// <param name="predictions">What <c>model.Transform(data)</c> gives. It has the data's columns too.</param>
    /// <param name="sliceColumnNames">The columns to slice by: text, key, Boolean, integer, or a number with <see cref="SlicedEvaluationOptions.Buckets"/>. May be empty.</param>
    /// <param name="labelColumnName">The label: Boolean, or a number or key of which 0 is negative.</param>
    /// <param name="scoreColumnName">The score; above 0 is positive, see <see cref="SlicedEvaluationOptions.ScoreThreshold"/>.</param>
    /// <param name="probabilityColumnName">The probability of a calibrated model; null for one that has none, and the default is not missed where there is no such column.</param>
    /// <param name="options">Crosses, buckets, weights, intervals; null for the defaults.</param>
    /// <returns>
    /// <c>Accuracy</c>, <c>AreaUnderRocCurve</c>, <c>AreaUnderPrecisionRecallCurve</c>, <c>F1Score</c>, <c>PositivePrecision</c>, <c>PositiveRecall</c>, <c>NegativePrecision</c>,
    /// <c>NegativeRecall</c>, <c>Entropy</c>, <c>MeanLabel</c>; with probabilities also <c>LogLoss</c>, <c>LogLossReduction</c>, <c>MeanPrediction</c>,
    /// <c>PredictionBias</c> and the calibration; and the confusion table. Losses are in bits, as in ML.NET.
    /// </returns>
    /// <exception cref="EvaluationException">A column is missing or of the wrong type, there are too many slices, or a weight is negative.</exception>
    public static SlicedEvaluation EvaluateSliced(
        this BinaryClassificationCatalog catalog, IDataView predictions, IEnumerable<string> sliceColumnNames,
        string labelColumnName = "Label", string scoreColumnName = "Score", string? probabilityColumnName = "Probability", SlicedEvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= new();
        return Run(EvaluationTask.Binary, predictions, sliceColumnNames, options, (schema, slicesPerRow) =>
            new BinaryMeter(schema, labelColumnName, scoreColumnName, ProbabilityOf(schema, probabilityColumnName), slicesPerRow, options));
    }

    /// <summary>Evaluates a multiclass model on all rows and on each slice.</summary>
    /// <param name="catalog"><c>mlContext.MulticlassClassification</c>.</param>
    /// <param name="predictions">What <c>model.Transform(data)</c> gives. It has the data's columns too.</param>
    /// <param name="sliceColumnNames">The columns to slice by: text, key, Boolean, integer, or a number with <see cref="SlicedEvaluationOptions.Buckets"/>. May be empty.</param>
    /// <param name="labelColumnName">The label: a key, in the order of the model's classes, or the number of the class from 0 on.</param>
    /// <param name="scoreColumnName">The scores: a vector of a Single for each class. The highest is the predicted class.</param>
    /// <param name="options">Crosses, buckets, weights, intervals, <see cref="SlicedEvaluationOptions.TopK"/>; null for the defaults.</param>
    /// <returns><c>MicroAccuracy</c>, <c>MacroAccuracy</c>, <c>LogLoss</c>, <c>LogLossReduction</c> (in nats, as in ML.NET), <c>TopKAccuracy@k</c>, and the confusion table of the classes that occur.</returns>
    /// <inheritdoc cref="EvaluateSliced(BinaryClassificationCatalog, IDataView, IEnumerable{string}, string, string, string?, SlicedEvaluationOptions?)" path="/exception"/>
    public static SlicedEvaluation EvaluateSliced(
        this MulticlassClassificationCatalog catalog, IDataView predictions, IEnumerable<string> sliceColumnNames,
        string labelColumnName = "Label", string scoreColumnName = "Score", SlicedEvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= new();
        return Run(EvaluationTask.Multiclass, predictions, sliceColumnNames, options, (schema, _) => new MulticlassMeter(schema, labelColumnName, scoreColumnName, options));
    }

    /// <summary>Evaluates a regression on all rows and on each slice.</summary>
    /// <param name="catalog"><c>mlContext.Regression</c>.</param>
    /// <param name="predictions">What <c>model.Transform(data)</c> gives. It has the data's columns too.</param>
    /// <param name="sliceColumnNames">The columns to slice by: text, key, Boolean, integer, or a number with <see cref="SlicedEvaluationOptions.Buckets"/>. May be empty.</param>
    /// <param name="labelColumnName">The label, a number.</param>
    /// <param name="scoreColumnName">The score, a number.</param>
    /// <param name="options">Crosses, buckets, weights, intervals; null for the defaults.</param>
    /// <returns>
    /// <c>MeanAbsoluteError</c>, <c>MeanSquaredError</c>, <c>RootMeanSquaredError</c>, <c>RSquared</c> (against the slice's own mean), and <c>MeanLabel</c>, <c>MeanPrediction</c> and
    /// <c>PredictionBias</c>, the mean prediction less the mean label; in the label's unit, squared where the name says so.
    /// </returns>
    /// <inheritdoc cref="EvaluateSliced(BinaryClassificationCatalog, IDataView, IEnumerable{string}, string, string, string?, SlicedEvaluationOptions?)" path="/exception"/>
    public static SlicedEvaluation EvaluateSliced(
        this RegressionCatalog catalog, IDataView predictions, IEnumerable<string> sliceColumnNames,
        string labelColumnName = "Label", string scoreColumnName = "Score", SlicedEvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= new();
        return Run(EvaluationTask.Regression, predictions, sliceColumnNames, options, (schema, _) => new RegressionMeter(schema, labelColumnName, scoreColumnName, options));
    }

    /// <summary>Evaluates a ranker on all rows and on each slice. Of each group the rows that are in a slice are ranked there.</summary>
    /// <param name="catalog"><c>mlContext.Ranking</c>.</param>
    /// <param name="predictions">What <c>model.Transform(data)</c> gives, the rows of a group following each other. It has the data's columns too.</param>
    /// <param name="sliceColumnNames">The columns to slice by: text, key, Boolean, integer, or a number with <see cref="SlicedEvaluationOptions.Buckets"/>. May be empty.</param>
    /// <param name="labelColumnName">The relevance: 0, 1, 2 … as a number, or a key whose first value is 0.</param>
    /// <param name="rowGroupColumnName">The key of the group that a row is ranked in.</param>
    /// <param name="scoreColumnName">The score, a number.</param>
    /// <param name="options">Crosses, buckets, weights, intervals, ranks and gains; null for the defaults.</param>
    /// <returns><c>NDCG@k</c> and <c>DCG@k</c> for <see cref="SlicedEvaluationOptions.TruncationLevels"/>: the entries k − 1 of ML.NET's lists.</returns>
    /// <exception cref="EvaluationException">A column is missing or of the wrong type, there are too many slices, a weight is negative or differs in a group, a group's rows do not follow each other, or a relevance has no gain.</exception>
    public static SlicedEvaluation EvaluateSliced(
        this RankingCatalog catalog, IDataView predictions, IEnumerable<string> sliceColumnNames,
        string labelColumnName = "Label", string rowGroupColumnName = "GroupId", string scoreColumnName = "Score", SlicedEvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= new();
        return Run(EvaluationTask.Ranking, predictions, sliceColumnNames, options, (schema, slicesPerRow) =>
            new RankingMeter(schema, labelColumnName, rowGroupColumnName, scoreColumnName, slicesPerRow, options));
    }

    /// <summary>Evaluates a binary model whose columns have ML.NET's names, with the default options.</summary>
    /// <inheritdoc cref="EvaluateSliced(BinaryClassificationCatalog, IDataView, IEnumerable{string}, string, string, string?, SlicedEvaluationOptions?)"/>
    public static SlicedEvaluation EvaluateSliced(this BinaryClassificationCatalog catalog, IDataView predictions, params string[] sliceColumnNames) =>
        EvaluateSliced(catalog, predictions, sliceColumnNames, options: null);

    /// <summary>Evaluates a multiclass model whose columns have ML.NET's names, with the default options.</summary>
    /// <inheritdoc cref="EvaluateSliced(MulticlassClassificationCatalog, IDataView, IEnumerable{string}, string, string, SlicedEvaluationOptions?)"/>
    public static SlicedEvaluation EvaluateSliced(this MulticlassClassificationCatalog catalog, IDataView predictions, params string[] sliceColumnNames) =>
        EvaluateSliced(catalog, predictions, sliceColumnNames, options: null);

    /// <summary>Evaluates a regression whose columns have ML.NET's names, with the default options.</summary>
    /// <inheritdoc cref="EvaluateSliced(RegressionCatalog, IDataView, IEnumerable{string}, string, string, SlicedEvaluationOptions?)"/>
    public static SlicedEvaluation EvaluateSliced(this RegressionCatalog catalog, IDataView predictions, params string[] sliceColumnNames) =>
        EvaluateSliced(catalog, predictions, sliceColumnNames, options: null);

    /// <summary>Evaluates a ranker whose columns have ML.NET's names, with the default options.</summary>
    /// <inheritdoc cref="EvaluateSliced(RankingCatalog, IDataView, IEnumerable{string}, string, string, string, SlicedEvaluationOptions?)"/>
    public static SlicedEvaluation EvaluateSliced(this RankingCatalog catalog, IDataView predictions, params string[] sliceColumnNames) =>
        EvaluateSliced(catalog, predictions, sliceColumnNames, options: null);

    /// <summary>The default name stands for the column that a calibrated model has; another one was meant to be there.</summary>
    internal static string? ProbabilityOf(DataViewSchema schema, string? name) => name == "Probability" && schema.GetColumnOrNull(name) is null ? null : name;

    private static SlicedEvaluation Run(
        EvaluationTask task, IDataView predictions, IEnumerable<string> sliceColumnNames, SlicedEvaluationOptions options, Func<DataViewSchema, int, TaskMeter> meterOf)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(sliceColumnNames);
        return EvaluationPass.Run(task, predictions, sliceColumnNames, options, meterOf);
    }
}
