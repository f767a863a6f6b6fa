using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

internal enum ViewKind
{
    /// <summary>A view of which only its identity is known: a parameter, a field, a call's result.</summary>
    Opaque,
    Loaded,
    TrainSide,

    /// <summary>The rows of a three-way split that choose between models.</summary>
    ValidationSide,
    TestSide,
    Transformed,

    /// <summary>The same columns, some of the rows.</summary>
    Filtered,

    /// <summary>The same columns, the same rows: cached, shuffled.</summary>
    Same,
    Validated,
}

/// <summary>A view: where its rows come from, and what has been done to them since.</summary>
internal sealed class ViewValue : MadeValue
{
    public ViewValue(Origin origin, ViewKind kind, Value? parent = null, Value? model = null, LoadInfo? load = null, SplitValue? split = null)
        : base(origin)
    {
        Kind = kind;
        Parent = parent;
        Model = model;
        Load = load;
        Split = split;
    }

    public ViewKind Kind { get; }

    /// <summary>The view that this one was made from.</summary>
    public Value? Parent { get; }

    /// <summary>The model that transformed it.</summary>
    public Value? Model { get; }

    /// <summary>How it was loaded.</summary>
    public LoadInfo? Load { get; }

    /// <summary>Whether the rows of another view were read into objects and loaded again.</summary>
    public bool IsReloaded { get; set; }

    /// <summary>The row class of rows that were loaded again; null where it does not say what the columns are.</summary>
    public ITypeSymbol? ReloadedAs { get; set; }

    /// <summary>The split that it is a side of.</summary>
    public SplitValue? Split { get; }

    /// <summary>The context that the order or the choice of its rows is drawn from, where no seed of its own says which.</summary>
    public Value? Context { get; set; }

    /// <summary>Which of its parent's rows it holds, where that is told by their number.</summary>
    public RowRange? Range { get; set; }

    /// <summary>What shuffled or chose the rows that it was loaded from otherwise in every run.</summary>
    public ImmutableArray<Shuffle> Shuffles { get; set; } = ImmutableArray<Shuffle>.Empty;

    /// <summary>Whether it holds some rows of its parent, or of what it was loaded from, more than once.</summary>
    public bool Repeats { get; set; }

    /// <summary>Whether it is a side of a split.</summary>
    public bool IsSide => Kind is ViewKind.TrainSide or ViewKind.ValidationSide or ViewKind.TestSide;

    protected override bool IsSame(MadeValue other) => other is ViewValue view && view.Kind == Kind;
}

/// <summary>What is known of a load.</summary>
internal sealed class LoadInfo
{
    public LoadInfo(Api api, ITypeSymbol? rowType, Value source, Value? columns, bool? missingAsNaN)
    {
        Api = api;
        RowType = rowType;
        Source = source;
        Columns = columns;
        MissingAsNaN = missingAsNaN;
    }

    public Api Api { get; }

    /// <summary>The row class, or null where the columns are given otherwise.</summary>
    public ITypeSymbol? RowType { get; }

    /// <summary>Whether a schema that is made at run time says what the columns are, and not the row class.</summary>
    public bool HasDefinition { get; set; }

    /// <summary>That schema, where it is known.</summary>
    public DefinitionValue? Definition { get; set; }

    /// <summary>The method that reads another kind of file, or makes its loader.</summary>
    public string? Reader { get; set; }

    /// <summary>How many features an SVM-light file is said to have; null where the file tells.</summary>
    public int? Size { get; set; }

    /// <summary>The file or stream that a binary file is read from, where it is known.</summary>
    public Value? Medium { get; set; }

    /// <summary>The path of a file, or the rows.</summary>
    public Value Source { get; }

    /// <summary>How the path is spelled, where it is not known but the same wherever it is spelled so.</summary>
    public Spelling? Spelled { get; set; }

    /// <summary>The <c>TextLoader.Column</c>s, where there is no row class.</summary>
    public Value? Columns { get; }

    /// <summary>The call that says how the rows are read: the load, or the one that makes its loader.</summary>
    public SyntaxNode? Call { get; set; }

    /// <summary><c>MissingRealsAsNaNs</c>; null where it is not known.</summary>
    public bool? MissingAsNaN { get; }

    /// <summary>How the file's lines are read; null where it is no text file.</summary>
    public TextLayout? Layout { get; set; }

    /// <summary>The same, of a file that a loader is given later.</summary>
    public LoadInfo Of(Value path) =>
        new(Api, RowType, path, Columns, MissingAsNaN) { Call = Call, Reader = Reader, Size = Size, Layout = Layout };
}

