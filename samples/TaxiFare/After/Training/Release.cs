using System;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlAntipatternAnalyzers.Runtime;

namespace TaxiFare.Training;

/// <summary>Prints what a model achieved on trips that it has not seen, and saves it if that is good enough.</summary>
public sealed class Release(MLContext mlContext)
{
    public bool Regression(string name, ITransformer model, IDataView trainSet, IDataView testSet, string label, double atLeastRSquared, string modelPath)
    {
        RegressionMetrics metrics = mlContext.Regression.Evaluate(model.Transform(testSet), labelColumnName: label);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: R2 {metrics.RSquared:F3}, mean absolute error {metrics.MeanAbsoluteError:F2}"));
        // What the mean, the median and a straight line achieve with the same features: the trees have to be worth it.
        Console.WriteLine(mlContext.Regression.EvaluateBaselines(model.Transform(trainSet), model.Transform(testSet), labelColumnName: label));
        return SaveIf(metrics.RSquared >= atLeastRSquared, name, model, testSet.Schema, modelPath);
    }

    public bool Binary(string name, ITransformer model, IDataView testSet, string label, double atLeastAuc, string modelPath)
    {
        BinaryClassificationMetrics metrics = mlContext.BinaryClassification.Evaluate(model.Transform(testSet), labelColumnName: label);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: AUC {metrics.AreaUnderRocCurve:F3}"));
        return SaveIf(metrics.AreaUnderRocCurve >= atLeastAuc, name, model, testSet.Schema, modelPath);
    }

    private bool SaveIf(bool goodEnough, string name, ITransformer model, DataViewSchema inputSchema, string modelPath)
    {
        if (goodEnough)
            mlContext.Model.Save(model, inputSchema, modelPath);
        else
            Console.Error.WriteLine($"{name}: not good enough to be served; the previous model stays");
        return goodEnough;
    }
}
