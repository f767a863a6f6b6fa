using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

internal sealed partial class Interpreter
{
    private Value InvokeMlNet(IInvocationOperation invocation, IMethodSymbol method, Value receiver, ImmutableArray<Value> arguments)
    {
        // An extension method's receiver is its first argument.
        if (method.IsExtensionMethod && method.ReducedFrom is null && arguments.Length > 0)
            receiver = arguments[0];
        if (receiver is MetricsValue or MetricValue && UseMetrics(invocation, method, receiver, arguments) is { } metric)
            return metric;

        Spoil(receiver);
        var result = InvokeMlNet(new MlCall(invocation, method, receiver, arguments));
        WriteBack(invocation.Arguments);
        RunDelegates(invocation, arguments);
        return result;
    }

    /// <summary>A call that does not bind, in code that is being written or whose references are missing: ML.NET's one candidate is taken for it.</summary>
    private Value InvokeUnbound(IInvalidOperation invalid, InvocationExpressionSyntax call)
    {
        var semantics = model.Code.SemanticsOf(call.SyntaxTree);
        var candidates = semantics.GetSymbolInfo(call, cancellationToken).CandidateSymbols.OfType<IMethodSymbol>().Where(ml.IsMlNet).ToList();
        var method = candidates.FirstOrDefault(candidate => candidate.Parameters.Length >= call.ArgumentList.Arguments.Count) ?? candidates.FirstOrDefault();
        if (method is null)
        {
            EvaluateLost(invalid);
            return Value.Unknown;
        }

        var receiver = call.Expression is MemberAccessExpressionSyntax access ? Evaluate(semantics.GetOperation(access.Expression, cancellationToken)) : Value.Unknown;
        var arguments = new Value[method.Parameters.Length];
        for (var i = 0; i < call.ArgumentList.Arguments.Count; i++)
        {
            var argument = call.ArgumentList.Arguments[i];
            var parameter = argument.NameColon is { } named ? method.Parameters.FirstOrDefault(candidate => candidate.Name == named.Name.Identifier.ValueText)?.Ordinal ?? -1 : i;
            var value = Evaluate(semantics.GetOperation(argument.Expression, cancellationToken));
            if (parameter >= 0 && parameter < arguments.Length)
                arguments[parameter] = value;
        }

        for (var i = 0; i < arguments.Length; i++)
            arguments[i] ??= method.Parameters[i].HasExplicitDefaultValue ? new ConstantValue(method.Parameters[i].ExplicitDefaultValue) : Value.Unknown;
        return InvokeMlNet(new MlCall(invalid, method, receiver, ImmutableArray.Create(arguments)));
    }

