using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Experiments of AutoML: fits of many models, of which the best one is kept.</summary>
internal sealed partial class Interpreter
{
    private Value RunExperiment(MlCall call)
    {
        var label = call["labelColumnName"] is ConstantValue { Content: string name } ? new ColumnNames(ImmutableArray.Create(name), true) : ColumnNames.Unknown;
        var trainer = ExperimentStep(call, label, OperatorCatalog.TaskOf(call.Method), call.Receiver);
        var featurizer = call["preFeaturizer"];
        var steps = featurizer is EstimatorValue chain ? chain.Steps.Add(trainer) : ImmutableArray.Create(trainer);
        var view = call["trainData"];
        var recorded = Record(EventKind.Fit, call);
        recorded.View = view;
        recorded.Estimator = new EstimatorValue(call.Origin(frame), steps);
        recorded.Validation = call["validationData"];
        var best = new TransformerValue(call.Origin(frame), TransformerKind.Experiment, recorded.Estimator, view);
        recorded.Result = best;
        return new ExperimentValue(call.Origin(frame), best) { Fit = recorded };
    }

    /// <summary>An experiment that is told what to do call by call, in any order, and run at last.</summary>
    private ExperimentValue CreateExperiment(MlCall call)
    {
        var estimator = new EstimatorValue(call.Origin(frame), ImmutableArray.Create(ExperimentStep(call, ColumnNames.Unknown, LearningTask.None, call.Receiver)));
        return new ExperimentValue(call.Origin(frame), new TransformerValue(call.Origin(frame), TransformerKind.Experiment, estimator));
    }

    private Value Configure(MlCall call)
    {
        var experiment = call.Receiver as ExperimentValue;
        if (call.Method.Name == "SetDataset")
        {
            var views = call.Arguments.Where(argument => argument.Alternatives.All(alternative => alternative is ViewValue or SplitValue)).ToList();
            var split = views.FirstOrDefault() as SplitValue;
            var recorded = Record(EventKind.Fit, call);
            recorded.View = split is not null ? Side(split, ViewKind.TrainSide) : views.FirstOrDefault() ?? Value.Unknown;
            recorded.Validation = split is not null ? Side(split, ViewKind.TestSide) : views.Skip(1).FirstOrDefault() ?? Value.Unknown;
            if (experiment is not null)
            {
                experiment.Best.Settle(view: recorded.View);
                experiment.Fit = recorded;
            }

            var model = experiment?.Best ?? CreateExperiment(call).Best;
            model.Settle(view: recorded.View);
            recorded.Estimator = model.Estimator!;
            recorded.Result = model;
        }
        else if (experiment is not null && MetricTaskOf(call.Method.Name) is var task && task != LearningTask.None)
        {
            var label = call["labelColumn"] is ConstantValue { Content: string name } ? new ColumnNames(ImmutableArray.Create(name), true) : ColumnNames.Unknown;
            var estimator = new EstimatorValue(call.Origin(frame), ImmutableArray.Create(ExperimentStep(call, label, task, ((EstimatorValue)experiment.Best.Estimator!).Steps[0].Context)));
            experiment.Best.Settle(estimator);
            if (experiment.Fit is { } fit)
                fit.Estimator = estimator;
        }

        return call.Receiver;
    }

    private static LearningTask MetricTaskOf(string method) =>
        method switch
        {
            "SetBinaryClassificationMetric" => LearningTask.Binary,
            "SetMulticlassClassificationMetric" => LearningTask.Multiclass,
            "SetRegressionMetric" => LearningTask.Regression,
            _ => LearningTask.None,
        };

    private Step ExperimentStep(MlCall call, ColumnNames label, LearningTask task, Value context) =>
        new(
            call.Origin(frame),
            call.Method,
            new Operator(call.Method.Name, OperatorKind.Trainer, Learning.Yes, Numbers.Kept, task).Draws(),
            new Dictionary<ColumnRole, ColumnNames> { [ColumnRole.Label] = label })
        {
            IsExperiment = true,
            Context = context,
        };
}