/// <summary>A split in two sides.</summary>
internal sealed class SplitValue : MadeValue
{
    public SplitValue(Origin origin, Value parent, bool folds)
        : base(origin)
    {
        Parent = parent;
        Folds = folds;
    }

    public Value Parent { get; }

    /// <summary>Whether it stands for each fold of a cross-validation.</summary>
    public bool Folds { get; }
}

/// <summary>A loader that loads later.</summary>
internal sealed class LoaderValue : MadeValue
{
    public LoaderValue(Origin origin, LoadInfo load)
        : base(origin) => Load = load;

    public LoadInfo Load { get; }
}

/// <summary>An estimator: one step, or a chain of them. A step without operator is an estimator of which nothing is known.</summary>
internal sealed class EstimatorValue : MadeValue
{
    public EstimatorValue(Origin origin, ImmutableArray<Step> steps)
        : base(origin) => Steps = steps;

    public ImmutableArray<Step> Steps { get; }

    public bool IsKnown => Steps.All(step => step.Operator is not null);

    public Step? Trainer => Steps.LastOrDefault(step => step.Operator is { IsTrainer: true });

    protected override bool IsSame(MadeValue other) => other is EstimatorValue chain && chain.Steps.SequenceEqual(Steps);
}

/// <summary>One estimator of a chain: what it is, and the columns it names.</summary>
internal sealed class Step
{
    public Step(Origin origin, IMethodSymbol? method, Operator? @operator, IReadOnlyDictionary<ColumnRole, ColumnNames> columns)
    {
        Origin = origin;
        Method = method;
        Operator = @operator;
        Columns = columns;
        Learning = @operator?.Learning ?? Learning.Unknown;
    }

    public Origin Origin { get; }

    public IMethodSymbol? Method { get; }

    /// <summary>The catalog's entry, or null for an estimator of which nothing is known.</summary>
    public Operator? Operator { get; }

    public IReadOnlyDictionary<ColumnRole, ColumnNames> Columns { get; }

    /// <summary>What the call is given; null for a step of which nothing is known.</summary>
    public StepArguments? Arguments { get; set; }

    /// <summary>The context that it was made on, as far as it is known.</summary>
    public Value Context { get; set; } = Value.Unknown;

    /// <summary>The chain that a meta-trainer (<c>OneVersusAll</c>) wraps.</summary>
    public Value? Inner { get; set; }

    /// <summary>The contract name of a custom mapping: a constant, null, or unknown.</summary>
    public Value? Contract { get; set; }

    /// <summary>Whether this call's Fit looks at rows: the operator's word for it, but where an argument says otherwise.</summary>
    public Learning Learning { get; set; }

    /// <summary>The columns that each output of a custom mapping is computed from; null where its code does not tell.</summary>
    public IReadOnlyDictionary<string, ColumnNames>? Reads { get; set; }

    /// <summary>Whether its code decides what it computes, and from what.</summary>
    public bool IsMapping => Operator is { Name: "CustomMapping" or "StatefulCustomMapping" or "FeatureMapping" };

    /// <summary>The delegate of a custom mapping.</summary>
    public Value? Mapping { get; set; }

    /// <summary>The AutoML experiment's own featurization goes before its trainer.</summary>
    public bool IsExperiment { get; set; }

    /// <summary>What a trainer does with features that are NaN: a meta-trainer what the one that it wraps does.</summary>
    public MissingNumbers OnNaN => Inner is EstimatorValue { Trainer: { } inner } ? inner.OnNaN : Operator?.MissingNumbers ?? MissingNumbers.Unknown;

    /// <summary>Whether its Fit draws random numbers from <see cref="Context"/>.</summary>
    public bool IsRandom => Operator?.IsRandom(name => Arguments is { } arguments ? arguments.Constant(name) : OperatorUse.NotKnown) == true;

    public ColumnNames? Column(ColumnRole role) => Columns.TryGetValue(role, out var names) ? names : null;

    public override bool Equals(object? obj) => obj is Step other && other.Origin.Equals(Origin);

    public override int GetHashCode() => Origin.GetHashCode();
}

/// <summary>Names of columns; not complete where one of them is not a constant.</summary>
internal sealed class ColumnNames
{
    public static readonly ColumnNames Unknown = new(ImmutableArray<string>.Empty, false);

    public ColumnNames(ImmutableArray<string> names, bool complete)
    {
        Names = names;
        Complete = complete;
    }

    public ImmutableArray<string> Names { get; }

    public bool Complete { get; }

    /// <summary>The one name, or null.</summary>
    public string? Single => Complete && Names.Length == 1 ? Names[0] : null;
}

