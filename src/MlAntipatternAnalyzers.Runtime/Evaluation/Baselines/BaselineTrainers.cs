using System;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Models that are hard to do worse than, as trainers of each task's catalog: what a complex model does not beat it is not worth. Their outputs have the columns of ML.NET's trainers of the task.
/// ML.NET has the one for two classes: <c>mlContext.BinaryClassification.Trainers.Prior</c>.
/// </summary>
public static class BaselineTrainers
{
    internal const string Helper = "BaselineHelper";

    private const string Score = "Score";

    /// <summary>Predicts the mean of the training labels: the constant with the smallest squared error.</summary>
    /// <param name="catalog"><c>mlContext.Regression.Trainers</c>.</param>
    /// <param name="labelColumnName">The label, a Single. Missing ones are left out.</param>
    /// <returns>An estimator that adds <c>Score</c>, a Single in the label's unit. Its model can be saved; it reads the label's column, without using it.</returns>
    /// <exception cref="InvalidOperationException">When fitted: no row has a label.</exception>
    public static IEstimator<ITransformer> Mean(this RegressionCatalog.RegressionTrainers catalog, string labelColumnName = "Label") =>
        Constant(catalog, labelColumnName, data => LabelValues.Mean(data, labelColumnName));

    /// <summary>Predicts the median of the training labels: the constant with the smallest absolute error.</summary>
    /// <param name="catalog"><c>mlContext.Regression.Trainers</c>.</param>
    /// <param name="labelColumnName">The label, a Single. Missing ones are left out.</param>
    /// <returns>An estimator that adds <c>Score</c>, a Single in the label's unit. Its model can be saved; it reads the label's column, without using it.</returns>
    /// <exception cref="InvalidOperationException">When fitted: no row has a label.</exception>
    /// <remarks>The labels are kept in memory while it is fitted, four bytes a row.</remarks>
    public static IEstimator<ITransformer> Median(this RegressionCatalog.RegressionTrainers catalog, string labelColumnName = "Label") =>
        Constant(catalog, labelColumnName, data => LabelValues.Median(data, labelColumnName));

    /// <summary>Predicts the newest label of the training data: the naive forecast.</summary>
    /// <param name="catalog"><c>mlContext.Regression.Trainers</c>.</param>
    /// <param name="timeColumnName">The time that orders the rows: a date, a duration, a number, or a text, as in <see cref="DataSplitCatalog.RollingOriginSplit"/>. Of several newest rows the last that is read counts.</param>
    /// <param name="labelColumnName">The label, a Single. Rows where it is missing are left out.</param>
    /// <param name="timeFormat">The form of a text column that is not ISO 8601.</param>
    /// <returns>An estimator that adds <c>Score</c>, a Single in the label's unit. Its model can be saved; it reads the label's column, without using it.</returns>
    /// <exception cref="InvalidOperationException">When fitted: no row has a label.</exception>
    /// <exception cref="DataSplitException">When fitted: a row has no time that can be read.</exception>
    public static IEstimator<ITransformer> LastValue(this RegressionCatalog.RegressionTrainers catalog, string timeColumnName, string labelColumnName = "Label", string? timeFormat = null) =>
        Constant(catalog, labelColumnName, data => LabelValues.Last(data, labelColumnName, timeColumnName, timeFormat));

