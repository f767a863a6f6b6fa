using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Tool.Evaluation;

/// <summary>Makes keys of the columns that an evaluation reads as keys and that the model left as they were.</summary>
internal static class LabelKeys
{
    /// <summary>A model followed by what makes these keys; the model itself where it makes them.</summary>
    /// <param name="mlContext">Makes the transforms.</param>
    /// <param name="model">The model.</param>
    /// <param name="rows">What it reads.</param>
    /// <param name="task">Its task.</param>
    /// <param name="request">The names of the columns.</param>
    /// <exception cref="CannotEvaluateException">The label is of another kind than the classes that the model was trained on.</exception>
    public static ITransformer After(MLContext mlContext, ITransformer model, IDataView rows, EvaluationTask task, EvaluationRequest request)
    {
        var predictions = model.Transform(rows);
        if (task == EvaluationTask.Ranking && predictions.Schema[request.Group!].Type is not KeyDataViewType)
            return new TransformerChain<ITransformer>(model, mlContext.Transforms.Conversion.MapValueToKey(request.Group!).Fit(predictions));
        var label = predictions.Schema[request.Label];
        if (task != EvaluationTask.Multiclass || label.Type is KeyDataViewType)
            return model;

        // In the order of the model's classes, which the scores are in; not of the rows, and not of the numbers: the class 7 need not be the eighth one.
        var classes = Classes(mlContext, predictions.Schema[request.Score], label);
        return new TransformerChain<ITransformer>(
            model, mlContext.Transforms.Conversion.MapValueToKey([new InputOutputColumnPair(request.Label)], keyData: classes).Fit(predictions));
    }

    private static IDataView Classes(MLContext mlContext, DataViewSchema.Column score, DataViewSchema.Column label)
    {
        // What ML.NET's trainers write there: the values that the label's key was made of.
        const string Values = "TrainingLabelValues";
        var type = score.Annotations.Schema.GetColumnOrNull(Values)?.Type is VectorDataViewType vector && vector.ItemType.Equals(label.Type) ? label.Type.RawType : null;
        return type == typeof(ReadOnlyMemory<char>) ? Of<ReadOnlyMemory<char>>()
            : type == typeof(float) ? Of<float>()
            : type == typeof(double) ? Of<double>()
            : type == typeof(int) ? Of<int>()
            : type == typeof(uint) ? Of<uint>()
            : type == typeof(long) ? Of<long>()
            : type == typeof(byte) ? Of<byte>()
            : type == typeof(bool) ? Of<bool>()
            : throw new CannotEvaluateException(
                $"The label '{label.Name}' is of type {label.Type}, and the model's '{score.Name}' does not tell which of its classes that is. "
                + "Evaluate by the column of which the pipeline made a key, or by that key (MapValueToKey): --label NAME.");

        IDataView Of<T>()
        {
            VBuffer<T> values = default;
            score.Annotations.GetValue(Values, ref values);
            return mlContext.Data.LoadFromEnumerable(values.DenseValues().Select(value => new ClassValue<T> { Value = value }).ToArray());
        }
    }

    private sealed class ClassValue<T>
    {
        public T Value { get; set; } = default!;
    }
}