    private Value InvokeMlNet(MlCall call)
    {
        var (method, receiver) = (call.Method, call.Receiver);
        return ml.ApiOf(method) switch
        {
            Api.LoadText => Load(call, LoadOf(call, call["path"])),
            Api.LoadEnumerable => LoadRows(call),
            Api.LoadOther => Load(call, new LoadInfo(Api.LoadOther, null, call.Text, null, null) { Reader = method.Name, Medium = MediumOf(call, "path"), Size = SizeOf(call) }),
            Api.CreateTextLoader => CreateLoader(call, LoadOf(call, Value.Unknown)),
            Api.CreateOtherLoader => CreateLoader(call, new LoadInfo(Api.LoadOther, RowTypeOf(method), Value.Unknown, null, null) { Reader = method.Name, Size = SizeOf(call) }),
            Api.LoaderLoad => LoadBy(call),
            Api.Split => Split(call, folds: false),
            Api.CrossValidationSplit => new SequenceValue(call.Origin(frame), new[] { Split(call, folds: true) }, exact: false),
            Api.FilterRows => TakeRows(call),
            Api.FilterByColumn => Filter(call),
            Api.SameRows => Derive(call, ViewKind.Same),
            Api.Validate => ValidateView(call),
            Api.InferColumns => InferColumns(call),
            Api.VerifyHeader => VerifyHeader(call),

            Api.LoadDataSchema => SchemaAt(call, "path") is ConstantValue schema ? schema : ExposeToMlNet(call),
            Api.CreateEnumerable => Enumerate(call),
            Api.ReadColumn => ReadColumn(call),
            Api.Fit => Fit(call),
            Api.Transform => Transform(call),
            Api.Append => Append(call),
            Api.AppendCache or Api.OnFit => receiver,
            Api.CrossValidate => CrossValidate(call),
            Api.Evaluate => EvaluateModel(call),
            Api.CompareModels => CompareModels(call),
            Api.Importance => Weigh(call),
            Api.ChangeThreshold => ChangeThreshold(call),
            Api.SaveData => SaveData(call),
            Api.SaveModel or Api.ExportModel => Save(call),
            Api.LoadModel => LoadModel(call),
            Api.CreateEngine => CreateEngine(call),
            Api.PoolGet => Opaque(method.ReturnType, call.Origin(frame)),
            Api.Predict or Api.PoolPredict => Predict(call),
            Api.Experiment => RunExperiment(call),
            Api.ExperimentCreate => CreateExperiment(call),
            Api.ExperimentConfigure => Configure(call),
            Api.ExperimentRun when receiver is ExperimentValue => receiver,
            Api.RegisterAssembly => Register(call),
            Api.NeutralPositions => PutBefore(call),
            Api.None when method is { Name: "Create", ContainingType.Name: "SchemaDefinition" } => Define(call),
            Api.None when method.Name == "GetOutputSchema" && receiver is TransformerValue && call["inputSchema"] is SchemaValue => OutputSchema(call),
            _ => ml.OperatorOf(method) is { } known ? Operate(call, known) : ExposeToMlNet(call),
        };
    }

    private Value Load(MlCall call, LoadInfo load)
    {
        if (load.Api != Api.LoadEnumerable && load.Source is not ConstantValue && PathOf(call) is { } path && model.OperationOf(frame.Body) is { } body)
            load.Spelled = Spelling.Of(path, body, new Origin(frame.Body.Node, frame.Path));
        var view = new ViewValue(call.Origin(frame), ViewKind.Loaded, load: load) { Repeats = load.Source is SequenceValue { Repeats: true }, Shuffles = load.Source.Alternatives.OfType<SequenceValue>().SelectMany(rows => rows.Shuffles).ToImmutableArray() };
        var recorded = Record(EventKind.Load, call);
        recorded.Argument = load.Source;
        recorded.Result = view;
        return view;
    }

    private LoaderValue CreateLoader(MlCall call, LoadInfo load)
    {
        var loader = new LoaderValue(call.Origin(frame), load);
        Record(EventKind.CreateLoader, call).Result = loader;
        return loader;
    }