    /// <summary>Fits a linear regression by least squares. It needs no other package than Microsoft.ML, and no normalised features.</summary>
    /// <param name="catalog"><c>mlContext.Regression.Trainers</c>.</param>
    /// <param name="labelColumnName">The label, a Single.</param>
    /// <param name="featureColumnName">The features, a vector of Single of known size. Rows with a missing feature or label are left out.</param>
    /// <returns>An estimator whose model is ML.NET's own linear regression: it can be saved, and reads the features alone.</returns>
    /// <exception cref="ArgumentException">When fitted: a column is missing or of another type.</exception>
    /// <remarks>Labels and features are cached in memory while it is fitted, as ML.NET's linear trainers do, and read once for each of at most 200 steps. The same data gives the same model.</remarks>
    public static IEstimator<ITransformer> Linear(this RegressionCatalog.RegressionTrainers catalog, string labelColumnName = "Label", string featureColumnName = "Features")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var ml = new MLContext(seed: 0);
        return new BaselineEstimator(catalog.OnlineGradientDescent(labelColumnName, featureColumnName), data => LeastSquares.Fit(ml, data, labelColumnName, featureColumnName));
    }

    /// <summary>Predicts each class with its share of the training rows, and so the most frequent class.</summary>
    /// <param name="catalog"><c>mlContext.MulticlassClassification.Trainers</c>.</param>
    /// <param name="labelColumnName">The label, a key with a known number of values.</param>
    /// <returns>
    /// An estimator that adds <c>Score</c>, the shares as probabilities, and <c>PredictedLabel</c>, the key of the most frequent class. Its model can be saved; it reads the label's column, without using it.
    /// </returns>
    /// <remarks>
    /// It is ML.NET's maximum entropy trainer without anything to learn from but the classes' shares, which its optimiser finds to about 10⁻⁴ (and the log-loss to about 10⁻⁸). Classes whose shares
    /// differ by less than that count as equally frequent; a class without a training row gets a probability near 0.
    /// </remarks>
    public static IEstimator<ITransformer> Prior(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, string labelColumnName = "Label")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var transforms = new MLContext(seed: 0).Transforms;
        return transforms.Conversion.MapKeyToVector(Helper, labelColumnName)
            .Append(transforms.Expression(Helper, "x : 0f", Helper))
            .Append(catalog.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
            {
                LabelColumnName = labelColumnName,
                FeatureColumnName = Helper,
                L1Regularization = 0,
                L2Regularization = 0,
                NumberOfThreads = 1,
            }))
            .Append<ITransformer>(transforms.DropColumns(Helper));
    }

    /// <summary>Fits ML.NET's linear trainer for several classes, <c>LbfgsMaximumEntropy</c>, on normalised features.</summary>
    /// <param name="catalog"><c>mlContext.MulticlassClassification.Trainers</c>.</param>
    /// <param name="labelColumnName">The label, a key.</param>
    /// <param name="featureColumnName">The features, a vector of Single of known size.</param>
    /// <returns>An estimator that adds <c>Score</c> and <c>PredictedLabel</c>. Its model can be saved.</returns>
    public static IEstimator<ITransformer> Linear(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, string labelColumnName = "Label", string featureColumnName = "Features")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Normalised(featureColumnName, catalog.LbfgsMaximumEntropy(
            new LbfgsMaximumEntropyMulticlassTrainer.Options { LabelColumnName = labelColumnName, FeatureColumnName = Helper, NumberOfThreads = 1 }));
    }

    /// <summary>Fits ML.NET's logistic regression, <c>LbfgsLogisticRegression</c>, on normalised features.</summary>
    /// <param name="catalog"><c>mlContext.BinaryClassification.Trainers</c>.</param>
    /// <param name="labelColumnName">The label, a Boolean.</param>
    /// <param name="featureColumnName">The features, a vector of Single of known size.</param>
    /// <returns>An estimator that adds <c>Score</c>, <c>Probability</c> and <c>PredictedLabel</c>. Its model can be saved.</returns>
    public static IEstimator<ITransformer> Linear(this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, string labelColumnName = "Label", string featureColumnName = "Features")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Normalised(featureColumnName, catalog.LbfgsLogisticRegression(
            new LbfgsLogisticRegressionBinaryTrainer.Options { LabelColumnName = labelColumnName, FeatureColumnName = Helper, NumberOfThreads = 1 }));
    }

    /// <summary>Gives every row the same score. ML.NET ranks equal scores with the least relevant row first, so this is the worst order there is.</summary>
    /// <param name="catalog"><c>mlContext.Ranking.Trainers</c>.</param>
    /// <returns>An estimator that adds <c>Score</c>, always 0. Its model is for comparison, and cannot be saved.</returns>
    public static IEstimator<ITransformer> ConstantOrder(this RankingCatalog.RankingTrainers catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new MLContext(seed: 0).Transforms.CustomMapping<NoColumns, ScoreColumn>(static (_, row) => row.Score = 0, null).Upcast();
    }

    /// <summary>Orders rows at random.</summary>
    /// <param name="catalog"><c>mlContext.Ranking.Trainers</c>.</param>
    /// <param name="featureColumnName">A vector of Single. The score is a hash of it, so that the order is the same each time; rows with the same features have the same score.</param>
    /// <param name="seed">Another number gives another order.</param>
    /// <returns>An estimator that adds <c>Score</c>, from 0 to 1. Its model is for comparison, and cannot be saved.</returns>
    public static IEstimator<ITransformer> RandomOrder(this RankingCatalog.RankingTrainers catalog, string featureColumnName = "Features", int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var input = SchemaDefinition.Create(typeof(FeaturesColumn));
        input[nameof(FeaturesColumn.Features)].ColumnName = featureColumnName;
        return new MLContext(seed: 0).Transforms
            .CustomMapping<FeaturesColumn, ScoreColumn>((features, row) => row.Score = GroupKey.Uniform(features.Features, seed), null, inputSchemaDefinition: input)
            .Upcast();
    }

    /// <summary>Orders rows by one number, such as a price, a popularity, or an age.</summary>
    /// <param name="catalog"><c>mlContext.Ranking.Trainers</c>.</param>
    /// <param name="columnName">A number.</param>
    /// <param name="descending">Whether the largest comes first.</param>
    /// <returns>An estimator that adds <c>Score</c>: the number, or its negative. Its model can be saved.</returns>
    public static IEstimator<ITransformer> OrderBy(this RankingCatalog.RankingTrainers catalog, string columnName, bool descending = true)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var transforms = new MLContext(seed: 0).Transforms;
        var converted = transforms.Conversion.ConvertType(Score, columnName, DataKind.Single);
        return descending ? converted.Upcast() : converted.Append<ITransformer>(transforms.Expression(Score, "x : -x", Score));
    }

    private static BaselineEstimator Constant(RegressionCatalog.RegressionTrainers catalog, string labelColumnName, Func<IDataView, float> learn)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        var transforms = new MLContext(seed: 0).Transforms;
        return new(transforms.Expression(Score, "x : 0f", labelColumnName).Upcast(), data =>
            transforms.Expression(Score, $"x : {ExpressionNumber.Of(learn(data))}", labelColumnName).Fit(data));
    }

    private static EstimatorChain<ITransformer> Normalised(string featureColumnName, IEstimator<ITransformer> trainer)
    {
        var transforms = new MLContext(seed: 0).Transforms;
        return transforms.NormalizeMeanVariance(Helper, featureColumnName).Append(trainer).Append<ITransformer>(transforms.DropColumns(Helper));
    }

    private static IEstimator<ITransformer> Upcast(this IEstimator<ITransformer> estimator) => estimator;

    private sealed class NoColumns;

    private sealed class ScoreColumn
    {
        public float Score { get; set; }
    }

    private sealed class FeaturesColumn
    {
        public VBuffer<float> Features { get; set; }
    }
}
