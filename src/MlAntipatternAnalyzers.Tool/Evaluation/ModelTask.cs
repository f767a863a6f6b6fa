using System;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Tool.Evaluation;

/// <summary>Reads from a model's output what kind of model it is.</summary>
internal static class ModelTask
{
    /// <param name="output">The columns of the predictions.</param>
    /// <param name="score">The score's column.</param>
    /// <exception cref="CannotEvaluateException">There is no score, or it is of a task that is not evaluated here.</exception>
    public static EvaluationTask Infer(DataViewSchema output, string score)
    {
        if (output.GetColumnOrNull(score) is not { } column)
            throw new CannotEvaluateException($"The model's output has no column '{score}'. Give the name of the score's column by --score.");
        // ML.NET's trainers mark what they write.
        var kind = KindOf(column);
        return kind switch
        {
            "BinaryClassification" => EvaluationTask.Binary,
            "MulticlassClassification" or "MultiClassClassification" => EvaluationTask.Multiclass,
            "Regression" or "MultiOutputRegression" when column.Type is NumberDataViewType => EvaluationTask.Regression,
            "Ranking" => EvaluationTask.Ranking,
            null or "" => ByType(output, column),
            _ => throw new CannotEvaluateException($"The model's score '{score}' is of the kind {kind} ({column.Type}), which has no evaluation here: they are for binary, multiclass, regression and ranking. If it is one of these, say so by --task."),
        };
    }

    private static EvaluationTask ByType(DataViewSchema output, DataViewSchema.Column score)
    {
        if (score.Type is VectorDataViewType)
            return EvaluationTask.Multiclass;
        return output.GetColumnOrNull("PredictedLabel")?.Type is BooleanDataViewType
            ? EvaluationTask.Binary
            : throw new CannotEvaluateException($"What kind of model it is cannot be told from its output '{score.Name}'. Say so by --task binary|multiclass|regression|ranking.");
    }

    private static string? KindOf(DataViewSchema.Column column)
    {
        const string Kind = "ScoreColumnKind";
        if (column.Annotations.Schema.GetColumnOrNull(Kind)?.Type is not TextDataViewType)
            return null;
        ReadOnlyMemory<char> value = default;
        column.Annotations.GetValue(Kind, ref value);
        return value.ToString();
    }
}
