using System;
using System.Globalization;
using Microsoft.ML.Data;

namespace TaxiFare.Training;

public static class Report
{
    public static void Print(string model, RegressionMetrics metrics) =>
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{model}: R2 {metrics.RSquared:F3}, mean absolute error {metrics.MeanAbsoluteError:F2}"));

    public static void Print(string model, BinaryClassificationMetrics metrics) =>
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{model}: AUC {metrics.AreaUnderRocCurve:F3}"));
}
