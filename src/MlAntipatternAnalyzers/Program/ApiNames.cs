using System.Collections.Generic;
using System.Linq;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>The names by which code can do something with ML.NET: code that has none of them does nothing itself, whatever else it mentions.</summary>
internal static class ApiNames
{
    /// <summary>The methods that <see cref="ApiTable"/> knows, and the ways to those that no table knows.</summary>
    private static readonly string[] Verbs =
    {
        "AddSearchSpace", "Append", "AppendCacheCheckpoint", "BootstrapSample", "Cache", "ChangeModelThreshold", "ConvertToOnnx", "CreateDatabaseLoader", "CreateDataView", "CreateEnumerable", "CreateExperiment", "CreatePredictionEngine",
        "CreatePredictionFunction", "CreateStreamingDataView", "CreateSvmLightLoader", "CreateTextLoader", "CreateTextReader", "CreateTimeSeriesEngine", "CreateTimeSeriesPredictionFunction",
        "CrossValidate", "CrossValidateNonCalibrated", "CrossValidationSplit", "DropInvalidRows", "Evaluate", "EvaluateNonCalibrated", "EvaluateWithPRCurve", "EvaluateSliced", "EvaluateBaselines", "Compare", "Execute", "FilterByCustomPredicate", "FilterByStatefulCustomPredicate", "FilterRowsByColumn",
        "FilterRowsByKeyColumnFraction", "FilterRowsByMissingValues", "Fit", "GetColumn", "GetPredictionEngine", "InferColumns", "Load", "LoadCsv", "LoadCsvFromString", "LoadFromBinary", "LoadFromEnumerable",
        "LoadFromSvmLightFile", "LoadFromSvmLightFileWithFeatureNames", "LoadFromTextFile", "LoadWithDataLoader", "LoadWithMappings", "MakePredictionFunction", "PermutationFeatureImportance",
        "PermutationFeatureImportanceNonCalibrated", "Predict", "Read", "ReadFromEnumerable", "ReadFromTextFile", "RegisterAssembly", "RegisterMappings", "RollingOriginSplit", "Run", "RunAsync", "Save", "SaveAsBinary", "SaveAsOnnx", "SaveIf",
        "SaveModel", "SaveTo", "SetBinaryClassificationMetric", "SetCheckpoint", "SetCostFrugalTuner", "SetDataset", "SetEciCostFrugalTuner", "SetGridSearchTuner", "SetMaxModelToExplore",
        "SetMaximumMemoryUsageInMegaByte", "SetMonitor", "SetMulticlassClassificationMetric", "SetPerformanceMonitor", "SetPipeline", "SetRandomSearchTuner", "SetRegressionMetric", "SetSmacTuner",
        "SetTrainingTimeInSeconds", "SetTrialRunner", "SetTuner", "ShuffleRows", "SkipRows", "TakeRows", "ThreeWaySplit", "ThreeWaySplitByGroup", "ThreeWaySplitByTime", "TrainTestSplit",
        "TrainTestSplitByGroup", "TrainTestSplitByTime", "Transform", "Validate", "Validated", "VerifyHeader", "WithNeutralPositions", "WithOnFitDelegate",
        "Auto", "Trainers", "Transforms",

        // Estimators that the catalog has no entry for.
        "AlexNet", "BuildFromOption", "ResNet101", "ResNet18", "ResNet50",
    };

    private static readonly HashSet<int> Hashes = new(Verbs.Concat(OperatorCatalog.Entries.Select(entry => entry.Name)).Select(TreeIndex.Hash));

    public static bool Overlap(HashSet<int> names) => names.Overlaps(Hashes);

    public static bool Contains(string name) => Hashes.Contains(TreeIndex.Hash(name));
}
