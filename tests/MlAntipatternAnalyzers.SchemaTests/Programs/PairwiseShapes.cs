using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

public class Shape
{
    public float Corners { get; set; }
    public float Symmetry { get; set; }
    public string Name { get; set; }
}

public class NamedShape : Shape
{
    [ColumnName("PredictedName")]
    public string Predicted { get; set; }
}

public static class Shapes
{
    public static void Main()
    {
        var c = new MLContext(seed: 99);
        var names = new List<string> { "triangle", "square", "circle" };
        var shapes = c.Data.LoadFromEnumerable(Enumerable.Range(0, 45).Select(i => new Shape { Corners = i % 3 == 2 ? 0 : 3 + i % 3, Symmetry = i % 3 + i % 2 * 0.1f, Name = names[i % 3] }));
        var folds = c.Data.CrossValidationSplit(shapes, numberOfFolds: 3, samplingKeyColumnName: null);
        foreach (var fold in folds)
        {
            var binary = c.BinaryClassification.Trainers.SdcaLogisticRegression("NameKey", "Features", maximumNumberOfIterations: 3);
            var chain = c.Transforms.Conversion.MapValueToKey("NameKey", "Name")
                .Append(c.Transforms.Concatenate("Features", new string[] { "Corners", "Symmetry" }))
                .Append(c.MulticlassClassification.Trainers.PairwiseCoupling(binary, labelColumnName: "NameKey"))
                .Append(c.Transforms.Conversion.MapKeyToValue("PredictedName", "PredictedLabel"));
            var scored = chain.Fit(fold.TrainSet).Transform(fold.TestSet);
            var metrics = c.MulticlassClassification.Evaluate(scored, labelColumnName: "NameKey");
            var right = c.Data.CreateEnumerable<NamedShape>(scored, reuseRowObject: false).Count(shape => shape.Name == shape.Predicted);
            Console.WriteLine($"{right > 0} {metrics.LogLoss >= 0}");
        }
    }
}
