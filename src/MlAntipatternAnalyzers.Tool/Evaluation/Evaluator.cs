using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Tool.Evaluation;

/// <summary>Loads the rows for a model, lets it predict them, and measures the predictions.</summary>
internal sealed class Evaluator(MLContext mlContext, string dataPath, DataOptions dataOptions, EvaluationRequest request)
{
    private readonly DataFile _data = new(mlContext, dataPath, dataOptions);

    /// <summary>Whether a regression's predictions are held against its labels too, which reads the rows again.</summary>
    public bool WithPredictions { get; init; }

    /// <summary>A regression's predictions against its labels, once it is evaluated; empty for other tasks.</summary>
    public IReadOnlyList<CalibrationBucket> Predictions { get; private set; } = [];

    /// <summary>A model's metrics.</summary>
    /// <exception cref="CannotEvaluateException">Model and data do not go together, or a column that is asked for is not there.</exception>
    public SlicedEvaluation Evaluate(ModelFile model)
    {
        var (rows, task) = Load(model);
        return Guarded(model, () =>
        {
            var predictions = LabelKeys.After(mlContext, model.Transformer, rows, task, request).Transform(rows);
            var options = request.ToOptions();
            var evaluation = Counted(task switch
            {
                EvaluationTask.Binary => mlContext.BinaryClassification.EvaluateSliced(predictions, request.SingleSlices, request.Label, request.Score, options: options),
                EvaluationTask.Multiclass => mlContext.MulticlassClassification.EvaluateSliced(predictions, request.SingleSlices, request.Label, request.Score, options),
                EvaluationTask.Regression => mlContext.Regression.EvaluateSliced(predictions, request.SingleSlices, request.Label, request.Score, options),
                _ => mlContext.Ranking.EvaluateSliced(predictions, request.SingleSlices, request.Label, request.Group!, request.Score, options),
            });
            ReadPredictions(predictions, task);
            return evaluation;
        });
    }

    /// <summary>The metrics of two models, and what changes from the one to the other.</summary>
    /// <exception cref="CannotEvaluateException">Models and data do not go together, or a column that is asked for is not there.</exception>
    public ModelComparison Compare(ModelFile baseline, ModelFile candidate)
    {
        var (rows, task) = Load(baseline, candidate);
        return Guarded(candidate, () =>
        {
            var before = LabelKeys.After(mlContext, baseline.Transformer, rows, task, request);
            var after = LabelKeys.After(mlContext, candidate.Transformer, rows, task, request);
            var comparison = ModelComparer.Compare(mlContext, task, rows, before, after, new()
            {
                LabelColumnName = request.Label,
                ScoreColumnName = request.Score,
                RowGroupColumnName = request.Group ?? "",
                SliceColumnNames = [.. request.SingleSlices],
                Evaluation = request.ToOptions(),
            });
            Counted(comparison.Candidate);
            ReadPredictions(after.Transform(rows), task);
            return comparison;
        });
    }

    private SlicedEvaluation Counted(SlicedEvaluation evaluation)
    {
        if (evaluation.Overall.Rows > 0)
            return evaluation;
        var classes = evaluation.Task == EvaluationTask.Multiclass ? " Labels that are none of the model's classes are missing." : "";
        throw new CannotEvaluateException(evaluation.Overall.IgnoredRows == 0
            ? $"The data '{dataPath}' has no rows."
            : $"None of the {evaluation.Overall.IgnoredRows} rows of '{dataPath}' has a label and a score.{classes} If the model cannot take missing numbers, --missing zero reads them as 0, as ML.NET's text loader does unless it is told otherwise.");
    }

    private void ReadPredictions(IDataView predictions, EvaluationTask task)
    {
        if (WithPredictions && task == EvaluationTask.Regression)
            Predictions = PredictionBuckets.Of(mlContext, predictions, request);
    }

    /// <summary>The rows that models read, with all that is asked for besides, and the models' task.</summary>
    private (IDataView Rows, EvaluationTask Task) Load(params ModelFile[] models)
    {
        var task = request.Task;
        if (task is null && models.All(model => model.InputSchema is not null))
            task = TaskOf(models, Array.ConvertAll(models, model => Output(model, model.InputSchema!, _data)));
        var rows = _data.Load(models, Wanted(task ?? EvaluationTask.Regression));
        var outputs = Array.ConvertAll(models, model => Output(model, rows.Schema, _data));
        var known = task ?? TaskOf(models, outputs);
        for (var i = 0; i < models.Length; i++)
            Check(models[i], outputs[i], known);
        var label = rows.Schema.GetColumnOrNull(request.Label)?.Type;
        var canBeMissing = label is TextDataViewType or KeyDataViewType || (label?.RawType == typeof(float) || label?.RawType == typeof(double)) && !dataOptions.MissingIsZero;
        if (label is not null && !canBeMissing && _data.TextOf(request.Label) is { } labels)
        {
            Guarded(models[0], () =>
            {
                EmptyLabels.Refuse(labels, request.Label, dataPath);
                return 0;
            });
        }
        return (rows, known);
    }

