using System;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

var context = new MLContext(seed: 1);
var lines = Enumerable.Range(0, 40).Select(i => $"{(i % 2 == 0 ? 1 : -1)} {1 + i % 4}:{1 + i % 3} {5 + i % 3}:2");
File.WriteAllLines("sparse.txt", lines);

var data = context.Data.LoadFromSvmLightFile("sparse.txt");
var toBool = context.Transforms.Expression("IsPositive", "label => label > 0f", "Label");
var pipeline = toBool.Append(context.BinaryClassification.Trainers.LbfgsLogisticRegression("IsPositive", "Features"));
var model = pipeline.Fit(data);
var metrics = context.BinaryClassification.Evaluate(model.Transform(data), "IsPositive");
Console.WriteLine($"{metrics.AreaUnderPrecisionRecallCurve > 0} {data.GetColumn<float>("Label").Sum()}");