    /// <summary>The argument that says which file.</summary>
    private static IOperation? PathOf(MlCall call) =>
        (call.Operation as IInvocationOperation)?.Arguments
            .FirstOrDefault(argument => argument.Parameter is { Type: { SpecialType: SpecialType.System_String } or IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String } })?.Value;

    private LoadInfo LoadOf(MlCall call, Value path)
    {
        var options = call["options"] as ObjectValue;
        var columns = options is null ? call["columns"] : MemberOf(options, "Columns");
        var missing = options is null
            ? call.Has("options") ? (bool?)null : false
            : MemberOf(options, "MissingRealsAsNaNs") switch
            {
                null => false,
                ConstantValue { Content: bool set } => set,
                _ => null,
            };

        // Before ML.NET 1.0 there was no such option; and what sparse rows leave out is 0.
        var sparse = options is null ? call["allowSparse"] : MemberOf(options, "AllowSparse");
        if (call.Method.Name is "ReadFromTextFile" or "CreateTextReader" || sparse is ConstantValue { Content: true })
            missing = null;
        return new LoadInfo(Api.LoadText, RowTypeOf(call.Method), path, columns is { IsUnknown: false } ? columns : null, missing) { Call = call.Operation.Syntax, Layout = TextLayout.Of(call, options, MemberOf) };
    }

    private ITypeSymbol? RowTypeOf(IMethodSymbol method) => method.TypeArguments.Length > 0 ? Substitute(method.TypeArguments[0]) : null;

    /// <summary>The last value assigned to a member of an object, or null where it has its default.</summary>
    private static Value? MemberOf(ObjectValue instance, string name)
    {
        for (var i = instance.Writes.Count - 1; i >= 0; i--)
        {
            if (instance.Writes[i].Member.Name == name)
                return instance.Writes[i].Value;
        }

        return null;
    }

    private Value LoadRows(MlCall call)
    {
        var rows = call["data"].IsUnknown ? call.FirstSequence : call["data"];
        if (rows is SequenceValue { View: { } view } read)
            return new ViewValue(call.Origin(frame), ViewKind.Filtered, view) { IsReloaded = true, ReloadedAs = HasDefinition(call) ? null : RowTypeOf(call.Method), Range = read.Range, Repeats = read.Repeats, Shuffles = read.Shuffles };
        return Load(call, new LoadInfo(Api.LoadEnumerable, RowTypeOf(call.Method), rows, null, null) { HasDefinition = HasDefinition(call), Definition = (call.Has("schemaDefinition") ? call["schemaDefinition"] : Value.Unknown) as DefinitionValue });
    }

    private static bool HasDefinition(MlCall call) =>
        (call.Has("schemaDefinition") && call["schemaDefinition"] is not ConstantValue { Content: null }) || (call.Has("schema") && call["schema"] is not ConstantValue { Content: null });

    private Value LoadBy(MlCall call)
    {
        var path = call.Text;
        var loader = call.Receiver as LoaderValue;
        var load = loader?.Load ?? new LoadInfo(Api.LoadOther, null, path, null, null);
        return Load(call, load.Of(path));
    }

    private Value Split(MlCall call, bool folds)
    {
        var split = new SplitValue(call.Origin(frame), call.View, folds);
        var recorded = Record(EventKind.Split, call);
        recorded.View = call.View;
        recorded.Result = split;
        return split;
    }

    /// <summary>What happens at a call, and what it is given.</summary>
    private ProgramEvent Record(EventKind kind, MlCall call)
    {
        var recorded = Record(kind, call.Operation, call.Method);
        recorded.Arguments = new StepArguments(call, type => Substitute(type), MemberOf);
        return recorded;
    }

    private Value Filter(MlCall call)
    {
        var recorded = Record(EventKind.Filter, call);
        recorded.View = call.View;
        return recorded.Result = Derive(call, ViewKind.Filtered);
    }

    private Value Enumerate(MlCall call)
    {
        var recorded = Record(EventKind.CreateEnumerable, call);
        recorded.View = call.View;
        return recorded.Result = new SequenceValue(call.Origin(frame), System.Array.Empty<Value>(), exact: false) { View = call.View };
    }

    private Value ReadColumn(MlCall call)
    {
        var recorded = Record(EventKind.ReadColumn, call);
        recorded.View = call.View;
        return Opaque(call.Method.ReturnType, call.Origin(frame));
    }

    private ViewValue Derive(MlCall call, ViewKind kind) =>
        new(call.Origin(frame), kind, call.View) { Context = call.Method.Name is "ShuffleRows" or "BootstrapSample" && call["seed"] is ConstantValue { Content: null } ? call.Receiver : null };

    private ViewValue TakeRows(MlCall call)
    {
        var rows = Derive(call, ViewKind.Filtered);
        rows.Range = RowRange.Of(call.Method.Name, call["count"]);
        rows.Repeats = call.Method.Name == "BootstrapSample";
        return rows;
    }

    private Value ValidateView(MlCall call)
    {
        var recorded = Record(EventKind.Validate, call);
        recorded.View = call.View;
        recorded.Argument = call.Has("schemaPath") ? SchemaAt(call, "schemaPath") : call.Has("schema") ? call["schema"] : call.Receiver;
        return recorded.Result = ml.IsView(call.Method.ReturnType) ? Derive(call, ViewKind.Validated) : Opaque(call.Method.ReturnType, call.Origin(frame));
    }

    /// <summary>What stands for a data schema: the path of its file, or where that is made when the program runs, the file's name.</summary>
    private static Value SchemaAt(MlCall call, string parameter) =>
        call[parameter] is ConstantValue path ? path : FileNames.Of(call.Operation) is { } name ? new ConstantValue(name) : Value.Unknown;

    private Value InferColumns(MlCall call)
    {
        Record(EventKind.InferColumns, call).Argument = call["path"];
        return ExposeToMlNet(call);
    }

    private Value VerifyHeader(MlCall call)
    {
        Record(EventKind.VerifyHeader, call).Argument = call["path"];
        return call["path"];
    }

    private Value Fit(MlCall call)
    {
        var view = call.View;
        var model = new TransformerValue(call.Origin(frame), TransformerKind.Fitted, call.Receiver, view);
        var recorded = Record(EventKind.Fit, call);
        recorded.View = view;
        recorded.Estimator = call.Receiver;
        recorded.Validation = call["validationData"];
        recorded.Result = model;
        return model;
    }

    private Value Transform(MlCall call)
    {
        var view = new ViewValue(call.Origin(frame), ViewKind.Transformed, call.View, call.Receiver);
        var recorded = Record(EventKind.Transform, call);
        recorded.View = call.View;
        recorded.Model = call.Receiver;
        recorded.Result = view;
        return view;
    }

    private Value Append(MlCall call)
    {
        var appended = call.Arguments.Length > 0 ? call.Arguments[call.Method.IsExtensionMethod && call.Method.ReducedFrom is null ? 1 : 0] : Value.Unknown;
        if (ml.TypeOf(call.Method.ReturnType) == MlType.Transformer)
            return new TransformerValue(call.Origin(frame), TransformerKind.Chain, first: call.Receiver, second: appended);

        var chains = new List<Value>();
        foreach (var first in call.Receiver.Alternatives)
        {
            foreach (var second in appended.Alternatives)
                chains.Add(new EstimatorValue(call.Origin(frame), Steps(first).AddRange(Steps(second))));
        }

        return JoinValue.Of(chains);
    }

    private ImmutableArray<Step> Steps(Value estimator) =>
        estimator is EstimatorValue chain ? chain.Steps : ImmutableArray.Create(UnknownStep(new Origin(frame.Body.Node, frame.Path)));

    private Value Operate(MlCall call, Operator known)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Alternatives.Any(alternative => alternative is ViewValue or TransformerValue))
                Expose(argument);
        }

        var step = StepReader.Read(call, known, call.Origin(frame), ml, type => Substitute(type), MemberOf);
        if (step.IsMapping && MappingCode.Of(step.Mapping, model).Take(2).ToList() is { Count: 1 } mapping)
            step.Reads = MappingReads.Of(mapping[0].Body, mapping[0].Method, ml);
        return new EstimatorValue(step.Origin, ImmutableArray.Create(step));
    }

    private Value Save(MlCall call)
    {
        var recorded = Record(EventKind.Save, call);
        recorded.Model = call.Model;
        recorded.Argument = call[PathParameterOf(call)];
        recorded.Medium = MediumOf(call, PathParameterOf(call));
        recorded.Schema = call[call.Has("inputSchema") ? "inputSchema" : "schema"];
        return Value.Unknown;
    }

    private Value LoadModel(MlCall call)
    {
        var model = new TransformerValue(call.Origin(frame), TransformerKind.Loaded, path: call[PathParameterOf(call)]) { Medium = MediumOf(call, PathParameterOf(call)) };
        var recorded = Record(EventKind.LoadModel, call);
        recorded.Argument = call[PathParameterOf(call)];
        recorded.Result = model;
        return model;
    }

    // The runtime library's SaveIf and LoadWithMappings have a name of their own for it.
    private static string PathParameterOf(MlCall call) => call.Has("filePath") ? "filePath" : "path";

    /// <summary>The schema that a view would have after a model.</summary>
    private SchemaValue OutputSchema(MlCall call)
    {
        ExposeToMlNet(call);
        return new SchemaValue(new ViewValue(call.Origin(frame), ViewKind.Transformed, ((SchemaValue)call["inputSchema"]).View, call.Receiver));
    }

    private Value CreateEngine(MlCall call)
    {
        var types = call.Method.TypeArguments;
        var engine = new EngineValue(
            call.Origin(frame),
            call.Model,
            types.Length > 0 ? Substitute(types[0]) : null,
            types.Length > 1 ? Substitute(types[1]) : null);
        var recorded = Record(EventKind.CreateEngine, call);
        recorded.Model = call.Model;
        recorded.Result = engine;
        return engine;
    }

    private Value Predict(MlCall call)
    {
        var recorded = Record(EventKind.Predict, call);
        recorded.Model = call.Receiver;
        recorded.Argument = call["example"];
        recorded.Result = Opaque(call.Method.ReturnType, call.Origin(frame));
        return recorded.Result;
    }

    private Value Register(MlCall call)
    {
        Record(EventKind.RegisterAssembly, call);
        return Value.Unknown;
    }

    /// <summary>A model with a transformer of the runtime library's before it.</summary>
    private TransformerValue PutBefore(MlCall call)
    {
        var origin = call.Origin(frame);
        var step = new Step(origin, call.Method, new Operator(call.Method.Name, OperatorKind.Transform, Learning.No), ImmutableDictionary<ColumnRole, ColumnNames>.Empty);
        var first = new TransformerValue(origin, TransformerKind.Fitted, new EstimatorValue(origin, ImmutableArray.Create(step)));
        return new TransformerValue(origin, TransformerKind.Chain, first: first, second: call.Model);
    }

    private static ViewValue Side(SplitValue split, ViewKind side) => new(split.Origin, side, split.Parent, split: split);

    /// <summary>A member that ML.NET declares: the sides of a split, the best run of an experiment.</summary>
    private Value? ReadMlMember(ISymbol member, Value receiver, IOperation operation)
    {
        switch (receiver)
        {
            case ViewValue view when member.Name == "Schema":
                return new SchemaValue(view);
            case SplitValue split when member.Name is "TrainSet" or "trainSet" or "Item1":
                return Side(split, ViewKind.TrainSide);
            case SplitValue split when member.Name is "TestSet" or "testSet" or "Item2":
                return Side(split, ViewKind.TestSide);
            case SplitValue split when member.Name == "ValidationSet":
                return Side(split, ViewKind.ValidationSide);
            case ExperimentValue experiment:
                return ml.TypeOf((member as IPropertySymbol)?.Type) == MlType.Transformer ? experiment.Best : member.Name == "BestRun" ? experiment : Value.Unknown;
            case MetricsValue or MetricValue when ReadMetric(member, receiver, operation.Syntax) is { } metric:
                return metric;
            case ContextValue context when ml.TypeOf((member as IPropertySymbol)?.Type) == MlType.Other:
                return context;
            case TransformerValue transformer when member.Name is "LastTransformer" or "Model":
                return new TransformerValue(Here(operation.Syntax), TransformerKind.Part, first: transformer);
            default:
                // The models of a cross-validation, and the views that they scored, are not followed.
                root.HasLostSight |= member.ContainingType?.Name == "CrossValidationResult" && member.Name is "Model" or "ScoredHoldOutSet";
                return null;
        }
    }

    /// <summary>The columns of a view as it was loaded; unknown where it has been transformed.</summary>
    private ColumnNames ColumnsOf(ViewValue view)
    {
        while (view is { Kind: not ViewKind.Transformed, Parent: ViewValue parent })
            view = parent;
        return view is { Kind: ViewKind.Loaded, Load: { } load } ? LoadedColumns.NamesOf(load, ml) : ColumnNames.Unknown;
    }

    /// <summary>The columns of a schema that is queried: programs take the names of their features from it.</summary>
    private Value ColumnsOf(SchemaValue schema, ITypeSymbol column, IOperation operation)
    {
        if (schema.View is not ViewValue view || ColumnsOf(view) is not { Complete: true } columns || column is not INamedTypeSymbol type || type.GetMembers("Name").FirstOrDefault() is not IPropertySymbol name)
            return schema;
        var items = columns.Names.Select((column, i) =>
        {
            var item = new ObjectValue(new Origin(operation.Syntax, new CallPath(frame.Path, operation.Syntax, i, frame.InLoop)), type);
            WriteMember(name, item, new ConstantValue(column), operation.Syntax);
            return (Value)item;
        });
        return new SequenceValue(Here(operation.Syntax), items, exact: true);
    }
}
