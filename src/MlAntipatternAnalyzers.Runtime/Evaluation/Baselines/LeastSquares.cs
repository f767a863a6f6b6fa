using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Ordinary least squares on standardised features, solved by conjugate gradients on the normal equations (Hestenes and Stiefel 1952): a pass over the rows for each step, and a few
/// vectors of the features' length in memory, never their matrix.
/// </summary>
/// <remarks>
/// ML.NET's exact solver, <c>Ols</c>, is in another package with native code, and its <c>Sdca</c> for regressions diverges on small or correlated data; a baseline has to be there whatever the data.
/// A ridge of 10⁻⁹ of the features' variance makes the solution unique where features depend on each other.
/// </remarks>
internal sealed class LeastSquares
{
    private const int MostSteps = 200;
    private const double Ridge = 1e-9;
    private const double Tolerance = 1e-10;

    private readonly IDataView _data;
    private readonly DataViewSchema.Column _label;
    private readonly DataViewSchema.Column _features;
    private readonly double[] _mean;
    private readonly double[] _deviation;
    private double _labelMean;
    private long _rows;

    private LeastSquares(IDataView data, DataViewSchema.Column label, DataViewSchema.Column features, int size)
    {
        (_data, _label, _features) = (data, label, features);
        (_mean, _deviation) = (new double[size], new double[size]);
    }

