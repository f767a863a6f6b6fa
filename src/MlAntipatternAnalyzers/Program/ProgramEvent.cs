using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

internal enum EventKind
{
    Load,
    Split,
    Fit,
    Transform,
    CrossValidate,
    Evaluate,
    Validate,
    Save,
    LoadModel,
    CreateEngine,
    Predict,
    CreateEnumerable,
    RegisterAssembly,

    /// <summary>Rows are filtered by a column.</summary>
    Filter,

    /// <summary>One column's values are read: <c>GetColumn</c>.</summary>
    ReadColumn,

    /// <summary>A view is written to a file that keeps its columns: <c>SaveAsBinary</c>.</summary>
    SaveData,

    /// <summary>A loader is made, to load later or never.</summary>
    CreateLoader,

    /// <summary>A model is asked which features it relies on.</summary>
    Importance,

    /// <summary>The columns of a file are guessed from its content.</summary>
    InferColumns,

    /// <summary>The header of a file is checked.</summary>
    VerifyHeader,

    /// <summary>A model is told from which score on it is to say yes.</summary>
    ChangeThreshold,
}

/// <summary>Something that the program does with ML.NET, on one path.</summary>
internal sealed class ProgramEvent
{
    public ProgramEvent(EventKind kind, Origin origin, IOperation operation, IMethodSymbol method, Body body)
    {
        Kind = kind;
        Origin = origin;
        Operation = operation;
        Method = method;
        Body = body;
    }

    public EventKind Kind { get; }

    /// <summary>Whether it is one of the stations of a flow that are shown to people; the rest only reads columns.</summary>
    public bool IsLandmark => Kind is not EventKind.Filter and not EventKind.ReadColumn and not EventKind.CreateEnumerable and not EventKind.SaveData and not EventKind.CreateLoader and not EventKind.ChangeThreshold and not EventKind.VerifyHeader and not EventKind.InferColumns;

    public Origin Origin { get; }

    public SyntaxNode Node => Origin.Node;

    public IOperation Operation { get; }

    /// <summary>The method of ML.NET that is called.</summary>
    public IMethodSymbol Method { get; }

    /// <summary>The code that calls it.</summary>
    public Body Body { get; }

    /// <summary>The view that is split, fitted on, transformed, evaluated, validated.</summary>
    public Value View { get; set; } = Value.Unknown;

    /// <summary>The rows that an experiment, or a trainer, judges its attempts by.</summary>
    public Value Validation { get; set; } = Value.Unknown;

    /// <summary>The model that transforms, predicts, is saved or served.</summary>
    public Value Model { get; set; } = Value.Unknown;

    public Value Estimator { get; set; } = Value.Unknown;

    /// <summary>What the call is given.</summary>
    public StepArguments? Arguments { get; set; }

    /// <summary>The path of a file, the row that is predicted, the rows that are loaded, or the threshold.</summary>
    public Value Argument { get; set; } = Value.Unknown;

    /// <summary>The file or the stream in memory that is saved to, where it is known.</summary>
    public Value? Medium { get; set; }

    /// <summary>The input schema that a model is saved with.</summary>
    public Value Schema { get; set; } = Value.Unknown;

    public Value Result { get; set; } = Value.Unknown;

    public LearningTask Task { get; set; }

    /// <summary>Whether it happens again and again: a loop around it, or around a call above it.</summary>
    public bool InLoop { get; set; }

    /// <summary>The column that holds the label of what is evaluated.</summary>
    public string? LabelColumn { get; set; }
}