internal enum TransformerKind
{
    /// <summary>Of which only its identity is known.</summary>
    Opaque,
    Fitted,

    /// <summary>Two, one after the other.</summary>
    Chain,
    Loaded,

    /// <summary>The best model of an AutoML experiment.</summary>
    Experiment,

    /// <summary>A part of another one: <c>model.LastTransformer</c>.</summary>
    Part,
}

/// <summary>A transformer: a model, or a fitted preprocessing.</summary>
internal sealed class TransformerValue : MadeValue
{
    public TransformerValue(Origin origin, TransformerKind kind, Value? estimator = null, Value? view = null, Value? first = null, Value? second = null, Value? path = null)
        : base(origin)
    {
        Kind = kind;
        Estimator = estimator;
        View = view;
        First = first;
        Second = second;
        Path = path;
    }

    public TransformerKind Kind { get; }

    public Value? Estimator { get; private set; }

    /// <summary>The view that it was fitted on.</summary>
    public Value? View { get; private set; }

    public Value? First { get; }

    public Value? Second { get; }

    public Value? Path { get; }

    /// <summary>The file or the stream in memory that it was loaded from, where it is known.</summary>
    public Value? Medium { get; set; }

    /// <summary>What an experiment is told, one call after the other, of the model that it will find.</summary>
    public void Settle(Value? estimator = null, Value? view = null)
    {
        Estimator = estimator ?? Estimator;
        View = view ?? View;
    }

    protected override bool IsSame(MadeValue other) => other is TransformerValue model && model.Kind == Kind;
}

/// <summary>A prediction engine.</summary>
internal sealed class EngineValue : MadeValue
{
    public EngineValue(Origin origin, Value model, ITypeSymbol? input, ITypeSymbol? output)
        : base(origin)
    {
        Model = model;
        Input = input;
        Output = output;
    }

    public Value Model { get; }

    public ITypeSymbol? Input { get; }

    public ITypeSymbol? Output { get; }
}

/// <summary>The result of an AutoML experiment, from which the best model is taken.</summary>
internal sealed class ExperimentValue : MadeValue
{
    public ExperimentValue(Origin origin, TransformerValue best)
        : base(origin) => Best = best;

    public TransformerValue Best { get; }

    /// <summary>What gave it its data.</summary>
    public ProgramEvent? Fit { get; set; }
}

/// <summary>A <c>SchemaDefinition</c>: the columns of a class, with what the program changed about them.</summary>
internal sealed class DefinitionValue : MadeValue
{
    public DefinitionValue(Origin origin, ITypeSymbol row)
        : base(origin) => Row = row;

    /// <summary>The class that it was made of.</summary>
    public ITypeSymbol Row { get; }

    /// <summary>The columns that were given another type.</summary>
    public ImmutableHashSet<string> Retyped { get; set; } = ImmutableHashSet<string>.Empty;

    /// <summary>Whether more was done to it than is followed.</summary>
    public bool IsSpoiled { get; set; }

    protected override bool IsSame(MadeValue other) => ReferenceEquals(this, other);
}

/// <summary>One column of a definition.</summary>
internal sealed class DefinedColumnValue : Value
{
    public DefinedColumnValue(DefinitionValue definition, string name)
    {
        Definition = definition;
        Name = name;
    }

    public DefinitionValue Definition { get; }

    public string Name { get; }

    public override bool Equals(object? obj) => obj is DefinedColumnValue other && other.Definition.Equals(Definition) && other.Name == Name;

    public override int GetHashCode() => Name.GetHashCode();
}

/// <summary>A stream on a file of a known name.</summary>
internal sealed class FileValue : MadeValue
{
    public FileValue(Origin origin, ConstantValue name)
        : base(origin) => Name = name;

    public ConstantValue Name { get; }

    protected override bool IsSame(MadeValue other) => other is FileValue file && file.Name.Equals(Name);
}

/// <summary>The schema of a view: <c>view.Schema</c>.</summary>
internal sealed class SchemaValue : Value
{
    public SchemaValue(Value view) => View = view;

    public Value View { get; }

    public override bool Equals(object? obj) => obj is SchemaValue other && other.View.Equals(View);

    public override int GetHashCode() => View.GetHashCode();
}

/// <summary>A row as it was read out of a view: an element of <c>CreateEnumerable</c>.</summary>
internal sealed class RowValue : Value
{
    public RowValue(Value view) => View = view;

    public Value View { get; }

    public override bool Equals(object? obj) => obj is RowValue other && other.View.Equals(View);

    public override int GetHashCode() => View.GetHashCode();
}