    private EvaluationTask TaskOf(ModelFile[] models, DataViewSchema[] outputs)
    {
        var tasks = Array.ConvertAll(outputs, output => ModelTask.Infer(output, request.Score));
        return Array.FindIndex(tasks, task => task != tasks[0]) is > 0 and var other
            ? throw new CannotEvaluateException($"The model '{models[0].Path}' is of the task {tasks[0]} and '{models[other].Path}' of {tasks[other]}: they cannot be compared.")
            : tasks[0];
    }

    /// <summary>Runs what reads the rows: there is where damage in them shows.</summary>
    private T Guarded<T>(ModelFile model, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (EvaluationException e)
        {
            throw new CannotEvaluateException(e.Message);
        }
        // What ML.NET throws for rows that it cannot read or a model that does not take them. Anything else is a fault of the tool and stays one.
        catch (Exception e) when (e is FormatException or InvalidDataException or IOException or InvalidOperationException or ArgumentException)
        {
            throw new CannotEvaluateException($"The model '{model.Path}' cannot predict the rows of '{dataPath}': {e.GetBaseException().Message.ReplaceLineEndings(" ")}");
        }
    }

    private List<(string Name, DataKind Kind)> Wanted(EvaluationTask task)
    {
        var label = task switch
        {
            EvaluationTask.Binary => DataKind.Boolean,
            EvaluationTask.Multiclass => DataKind.String,
            _ => DataKind.Single,
        };
        var wanted = new List<(string, DataKind)> { (request.Label, label) };
        if (request.Weight is { } weight)
            wanted.Add((weight, DataKind.Single));
        if (request.Group is { } group)
            wanted.Add((group, DataKind.String));
        wanted.AddRange(request.SliceColumns.Select(column => (column, request.Buckets.ContainsKey(column) ? DataKind.Single : DataKind.String)));
        return wanted;
    }

    private DataViewSchema Output(ModelFile model, DataViewSchema input, DataFile data)
    {
        try
        {
            return model.Transformer.GetOutputSchema(input);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            var lacking = model.InputSchema?.Where(column => !column.IsHidden && input.GetColumnOrNull(column.Name) is null).Select(Described).ToList() ?? [];
            var reason = lacking.Count == 0
                ? e.Message.ReplaceLineEndings(" ")
                : $"it lacks {string.Join(", ", lacking)}, with {(lacking.Count == 1 ? "which" : "all of which")} the model was saved, and the model reads {(lacking.Count == 1 ? "it" : "some of them")} ({e.Message.ReplaceLineEndings(" ")}).";
            var places = lacking.Count == 0 ? "" : " Name the columns as in training, or say where they are by --column NAME=INDEX, or NAME=FIRST-LAST for a vector.";
            throw new CannotEvaluateException($"The data '{dataPath}' does not fit the model '{model.Path}': {reason}{data.Listed}{places}");
        }
    }

    private static string Described(DataViewSchema.Column column) =>
        column.Type is VectorDataViewType vector ? $"'{column.Name}' (a vector of {vector.Size})" : $"'{column.Name}'";

    private void Check(ModelFile model, DataViewSchema output, EvaluationTask task)
    {
        Need(output, request.Label, "the label", "Give its name by --label.");
        if (output.GetColumnOrNull(request.Score) is null)
            throw new CannotEvaluateException($"The output of the model '{model.Path}' has no column '{request.Score}'. Give the name of the score's column by --score.");
        if (request.Weight is { } weight)
            Need(output, weight, "the weights", "Give its name by --weight.");
        if (task == EvaluationTask.Ranking && request.Group is null)
            throw new CannotEvaluateException("A ranking is evaluated group by group. Give the column that tells which rows are ranked together by --group.");
        if (request.Group is { } group)
            Need(output, group, "the groups", "Give its name by --group.");
        foreach (var column in request.SliceColumns)
        {
            Need(output, column, "slices", "Name columns of the data, separated by commas, by --slices.");
            if (output[column].Type is NumberDataViewType { RawType: var raw } && (raw == typeof(float) || raw == typeof(double)) && !request.Buckets.ContainsKey(column))
                throw new CannotEvaluateException($"The slice column '{column}' holds real numbers, each of which would be a slice of its own. Give the boundaries between buckets, as --buckets \"{column}=10,20\".");
        }
    }

    private void Need(DataViewSchema output, string column, string use, string advice)
    {
        if (output.GetColumnOrNull(column) is null)
            throw new CannotEvaluateException($"There is no column '{column}' for {use}, neither in the data '{dataPath}' nor in what the model makes of it. {advice}{_data.Listed}");
    }
}
