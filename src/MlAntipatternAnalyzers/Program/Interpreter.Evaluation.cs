using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What is asked of models: how good they are, and what they go by.</summary>
internal sealed partial class Interpreter
{
    private Value CrossValidate(MlCall call)
    {
        var recorded = Record(EventKind.CrossValidate, call);
        recorded.View = call.View;
        recorded.Estimator = call["estimator"];
        recorded.Result = Metrics(call);
        return new SequenceValue(call.Origin(frame), new[] { recorded.Result }, exact: false);
    }

    private Value EvaluateModel(MlCall call)
    {
        var recorded = Record(EventKind.Evaluate, call);
        recorded.View = call.View;
        recorded.LabelColumn = (call["labelColumnName"] as ConstantValue)?.Content as string;
        return recorded.Result = Metrics(call);
    }

    /// <summary>Both models are evaluated, on the same rows.</summary>
    private Value CompareModels(MlCall call)
    {
        var recorded = Record(EventKind.Evaluate, call);
        recorded.View = call["data"];
        recorded.Model = JoinValue.Of(call["baseline"], call["candidate"]);
        return recorded.Result = Metrics(call);
    }

    private Value Weigh(MlCall call)
    {
        var recorded = Record(EventKind.Importance, call);
        recorded.View = call.View;
        recorded.Model = call.Model;
        return Opaque(call.Method.ReturnType, call.Origin(frame));
    }

    private TransformerValue ChangeThreshold(MlCall call)
    {
        var changed = new TransformerValue(call.Origin(frame), TransformerKind.Part, first: call.Model);
        var recorded = Record(EventKind.ChangeThreshold, call);
        recorded.Model = call.Model;
        recorded.Argument = call["threshold"];
        recorded.Result = changed;
        return changed;
    }
}
