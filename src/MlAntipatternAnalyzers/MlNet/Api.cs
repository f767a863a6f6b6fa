namespace MlAntipatternAnalyzers.MlNet;

/// <summary>What a call into ML.NET does, other than making an estimator.</summary>
internal enum Api
{
    None,

    /// <summary>Rows from a text file: <c>LoadFromTextFile</c>.</summary>
    LoadText,

    /// <summary>Rows from objects: <c>LoadFromEnumerable</c>.</summary>
    LoadEnumerable,

    /// <summary>Rows from another place: a database, a binary or SVM-light file, a data frame.</summary>
    LoadOther,

    /// <summary>A loader that is made once and loads later: <c>CreateTextLoader</c>, <c>CreateDatabaseLoader</c>.</summary>
    CreateTextLoader,
    CreateOtherLoader,
    LoaderLoad,

    Split,
    CrossValidationSplit,

    /// <summary>The same columns, fewer or reordered rows.</summary>
    FilterRows,

    /// <summary>The same rows and columns.</summary>
    SameRows,
    FilterByColumn,
    CreateEnumerable,

    /// <summary>The values of one column: <c>GetColumn</c>.</summary>
    ReadColumn,

    Fit,
    Transform,
    Append,
    AppendCache,
    OnFit,

    CrossValidate,
    Evaluate,
    Importance,

    /// <summary>The runtime library's comparison of two models on the same rows.</summary>
    CompareModels,

    /// <summary>The same model, that decides otherwise: <c>ChangeModelThreshold</c>.</summary>
    ChangeThreshold,

    /// <summary>A view, columns and all, to a file: <c>SaveAsBinary</c>.</summary>
    SaveData,

    SaveModel,
    ExportModel,
    LoadModel,
    CreateEngine,
    Predict,

    /// <summary>A pool's loan, prediction or registration.</summary>
    PoolGet,
    PoolPredict,

    /// <summary>An AutoML experiment that trains.</summary>
    Experiment,
    ExperimentCreate,
    ExperimentConfigure,
    ExperimentRun,

    /// <summary>The runtime library's check of a view.</summary>
    Validate,

    /// <summary>The columns of a file are guessed from its content: AutoML's <c>InferColumns</c>.</summary>
    InferColumns,

    /// <summary>The runtime library's check of a file's header.</summary>
    VerifyHeader,

    /// <summary>The runtime library's data schema, read from its file.</summary>
    LoadDataSchema,

    /// <summary>The runtime library's neutral positions in front of a model.</summary>
    NeutralPositions,

    /// <summary>The assembly that holds custom-mapping factories is made known to a context.</summary>
    RegisterAssembly,
}
