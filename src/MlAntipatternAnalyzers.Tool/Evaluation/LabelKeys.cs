using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Tool.Evaluation;

/// <summary>Makes keys of the columns that an evaluation reads as keys and that the model left as they were.</summary>
internal static class LabelKeys
{
    /// <param name="mlContext">Makes the transforms.</param>
    /// <param name="predictions">What the model gives.</param>
    /// <param name="task">Its task.</param>
    /// <param name="request">The names of the columns.</param>
    public static IDataView Map(MLContext mlContext, IDataView predictions, EvaluationTask task, EvaluationRequest request)
    {
        if (task == EvaluationTask.Ranking && predictions.Schema[request.Group!].Type is not KeyDataViewType)
            return mlContext.Transforms.Conversion.MapValueToKey(request.Group!).Fit(predictions).Transform(predictions);
        if (task != EvaluationTask.Multiclass || predictions.Schema[request.Label].Type is not TextDataViewType)
            return predictions;

        // In the order of the model's classes, not of the rows: the scores are in that order.
        var score = predictions.Schema[request.Score];
        if (score.Type is not VectorDataViewType || !score.HasSlotNames())
        {
            throw new CannotEvaluateException(
                $"The label '{request.Label}' is text, and the model's '{score.Name}' does not tell its classes in order. Evaluate by the key column that the pipeline made of it (MapValueToKey): --label NAME.");
        }
        VBuffer<ReadOnlyMemory<char>> classes = default;
        score.GetSlotNames(ref classes);
        var keys = mlContext.Data.LoadFromEnumerable(classes.DenseValues().Select(name => new ClassName { Name = name }).ToArray());
        return mlContext.Transforms.Conversion
            .MapValueToKey([new InputOutputColumnPair(request.Label)], keyData: keys)
            .Fit(predictions).Transform(predictions);
    }

    private sealed class ClassName
    {
        public ReadOnlyMemory<char> Name { get; set; }
    }
}
