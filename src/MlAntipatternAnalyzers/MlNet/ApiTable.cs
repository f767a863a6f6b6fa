using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.MlNet;

/// <summary>Which method of ML.NET does what: the part of the library that is not an estimator.</summary>
internal static class ApiTable
{
    public static Api Classify(IMethodSymbol method, MlNetSymbols symbols)
    {
        if (!symbols.IsMlNet(method))
            return Api.None;

        var receiver = Receiver(method);
        switch (method.Name)
        {
            case "LoadFromTextFile":
            case "ReadFromTextFile":
                return Api.LoadText;

            case "LoadFromEnumerable":
            case "ReadFromEnumerable":
            case "CreateDataView":
            case "CreateStreamingDataView":
                return Api.LoadEnumerable;

            case "LoadFromBinary":
            case "LoadFromSvmLightFile":
            case "LoadFromSvmLightFileWithFeatureNames":
            case "LoadCsv":
            case "LoadCsvFromString":
                return Api.LoadOther;

            case "CreateTextLoader":
            case "CreateTextReader":
                return Api.CreateTextLoader;

            case "CreateDatabaseLoader":
            case "CreateSvmLightLoader":
                return Api.CreateOtherLoader;

            case "Load" or "Read" when symbols.TypeOf(receiver) == MlType.Loader || symbols.IsView(method.ReturnType):
                return Api.LoaderLoad;

            case "TrainTestSplit":
            case "TrainTestSplitByTime":
            case "TrainTestSplitByGroup":
            case "ThreeWaySplit":
            case "ThreeWaySplitByTime":
            case "ThreeWaySplitByGroup":
                return Api.Split;

            case "CrossValidationSplit":
            case "RollingOriginSplit":
                return Api.CrossValidationSplit;

            case "FilterRowsByColumn":
            case "FilterRowsByKeyColumnFraction":
            case "FilterRowsByMissingValues":
            case "FilterByCustomPredicate":
            case "FilterByStatefulCustomPredicate":
                return Api.FilterByColumn;

            case "SkipRows":
            case "TakeRows":
            case "BootstrapSample":
                return Api.FilterRows;

            case "ShuffleRows":
            case "Cache":
                return Api.SameRows;

            case "CreateEnumerable":
                return Api.CreateEnumerable;

            case "GetColumn" when symbols.IsView(receiver):
                return Api.ReadColumn;

            case "Fit" when symbols.TypeOf(receiver) == MlType.Estimator:
                return Api.Fit;

            case "Transform" when symbols.TypeOf(receiver) == MlType.Transformer:
                return Api.Transform;

            case "Append":
                return symbols.TypeOf(receiver) is MlType.Estimator or MlType.Transformer or MlType.Loader ? Api.Append : Api.None;

            case "AppendCacheCheckpoint":
                return Api.AppendCache;

            case "WithOnFitDelegate":
                return Api.OnFit;

            case "CrossValidate":
            case "CrossValidateNonCalibrated":
                return Api.CrossValidate;

            case "Evaluate":
            case "EvaluateNonCalibrated":
            case "EvaluateWithPRCurve":
            case "EvaluateSliced":
            case "EvaluateBaselines":
                return Api.Evaluate;

            case "Compare" when receiver?.Name == "ModelComparer":
                return Api.CompareModels;

            case "PermutationFeatureImportance":
            case "PermutationFeatureImportanceNonCalibrated":
                return Api.Importance;

            case "ChangeModelThreshold":
                return Api.ChangeThreshold;

            case "Save" or "SaveTo" or "SaveModel" when receiver?.Name is "ModelOperationsCatalog" || symbols.TypeOf(receiver) == MlType.Transformer:
                return Api.SaveModel;

            case "SaveIf" when receiver?.Name == "ModelOperationsCatalog":
                return Api.SaveModel;

            case "SaveAsBinary":
                return Api.SaveData;

            case "ConvertToOnnx":
            case "SaveAsOnnx":
                return Api.ExportModel;

            case "Load" or "LoadWithDataLoader" when receiver?.Name == "ModelOperationsCatalog":
            case "LoadWithMappings" when receiver?.Name == "MLContext":
                return Api.LoadModel;

            case "CreatePredictionEngine":
            case "CreateTimeSeriesEngine":
            case "CreateTimeSeriesPredictionFunction":
            case "CreatePredictionFunction":
            case "MakePredictionFunction":
                return Api.CreateEngine;

            case "GetPredictionEngine":
                return Api.PoolGet;

            case "Predict" when symbols.TypeOf(receiver) == MlType.Engine:
                return Api.Predict;

            case "Predict" when symbols.TypeOf(receiver) == MlType.EnginePool:
                return Api.PoolPredict;

            case "Execute":
                return Api.Experiment;

            case "Run" or "RunAsync" when receiver?.Name == "AutoMLExperiment":
                return Api.ExperimentRun;

            case "CreateExperiment" when method.ReturnType.Name == "AutoMLExperiment":
                return Api.ExperimentCreate;

            case "SetDataset" or "SetPipeline" when method.IsExtensionMethod || receiver?.Name == "AutoMLExperiment":
                return Api.ExperimentConfigure;

            case not null when receiver?.Name == "AutoMLExperiment" && method.ReturnType.Name == "AutoMLExperiment":
                return Api.ExperimentConfigure;

            case "Validate" or "Validated" or "DropInvalidRows" when symbols.IsView(method.ReturnType) || receiver?.Name == "DataSchema":
                return Api.Validate;

            case "InferColumns":
                return Api.InferColumns;

            case "VerifyHeader":
                return Api.VerifyHeader;

            case "Load" when method.ContainingType.Name == "DataSchema":
                return Api.LoadDataSchema;

            case "WithNeutralPositions":
                return Api.NeutralPositions;

            case "RegisterAssembly":
            case "RegisterMappings":
                return Api.RegisterAssembly;

            default:
                return Api.None;
        }
    }

    /// <summary>The type that the method is called on: its own, or an extension method's first parameter.</summary>
    private static ITypeSymbol? Receiver(IMethodSymbol method)
    {
        var definition = method.ReducedFrom ?? method;
        var type = definition.IsExtensionMethod && definition.Parameters.Length > 0 ? definition.Parameters[0].Type : method.ContainingType;
        return type is ITypeParameterSymbol { ConstraintTypes.Length: > 0 } parameter ? parameter.ConstraintTypes[0] : type;
    }
}