    /// <returns>ML.NET's own linear regression model.</returns>
    public static ITransformer Fit(MLContext ml, IDataView data, string labelColumnName, string featureColumnName)
    {
        LabelValues.Column(data, labelColumnName);
        var features = data.Schema.GetColumnOrNull(featureColumnName);
        if (features is not { } found || found.Type is not VectorDataViewType { Size: > 0 } vector || vector.ItemType != NumberDataViewType.Single)
        {
            throw new ArgumentException(
                $"A linear baseline reads a vector of Single of known size; '{featureColumnName}' {(features is { } other ? $"is a {ColumnType.From(other.Type)}" : "is not a column of the data")}. Give it the data as the trainer gets it.",
                nameof(featureColumnName));
        }
        var cached = ml.Data.Cache(data, labelColumnName, featureColumnName);
        var solver = new LeastSquares(cached, cached.Schema[labelColumnName], cached.Schema[featureColumnName], vector.Size);
        solver.Standardise(labelColumnName);
        var weights = solver.Solve();
        var bias = solver._labelMean;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = solver.Scaled(weights[i], i);
            bias -= weights[i] * solver._mean[i];
        }
        return Model(ml, weights, bias, featureColumnName);
    }

    /// <summary>
    /// ML.NET makes its linear model only by training. So its online trainer is given rows that lead it there exactly: with the rate ½ a step of gradient descent on the squared loss sets
    /// the prediction of the row at hand to its label. A unit vector's row sets one weight, and the bias with it, which the empty row after it sets back.
    /// </summary>
    private static ITransformer Model(MLContext ml, double[] weights, double bias, string featureColumnName)
    {
        var definition = SchemaDefinition.Create(typeof(Lesson));
        definition[nameof(Lesson.Features)].ColumnName = featureColumnName;
        definition[nameof(Lesson.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, weights.Length);
        var lessons = ml.Data.LoadFromEnumerable(Lessons(), definition);
        return ml.Regression.Trainers.OnlineGradientDescent(new OnlineGradientDescentTrainer.Options
        {
            LabelColumnName = nameof(Lesson.Target),
            FeatureColumnName = featureColumnName,
            LearningRate = 0.5f,
            DecreaseLearningRate = false,
            L2Regularization = 0,
            NumberOfIterations = 1,
            Averaged = false,
            Shuffle = false,
        }).Fit(lessons);

        IEnumerable<Lesson> Lessons()
        {
            for (var i = 0; i < weights.Length; i++)
            {
                yield return new() { Features = new(weights.Length, 1, [1f], [i]), Target = (float)weights[i] };
                yield return new() { Features = new(weights.Length, 0, [], []), Target = 0 };
            }
            yield return new() { Features = new(weights.Length, 0, [], []), Target = (float)bias };
        }
    }

    private void Standardise(string labelColumnName)
    {
        ForEach((features, label) =>
        {
            _rows++;
            _labelMean += label;
            foreach (var (i, value) in features.Items())
                _mean[i] += value;
        });
        if (_rows == 0)
            throw LabelValues.NoLabel(labelColumnName);
        _labelMean /= _rows;
        for (var i = 0; i < _mean.Length; i++)
            _mean[i] /= _rows;

        // The squares around the mean, so that nothing cancels out: those of the values that a sparse row does not hold are added at the end.
        var held = new long[_mean.Length];
        ForEach((features, _) =>
        {
            foreach (var (i, value) in features.Items())
            {
                _deviation[i] += (value - _mean[i]) * (value - _mean[i]);
                held[i]++;
            }
        });
        for (var i = 0; i < _mean.Length; i++)
        {
            var variance = (_deviation[i] + ((_rows - held[i]) * _mean[i] * _mean[i])) / _rows;
            // What is left of a constant after rounding is no variance.
            _deviation[i] = variance > 1e-14 * _mean[i] * _mean[i] ? Math.Sqrt(variance) : 0;
        }
    }

    private double[] Solve()
    {
        var solution = new double[_mean.Length];
        var residual = Transposed((_, label) => label - _labelMean);
        var direction = (double[])residual.Clone();
        double norm = Dot(residual, residual), first = norm;
        for (var step = 0; step < MostSteps && norm > Tolerance * Tolerance * first; step++)
        {
            var scaled = direction.Select(Scaled).ToArray();
            var shift = Dot(scaled, _mean);
            var image = Transposed((features, _) => features.Items().Sum(item => item.Value * scaled[item.Key]) - shift);
            for (var i = 0; i < image.Length; i++)
                image[i] += Ridge * _rows * direction[i];
            var length = norm / Dot(direction, image);
            for (var i = 0; i < solution.Length; i++)
            {
                solution[i] += length * direction[i];
                residual[i] -= length * image[i];
            }
            var next = Dot(residual, residual);
            for (var i = 0; i < direction.Length; i++)
                direction[i] = residual[i] + (next / norm * direction[i]);
            norm = next;
        }
        return solution;
    }

    /// <summary>The standardised features' transpose times a vector of one number a row.</summary>
    private double[] Transposed(Func<VBuffer<float>, double, double> ofRow)
    {
        var product = new double[_mean.Length];
        var sum = 0.0;
        ForEach((features, label) =>
        {
            var factor = ofRow(features, label);
            sum += factor;
            foreach (var (i, value) in features.Items())
                product[i] += factor * value;
        });
        for (var i = 0; i < product.Length; i++)
            product[i] = Scaled(product[i] - (sum * _mean[i]), i);
        return product;
    }

    private double Scaled(double value, int feature) => _deviation[feature] > 0 ? value / _deviation[feature] : 0;

    private static double Dot(double[] left, double[] right) => left.Zip(right, (l, r) => l * r).Sum();

    /// <summary>The rows whose label and features are all there: ML.NET's trainers leave out the others too.</summary>
    private void ForEach(Action<VBuffer<float>, double> visit)
    {
        using var cursor = _data.GetRowCursor([_label, _features]);
        var (labelOf, featuresOf) = (cursor.GetGetter<float>(_label), cursor.GetGetter<VBuffer<float>>(_features));
        float label = 0;
        VBuffer<float> features = default;
        while (cursor.MoveNext())
        {
            labelOf(ref label);
            featuresOf(ref features);
            if (float.IsFinite(label) && IsFinite(features.GetValues()))
                visit(features, label);
        }
    }

    private static bool IsFinite(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
                return false;
        }
        return true;
    }

    private sealed class Lesson
    {
        public VBuffer<float> Features { get; set; }

        public float Target { get; set; }
    }
}
